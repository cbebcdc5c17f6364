import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import addFormats from "ajv-formats";
import Ajv from "ajv/dist/2020";
import { waiverPaths } from "../../cli/waivers";
import type { Report } from "../../report/report";
import type { Snapshot } from "../../sources/snapshot";
import { runHere, scratch, type Ran } from "./in-process";

/** Waivers and earlier runs at the command line. */

const ajv = new Ajv({ strict: false });
addFormats(ajv);
const schema = ajv.compile(JSON.parse(readFileSync(join(__dirname, "../../report/report.schema.json"), "utf8")));

const { folder, file, remove } = scratch();
afterAll(remove);

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const urn = (name: string, stack = "prod"): string => `urn:pulumi:${stack}::shop::${GROUP}::${name}`;
const state = (retention: Record<string, number>, stack = "prod"): string =>
  file(
    `${JSON.stringify(retention)}.json`,
    JSON.stringify({
      version: 3,
      deployment: {
        resources: Object.entries(retention).map(([name, retentionInDays]) => ({
          ...{ urn: urn(name, stack), type: GROUP, custom: true, id: name },
          ...{ inputs: { retentionInDays }, outputs: { retentionInDays } },
        })),
      },
    }),
  );

const waiver = (change: string): string => `version: 1
waivers:
  - id: WVR-1
    policies: [log-group-retention]
    targets: ["${urn("app")}"]
    kind: risk-accepted
    reason: Debug output of a batch job without personal data.
    owner: platform-team
    approver: jane.doe
    approvedOn: 2026-11-02
    ticket: SEC-1
    expiresOn: 2027-04-30
${change}`;

const check = (path: string, ...more: string[]): Promise<Ran> =>
  runHere(["check", path, "--only", "log-group-retention", "--format", "json", ...more]);
const report = ({ stdout }: Ran): Report => JSON.parse(stdout) as Report;
const statuses = (ran: Ran): string[] =>
  report(ran).stacks.flatMap(({ verdicts }) => verdicts.map(({ subject, status }) => `${subject} ${status}`));

describe("waivers", () => {
  const waivers = (change = ""): string[] => ["--waivers", file("waivers.yaml", waiver(change))];

  test("what is waived is told, does not fail the run and is no pass", async () => {
    const ran = await check(state({ app: 7 }), ...waivers());
    expect([ran.status, statuses(ran)]).toEqual([0, ["app waived"]]);
    const { stacks, waivers: files, summary } = JSON.parse(ran.stdout);
    expect([schema(JSON.parse(ran.stdout)), schema.errors]).toEqual([true, null]);
    expect(summary).toMatchObject({ outcome: "passed", verdicts: { pass: 0, fail: 0, waived: 1 } });
    expect(stacks[0].verdicts[0].waiver).toMatchObject({ id: "WVR-1", approver: "jane.doe", ticket: "SEC-1" });
    expect(files).toEqual([
      { path: expect.stringContaining("waivers.yaml"), digest: expect.stringMatching(/^[0-9a-f]{64}$/), remarks: [] },
    ]);
  });
  test("at the terminal a stack that is only waived has no mark of a pass", async () => {
    const ran = await runHere(["check", state({ app: 7 }), "--only", "log-group-retention", ...waivers()]);
    expect(ran.stdout).toMatch(/^≉ shop\/prod .* 1 waived · 0 passed/);
  });
  test("what is not waived fails the run beside it", async () => {
    const ran = await check(state({ app: 7, other: 7 }), ...waivers());
    expect([ran.status, statuses(ran)]).toEqual([1, ["app waived", "other fail"]]);
  });
  test("one that ended fails again, in its own words", async () => {
    const path = file("waivers.yaml", waiver(""));
    const ran = await runHere(
      ["check", state({ app: 7 }), "--only", "log-group-retention", "--format", "json", "--waivers", path],
      "2027-05-01",
    );
    expect(report(ran).stacks[0].verdicts[0]).toMatchObject({
      status: "fail",
      message: "events expire after 7 days; 365 are required; waiver WVR-1 expired on 2027-04-30",
      waiver: { id: "WVR-1" },
    });
    expect(report(ran).waivers?.[0].remarks).toEqual([expect.stringContaining("WVR-1 expired on 2027-04-30")]);
    expect(ran.status).toBe(1);
  });
  test("one of a single finding is void when the finding is another", async () => {
    const finding = "    finding: events expire after 7 days; 365 are required\n";
    expect(statuses(await check(state({ app: 7 }), ...waivers(finding)))).toEqual(["app waived"]);
    expect(statuses(await check(state({ app: 3 }), ...waivers(finding)))).toEqual(["app fail"]);
  });
  test("one that covers nothing is spoken of, and refused where that is asked for", async () => {
    const ran = await check(state({ app: 400 }), ...waivers());
    expect([ran.status, report(ran).waivers?.[0].remarks]).toEqual([
      0,
      [expect.stringContaining("WVR-1 covers nothing at")],
    ]);
    const strict = await check(state({ app: 400 }), ...waivers(), "--strict-waivers");
    expect([strict.status, statuses(strict)]).toEqual([2, ["app pass"]]);
    expect(strict.stderr).toContain("--strict-waivers:\n  WVR-1 covers nothing");
  });
  test("a file with mistakes: all of them, exit code 2, and no report", async () => {
    const ran = await check(state({ app: 7 }), ...waivers("    owner: jane.doe\n"));
    expect(ran).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringMatching(/1 thing is wrong\n  line 13 {2}YAML: .*unique/),
    });
    const two = file("waivers.yaml", waiver("    tikcet: a\n").replace("jane.doe", "platform-team"));
    const { stderr } = await check(state({ app: 7 }), "--waivers", two);
    expect(stderr).toContain("2 things are wrong\n  line 9  WVR-1.approver: is the owner");
    expect(stderr).toContain("line 13  WVR-1.tikcet: is not known here; did you mean ticket?");
  });
  test("a file that is not there", async () => {
    const ran = await check(state({ app: 7 }), "--waivers", join(folder, "none.yaml"));
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining("the waivers cannot be read (no such file)")]);
  });

  test("waivers.yaml is found beside Pulumi.yaml of each project", () => {
    const projects = ["a", "b", "c"].map((name) => join(folder, "projects", name));
    for (const project of projects.slice(0, 2)) file(join("projects", project.slice(-1), "waivers.yaml"), "");
    const snapshots = projects.map((path) => ({ origin: "program", path }) as Snapshot);
    expect(waiverPaths([], snapshots)).toEqual(projects.slice(0, 2).map((path) => join(path, "waivers.yaml")));
    expect(waiverPaths(["other.yaml"], snapshots)).toEqual(["other.yaml"]);
  });

  test("the commit of a file that is committed as it is", async () => {
    const path = file("repository/waivers.yaml", waiver(""));
    const git = (...words: string[]): string =>
      spawnSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...words], {
        cwd: join(folder, "repository"),
        encoding: "utf8",
      }).stdout.trim();
    git("init", "-q");
    git("add", ".");
    git("commit", "-q", "-m", "waivers");
    const committed = report(await check(state({ app: 7 }), "--waivers", path)).waivers?.[0].commit;
    expect([committed, committed?.length]).toEqual([git("rev-parse", "HEAD"), 40]);
    file("repository/waivers.yaml", waiver("# changed\n"));
    expect(report(await check(state({ app: 7 }), "--waivers", path)).waivers?.[0]).not.toHaveProperty("commit");
  });
});

describe("an earlier run", () => {
  const earlier = async (retention: Record<string, number>, ...more: string[]): Promise<string[]> => [
    "--diff",
    file("earlier.json", (await check(state(retention), ...more)).stdout),
  ];
  const changes = (ran: Ran): string[] =>
    report(ran).stacks.flatMap(({ verdicts, fixed = [] }) => [
      ...verdicts.flatMap(({ subject, change }) => (change ? [`${subject} ${change}`] : [])),
      ...fixed.map(({ subject }) => `${subject} fixed`),
    ]);

  test("what is new, still there, fixed, and gone", async () => {
    const ran = await check(
      state({ old: 7, young: 7, mended: 400 }),
      ...(await earlier({ old: 3, mended: 7, gone: 7 })),
    );
    expect(changes(ran)).toEqual(["old still-there", "young new", "mended fixed", "gone fixed"]);
    expect([schema(JSON.parse(ran.stdout)), schema.errors]).toEqual([true, null]);
    expect(report(ran).comparedWith?.path).toContain("earlier.json");
    expect(ran.status).toBe(1);
  });
  test("what is waived now is not fixed; what was waived then is new", async () => {
    const waivers = ["--waivers", file("waivers.yaml", waiver(""))];
    expect(changes(await check(state({ app: 7 }), ...(await earlier({ app: 7 })), ...waivers))).toEqual([]);
    expect(changes(await check(state({ app: 7 }), ...(await earlier({ app: 7 }, ...waivers))))).toEqual(["app new"]);
  });
  test("--only-new: what was there does not fail the run", async () => {
    const before = await earlier({ old: 3 });
    expect((await check(state({ old: 3 }), ...before, "--only-new")).status).toBe(0);
    const ran = await check(state({ old: 3, young: 3 }), ...before, "--only-new");
    expect([ran.status, JSON.parse(ran.stdout).summary.reason]).toEqual([
      1,
      "1 new finding of severity medium or above",
    ]);
  });
  test("--only-new: the terminal marks only what is new as what fails the run", async () => {
    const before = await earlier({ old: 3 });
    const words = ["check", state({ old: 3, young: 3 }), "--only", "log-group-retention", "--only-new"];
    const { stdout } = await runHere([...words, ...before]);
    expect(stdout.match(/[✗○] log-group-retention/g)).toEqual(["○ log-group-retention", "✗ log-group-retention"]);
    expect(stdout).toContain("○ advisory, there before, or below --fail-on medium");
  });
  test("refused: --only-new alone, a report of another stack, and what is no report", async () => {
    expect(await check(state({ app: 7 }), "--only-new")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("--only-new belongs to --diff"),
    });
    const before = await earlier({ app: 7 });
    expect(await check(state({ app: 7 }, "dev"), ...before)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("it is of shop/prod, and what is judged is shop/dev"),
    });
    const ran = await check(state({ app: 7 }), "--diff", file("no-report.json", "{}"));
    expect(ran).toMatchObject({ status: 2, stderr: expect.stringContaining("not a report") });
  });
});
