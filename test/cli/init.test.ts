import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { readPolicyConfig } from "../../cli/policy-config";
import { catalogue } from "../../policies/catalogue";
import { readWaivers } from "../../policies/waivers/read";
import { runHere, scratch } from "./in-process";

/** trailwatch init: what it writes is what check and the pipelines read, and what is there stays. */

const { folder, file, remove } = scratch();
afterAll(remove);

const project = (name: string, runtime = "nodejs", below = ""): string => {
  file(join(name, below, "Pulumi.yaml"), `name: shop\nruntime: ${runtime}\n`);
  spawnSync("git", ["init", "-q"], { cwd: join(folder, name) });
  return join(folder, name, below);
};
const read = (...path: string[]): string => readFileSync(join(folder, ...path), "utf8");

test("a project at the root: settings, waivers, a workflow", async () => {
  const { status, stdout } = await runHere(["init", project("root"), "--profile", "pci"]);
  expect(status).toBe(0);
  expect(stdout).toContain('+  "all": {');
  expect(readPolicyConfig(join(folder, "root/trailwatch.json"), [], catalogue).settings).not.toEqual({});
  expect(readWaivers(read("root/waivers.yaml"), catalogue)).toMatchObject({ problems: [], waivers: [] });
  const { jobs, permissions } = parse(read("root/.github/workflows/trailwatch.yml"));
  expect(permissions).toMatchObject({ contents: "read", "pull-requests": "write", "security-events": "write" });
  const steps: { uses?: string; run?: string; with?: object }[] = jobs.trailwatch.steps;
  expect(steps.at(-1)).toMatchObject({
    uses: "./node_modules/trailwatch",
    with: { path: ".", args: "--policy-config trailwatch.json" },
  });
  expect(steps.map(({ run }) => run)).toContain("npm ci");
});

interface Step {
  uses?: string;
  run?: string;
  "working-directory"?: string;
}

async function stepsOf(path: string, name: string): Promise<{ steps: Step[]; stdout: string }> {
  const { stdout } = await runHere(["init", path]);
  return { stdout, steps: parse(read(name, ".github/workflows/trailwatch.yml")).jobs.trailwatch.steps };
}

test.each([
  ["nodejs", "pnpm-lock.yaml", "corepack enable && pnpm install --frozen-lockfile", "pnpm add -D trailwatch@0.0.0"],
  ["nodejs", "yarn.lock", "corepack enable && yarn install --frozen-lockfile", "yarn add --dev trailwatch@0.0.0"],
  ["nodejs", "package-lock.json", "npm ci", "npm install --save-dev trailwatch@0.0.0"],
  ["python", "pyproject.toml", "pip install .", "trailwatch check"],
  ["python", "requirements.txt", "pip install -r requirements.txt", "trailwatch check"],
])("a program in %s with %s at the root of its workspace", async (runtime, lock, install, next) => {
  const path = project(lock, runtime, "infra");
  file(join(lock, lock), "");
  const { steps, stdout } = await stepsOf(path, lock);
  expect(steps).toContainEqual({ run: install, "working-directory": "infra" });
  expect(stdout).toContain(next);
});

test("the workflow is one that GitHub takes: a step uses or runs, and no expression reaches a shell", async () => {
  const { steps } = await stepsOf(project("valid"), "valid");
  // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idsteps
  const known = ["name", "if", "uses", "run", "with", "env", "continue-on-error", "working-directory"];
  for (const step of steps) {
    expect([step.uses, step.run].filter(Boolean)).toHaveLength(1);
    expect(Object.keys(step).filter((key) => !known.includes(key))).toEqual([]);
    expect(step.run ?? "").not.toContain("${{");
  }
});

test("where no remote says which branch it is, the one that is there counts", async () => {
  const path = project("branch");
  const git = (...args: string[]): unknown =>
    spawnSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: path });
  git("checkout", "-q", "-b", "master");
  git("commit", "-q", "--allow-empty", "-m", "first");
  git("checkout", "-q", "-b", "feature");
  await runHere(["init", path]);
  expect(parse(read("branch/.github/workflows/trailwatch.yml")).on.push.branches).toEqual(["master"]);
});

test("the example in waivers.yaml is one that is accepted", () => {
  const example = read("root/waivers.yaml")
    .replace(/^# (- id| {2}\w)/gm, "  $1")
    .replace("waivers: []\n", "")
    .replace(/^version: 1\n/m, "");
  const text = `version: 1\nwaivers:\n${example
    .split("\n")
    .filter((line) => line.startsWith("  "))
    .join("\n")}\n`;
  expect(readWaivers(text, catalogue)).toMatchObject({ problems: [], waivers: [{ id: "WVR-2026-001" }] });
});

test.each(["python", "go"])("a program in %s below the root of its repository", async (runtime) => {
  const path = project(runtime, runtime, "infra");
  file(join(runtime, "infra/Pulumi.dev.yaml"), "config: {}\n");
  await runHere(["init", path]);
  expect(existsSync(join(folder, runtime, "infra/waivers.yaml"))).toBe(true);
  const { jobs } = parse(read(runtime, ".github/workflows/trailwatch.yml"));
  const steps: { uses?: string; run?: string; with?: { args?: string } }[] = jobs.trailwatch.steps;
  expect(steps.some(({ run = "" }) => run.includes("--prefix .trailwatch trailwatch@0.0.0"))).toBe(true);
  expect(steps.at(-1)).toMatchObject({
    uses: "./.trailwatch/node_modules/trailwatch",
    with: { path: "infra", args: "--all-stacks --policy-config infra/trailwatch.json" },
  });
});

test("nothing that is there is written over; a second time nothing is written at all", async () => {
  const path = project("again");
  file("again/waivers.yaml", "# ours\n");
  const { stdout } = await runHere(["init", path]);
  expect(stdout).toContain("waivers.yaml: is there, left as it is");
  expect(read("again/waivers.yaml")).toBe("# ours\n");
  file("again/.github/workflows/trailwatch.yml", "# changed\n");
  expect((await runHere(["init", path])).stdout).not.toContain("+++");
  expect(read("again/.github/workflows/trailwatch.yml")).toBe("# changed\n");
});

test("beside a .gitlab-ci.yml it says what to add", async () => {
  const path = project("gitlab");
  file("gitlab/.gitlab-ci.yml", "stages: [test]\n");
  const { stdout } = await runHere(["init", path]);
  expect(read("gitlab/.gitlab-ci.yml")).toBe("stages: [test]\n");
  const [, added] = /add to it:\n([\s\S]*?)\n\n/.exec(stdout) ?? [];
  expect(parse(added).trailwatch.artifacts.reports).toEqual({
    junit: "trailwatch-report/junit.xml",
    codequality: "trailwatch-report/gl-code-quality.json",
  });
  expect(parse(added).trailwatch.after_script).toEqual(["npx --yes --package trailwatch@0.0.0 trailwatch-gitlab-note"]);
  expect(existsSync(join(folder, "gitlab/.github"))).toBe(false);
});

test("--dry-run shows and does not write", async () => {
  const { stdout } = await runHere(["init", project("dry"), "--dry-run"]);
  expect(stdout).toContain("+version: 1\n+waivers: []");
  expect(existsSync(join(folder, "dry/waivers.yaml"))).toBe(false);
});

test("no Pulumi project: exit code 2", async () =>
  expect(await runHere(["init", folder])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("no Pulumi project here"),
  }));
