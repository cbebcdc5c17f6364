import { partial, supporting } from "../frameworks/controls";
import { MetricAlarm } from "../kinds/cloudwatch";
import { evidence, fail, notApplicable, pass, policy } from "../policy";

export default policy({
  id: "alarm-returns-one-value",
  title: "Alarms on several metrics say which value counts",
  severity: "high",
  description:
    "CloudWatch refuses an alarm whose queries return no value, or several, and does so only when the stack is deployed: the alarm is not there.",
  remediation: "Set `returnData: true` on one of the `metricQueries`, and on none of the others.",
  controls: [partial("nist-800-53-r5/SI-4(12)"), supporting("pci-dss-4.0.1/10.4.1.1")],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html"],
  about: MetricAlarm,
  check(alarm) {
    const { metricQueries: queries = [], thresholdMetricId } = alarm.props;
    if (queries.length === 0) return notApplicable("it reads one metric");
    // The band of an anomaly alarm returns its values beside the metric that is held against it.
    const returning = queries.filter(({ id, returnData }) => returnData && id !== thresholdMetricId);
    const seen = evidence(alarm, "metricQueries");
    if (returning.length === 1) return pass(seen);
    return returning.length === 0
      ? fail("none of its queries returns a value", seen)
      : fail(`${returning.map(({ id }) => id).join(", ")} return values, and CloudWatch takes one`, seen);
  },
});
