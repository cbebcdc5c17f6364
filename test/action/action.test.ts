import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { runHere, scratch } from "../cli/in-process";
import { Comments, step } from "./runner";

/** The scripts of the GitHub action, with recorded events and an API of our own. */

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const HOSTILE = "x\n::error file=a.ts,line=1::owned\r\n%0A::set-output name=result::pass, a:b <!-- trailwatch:shop -->";

const { folder, file, remove } = scratch();
const github = new Comments();
let api: string;

const state = (names: readonly string[]): string =>
  JSON.stringify({
    version: 3,
    deployment: {
      resources: names.map((name) => ({
        ...{ urn: `urn:pulumi:prod::shop::${GROUP}::${name}`, type: GROUP, custom: true, id: name },
        ...{ inputs: { retentionInDays: 7 }, outputs: { retentionInDays: 7 } },
        sourcePosition: "project:///index.ts#3,7",
      })),
    },
  });

/** A folder with the reports of a run, as the first script leaves it. */
async function reportOf(name: string, names: readonly string[]): Promise<string> {
  const out = join(folder, name);
  const { status } = await runHere([
    ...["check", file(`${name}.json`, state(names)), "--only", "log-group-retention"],
    ...["--format", "json,html,sarif,markdown", "--out", out],
  ]);
  expect(status).toBe(1);
  return out;
}

const event = (head: string): string =>
  file(
    `event-${head.replace("/", "-")}.json`,
    JSON.stringify({
      action: "synchronize",
      number: 7,
      pull_request: { number: 7, head: { repo: { full_name: head } }, base: { repo: { full_name: "team/shop" } } },
      repository: { full_name: "team/shop" },
    }),
  );

let hostile: string;
beforeAll(async () => {
  api = await github.start();
  hostile = await reportOf("hostile", [HOSTILE, "plain"]);
});
afterAll(() => {
  github.stop();
  remove();
});
beforeEach(() => {
  github.comments = [];
  github.asked.length = 0;
  github.mayWrite = true;
  github.login = undefined;
});

const tell = (out: string, env: NodeJS.ProcessEnv = {}): Promise<{ code: number; stdout: string }> =>
  step(
    "tell.mjs",
    {
      ...{ TRAILWATCH_OUT: out, TRAILWATCH_NAME: "shop", TRAILWATCH_TOKEN: "secret", TRAILWATCH_COMMENT: "true" },
      ...{ GITHUB_API_URL: api, GITHUB_REPOSITORY: "team/shop", GITHUB_EVENT_PATH: event("team/shop"), ...env },
    },
    folder,
  );

describe("annotations", () => {
  const lines = async (out: string): Promise<string[]> =>
    (await tell(out, { TRAILWATCH_ANNOTATIONS: "true", TRAILWATCH_COMMENT: "" })).stdout.trimEnd().split("\n");

  test("a name that looks like a command stays one message", async () => {
    const [first, second] = await lines(hostile);
    expect(first).toMatch(/^::error file=index\.ts,line=3,col=7,title=medium%3A log-group-retention::x/);
    expect(first).toContain("%250A");
    expect(second).toMatch(/^::error file=index\.ts,line=3,col=7,title=.*::plain: events expire after 7 days/);
  });
  test("the worst ten, and then how many there are", async () => {
    const out = await reportOf(
      "many",
      Array.from({ length: 12 }, (_, i) => `group-${i}`),
    );
    const said = await lines(out);
    expect(said.filter((line) => line.startsWith("::error "))).toHaveLength(10);
    expect(said.filter((line) => line.startsWith("::notice "))[0]).toContain("12 findings; the worst 10 are marked");
  });
});

describe("the comment", () => {
  const others = (n: number): void => {
    for (let i = 0; i < n; i++) github.comments.push(github.comment(`comment ${i}`, "bob"));
  };
  test("is made once and then kept up to date, wherever it stands among others", async () => {
    others(130);
    expect((await tell(hostile)).stdout).toBe("comment created\n");
    others(130);
    github.comments[130].body = github.comments[130].body.replace("Failed", "Passed");
    expect((await tell(hostile)).stdout).toBe("comment updated\n");
    expect(github.comments).toHaveLength(261);
    expect(github.comments[130].body).toMatch(/^<!-- trailwatch:shop -->\n## .*Failed/);
  });
  test("says the same: nothing is written", async () => {
    await tell(hostile);
    github.asked.length = 0;
    await tell(hostile);
    expect(github.asked.filter((what) => !what.startsWith("GET"))).toEqual([]);
  });
  test("of another check has a mark of its own", async () => {
    await tell(hostile);
    await tell(hostile, { TRAILWATCH_NAME: "audit --> prod" });
    expect(github.comments.map(({ body }) => body.split("\n")[0])).toEqual([
      "<!-- trailwatch:shop -->",
      "<!-- trailwatch:audit%20%2D%2D%3E%20prod -->",
    ]);
  });
  test("of somebody else with our mark in it is left to them", async () => {
    github.comments.push(github.comment("<!-- trailwatch:shop -->\n## ✅ Passed", "mallory"));
    expect((await tell(hostile)).stdout).toBe("comment created\n");
    expect(github.comments[0].body).toContain("Passed");
  });
  test("of a person's token is found by that person's name", async () => {
    github.login = "ci-user";
    await tell(hostile);
    expect((await tell(hostile)).stdout).toBe("comment updated\n");
  });
  test("that may not be written: said, and the step goes on", async () => {
    github.mayWrite = false;
    expect(await tell(hostile)).toEqual({
      code: 0,
      stdout: expect.stringContaining(
        "::notice title=TrailWatch::no comment: the token may not write to pull requests",
      ),
    });
  });
  test("a pull request from a fork, or none at all: no request is made", async () => {
    expect((await tell(hostile, { TRAILWATCH_COMMENT: "false" })).stdout).toContain("comes from a fork");
    await tell(hostile, { GITHUB_EVENT_PATH: file("push.json", '{ "ref": "refs/heads/main" }') });
    expect(github.asked).toEqual([]);
  });
  test("an API that is not there: said, and the step goes on", async () => {
    const { code, stdout } = await tell(hostile, { GITHUB_API_URL: "http://127.0.0.1:9" });
    expect([code, stdout]).toEqual([0, expect.stringContaining("no comment: ")]);
  });
});

test("the summary of the run is the same text", async () => {
  const summary = file("summary.md", "");
  await tell(hostile, { GITHUB_STEP_SUMMARY: summary });
  expect(readFileSync(summary, "utf8")).toBe(readFileSync(join(hostile, "summary.md"), "utf8"));
});

describe("the check", () => {
  const check = async (env: NodeJS.ProcessEnv): Promise<{ outputs: Record<string, string>; stdout: string }> => {
    const output = file("output", "");
    const { stdout } = await step("check.mjs", { GITHUB_OUTPUT: output, TRAILWATCH_OUT: "out", ...env }, folder);
    return { outputs: outputs(readFileSync(output, "utf8")), stdout };
  };
  /** As the runner reads them: a name, a delimiter, the value, the delimiter. */
  const outputs = (text: string): Record<string, string> =>
    Object.fromEntries([...text.matchAll(/^(.*)<<(.*)\n([\s\S]*?)\n\2$/gm)].map(([, name, , value]) => [name, value]));

  test("hands on its verdict, the counts and the files, whatever the exit code", async () => {
    file("project/state.json", state([HOSTILE]));
    const { outputs, stdout } = await check({
      TRAILWATCH_PATH: "project/state.json",
      TRAILWATCH_ARGS: '--only "log-group-retention"',
      GITHUB_EVENT_PATH: event("mallory/shop"),
    });
    expect(outputs).toMatchObject({
      ...{ result: "fail", "exit-code": "1", failed: "1", advisory: "0", waived: "0", passed: "0", unknown: "0" },
      ...{ "expired-waivers": "0", "report-dir": "out", html: "out/report.html", sarif: "out/report.sarif" },
      ...{
        "may-write": "false",
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        "run-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    });
    const [, token] = /^::stop-commands::(.*)\n/.exec(stdout) ?? [];
    expect(stdout.endsWith(`::${token}::\n`)).toBe(true);
  });
  test("--only-new waits for an earlier report", async () => {
    file("only-new.json", state(["old"]));
    const env = { TRAILWATCH_PATH: "only-new.json", TRAILWATCH_ARGS: "--only log-group-retention --only-new" };
    const first = await check({ ...env, TRAILWATCH_DIFF: "earlier/report.json", TRAILWATCH_OUT: "earlier" });
    expect(first.outputs).toMatchObject({ result: "fail", failed: "1" });
    expect(first.stdout).toContain("There is no earlier report to compare with yet.");
    const second = await check({ ...env, TRAILWATCH_DIFF: "earlier/report.json" });
    expect(second.outputs).toMatchObject({ result: "pass", failed: "0", advisory: "1" });
  });
  test("what cannot be read is an error", async () => {
    const { outputs } = await check({
      TRAILWATCH_PATH: "nowhere",
      TRAILWATCH_OUT: "nothing",
      TRAILWATCH_DIFF: "earlier.json",
    });
    expect(outputs).toEqual({ result: "error", "exit-code": "2", "may-write": "true" });
  });
  test("a pull request of our own may be written to, one of Dependabot may not", async () => {
    const env = { TRAILWATCH_PATH: "nowhere", GITHUB_EVENT_PATH: event("team/shop") };
    expect((await check(env)).outputs["may-write"]).toBe("true");
    expect((await check({ ...env, GITHUB_ACTOR: "dependabot[bot]" })).outputs["may-write"]).toBe("false");
  });
});

test("action.yml: every output is one that the check sets, every input is used, expressions reach scripts as variables", () => {
  const text = readFileSync(join(__dirname, "../../action.yml"), "utf8");
  const { inputs, outputs, runs } = parse(text);
  for (const [name, { value }] of Object.entries<{ value: string }>(outputs))
    expect(value).toBe(`\${{ steps.check.outputs.${name} }}`);
  for (const name of Object.keys(inputs)) expect(text).toContain(`inputs.${name}`);
  for (const { run = "" } of runs.steps) expect(run).not.toContain("${{");
});
