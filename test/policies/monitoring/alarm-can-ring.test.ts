import { evaluate } from "../../../policies/evaluate";
import { UNKNOWN } from "../../../policies/graph/value";
import policy from "../../../policies/monitoring/alarm-can-ring";
import { judge } from "../../judge";
import { alarm, other, ref, stack, type Draft } from "../../resources";

const reads = (namespace: string, metricName: string, more: object): Draft =>
  alarm("it", {
    ...{ namespace, metricName, statistic: "Average", comparisonOperator: "GreaterThanThreshold", threshold: 80 },
    ...more,
  });
const cpu = (more: object = {}): Draft => reads("AWS/RDS", "CPUUtilization", more);
const free = (more: object): Draft =>
  reads("AWS/RDS", "FreeStorageSpace", { comparisonOperator: "LessThanThreshold", ...more });
const status = (more: object): Draft => reads("AWS/EC2", "StatusCheckFailed", { statistic: "Maximum", ...more });
const lines = (more: object): Draft =>
  reads("AWS/Logs", "IncomingLogEvents", {
    ...{ statistic: "Sum", comparisonOperator: "LessThanThreshold", threshold: 1 },
    ...more,
  });

judge(policy, {
  pass: {
    "four fifths of a processor": [cpu()],
    "by a percentile": [cpu({ statistic: undefined, extendedStatistic: "p99" })],
    "more than all, summed up": [cpu({ statistic: "Sum", threshold: 400 })],
    "more than it has reserved": [reads("AWS/ECS", "CPUUtilization", { threshold: 150 })],
    "any failure": [status({ threshold: 0 })],
    "a check that fails": [status({ threshold: 1, comparisonOperator: "GreaterThanOrEqualToThreshold" })],
    "not one line": [lines({})],
    "nothing at all": [lines({ comparisonOperator: "LessThanOrEqualToThreshold", threshold: 0 })],
    "the treatment of missing data left to the default": [lines({ treatMissingData: undefined })],
    "a gigabyte that is left": [free({ threshold: 1024 ** 3 })],
    "megabytes, where AWS counts those": [
      reads("AWS/ES", "FreeStorageSpace", { comparisonOperator: "LessThanThreshold", threshold: 20480 }),
    ],
    "any use at all": [cpu({ threshold: 0 })],
    "an idle processor": [cpu({ threshold: 0.5, comparisonOperator: "LessThanThreshold" })],
    "a message that waits for an hour": [reads("AWS/SQS", "ApproximateAgeOfOldestMessage", { threshold: 3600 })],
    "less than nothing, but silence breaches": [lines({ threshold: 0, treatMissingData: "breaching" })],
  },
  fail: {
    "more than all of a processor": [
      [cpu({ threshold: 800 })],
      "CPUUtilization is between 0 and 100; GreaterThanThreshold 800 never holds",
    ],
    "more than all, by a percentile": [
      [cpu({ statistic: undefined, extendedStatistic: "p99", threshold: 100 })],
      "never holds",
    ],
    "two of one": [
      [status({ threshold: 1 })],
      "StatusCheckFailed is between 0 and 1; GreaterThanThreshold 1 never holds",
    ],
    "less than nothing": [[lines({ threshold: 0 })], "IncomingLogEvents is 0 or more; LessThanThreshold 0 never holds"],
    "less than nothing, whatever is missing": [[lines({ threshold: 0, treatMissingData: "missing" })], "never holds"],
    "nothing or more": [
      [cpu({ comparisonOperator: "GreaterThanOrEqualToThreshold", threshold: 0 })],
      "GreaterThanOrEqualToThreshold 0 always holds: it stays in ALARM, and tells nobody again",
    ],
    "gigabytes where AWS counts bytes": [
      [free({ threshold: 10 })],
      "FreeStorageSpace is counted in bytes; below 10 of them nothing is left",
    ],
    "a share of one": [[cpu({ threshold: 0.8 })], "CPUUtilization is counted in percent; 0.8 is less than one of them"],
    "milliseconds where AWS counts seconds": [
      [reads("AWS/SQS", "ApproximateAgeOfOldestMessage", { statistic: "Maximum", threshold: 3_600_000 })],
      "ApproximateAgeOfOldestMessage is between 0 and 1209600; GreaterThanThreshold 3600000 never holds",
    ],
    "longer than a function runs": [
      [reads("AWS/Lambda", "Duration", { statistic: undefined, extendedStatistic: "p99", threshold: 1_000_000 })],
      "never holds",
    ],
    "all or less": [[cpu({ comparisonOperator: "LessThanOrEqualToThreshold", threshold: 100 })], "always holds"],
  },
  unknown: {
    "a treatment that is decided elsewhere": [
      [lines({ threshold: 0, treatMissingData: UNKNOWN })],
      "it.treatMissingData",
    ],
    "a statistic that is decided elsewhere": [[cpu({ statistic: UNKNOWN })], "it.statistic"],
  },
  notApplicable: {
    "a metric of one's own": [reads("Shop", "Orders", { threshold: -1 })],
    "a threshold that is computed": [cpu({ threshold: UNKNOWN })],
    "without a metric": [alarm("it", {})],
    "metric math": [alarm("it", { metricQueries: [{ id: "q", expression: "m1 * 100" }] })],
  },
});

test("a threshold that follows a setting of what is watched is known once that is deployed", () => {
  const queue = other("aws:sqs/queue:Queue", "work");
  const threshold = ref("work", "visibilityTimeoutSeconds");
  const graph = stack([queue, reads("AWS/SQS", "ApproximateAgeOfOldestMessage", { threshold })], false);
  expect(evaluate([policy], graph)).toMatchObject([
    { status: "not-applicable", message: expect.stringContaining("computed when it is deployed") },
  ]);
});
