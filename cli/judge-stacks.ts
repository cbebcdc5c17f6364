import type { Configuration } from "../policies/configuration";
import { evaluate, type Verdict } from "../policies/evaluate";
import { Estate, type Member } from "../policies/graph/estate";
import { Graph } from "../policies/graph/graph";
import type { Policy } from "../policies/policy";
import type { Counted, JudgedStack } from "../report/report";
import { stackName } from "../report/summary";
import type { Snapshot } from "../sources/snapshot";
import { compareWithReport, type Baseline } from "./baseline";
import { folderInRepository } from "./provenance";

/**
 * Judges the stacks together: what one has counts for another where AWS would let it.
 * @param estate the stacks and others that have to be there; absent where a stack is the only one of its run
 * @param brief keeps no evidence, and of what passed or did not apply only how often, for reports that tell no more
 */
export function judgeStacks(
  snapshots: readonly Snapshot[],
  policies: readonly Policy[],
  { settings }: Configuration,
  baseline: Baseline = { states: [], reports: [] },
  estate = snapshots.length > 1 ? snapshots : undefined,
  brief = false,
): JudgedStack[] {
  const members = (estate ?? snapshots).map((snapshot) => ({
    ...memberOf(snapshot),
    before: before(snapshot, baseline),
  }));
  const graphs = estate
    ? new Estate(members).graphs
    : members.map((only) => new Graph(only.facts, only.records, { before: only.before }));
  const graphOf = new Map((estate ?? snapshots).map((snapshot, i) => [snapshot, graphs[i]]));
  return snapshots.map((snapshot) => {
    const counted = brief ? new Map<string, Counted>() : undefined;
    const told = counted && shortener(counted);
    const verdicts = evaluate(policies, graphOf.get(snapshot) as Graph, settings, told);
    return {
      ...described(snapshot),
      verdicts: compareWithReport(verdicts, snapshot, baseline, policies, settings),
      ...(counted ? { counted } : {}),
    };
  });
}

const NOTHING: Verdict["evidence"] = [];

/** Leaves of a finding all but what was seen; what passed or did not apply it counts. */
const shortener =
  (counted: Map<string, Counted>) =>
  ({ policy, status, urn, subject, type, message, chain, position }: Verdict): Verdict | undefined => {
    if (status !== "pass" && status !== "not-applicable")
      return { policy, status, urn, subject, type, message, evidence: NOTHING, chain, position };
    let counts = counted.get(policy);
    if (!counts) counted.set(policy, (counts = { pass: 0, "not-applicable": 0 }));
    counts[status]++;
    return undefined;
  };

function before(snapshot: Snapshot, { states }: Baseline): Graph | undefined {
  const state = states.find((each) => stackName(each) === stackName(snapshot));
  if (!state) return undefined;
  const { facts, records } = memberOf(state);
  return new Graph(facts, records);
}

export function memberOf({
  project,
  stack,
  region,
  account,
  resources,
  assumptions,
  outputDependencies,
}: Snapshot): Member {
  const accountIsAssumed = assumptions.some(({ kind }) => kind === "account");
  return {
    facts: { project, stack, region, account, accountIsAssumed, outputDependencies },
    records: resources,
  };
}

/** What a program logs comes in another order each time. */
const inOneOrder = (log: Snapshot["log"]): JudgedStack["log"] =>
  log
    .map(({ severity, message, times }) => ({ severity, message, times }))
    .sort((a, b) => (`${a.severity} ${a.message}` < `${b.severity} ${b.message}` ? -1 : 1));

function described(snapshot: Snapshot): Omit<JudgedStack, "verdicts"> {
  const { project, stack, origin, path, region, account, resources, assumptions, log } = snapshot;
  const counts: Record<string, number> = {};
  for (const { type } of resources) counts[type] = (counts[type] ?? 0) + 1;
  return {
    ...{ project, stack, origin, path, region, account, assumptions },
    folder: folderInRepository(snapshot),
    resources: counts,
    ...(log.length > 0 ? { log: inOneOrder(log) } : {}),
  };
}
