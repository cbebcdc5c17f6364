import policy from "../../../policies/alarms/alarm-fires-on-one-event";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { alarm, logGroup, metricFilter, ref, type Draft } from "../../resources";
import { byMath, counter, onRootUsage, ROOT } from "./counters";

/** With the default value 0, as the filter usually has one. */
const zeros = (change: Record<string, unknown>): Draft[] => [counter(), onRootUsage(change)];
/** With data points for matches alone. */
const sparse = (change: Record<string, unknown>): Draft[] => [
  counter({ defaultValue: undefined }),
  onRootUsage(change),
];
const above = (threshold: number) => ({ comparisonOperator: "GreaterThanThreshold", threshold });

const FAILURES = '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }';
/** Of the same events, and of failures with other words. */
const ALL_FAILURES = '{ ($.eventName = "ConsoleLogin") && ($.responseElements.ConsoleLogin = "Failure") }';
const counted = (pattern: string, name: string, threshold: number, group = "trail-logs"): Draft[] => [
  metricFilter(`${name}-filter`, {
    pattern,
    logGroupName: ref(group, "name"),
    metricTransformation: { namespace: "TrailWatch", name, value: "1", defaultValue: "0" },
  }),
  onRootUsage({ metricName: name, threshold }, `${name}-alarm`),
];

judge(policy, {
  pass: {
    "the sum from 1": zeros({}),
    "the sum above 0": zeros(above(0)),
    "the sum from a half": zeros({ threshold: 0.5 }),
    "the maximum": zeros({ statistic: "Maximum" }),
    "the 100th percentile": zeros({ statistic: undefined, extendedStatistic: "p100" }),
    "an average above 0": zeros({ statistic: "Average", ...above(0) }),
    "an average of matches alone": sparse({ statistic: "Average" }),
    "a percentile of matches alone": sparse({ statistic: undefined, extendedStatistic: "p90" }),
    "the number of samples, which are matches alone": sparse({ statistic: "SampleCount" }),
    "the sum from 0, where matches alone have a value": sparse({ threshold: 0 }),
    "one of three periods": zeros({ evaluationPeriods: 3, datapointsToAlarm: 1 }),
    "an hour": zeros({ period: 3600 }),
    "datapoints left to the default, as a state shows it": zeros({ datapointsToAlarm: 0 }),
    "three periods of three, those without data counted with the event": sparse({
      evaluationPeriods: 3,
      treatMissingData: undefined,
    }),
    "the metric itself in a query": [counter(), byMath(undefined)],
    "metric math that leaves the count as it is": [counter(), byMath("m1")],
    "metric math that fills gaps": [counter(), byMath("FILL(m1, 0)")],
    "the sum of several metrics": [
      counter(),
      counter({ name: "KeyDeleted" }, { name: "kms" }),
      byMath("SUM([m1, m2])", {}, {}),
    ],
    "metric math that is arithmetic": [counter(), byMath("m1 * 100 / m2", {}, {})],
    "metric math that decides": [counter(), byMath("IF(m1 > 0, 1, 0)")],
    "metric math over other metric math": [
      counter(),
      onRootUsage({
        metricName: undefined,
        metricQueries: [
          { id: "m1", metric: { namespace: "TrailWatch", metricName: "RootUsage", stat: "Sum", period: 300 } },
          { id: "filled", expression: "FILL(m1, 0)" },
          { id: "e1", expression: "filled * 2", returnData: true },
        ],
      }),
    ],
    "an alarm that nearly reads the metric": zeros({ metricName: "rootUsage" }),
    "a value that the filter gets wrong": [counter({ value: "0", defaultValue: "1" }), onRootUsage()],
    "many failed sign-ins, beside an alarm that fires on the first": [
      logGroup("trail-logs"),
      ...counted(FAILURES, "published", 1),
      ...counted(ALL_FAILURES, "own", 3),
    ],
    "a burst alarm beside one that fires on the first event": [
      counter(),
      onRootUsage(),
      onRootUsage({ threshold: 50 }, "burst"),
    ],
    "missing data that is treated wrongly": zeros({ treatMissingData: "breaching" }),
  },
  fail: {
    "ten events": [zeros({ threshold: 10 }), "one event makes Sum 1; it fires from 10"],
    "more than one event": [zeros(above(1)), "one event makes Sum 1; it fires above 1"],
    "an average beside zeros": [
      zeros({ statistic: "Average" }),
      "one event makes Average as small as other log lines make it; it fires from 1",
    ],
    "an average above a half, beside zeros": [zeros({ statistic: "Average", ...above(0.5) }), "it fires above 0.5"],
    "the minimum beside zeros": [zeros({ statistic: "Minimum" }), "one event makes Minimum 0"],
    "the 90th percentile beside zeros": [
      zeros({ statistic: undefined, extendedStatistic: "p90" }),
      "one event makes p90 0",
    ],
    "the number of samples, zeros among them": [
      zeros({ statistic: "SampleCount" }),
      "makes SampleCount 1 without an event: it is in ALARM already",
    ],
    "the sum from 0, beside zeros": [zeros({ threshold: 0 }), "makes Sum 0 without an event"],
    "240 periods": [
      zeros({ evaluationPeriods: 240 }),
      "240 of 240 periods must reach the threshold; one event reaches it in one",
    ],
    "two of three periods": [zeros({ evaluationPeriods: 3, datapointsToAlarm: 2 }), "2 of 3 periods must reach"],
    "three periods, those without data not breaching": [sparse({ evaluationPeriods: 3 }), "3 of 3 periods must reach"],
    "three periods, those without data ignored": [
      sparse({ evaluationPeriods: 3, treatMissingData: "ignore" }),
      "3 of 3 periods must reach",
    ],
    "three periods beside zeros, whatever missing data means": [
      zeros({ evaluationPeriods: 3, treatMissingData: "missing" }),
      "3 of 3 periods must reach",
    ],
    "below the threshold instead of above": [
      zeros({ comparisonOperator: "LessThanThreshold" }),
      "LessThanThreshold 1 holds while nothing happens",
    ],
    "a day": [zeros({ period: 86_400 }), "its period of 86400 seconds hides every event that follows the first"],
    "ten seconds": [zeros({ period: 10 }), "shorter than the minute that filters count in"],
    "a minute and a half": [zeros({ period: 90 }), "its period of 90 seconds is not a multiple of 60"],
    "more than a day in all": [
      zeros({ evaluationPeriods: 289, datapointsToAlarm: 1 }),
      "289 periods of 300 seconds are more than the day",
    ],
    "the period left to the default, which there is none of": [zeros({ period: undefined }), "it has no period"],
    "no statistic": [zeros({ statistic: undefined }), "it has no statistic"],
    "a metric in a query, averaged": [[counter(), byMath("m1", { stat: "Average" })], "one event makes Average"],
    "no number of events": [
      zeros({ statistic: "Maximum", ...above(1) }),
      "one event makes Maximum 1; it fires above 1, and no number of events makes it ring",
    ],
    "periods without data that breach": [
      sparse({ treatMissingData: "breaching" }),
      "missing data counts as breaching: it is in ALARM already",
    ],
    "metric math that makes the count smaller": [[counter(), byMath("m1 / 10")], "one event makes m1 / 10 0.1"],
    "one hour of the day": [
      zeros({ period: 3600, evaluationPeriods: 24, datapointsToAlarm: 1 }),
      "the first event keeps it in ALARM for 86400 seconds",
    ],
    "one alarm of two, on two metrics": [
      [
        counter(),
        onRootUsage(),
        counter({ name: "KeyDeleted" }, { name: "kms" }),
        onRootUsage({ metricName: "KeyDeleted", threshold: 5 }, "kms-alarm"),
      ],
      "it fires from 5",
    ],
    "two filters on failed sign-ins, and neither alarm fires": [
      [logGroup("trail-logs"), ...counted(FAILURES, "published", 5), ...counted(ALL_FAILURES, "own", 3)],
      "it fires from 3",
    ],
    "an alarm that fires beside it is about other events": [
      [logGroup("trail-logs"), ...counted(ROOT, "root", 1), ...counted(ALL_FAILURES, "own", 3)],
      "it fires from 3",
    ],
    "an alarm that fires on the same events reads another group": [
      [
        logGroup("trail-logs"),
        logGroup("others"),
        ...counted(FAILURES, "published", 1, "others"),
        ...counted(ALL_FAILURES, "own", 3),
      ],
      "it fires from 3",
    ],
    "two alarms on one metric, and neither fires": [
      [counter(), onRootUsage({ threshold: 5 }), onRootUsage({ threshold: 9 }, "second")],
      "it fires from 9",
    ],
  },
  unknown: {
    "the threshold is decided elsewhere": [zeros({ threshold: UNKNOWN }), "root-alarm.threshold"],
    "the statistic is decided elsewhere": [zeros({ statistic: UNKNOWN }), "root-alarm.statistic"],
    "the metric is decided elsewhere": [zeros({ metricName: UNKNOWN }), "root-alarm.metricName"],
    "the default value is decided elsewhere": [
      [counter({ defaultValue: UNKNOWN }), onRootUsage()],
      "root-filter.metricTransformation.defaultValue",
    ],
    "metric math that is not worked out": [[counter(), byMath("RATE(m1)")], "RATE(m1) is not worked out"],
    "a share of what another filter counts, which may count the event too": [
      [
        counter(),
        counter({ name: "Calls" }, { name: "calls", pattern: "{ $.eventName = * }" }),
        byMath("100 * m1 / m2", {}, { metricName: "Calls" }),
      ],
      "depends on what its other metric counts",
    ],
    "a share of what no filter counts": [
      [counter(), byMath("100 * m1 / m2", {}, { namespace: "AWS/Logs", metricName: "IncomingLogEvents" })],
      "it also reads AWS/Logs/IncomingLogEvents, which no filter of this stack emits",
    ],
    "a statistic that is not worked out": [
      zeros({ statistic: undefined, extendedStatistic: "PR(1:10)" }),
      "PR(1:10) is not worked out",
    ],
    "a band that CloudWatch learns": [
      zeros({ comparisonOperator: "GreaterThanUpperThreshold", threshold: undefined, thresholdMetricId: "ad1" }),
      "compares with a band that CloudWatch learns",
    ],
    "the value of a field": [[counter({ value: "$.requestParameters.count" }), onRootUsage()], "depends on the event"],
    "the pattern of the filter is decided elsewhere": [[counter({}, { pattern: UNKNOWN }), onRootUsage()], "pattern"],
  },
  notApplicable: {
    "an alarm of an application": [counter(), alarm("orders", { namespace: "Shop", metricName: "Orders" })],
    "errors of an application, which may wait for ten": [
      counter({}, { pattern: "ERROR" }),
      onRootUsage({ threshold: 10 }),
    ],
    "reads of secrets, of which only many at once are news": [
      counter({}, { pattern: '{ $.eventName = "GetSecretValue" }' }),
      onRootUsage({ threshold: 20 }),
    ],
    "a watch for silence": zeros({ comparisonOperator: "LessThanThreshold", treatMissingData: "breaching" }),
  },
});
