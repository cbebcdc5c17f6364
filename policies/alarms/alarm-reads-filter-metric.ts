import { partial, supporting } from "../frameworks/controls";
import { chainOf } from "../filters/emission";
import { MetricAlarm } from "../kinds/cloudwatch";
import { broken, evidence, link, notApplicable, pass, policy } from "../policy";
import { matches } from "./matches";

export default policy({
  id: "alarm-reads-filter-metric",
  title: "Alarms read the metric that their filter emits",
  severity: "high",
  description:
    "CloudWatch joins filter and alarm by namespace and name of the metric alone. A slip in either deploys without an error, and the alarm waits for data that never comes.",
  remediation:
    "Give `namespace` and `metricName` of the alarm, and its dimensions and unit if any, the values of the filter's `metricTransformation`. `TrailDetections` writes both from one row.",
  controls: [
    partial("nist-800-53-r5/SI-4(5)"),
    partial("nist-800-53-r5/SI-4(12)"),
    partial("pci-dss-4.0.1/10.4.1.1"),
    supporting("nist-800-53-r5/AU-6(1)"),
    supporting("soc2-2017/CC7.2"),
    supporting("iso-27001-2022/A.8.16"),
  ],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html"],
  about: MetricAlarm,
  check(alarm, graph) {
    const meant = matches(graph).of(alarm);
    if (meant.length === 0) return notApplicable("it reads no metric that a filter of this stack emits");
    const missed = meant.find(({ miss }) => miss !== undefined);
    if (missed?.miss) {
      const chain = missed.emission ? chainOf(missed.emission, graph) : [];
      return broken([...chain, link(alarm)], missed.miss, evidence(alarm, "namespace"), evidence(alarm, "metricName"));
    }
    return pass(...meant.map(({ emission }) => evidence(alarm, "metricName", `${emission}`)));
  },
});
