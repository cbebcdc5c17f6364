import { matches } from "../alarms/matches";
import { ordinary } from "../detections/ordinary";
import { patternSight } from "../detections/sight";
import { partial, supporting } from "../frameworks/controls";
import { MetricFilter } from "../kinds/cloudwatch";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { looksForCloudTrail } from "./cloudtrail-pattern";
import { emissions } from "./emissions";

export default policy({
  id: "filter-matches-everything",
  title: "Metric filters leave ordinary CloudTrail events alone",
  severity: "medium",
  description:
    "An alarm on a filter that matches next to every event enters ALARM once and stays there: the event that mattered changes nothing.",
  remediation:
    'Put alternatives in the `pattern` into brackets and join exclusions by `&&`: `($.eventName != "A") || ($.eventName != "B")` is always true.',
  controls: [partial("nist-800-53-r5/SI-4(12)"), supporting("pci-dss-4.0.1/10.4.1.1")],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html"],
  about: MetricFilter,
  check(filter, graph) {
    const text = filter.props.pattern ?? "";
    if (!looksForCloudTrail(text)) return notApplicable("it does not look for CloudTrail events");
    const sight = patternSight(text);
    const seen = evidence(filter, "pattern");
    if (!sight.floods) return pass(seen);
    const alarms = matches(graph).readersOf(emissions(graph).of(filter));
    if (alarms.length > 0 && alarms.every(({ props }) => props.comparisonOperator?.startsWith("LessThan")))
      return notApplicable("it counts all events, and its alarm watches for silence");
    return fail(`it matches ${sight.ordinary} of ${ordinary.length} ordinary events`, seen);
  },
});
