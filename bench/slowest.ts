import { catalogue } from "../policies/catalogue";
import { evaluate } from "../policies/evaluate";
import type { Graph } from "../policies/graph/graph";
import type { Policy } from "../policies/policy";
import { median, timed } from "./measure";

/** What one policy costs: by itself, once everything that it shares with others is there, and with building all of that. */
export interface Cost {
  id: string;
  own: number;
  alone: number;
  /** Of the own time of all policies. */
  share: number;
}

const RUNS = 5;

/**
 * The policies that take most of the time, the slowest first. The first policy to ask for an index pays for it, so that each is
 * timed on a graph that all of them have been asked about.
 */
export function slowestPolicies(fresh: () => Graph, most: number): { slowest: Cost[]; own: number; whole: number } {
  const asked = fresh();
  for (let run = 0; run < RUNS; run++) evaluate(catalogue, run === 0 ? asked : fresh());
  const runs = (policy: Policy, graph: () => Graph): number =>
    median(
      Array.from({ length: RUNS }, () => {
        const judged = graph();
        return timed(() => evaluate([policy], judged));
      }),
    );
  const times = catalogue.map((policy) => ({ policy, own: runs(policy, () => asked) }));
  const own = times.reduce((sum, time) => sum + time.own, 0);
  const slowest = times
    .sort((a, b) => b.own - a.own)
    .slice(0, most)
    .map(({ policy, own: time }) => ({ id: policy.id, own: time, alone: runs(policy, fresh), share: time / own }));
  const whole = median(
    Array.from({ length: RUNS }, () => {
      const graph = fresh();
      return timed(() => evaluate(catalogue, graph));
    }),
  );
  return { slowest, own, whole };
}
