import { partial, supporting } from "../frameworks/controls";
import { matches } from "../alarms/matches";
import { MetricFilter } from "../kinds/cloudwatch";
import { broken, evidence, notApplicable, pass, policy } from "../policy";
import { chainOf } from "./emission";
import { emissions } from "./emissions";

export default policy({
  id: "filter-has-alarm",
  title: "Metric filters on the trail have an alarm",
  severity: "high",
  description: "A filter counts; without an alarm on what it counts, the events that it was written for pass unseen.",
  remediation:
    "Add an alarm on the namespace and the name of the filter's `metricTransformation`. `TrailDetections` makes both.",
  controls: [
    partial("nist-800-53-r5/SI-4(5)"),
    partial("nist-800-53-r5/SI-4(12)"),
    partial("pci-dss-4.0.1/10.4.1.1"),
    supporting("nist-800-53-r5/AU-6(1)"),
    supporting("soc2-2017/CC7.2"),
    supporting("iso-27001-2022/A.8.16"),
  ],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Alarm-On-Logs.html"],
  about: MetricFilter,
  check(filter, graph) {
    const emission = emissions(graph).of(filter);
    const alarms = matches(graph);
    // An alarm that nearly reads the metric is one finding, and that is alarm-reads-filter-metric's.
    const alarm = alarms.readersOf(emission)[0] ?? alarms.nearReadersOf(emission)[0];
    if (alarm) return pass(evidence(alarm, "metricName"));
    const perhaps = alarms.perhapsRead(emission);
    if (perhaps) throw perhaps;
    return emission.audit
      ? broken(chainOf(emission, graph), `no alarm reads ${emission}`, evidence(filter, "metricTransformation"))
      : notApplicable("it does not look for CloudTrail events, and no alarm reads its metric");
  },
});
