import { partial, supporting } from "../frameworks/controls";
import { MetricAlarm } from "../kinds/cloudwatch";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { isPublished } from "./never-published";
import { outOfReach } from "./reach";
import { readings } from "./readings";

export default policy({
  id: "alarm-can-ring",
  title: "Alarms on metrics of AWS have a threshold within reach",
  severity: "medium",
  description:
    "Nothing is busier than 100 percent, and no count is below zero: an alarm that asks for it is green for ever. One that asks for what always holds changes its state once, and never tells again.",
  remediation:
    "Set a `threshold` that the metric can cross in both directions, with the `comparisonOperator` that fits it.",
  controls: [
    partial("nist-800-53-r5/SI-4"),
    supporting("nist-800-53-r5/SI-4(12)"),
    supporting("soc2-2017/CC7.2"),
    supporting("iso-27001-2022/A.8.16"),
  ],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html"],
  about: MetricAlarm,
  check(alarm, graph) {
    if (alarm.props.metricQueries?.length) return notApplicable("it compares what it computes");
    // Nobody miswrites what is computed from what AWS decides, such as a share of a quota.
    if (!alarm.knows("threshold")) return notApplicable("its threshold is computed when it is deployed");
    const read = readings(graph)
      .byAlarm.get(alarm)
      .find(({ namespace }) => isPublished(namespace));
    if (!read) return notApplicable("it reads no metric of a service that this policy knows");
    const seen = ["comparisonOperator", "threshold"].map((property) => evidence(alarm, property));
    const why = outOfReach(read);
    return why ? fail(why, ...seen) : pass(...seen);
  },
});
