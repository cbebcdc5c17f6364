import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { renderMarkdown } from "../../report/summary-markdown";
import { scratch } from "../cli/in-process";
import { everything, failing } from "../report/reports";
import { Notes } from "./gitlab";
import { step, type Step } from "./runner";

/** The note on a merge request, with GitLab's variables and an API of our own. */

const { folder, file, remove } = scratch();
const gitlab = new Notes();
let api: string;

beforeAll(async () => {
  api = await gitlab.start();
  file("failing/summary.md", renderMarkdown(failing));
  file("everything/summary.md", renderMarkdown(everything));
});
afterAll(() => {
  gitlab.stop();
  remove();
});
beforeEach(() => {
  gitlab.notes = [];
  gitlab.asked.length = 0;
  gitlab.mayWrite = true;
});

const tell = (out: string, env: NodeJS.ProcessEnv = {}): Promise<Step> =>
  step(
    "gitlab-note.mjs",
    {
      ...{ TRAILWATCH_OUT: out, TRAILWATCH_NAME: "shop", TRAILWATCH_TOKEN: "secret", CI_API_V4_URL: api },
      ...{ CI_MERGE_REQUEST_PROJECT_ID: "7", CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "7", CI_MERGE_REQUEST_IID: "3" },
      ...env,
    },
    folder,
  );

test("the note is made once and then kept up to date, wherever it stands among others", async () => {
  for (let i = 0; i < 130; i++) gitlab.add(`note ${i}`, 5);
  expect(await tell("failing")).toEqual({ code: 0, stdout: "note created\n" });
  expect(gitlab.notes[130].body).toMatch(/^<!-- trailwatch:shop -->\n## .*Failed/);
  expect(await tell("everything")).toEqual({ code: 0, stdout: "note updated\n" });
  expect(gitlab.notes).toHaveLength(131);
  expect(gitlab.notes[130].body).toContain("Incomplete");
  gitlab.asked.length = 0;
  await tell("everything");
  expect(gitlab.asked.filter((what) => !what.startsWith("GET"))).toEqual([]);
});

test("a note of somebody else with our mark in it is left to them", async () => {
  gitlab.add("<!-- trailwatch:shop -->\n## ✅ Passed", 5);
  expect((await tell("failing")).stdout).toBe("note created\n");
  expect(gitlab.notes[0].body).toContain("Passed");
});

test.each([
  ["a merge request from a fork", { CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "8" }, "comes from a fork"],
  ["a pipeline of a branch", { CI_MERGE_REQUEST_IID: undefined }, "no pipeline of a merge request"],
  ["no token", { TRAILWATCH_TOKEN: undefined }, "TRAILWATCH_TOKEN is not set"],
  ["no summary", { TRAILWATCH_OUT: "nowhere" }, "add markdown to --format"],
])("%s: no request is made, the job goes on", async (_, env, why) => {
  expect(await tell("failing", env)).toEqual({ code: 0, stdout: expect.stringMatching(`^no note: .*${why}`) });
  expect(gitlab.asked).toEqual([]);
});

test.each([
  ["a token that may only read", {}, "403"],
  ["a token that is not known", { TRAILWATCH_TOKEN: "other" }, "401"],
  ["an API that is not there", { CI_API_V4_URL: "http://127.0.0.1:9" }, "fetch failed"],
])("%s: said, and the job goes on", async (_, env, why) => {
  gitlab.mayWrite = false;
  expect(await tell("failing", env)).toEqual({ code: 0, stdout: expect.stringMatching(`^note not written: .*${why}`) });
});

test("a name is no command and refers to nothing", async () => {
  const [stack] = failing.stacks;
  const message = "\n/close\n/label ~bug @all #1 !2 ~bug $3 &4 %5";
  const verdicts = [{ ...stack.verdicts[0], subject: "/merge", message }];
  const text = renderMarkdown({ ...failing, stacks: [{ ...stack, verdicts }] });
  file("hostile/summary.md", `${text}\n/approve\n`);
  await tell("hostile");
  const [{ body }] = gitlab.notes;
  expect(body).not.toMatch(/^\s*\//m);
  // As GitLab reads it: entities first, then signs that are followed by a word.
  const read = body.replace(/<code>.*?<\/code>/g, "").replace(/&#(\d+);/g, (_, n) => String.fromCharCode(Number(n)));
  expect(read).toContain("bug");
  expect(read).not.toMatch(/[@#!~$&%](?=\d|bug|all)/);
});

test("the component writes the note whatever the check found, with the name and folder of its job", () => {
  const text = readFileSync(join(__dirname, "../../templates/trailwatch.yml"), "utf8");
  const [spec, jobs] = parseAllDocuments(text).map((document) => document.toJS());
  const [job] = Object.values<{ script: string[]; after_script: string[]; variables: Record<string, string> }>(jobs);
  expect(job.script.at(-1)).toContain("--out trailwatch-report --format terminal,json,html,sarif,markdown");
  expect(job.after_script.join()).toContain("trailwatch-gitlab-note");
  expect(job.variables).toEqual({ TRAILWATCH_NAME: "$[[ inputs.name ]]", TRAILWATCH_OUT: "trailwatch-report" });
  for (const name of Object.keys(spec.spec.inputs)) expect(text).toContain(`$[[ inputs.${name} ]]`);
  const { bin } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
  expect(bin["trailwatch-gitlab-note"]).toBe("action/gitlab-note.mjs");
});
