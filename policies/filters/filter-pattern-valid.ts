import { partial, supporting } from "../frameworks/controls";
import { MetricFilter } from "../kinds/cloudwatch";
import { evidence, fail, pass, policy } from "../policy";
import { readFilter } from "./read-filter";

export default policy({
  id: "filter-pattern-valid",
  title: "Metric filters have a pattern that CloudWatch Logs reads",
  severity: "high",
  description:
    "CloudWatch Logs refuses a pattern that it cannot read, and does so only when the stack is deployed: the events that it was written for stay unwatched.",
  remediation:
    "Correct the `pattern` at the character that is named; a text with blanks or signs needs double quotes. `TrailDetections` brings patterns that are read.",
  controls: [partial("nist-800-53-r5/SI-4(12)"), supporting("pci-dss-4.0.1/10.4.1.1")],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html"],
  about: MetricFilter,
  scope: "resource",
  check(filter) {
    const { error } = readFilter(filter.props.pattern ?? "");
    const seen = evidence(filter, "pattern");
    return error ? fail(`its pattern cannot be read: ${error.message}`, seen) : pass(seen);
  },
});
