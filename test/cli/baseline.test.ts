import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { COMPARES, readBaseline, refuseStrangeBaseline } from "../../cli/baseline";
import { judgeStacks } from "../../cli/judge-stacks";
import updateDoesNotWeakenAuditing from "../../policies/changes/update-does-not-weaken-auditing";
import logGroupRetention from "../../policies/log-groups/log-group-retention";
import { renderJson } from "../../report/json";
import { readState } from "../../sources/state";
import type { Snapshot } from "../../sources/snapshot";

const policies = [logGroupRetention, updateDoesNotWeakenAuditing];
const GROUP = "aws:cloudwatch/logGroup:LogGroup";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trailwatch-baseline-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const state = (retentionInDays: number, stack = "prod"): string => {
  const group = {
    urn: `urn:pulumi:${stack}::shop::${GROUP}::app`,
    type: GROUP,
    custom: true,
    inputs: { retentionInDays },
  };
  return JSON.stringify({ version: 3, deployment: { resources: [group] } });
};
const snapshot = (days: number, stack?: string): Snapshot => readState(state(days, stack), "state.json");
function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** A report of a run in which events were kept so many days. */
function report(days: number, minimumDays: number): string {
  const settings = { [logGroupRetention.id]: { minimumDays } };
  const parameters = { minimumDays, neverExpires: false };
  return renderJson({
    ...{ version: 1, tool: { name: "trailwatch", version: "1" }, judgedAt: "2026-01-01T00:00:00Z" },
    command: { line: "", failOn: "medium", only: [] },
    policies: policies.map(({ id, title, severity, description, remediation }) => ({
      ...{ id, title, severity, description, remediation, controls: [], pages: [], level: "mandatory" },
      parameters: Object.entries(id === logGroupRetention.id ? parameters : {}).map(([name, value]) => ({
        ...{ name, value, description: "", from: "default" },
      })),
    })),
    stacks: judgeStacks([snapshot(days)], policies, { levels: {}, settings }),
  });
}

async function compared(now: number, text: string): Promise<string | undefined> {
  const baseline = await readBaseline([file("before.json", text)]);
  const [{ verdicts }] = judgeStacks([snapshot(now)], policies, { levels: {}, settings: {} }, baseline);
  return verdicts.find(({ policy }) => policy === COMPARES)?.status;
}

test("a state shows what is weaker, however much is left", async () => {
  expect(await compared(400, state(731))).toBe("fail");
  expect(await compared(731, state(731))).toBe("pass");
});
test("a report shows what passed and does no longer", async () => {
  expect(await compared(30, report(731, 365))).toBe("fail");
  expect(await compared(400, report(731, 365))).toBe("pass");
});
test("a report of other parameters has nothing to compare", async () =>
  expect(await compared(30, report(30, 30))).toBe("not-applicable"));
test("without a baseline the policy does not apply", () => {
  const [{ verdicts }] = judgeStacks([snapshot(365)], policies, { levels: {}, settings: {} });
  expect(verdicts.find(({ policy }) => policy === COMPARES)).toMatchObject({
    status: "not-applicable",
    subject: "prod",
  });
});
test("refused: a program, a baseline of another stack", async () => {
  await expect(readBaseline([join(__dirname, "../..")])).rejects.toThrow("a program shows what will be");
  const strange = await readBaseline([file("other.json", state(365, "dev"))]);
  expect(() => refuseStrangeBaseline(strange, [snapshot(365)])).toThrow(
    "it is of shop/dev, and what is judged is shop/prod",
  );
});
