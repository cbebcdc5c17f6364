import { execFileSync, spawnSync, type SpawnSyncReturns } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PolicyServer } from "./pack/server";

/** What a user gets: the packed tarball, installed into an empty folder beside a Pulumi program of three lines. */

const ROOT = join(__dirname, "..");
const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
const locked = (name: string): string => lock.packages[`node_modules/${name}`].version;

let folder: string;
const run = (command: string, ...args: string[]): SpawnSyncReturns<string> =>
  spawnSync(command, args, { cwd: folder, encoding: "utf8", env: { ...process.env, NO_COLOR: "1" } });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trailwatch-user-"));
  const packed = execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], {
    cwd: ROOT,
  });
  const [{ filename }] = Object.values(JSON.parse(packed.toString())) as [{ filename: string }];
  const dependencies = {
    trailwatch: `file:${join(folder, filename)}`,
    "@pulumi/aws": locked("@pulumi/aws"),
    "@pulumi/pulumi": locked("@pulumi/pulumi"),
  };
  const files = {
    "package.json": JSON.stringify({ name: "user", private: true, dependencies }),
    "Pulumi.yaml": "name: user\nruntime: nodejs\n",
    "index.js": [
      'const aws = require("@pulumi/aws");',
      'const group = new aws.cloudwatch.LogGroup("app", { retentionInDays: 7 });',
      "exports.name = group.name;",
    ].join("\n"),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  execFileSync("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], { cwd: folder, stdio: "ignore" });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("npx trailwatch check judges a program of three lines", () => {
  const { status, stdout, stderr } = run("npx", "trailwatch", "check");
  expect(stderr).not.toMatch(/error|    at /i);
  expect(stdout).toContain("events expire after 7 days; 365 are required");
  expect(stdout).toContain("the stack has no trail");
  expect(status).toBe(1);
});

test("what README provisions satisfies every policy", () => {
  const [, program] = /## Provision it\n\n```ts\n(.*?)```/s.exec(readFileSync(join(ROOT, "README.md"), "utf8")) ?? [];
  mkdirSync(join(folder, "provisioned"));
  writeFileSync(join(folder, "provisioned/Pulumi.yaml"), "name: provisioned\nruntime: nodejs\n");
  writeFileSync(join(folder, "provisioned/index.ts"), program);
  const { status, stdout } = run("npx", "trailwatch", "check", "provisioned");
  expect(stdout).toContain("no findings");
  expect(status).toBe(0);
});

test("the components and the policy kit can be required, with their types beside them", () => {
  const script = `
    const { AccountBaseline } = require("trailwatch");
    const { catalogue, policy } = require("trailwatch/policies");
    console.log(typeof AccountBaseline, typeof policy, catalogue.length > 0);
  `;
  expect(run(process.execPath, "-e", script).stdout.trim()).toBe("function function true");
  for (const entry of ["components/index", "policies/kit"])
    expect(readFileSync(join(folder, `node_modules/trailwatch/dist/lib/${entry}.d.ts`), "utf8")).toContain("export");
});

describe("docs/own-policies.md, in a folder that has only the tarball", () => {
  const guide = readFileSync(join(ROOT, "docs/own-policies.md"), "utf8");
  const [policy, failing, mended, pack] = [...guide.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);
  const passing = failing.replace(/^ {2}fail: .*\n/m, mended);
  const nodeTest = (test: string): SpawnSyncReturns<string> => {
    writeFileSync(join(folder, "log-groups.js"), policy);
    writeFileSync(join(folder, "log-groups.test.js"), test);
    return run(process.execPath, "--test", "log-groups.test.js");
  };

  test("policy and test have 30 lines between them", () => {
    const lines = `${policy}${passing}`.split("\n").filter((line) => line.trim());
    expect(lines.length).toBeLessThanOrEqual(30);
  });
  test("the first test fails and says why, the mended one passes", () => {
    const first = nodeTest(failing);
    expect([first.status, first.stdout]).toEqual([1, expect.stringContaining("app: pass")]);
    expect(nodeTest(passing)).toMatchObject({ status: 0, stdout: expect.stringMatching(/^# fail 0$/m) });
  });
  test("check judges with it, from JavaScript and from TypeScript", () => {
    const typescript = policy
      .replace(/const (.*?) = require\((.*?)\);/, "import $1 from $2;")
      .replace(/^exports\.(\w+)/m, "export const $1: object");
    writeFileSync(join(folder, "own.ts"), typescript);
    for (const file of ["log-groups.js", "own.ts"]) {
      const { stdout, stderr } = run("npx", "trailwatch", "check", "--policies", file, "--only", "log-group-owner");
      expect(stderr).not.toContain("cannot be loaded");
      expect(stdout).toContain("no tag says which team owns the log group");
    }
  });
  test("a pack of one's own has it beside ours", async () => {
    const own = join(folder, "pack");
    mkdirSync(own);
    const files = {
      "index.js": pack,
      "log-groups.js": policy,
      "PulumiPolicy.yaml": "runtime: nodejs\n",
      "package.json": '{ "version": "1.0.0" }',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(own, name), text);
    const server = await PolicyServer.start(own);
    const names = (await server.policies()).map(({ name }) => name);
    server.stop();
    expect(names).toContain("trail-exists");
    expect(names.at(-1)).toBe("log-group-owner");
  });
});

test("the policy pack is inside", () => {
  const pack = join(folder, "node_modules/trailwatch/dist/policy-pack");
  expect(readFileSync(join(pack, "PulumiPolicy.yaml"), "utf8")).toContain("runtime: nodejs");
  expect(JSON.parse(readFileSync(join(pack, "package.json"), "utf8"))).toMatchObject({ main: "index.js" });
});

test("two dependencies come with it, and nothing of the development", () => {
  const { dependencies } = JSON.parse(readFileSync(join(folder, "node_modules/trailwatch/package.json"), "utf8"));
  expect(Object.keys(dependencies)).toEqual(["@pulumi/policy", "yaml"]);
  const installed = JSON.parse(readFileSync(join(folder, "package-lock.json"), "utf8")).packages;
  const tools = ["jest", "eslint", "esbuild", "prettier", "playwright-core", "@cloud-copilot/iam-simulate"];
  expect(tools.filter((name) => installed[`node_modules/${name}`])).toEqual([]);
});
