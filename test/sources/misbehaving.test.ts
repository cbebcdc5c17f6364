import { execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { previewProgram, type PreviewOptions } from "../../sources/program";
import { SourceError } from "../../sources/snapshot";
import { program, removePrograms } from "./programs";

afterAll(removePrograms);

const AWS = 'import * as aws from "@pulumi/aws";\n';

async function failure(path: string, options: Partial<PreviewOptions> = {}): Promise<SourceError> {
  try {
    await previewProgram({ path, stack: "dev", ...options });
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
  throw new Error("the preview succeeded");
}

/** Whether a process still runs. One that was killed may wait as a zombie for its parent to take notice. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z/.test(existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, "utf8") : "");
  } catch {
    return false;
  }
}

/** Resolves when the process has gone; the system takes a moment for it. */
async function gone(pid: number): Promise<void> {
  while (alive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe("a program that fails", () => {
  const programs: [title: string, source: string, message: RegExp[]][] = [
    [
      "throws",
      'const go = (): never => {\n  throw new Error("no luck");\n};\ngo();\n',
      [/Error: no luck/, /at index\.ts:2/],
    ],
    [
      // The SDK's own frames in this stack trace make util.inspect with colours spin for ever.
      "throws inside apply",
      `${AWS}const b = new aws.s3.Bucket("b", { bucket: "x" });\nb.bucket.apply((name) => {\n  throw new Error("no " + name);\n});\n`,
      [/Error: no x/, /at index\.ts:4/],
    ],
    [
      "rejects a promise nobody waits for",
      'void Promise.reject(new Error("forgotten"));\n',
      [/Error: forgotten/, /at index\.ts:1/],
    ],
    [
      "cannot do with a placeholder",
      'import * as pulumi from "@pulumi/pulumi";\nnew URL(new pulumi.Config().require("where"));\n',
      [/Invalid URL/, /placeholders for test:where; give real values with --config/],
    ],
    ["has a syntax error", "const = 1;\n", [/index\.ts/, /Variable declaration expected/]],
    ["imports what is not there", 'import "nowhere-to-be-found";\n', [/Cannot find module 'nowhere-to-be-found'/]],
    [
      "gives two resources the same name",
      `${AWS}new aws.sns.Topic("t");\nnew aws.sns.Topic("t");\n`,
      [/two resources have the name 't' and the type aws:sns\/topic:Topic/],
    ],
    [
      "exits with a code of its own",
      `${AWS}new aws.sns.Topic("t");\nconsole.error("out of cheese");\nprocess.exit(7);\n`,
      [/exited with code 7/, /out of cheese/],
    ],
    [
      "drives Pulumi itself",
      `import { LocalWorkspace } from "@pulumi/pulumi/automation";
LocalWorkspace.createOrSelectStack({ stackName: "dev", projectName: "test", program: async () => undefined });\n`,
      [/drives Pulumi itself \(Automation API\), which needs the pulumi command/],
    ],
    [
      "mocks the engine",
      `${AWS}import * as pulumi from "@pulumi/pulumi";
pulumi.runtime.setMocks({ newResource: ({ inputs }) => ({ id: "1", state: inputs }), call: ({ inputs }) => inputs });
new aws.sns.Topic("t");\n`,
      [/puts mocks in place of Pulumi's engine/],
    ],
    [
      "drives Pulumi itself, and prints why that failed",
      `import { LocalWorkspace } from "@pulumi/pulumi/automation";
LocalWorkspace.createOrSelectStack({ stackName: "dev", projectName: "test", program: async () => undefined }).catch((error) => {
  console.log(error);
  process.exit(1);
});\n`,
      [/drives Pulumi itself \(Automation API\)/],
    ],
    [
      "waits for what never comes",
      `${AWS}new aws.sns.Topic("t");\nexport = async () => new Promise(() => undefined);\n`,
      [/the program waits for what never comes, and ended before it was done/],
    ],
    [
      "exports by default what Pulumi does not run",
      `${AWS}export default async () => new aws.sns.Topic("t");\n`,
      [/registered no resources\. Pulumi runs what is exported by default in an ES module only/],
    ],
    ["exits with 0 before it is done", `${AWS}new aws.sns.Topic("t");\nprocess.exit(0);\n`, [/ended itself/]],
    ["registers nothing", "export const nothing = 1;\n", [/registered no resources/]],
  ];
  test.each(programs)("%s", async (_, source, messages) => {
    const error = await failure(program({ "index.ts": source }));
    for (const message of messages) expect(error.message).toMatch(message);
    expect(error.message).not.toMatch(/^\s+at .*node_modules/m);
    expect(error.message).not.toContain("\u001b");
    expect(error.exitCode).toBe(2);
  });

  test("type errors are the compiler's business", async () => {
    const path = program({
      "index.ts": `${AWS}const n: number = "text";\nnew aws.sns.Topic("t", { name: String(n) });\n`,
    });
    const { resources } = await previewProgram({ path, stack: "dev" });
    expect(resources.map(({ name }) => name)).toEqual(["default_7_48_0", "t"]);
  });
});

describe("what is no program at all", () => {
  const folders: [title: string, files: Record<string, string>, installed: boolean, message: RegExp][] = [
    ["no Pulumi.yaml", { "Pulumi.yaml": "" }, true, /no Pulumi project here/],
    ["an empty Pulumi.yaml", { "Pulumi.yaml": "# nothing\n" }, true, /expected a project description/],
    [
      "a Pulumi.yaml without name and runtime",
      { "Pulumi.yaml": "main: x\n" },
      true,
      /`name` is missing; `runtime` is missing/,
    ],
    [
      "malformed YAML",
      { "Pulumi.yaml": "name: test\nruntime: [nodejs\n" },
      true,
      /Pulumi\.yaml: not valid YAML.*line 3/,
    ],
    [
      "malformed YAML of the stack",
      { "Pulumi.dev.yaml": "config:\n\t a: b\n" },
      true,
      /Pulumi\.dev\.yaml: not valid YAML.*line 2/,
    ],
    ["no package.json", { "package.json": "" }, false, /needs a package\.json/],
    ["dependencies that are not installed", {}, false, /not installed\. Run `npm install`/],
    ["dependencies that pnpm would install", { "pnpm-lock.yaml": "{}" }, false, /Run `pnpm install`/],
    [
      "dependencies that the project wants of another package manager",
      {
        "Pulumi.yaml": "name: test\nruntime: { name: nodejs, options: { packagemanager: bun } }\n",
        "yarn.lock": "{}",
      },
      false,
      /Run `bun install`/,
    ],
    [
      "dependencies that Yarn keeps in archives",
      { ".pnp.cjs": "1", "yarn.lock": "{}" },
      false,
      /Plug'n'Play.*nodeLinker: node-modules.*`yarn install`/,
    ],
    [
      "a main that does not exist",
      { "Pulumi.yaml": "name: test\nruntime: nodejs\nmain: src/app.ts\n" },
      true,
      /`main` names src\/app\.ts/,
    ],
    ["no entry point", {}, true, /failed to locate the entry point/],
  ];
  test.each(folders)("%s", async (_, files, installed, message) => {
    const error = await failure(program(files, installed));
    expect(error.message).toMatch(message);
    expect(error.exitCode).toBe(2);
  });

  test("a language that cannot be run is not the user's mistake", async () => {
    const error = await failure(program({ "Pulumi.yaml": "name: test\nruntime: java\n" }));
    expect(error.message).toContain("runtime java is not supported (nodejs, go, python are)");
    expect(error.exitCode).toBe(3);
  });

  test("@pulumi/pulumi is missing from what is installed", async () => {
    const error = await failure(program({ "node_modules/other/index.js": "1" }, false));
    expect(error.message).toMatch(/@pulumi\/pulumi is not installed/);
  });
});

describe("a program that has to be ended", () => {
  test("never ends, and has started another that never ends either", async () => {
    const path = program({
      "index.ts": `import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
const other = spawn(process.execPath, ["-e", "setInterval(() => 0, 1000)"], { stdio: "inherit" });
writeFileSync("pids", \`\${process.pid} \${other.pid}\`);
setInterval(() => 0, 1000);
`,
    });
    const error = await failure(path, { timeoutMs: 5_000 });
    expect(error.message).toMatch(/did not end within 5 s and was ended; 0 resources were registered/);
    expect(error.exitCode).toBe(3);
    const pids = readFileSync(join(path, "pids"), "utf8").split(" ").map(Number);
    await Promise.all(pids.map(gone));
  });

  test("spins without a pause", async () => {
    const error = await failure(program({ "index.ts": `${AWS}new aws.sns.Topic("t");\nfor (;;);\n` }), {
      timeoutMs: 2_000,
    });
    expect(error.message).toMatch(/did not end within 2 s/);
  });

  test("leaves another process behind", async () => {
    const path = program({
      "index.ts": `${AWS}import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
new aws.sns.Topic("t");
const other = spawn(process.execPath, ["-e", "setInterval(() => 0, 1000)"], { stdio: "inherit" });
other.unref();
writeFileSync("pids", String(other.pid));
`,
    });
    expect((await previewProgram({ path, stack: "dev" })).resources).toHaveLength(2);
    await gone(Number(readFileSync(join(path, "pids"), "utf8")));
  });

  test("sends bytes that make protobuf's decoder spin", async () => {
    const path = program({
      "index.js": `const aws = require("@pulumi/aws");
const grpc = require("@grpc/grpc-js");
new aws.sns.Topic("t");
const client = new grpc.Client(process.env.PULUMI_NODEJS_MONITOR, grpc.credentials.createInsecure());
const bytes = Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]);
client.makeUnaryRequest("/pulumirpc.ResourceMonitor/RegisterResource", () => bytes, () => ({}), {}, () => undefined);
`,
    });
    const error = await failure(path);
    expect(error.message).toMatch(/sent a message \(registerResource\) that cannot be decoded/);
    expect(error.exitCode).toBe(3);
  });

  test.each(["SIGINT", "SIGKILL"] as const)("is ended with the process that runs it: %s", async (signal) => {
    const path = program({
      "index.ts":
        'import { writeFileSync } from "node:fs";\nwriteFileSync("pids", String(process.pid));\nsetInterval(() => 0, 1000);\n',
    });
    const bundle = join(path, "preview.cjs");
    execFileSync(
      require.resolve("esbuild/bin/esbuild"),
      ["--bundle", "--platform=node", `--outfile=${bundle}`, join(__dirname, "../../sources/program/index.ts")],
      { stdio: "ignore" },
    );
    const runner = spawn(
      process.execPath,
      ["-e", `require(${JSON.stringify(bundle)}).previewProgram({ path: ${JSON.stringify(path)} })`],
      { stdio: "ignore", env: { ...process.env, TMPDIR: path } },
    );
    while (!existsSync(join(path, "pids"))) await new Promise((resolve) => setTimeout(resolve, 50));
    const pid = Number(readFileSync(join(path, "pids"), "utf8"));
    const ended = new Promise((resolve) => runner.on("exit", (_, by) => resolve(by)));
    runner.kill(signal);
    expect(await ended).toBe(signal);
    // Nobody can clean up after a SIGKILL.
    if (signal === "SIGINT") expect(readdirSync(path).filter((name) => name.startsWith("trailwatch-"))).toEqual([]);
    await gone(pid);
  });
});

test("megabytes of output are not kept, and none of it reaches this process", async () => {
  const path = program({
    "index.ts": `${AWS}for (let i = 0; i < 20_000; i++) process.stdout.write("x".repeat(1_000) + "\\n");
console.error("last words");
throw new Error("enough");
`,
  });
  const error = await failure(path);
  expect(error.message).toContain("enough");
  expect(error.message.length).toBeLessThan(10_000);
});
