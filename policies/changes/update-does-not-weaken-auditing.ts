import { partial, supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { attempt, UnknownValue } from "../graph/value";
import { Stack } from "../kinds/pulumi";
import { evidence, fail, notApplicable, pass, policy, type Answer, type Evidence } from "../policy";
import { aspects, type Aspect } from "./aspects";
import { removals } from "./removals";
import { successors } from "./successors";

/** What a comparison found: what is weaker now, and what could not be compared. */
interface Comparison {
  weaker: { message: string; seen: Evidence }[];
  open: UnknownValue[];
  compared: number;
}

export default policy({
  id: "update-does-not-weaken-auditing",
  title: "The update takes nothing away from auditing",
  severity: "high",
  description:
    "A stack can satisfy every minimum and still be about to lose half of what it had: a year of retention, an alarm, the one person who was told. Whoever covers traces does so by an update.",
  remediation:
    "Put back what the message names, or give the reason for the change in its review and take the new state as `--baseline`.",
  controls: [
    partial("nist-800-53-r5/AU-9"),
    partial("nist-800-53-r5/CM-5(1)"),
    partial("pci-dss-4.0.1/10.3.2"),
    supporting("iso-27001-2022/A.8.15"),
    supporting("soc2-2017/CC7.2"),
  ],
  pages: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html"],
  about: Stack,
  check: (_, graph) => compared(graph),
  none: compared,
});

function compared(graph: Graph): Answer {
  const { before } = graph;
  if (!before) return notApplicable("there is no earlier state to compare with (--baseline)");
  const comparison: Comparison = { weaker: [], open: [], compared: 0 };
  for (const { kind, aspects: ofKind } of aspects)
    for (const [was, now] of successors(kind, before, graph))
      if (now) for (const aspect of ofKind) compare(aspect, was, now, before, graph, comparison);
  for (const { kind, matters, replaces } of removals)
    for (const [was, now] of successors(kind, before, graph)) {
      if (now || attempt(() => matters(was, before)) !== true) continue;
      const replaced = attempt(() => graph.all(kind).some((each) => replaces(each, was)));
      if (replaced instanceof UnknownValue) comparison.open.push(replaced);
      else if (!replaced)
        comparison.weaker.push({
          message: `${kind.noun} ${was.name} is removed`,
          seen: evidence(was as Resource<unknown>, "urn", was.urn),
        });
    }
  const { weaker, open } = comparison;
  if (weaker.length > 0)
    return fail([...new Set(weaker.map(({ message }) => message))].join("; "), ...weaker.map(({ seen }) => seen));
  if (open.length > 0) throw open[0];
  return comparison.compared === 0 ? notApplicable("the earlier state had nothing that audits") : pass();
}

function compare(
  aspect: Aspect<never>,
  was: Resource<never>,
  now: Resource<never>,
  before: Graph,
  after: Graph,
  into: Comparison,
): void {
  const had = attempt(() => aspect.measure(was, before));
  // What nobody knows to have been there cannot be shown to be lost.
  if (had instanceof UnknownValue || had === 0) return;
  into.compared++;
  const has = attempt(() => aspect.measure(now, after));
  if (has instanceof UnknownValue) into.open.push(has);
  else if (has < had && !aspect.accepts?.(had, has))
    into.weaker.push({
      message: `${now.kind?.noun} ${now.name}: ${aspect.says(had, has)}`,
      seen: evidence(now as Resource<unknown>, aspect.property),
    });
}
