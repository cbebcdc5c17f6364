import { join } from "node:path";
import { catalogue } from "../policies/catalogue";
import updateDoesNotWeakenAuditing from "../policies/changes/update-does-not-weaken-auditing";
import eventPatternValid from "../policies/detections/event-pattern-valid";
import { evaluate, type Verdict } from "../policies/evaluate";
import { Graph } from "../policies/graph/graph";
import type { ResourceRecord } from "../policies/graph/resource";
import { EventRule } from "../policies/kinds/cloudwatch";
import { previewProgram } from "../sources/program";
import type { Snapshot } from "../sources/snapshot";
import { edited } from "./mutate";
import { healthy, mutations } from "./mutations";
import { aRuleInPlaceOfAFilter } from "./mutations/chain";
import { cisOnly } from "./mutations/cis-only";
import { stack } from "./resources";

/**
 * The account stack and compliant resources beside it, broken one link at a time. Each break is found by the policy that is
 * named, and every other policy says what it said before.
 */

/** Compares two states of a stack; its breaks stand in its own test. */
const COMPARES = updateDoesNotWeakenAuditing.id;

let snapshot: Snapshot;
let resources: ResourceRecord[];
beforeAll(async () => {
  snapshot = await previewProgram({ path: join(__dirname, ".."), stack: "dev" });
  resources = [...snapshot.resources, ...stack(healthy, false).records];
});

function found(records: ResourceRecord[]): Verdict[] {
  const { project, stack, region, account } = snapshot;
  const verdicts = evaluate(catalogue, new Graph({ project, stack, region, account }, records));
  return verdicts.filter(({ status }) => status !== "pass" && status !== "not-applicable");
}

/** Findings as `policy`, once each; an undecided one counts, since a healthy stack has none. */
function findings(found: readonly Verdict[]): string[] {
  return [...new Set(found.map(({ policy, status }) => (status === "fail" ? policy : `${policy} (${status})`)))].sort();
}

test("the account stack is healthy: every policy passes somewhere", () => {
  expect(findings(found(resources))).toEqual([]);
  const { project, stack, region, account } = snapshot;
  const verdicts = evaluate(catalogue, new Graph({ project, stack, region, account }, resources));
  const passed = new Set(verdicts.flatMap(({ policy, status }) => (status === "pass" ? [policy] : [])));
  const unused = resources.some(({ type }) => type === EventRule.tokens[0]) ? [] : [eventPatternValid.id];
  expect(catalogue.map(({ id }) => id).filter((id) => !passed.has(id) && id !== COMPARES)).toEqual(unused);
});

test("with one detection for each control it stays healthy, and with a rule of EventBridge in place of a filter", () => {
  const cis = edited(resources, cisOnly);
  expect(findings(found(cis))).toEqual([]);
  expect(findings(found(edited(cis, aRuleInPlaceOfAFilter)))).toEqual([]);
});

describe.each(Object.entries(mutations))("%s", (policy, breaks) => {
  test.each(Object.entries(breaks))("%s", (_, edit) => {
    const verdicts = found(edited(resources, edit));
    expect(findings(verdicts)).toEqual([policy]);
    expect(verdicts.map(({ message }) => message).join("\n")).toContain(edit.message ?? "");
  });
});

test("every policy of the catalogue has a break that it catches", () => {
  expect(catalogue.map(({ id }) => id).filter((id) => !mutations[id] && id !== COMPARES)).toEqual([]);
});
