import alarmsOnCisControls from "../detections/cis-controls";
import { cisMonitored } from "../detections/cis-monitored";
import { ask } from "../detections/ask";
import { isMeantFor } from "../detections/monitored";
import { partial, supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import { UnknownValue } from "../graph/value";
import { Trail } from "../kinds/cloudtrail";
import { MetricFilter } from "../kinds/cloudwatch";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { looksForCloudTrail } from "./cloudtrail-pattern";
import { impossible } from "./impossible";
import { readFilter } from "./read-filter";

export default policy({
  id: "filter-matches-nothing",
  title: "Metric filters match some CloudTrail event",
  severity: "high",
  description:
    "A pattern that asks for two event names at once, or for a value that the field never has, is accepted, counts nothing, and looks like a quiet account.",
  remediation:
    "Join alternatives in the `pattern` by `||` and write values as CloudTrail does: `kms.amazonaws.com`, `IAMUser`, `Root`.",
  controls: [partial("nist-800-53-r5/SI-4(12)"), supporting("pci-dss-4.0.1/10.4.1.1")],
  pages: [
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html",
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html",
  ],
  about: MetricFilter,
  check(filter, graph) {
    const text = filter.props.pattern ?? "";
    const { pattern } = readFilter(text);
    if (!pattern || !looksForCloudTrail(text)) return notApplicable("it does not look for CloudTrail events");
    const seen = evidence(filter, "pattern");
    const clash = impossible(pattern);
    if (clash === undefined) return pass(seen);
    const finding = findingOn(text, graph);
    return finding
      ? notApplicable(`nothing matches it, which ${finding} reports`)
      : fail(`no event meets ${clash}`, seen);
  },
});

/** The policy that already misses the events for which the pattern is meant. */
function findingOn(text: string, graph: Graph): string | undefined {
  const meant = alarmsOnCisControls.filter((_, index) => isMeantFor(cisMonitored[index], text));
  return meant.find((each) =>
    graph.nearby(Trail).some((trail) => {
      const answer = ask(each, trail, graph);
      return !(answer instanceof UnknownValue) && answer.status === "fail";
    }),
  )?.id;
}
