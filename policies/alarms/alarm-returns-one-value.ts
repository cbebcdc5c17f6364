import { partial, supporting } from "../frameworks/controls";
import { attempt } from "../graph/value";
import { MetricAlarm, type MetricQuery } from "../kinds/cloudwatch";
import { evidence, fail, notApplicable, pass, policy } from "../policy";

/**
 * Ids begin with a small letter, functions and words of metric math with a capital one.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
const ID = /(?<![\w.])[a-z]\w*/g;

/** What expressions read that is no query of the alarm. */
function strangers(queries: readonly MetricQuery[]): string[] {
  const ids = new Set(queries.map(({ id }) => id));
  return queries.flatMap((query) => {
    const expression = attempt(() => query.expression);
    if (typeof expression !== "string" || /^\s*SELECT\b/i.test(expression)) return [];
    const read = expression.replace(/"[^"]*"|'[^']*'/g, "").match(ID) ?? [];
    return read.filter((id) => !ids.has(id)).map((id) => `its ${query.id} reads ${id}, which is none of its queries`);
  });
}

export default policy({
  id: "alarm-returns-one-value",
  title: "Alarms on several metrics say which value counts",
  severity: "high",
  description:
    "CloudWatch refuses an alarm whose queries return no value, or several, or read what none of them is, and does so only when the stack is deployed: the alarm is not there.",
  remediation:
    "Set `returnData: true` on one of the `metricQueries`, and on none of the others; let expressions read their ids.",
  controls: [partial("nist-800-53-r5/SI-4(12)"), supporting("pci-dss-4.0.1/10.4.1.1")],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html"],
  about: MetricAlarm,
  check(alarm) {
    const { metricQueries: queries = [], thresholdMetricId } = alarm.props;
    if (queries.length === 0) return notApplicable("it reads one metric");
    // The band of an anomaly alarm returns its values beside the metric that is held against it.
    const returning = queries.filter(({ id, returnData }) => returnData && id !== thresholdMetricId);
    const seen = evidence(alarm, "metricQueries");
    const capital = queries.find(({ id }) => !/^[a-z]\w*$/.test(id));
    if (capital) return fail(`the id ${capital.id} does not begin with a small letter`, seen);
    const [stranger] = strangers(queries);
    if (stranger) return fail(stranger, seen);
    if (returning.length === 1) return pass(seen);
    return returning.length === 0
      ? fail("none of its queries returns a value", seen)
      : fail(`${returning.map(({ id }) => id).join(", ")} return values, and CloudWatch takes one`, seen);
  },
});
