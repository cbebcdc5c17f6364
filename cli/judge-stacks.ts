import type { Configuration } from "../policies/configuration";
import { evaluate } from "../policies/evaluate";
import { Estate, type Member } from "../policies/graph/estate";
import { Graph } from "../policies/graph/graph";
import type { Policy } from "../policies/policy";
import type { JudgedStack } from "../report/report";
import type { Snapshot } from "../sources/snapshot";
import { folderInRepository } from "./provenance";

/** Judges the stacks together: what one has counts for another where AWS would let it. */
export function judgeStacks(
  snapshots: readonly Snapshot[],
  policies: readonly Policy[],
  { settings }: Configuration,
): JudgedStack[] {
  const members = snapshots.map(memberOf);
  const graphs =
    members.length > 1 ? new Estate(members).graphs : members.map((only) => new Graph(only.facts, only.records));
  return snapshots.map((snapshot, i) => ({
    ...described(snapshot),
    verdicts: evaluate(policies, graphs[i], settings),
  }));
}

function memberOf({ project, stack, region, account, resources, assumptions, outputDependencies }: Snapshot): Member {
  const accountIsAssumed = assumptions.some(({ kind }) => kind === "account");
  return {
    facts: { project, stack, region, account, accountIsAssumed, outputs: outputDependencies },
    records: resources,
  };
}

function described(snapshot: Snapshot): Omit<JudgedStack, "verdicts"> {
  const { project, stack, origin, path, region, account, resources, assumptions } = snapshot;
  const counts: Record<string, number> = {};
  for (const { type } of resources) counts[type] = (counts[type] ?? 0) + 1;
  return {
    ...{ project, stack, origin, path, region, account, assumptions },
    folder: folderInRepository(snapshot),
    resources: counts,
  };
}
