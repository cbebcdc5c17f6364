import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../../report/report";
import { trailwatch } from "./cli";

const GROUP = "aws:cloudwatch/logGroup:LogGroup";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trailwatch-cli-"));
  state("good.json", [GROUP, "app", { retentionInDays: 365 }]);
  state("bad.json", [GROUP, "app", { retentionInDays: 7 }]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** The state of a stack with these resources. */
function state(name: string, ...resources: [type: string, name: string, inputs: object][]): string {
  const written = resources.map(([type, resource, inputs]) => ({
    urn: `urn:pulumi:prod::shop::${type}::${resource}`,
    ...{ type, custom: true, id: resource, inputs, outputs: inputs },
  }));
  return file(name, JSON.stringify({ version: 3, deployment: { resources: written } }));
}

const report = (stdout: string): Report => JSON.parse(stdout) as Report;

describe("the exit code", () => {
  const only = ["--only", "log-group-retention"];
  test("0: no finding", () =>
    expect(trailwatch(["check", state("good.json", [GROUP, "app", { retentionInDays: 365 }]), ...only]).status).toBe(
      0,
    ));
  test("1: a finding that decides", () =>
    expect(trailwatch(["check", join(folder, "bad.json"), ...only]).status).toBe(1));
  test("0: a finding milder than --fail-on", () =>
    expect(trailwatch(["check", join(folder, "bad.json"), ...only, "--fail-on", "high"]).status).toBe(0));
  test("0: a finding of an advisory policy", () => {
    const config = file("advisory.json", '{ "log-group-retention": "advisory" }');
    expect(trailwatch(["check", join(folder, "bad.json"), ...only, "--policy-config", config]).status).toBe(0);
  });
  test("3: nothing to judge", () => expect(trailwatch(["check", state("empty.json"), ...only]).status).toBe(3));
  test("3: an undecided check", () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "abc" };
    const path = state("unknown.json", [GROUP, "app", { retentionInDays: secret }]);
    const { status, stdout } = trailwatch(["check", path, ...only]);
    expect([status, stdout]).toEqual([3, expect.stringContaining("not decrypted")]);
  });
});

/** What the user got wrong, and a part of what he is told. None of it is a stack trace. */
const mistakes: Record<string, [args: () => string[], told: string]> = {
  "a command that does not exist": [() => ["chekc"], "there is no command chekc; did you mean check?"],
  "an option that does not exist": [() => ["check", "--stak", "x"], "there is no option --stak; did you mean stack?"],
  "an option without its value": [() => ["check", "--stack"], "--stack wants a value: --stack NAME"],
  "a switch with a value": [() => ["check", "--verbose=yes"], "--verbose is a switch and takes no value"],
  "a format that does not exist": [() => ["check", "--format", "htm"], "did you mean html?"],
  "a severity that does not exist": [() => ["check", "--fail-on", "hihg"], "did you mean high?"],
  "two formats and nowhere to put them": [
    () => ["check", join(folder, "good.json"), "--format", "json,sarif"],
    "needs --out DIR",
  ],
  "a policy that does not exist": [() => ["check", "--only", "trail-exist"], "did you mean trail-exists?"],
  "a path that does not exist": [() => ["check", join(folder, "nowhere.json")], "no such file or folder"],
  "a folder without a project": [() => ["check", folder], "no Pulumi project here"],
  "a file that is no JSON": [() => ["check", file("broken.json", '{ "deployment": ')], "not valid JSON"],
  "a file of another kind": [
    () => ["check", file("other.json", '{ "a": 1 }')],
    "neither a stack's state nor a preview",
  ],
  "a timeout that is no number": [() => ["check", ".", "--timeout", "soon"], "expected a number of seconds"],
  "a configuration value without a name": [() => ["check", ".", "--config", "=x"], "expected NAME=VALUE"],
  "a policy to be explained that does not exist": [() => ["policies", "trail-exits"], "did you mean trail-exists?"],
  "a profile that does not exist": [() => ["check", "--profile", "hippa"], "did you mean hipaa?"],
  "a file of policies that does not exist": [() => ["check", "--policies", "own.js"], "own.js: no such file"],
  "a file of policies without any": [
    () => ["check", "--policies", file("none.js", "exports.a = 1;")],
    "exports no policy",
  ],
  "a policy of one's own that takes a name of ours": [
    () => [
      "check",
      "--policies",
      file("taken.js", 'exports.a = { id: "trail-exists", severity: "hihg", about: { tokens: [] }, check() {} };'),
    ],
    "there is another of this id",
  ],
  "a framework that does not exist": [() => ["frameworks", "hipa"], "did you mean hipaa?"],
  "a control and a family that do not exist": [
    () => ["policies", "--control", "hipaa/164.312(x)", "--family", "trial"],
    "did you mean hipaa/164.312(b)?\n--family trial: there is no such family; did you mean trail?",
  ],
  "a policy configuration with three mistakes": [
    () => [
      "check",
      "--policy-config",
      file("config.yaml", "trail-exsts: mandatory\nlog-group-retention:\n  minimumDay: 1\n  neverExpires: 3\n"),
    ],
    "3 settings are wrong",
  ],
};

test.each(Object.entries(mistakes))("%s: told in words, exit code 2", (_, [args, told]) => {
  const { status, stdout, stderr } = trailwatch(args());
  expect(stderr).toContain(told);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect([status, stdout]).toEqual([2, ""]);
});

describe("reports", () => {
  test("one format goes to the output, and nothing else does", () => {
    const { stdout, stderr } = trailwatch(["check", join(folder, "bad.json"), "--format", "json"]);
    expect(report(stdout).stacks[0]).toMatchObject({ project: "shop", stack: "prod", resources: { [GROUP]: 1 } });
    expect(stderr).toBe("");
  });
  test("--out writes the usual formats with their digests, and leaves no half-written file", () => {
    const out = join(folder, "reports", "today");
    trailwatch(["check", join(folder, "bad.json"), "--out", out]);
    expect(readdirSync(out).sort()).toEqual([
      "SHA256SUMS",
      "manifest.json",
      "report.html",
      "report.json",
      "report.sarif",
    ]);
  });
  test("the same input gives the same bytes", () => {
    const run = (): string =>
      trailwatch(["check", join(folder, "bad.json"), "--format", "json"], { SOURCE_DATE_EPOCH: "0" }).stdout;
    expect(run()).toBe(run());
  });
  test("a configuration value is not repeated in the command line of the report", () => {
    const { stdout } = trailwatch([
      "check",
      join(folder, "bad.json"),
      "--format",
      "json",
      "--config",
      "shop:password=hunter2",
      "--config=token=hunter2",
    ]);
    expect(stdout).not.toContain("hunter2");
    expect(report(stdout).command.line).toContain("--config shop:password=…");
  });
  test("parameters in force, and where they come from", () => {
    const config = file("parameters.yaml", "log-group-retention:\n  minimumDays: 5\n");
    const { stdout, status } = trailwatch([
      "check",
      join(folder, "bad.json"),
      "--only",
      "log-group-retention",
      "--format",
      "json",
      "--policy-config",
      config,
    ]);
    expect(report(stdout).policies[0].parameters).toMatchObject([
      { name: "minimumDays", value: 5, from: "configuration" },
      { name: "neverExpires", value: false, from: "default" },
    ]);
    expect(status).toBe(0);
  });
  test("colour on request, none in a pipe", () => {
    const run = (env: NodeJS.ProcessEnv): string => trailwatch(["check", join(folder, "bad.json")], env).stdout;
    expect(run({ NO_COLOR: undefined })).not.toContain("\u001b[");
    expect(run({ NO_COLOR: undefined, FORCE_COLOR: "1" })).toContain("\u001b[");
    expect(run({ FORCE_COLOR: "1" })).not.toContain("\u001b[");
  });
});

describe("help", () => {
  test("of all commands", () => expect(trailwatch(["--help"]).stdout).toContain("Exit codes: 0 fine"));
  test("of one command", () => expect(trailwatch(["check", "--help"]).stdout).toContain("--fail-on SEVERITY"));
  test("without a command it is shown, as a mistake", () => expect(trailwatch([]).status).toBe(2));
  test("the version", () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
    expect(trailwatch(["--version"]).stdout).toBe(`${version}\n`);
  });
  test("a policy is explained", () => {
    const { stdout, status } = trailwatch(["policies", "log-group-retention"]);
    expect(stdout).toContain("| `minimumDays` | integer | `365` |");
    expect(status).toBe(0);
  });
});
