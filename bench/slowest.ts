import { catalogue } from "../policies/catalogue";
import { evaluate } from "../policies/evaluate";
import type { Graph } from "../policies/graph/graph";
import type { Policy } from "../policies/policy";
import { timed } from "./measure";

/** What one policy costs: by itself, once everything that it shares with others is there, and with building all of that. */
export interface Cost {
  id: string;
  own: number;
  alone: number;
  /** Of the own time of all policies. */
  share: number;
}

/** Why a policy may take more than a twentieth of the time. */
const reasons: Record<string, string> = {
  "archive-accepts-trail": "runs every delivery of every trail, and that of a foreign one, through the bucket's policy",
  "archive-no-confused-deputy": "runs the deliveries of a trail in another account through the bucket's policy",
  "filter-calls-exist": "reads every clause of every pattern",
  "filter-matches-nothing": "asks of every pattern whether a record can match it",
  "archive-not-erased-from-outside": "runs every way to remove log files through the bucket's policy",
  "archive-not-read-from-outside": "runs the reading of log files through the bucket's policy",
  "trail-role-delivers": "runs every call of CloudTrail through the role's trust and permissions",
  "alarm-reaches-subscriber": "a verdict for each alarm, over its topics and composite alarms",
  "topic-key-usable": "runs the calls of CloudWatch through the policy of each topic's key",
  "alarm-missing-data": "runs the alarm's arithmetic for silence",
  "alarm-fires-on-one-event": "runs the alarm's arithmetic for one event",
};

const MOST_SHARE = 0.05;

/** What a reader may want to know of a slow policy; empty where it is over the limit for no known reason. */
export const remark = ({ id, share }: Cost): string =>
  share <= MOST_SHARE ? "below a twentieth" : (reasons[id] ?? "");

const RUNS = 5;

/**
 * The policies that take most of the time, the slowest first. The first policy to ask for an index pays for it, so that each is
 * timed on a graph that all of them have been asked about.
 */
export function slowestPolicies(fresh: () => Graph, most: number): { slowest: Cost[]; own: number } {
  const asked = fresh();
  for (let run = 0; run < RUNS; run++) evaluate(catalogue, run === 0 ? asked : fresh());
  // The least of several runs: what else the machine does only adds to it.
  const runs = (policy: Policy, graph: () => Graph): number =>
    Math.min(
      ...Array.from({ length: RUNS }, () => {
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
  return { slowest, own };
}
