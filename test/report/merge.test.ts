import type { Verdict } from "../../policies/evaluate";
import { merged } from "../../report/merge";
import { isReport, readReport } from "../../report/read";
import { renderJson } from "../../report/json";
import type { FailOn, JudgedPolicy, Report } from "../../report/report";
import { summarize } from "../../report/summary";

const policy = (id: string): JudgedPolicy => ({
  ...{ id, title: "It holds", severity: "high", description: "Why.", remediation: "How." },
  ...{ controls: [], pages: [], level: "mandatory", parameters: [] },
});

function run(judgedAt: string, failOn: FailOn, stacks: Record<string, Verdict["status"]>, only: string[] = []): Report {
  return {
    ...{ version: 1, tool: { name: "trailwatch", version: "1.0.0" }, judgedAt },
    command: { line: "trailwatch check", failOn, only },
    policies: [policy("a"), ...only.map(policy)],
    stacks: Object.entries(stacks).map(([stack, status]) => ({
      ...{ project: "shop", stack, origin: "state", path: `${stack}.json`, resources: { x: 1 }, assumptions: [] },
      verdicts: [{ policy: "a", status, subject: stack, evidence: [] }],
    })),
  };
}

const early = run("2026-01-01T00:00:00Z", "high", { dev: "fail", prod: "pass" });
const late = run("2026-02-01T00:00:00Z", "critical", { test: "pass", dev: "pass" }, ["b"]);

test("a stack that is in several runs counts as the latest saw it", () => {
  const { stacks } = merged([late, early], "line");
  expect(stacks.map(({ stack, verdicts }) => `${stack} ${verdicts[0].status}`)).toEqual([
    "dev pass",
    "prod pass",
    "test pass",
  ]);
});

test("the strictest run decides what fails, and a run of every policy lifts the limits of another", () => {
  const { command, judgedAt, policies } = merged([late, early], "trailwatch report a b --merge");
  expect(command).toEqual({ line: "trailwatch report a b --merge", failOn: "high", only: [] });
  expect(merged([late, late], "").command.only).toEqual(["b"]);
  expect(judgedAt).toBe(late.judgedAt);
  expect(policies.map(({ id }) => id)).toEqual(["a", "b"]);
});

test("what was merged sums up like one run", () => {
  const failing = merged([early, run("2026-03-01T00:00:00Z", "none", { live: "unknown" })], "");
  expect(summarize(failing)).toMatchObject({ outcome: "failed", stacks: 3, decisive: 1 });
});

describe("a report that was written", () => {
  test("is read again as it was", () => {
    const text = renderJson(early);
    expect(isReport(text)).toBe(true);
    expect(renderJson(readReport(text, "run.json"))).toBe(text);
  });
  test.each([
    ["{", /run\.json: not valid JSON/],
    ['{ "version": 3, "deployment": {} }', /run\.json: not a report/],
    ['{ "schema": "urn:trailwatch:report", "version": 2 }', /version 2 of the report/],
  ])("refused: %s", (text, message) => {
    expect(isReport(text) && text.includes('"version": 1')).toBe(false);
    expect(() => readReport(text, "run.json")).toThrow(message);
  });
});
