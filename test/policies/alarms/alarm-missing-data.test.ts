import policy from "../../../policies/alarms/alarm-missing-data";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { alarm, logGroup, ref, topic, type Draft } from "../../resources";
import { byMath, counter, onRootUsage } from "./counters";

const zeros = (treatMissingData: unknown, change = {}): Draft[] => [
  counter(),
  onRootUsage({ treatMissingData, ...change }),
];
const sparse = (treatMissingData: unknown, change = {}): Draft[] => [
  counter({ defaultValue: undefined }),
  onRootUsage({ treatMissingData, ...change }),
];
const heartbeat = (treatMissingData: unknown, change = {}): Draft[] => [
  logGroup("audit-logs"),
  alarm("heartbeat", {
    namespace: "AWS/Logs",
    metricName: "IncomingLogEvents",
    dimensions: { LogGroupName: ref("audit-logs", "name") },
    statistic: "Sum",
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    treatMissingData,
    ...change,
  }),
];
const less = { comparisonOperator: "LessThanOrEqualToThreshold", threshold: 0 };
/** Lines that an application should write all the time. */
const pulse = (treatMissingData: unknown, transformation = {}): Draft[] => [
  counter({ defaultValue: undefined, ...transformation }, { pattern: "order placed" }),
  onRootUsage({ treatMissingData, ...less }),
];

const filled = (expression: string, treatMissingData: string): Draft => {
  const draft = byMath(expression);
  return { ...draft, values: { ...draft.values, treatMissingData } };
};

judge(policy, {
  pass: {
    "a counter, not breaching": zeros("notBreaching"),
    "a counter without zeros, not breaching": sparse("notBreaching"),
    "a counter, left to the default": sparse(undefined),
    "a counter with zeros, ignored": zeros("ignore"),
    "a counter in metric math": [counter(), byMath("FILL(m1, 0)")],
    "a counter whose gaps metric math fills with 0, breaching": [counter(), filled("FILL(m1, 0)", "breaching")],
    "a counter whose comparison is the wrong way round": zeros("notBreaching", less),
    "a counter without zeros whose comparison is the wrong way round": sparse("notBreaching", less),
    "an alarm that nearly reads its counter": zeros("notBreaching", { namespace: "trailwatch" }),
    "a heartbeat, breaching": heartbeat("breaching"),
    "a heartbeat in bytes": heartbeat("breaching", { metricName: "IncomingBytes" }),
    "a heartbeat of an application, breaching": pulse("breaching"),
    "a heartbeat of an application that emits zeros": pulse("notBreaching", { defaultValue: "0" }),
    "the trail's silence by a counter of every event": zeros("breaching", less),
  },
  fail: {
    "a counter, breaching": [zeros("breaching"), "missing data counts as breaching: it fires because nothing happened"],
    "a counter without zeros, breaching": [sparse("breaching"), "counts as breaching"],
    "a counter without zeros, ignored": [sparse("ignore"), "once in ALARM it stays there"],
    "a counter whose gaps metric math fills with 1": [
      [counter(), filled("FILL(m1, 1)", "notBreaching")],
      "its metric math makes no data breach: it fires because nothing happened",
    ],
    "left to the default, and acting on INSUFFICIENT_DATA": [
      [topic("alerts"), ...sparse(undefined, { insufficientDataActions: [ref("alerts")] })],
      "missing data makes it INSUFFICIENT_DATA, and it acts on that",
    ],
    "a heartbeat, not breaching": [
      heartbeat("notBreaching"),
      "it watches for silence, and silence counts as not breaching",
    ],
    "a heartbeat, left to the default": [
      heartbeat(undefined),
      "silence makes it INSUFFICIENT_DATA, which is not ALARM",
    ],
    "a heartbeat, ignored": [heartbeat("ignore"), "silence leaves it as it is"],
    "a heartbeat in a query": [
      [
        alarm("heartbeat", {
          comparisonOperator: "LessThanThreshold",
          metricQueries: [{ id: "m1", metric: { namespace: "AWS/Logs", metricName: "IncomingLogEvents" } }],
        }),
      ],
      "it watches for silence",
    ],
    "a heartbeat of an application without zeros": [pulse("notBreaching"), "it watches for silence"],
    "one alarm of two": [[...zeros("breaching"), ...heartbeat("breaching")], "it fires because nothing happened"],
  },
  unknown: {
    "the treatment is decided elsewhere": [zeros(UNKNOWN), "root-alarm.treatMissingData"],
    "the comparison is decided elsewhere": [
      zeros("breaching", { comparisonOperator: UNKNOWN }),
      "root-alarm.comparisonOperator",
    ],
    "metric math that is not worked out": [[counter(), byMath("RATE(m1)")], "RATE(m1) is not worked out"],
    "the metric is decided elsewhere": [zeros("breaching", { metricName: UNKNOWN }), "root-alarm.metricName"],
  },
  notApplicable: {
    "a metric of AWS": [alarm("cpu", { namespace: "AWS/EC2", metricName: "CPUUtilization" })],
    "a metric of AWS that is watched from below": [
      alarm("hosts", { namespace: "AWS/ELB", metricName: "HealthyHostCount", ...less }),
    ],
    "too many log events": heartbeat("notBreaching", { comparisonOperator: "GreaterThanThreshold" }),
    "a metric of an application": [counter(), alarm("orders", { namespace: "Shop", metricName: "Orders" })],
    "the value of a field": [counter({ value: "$.latency" }, { pattern: "{ $.latency = * }" }), onRootUsage()],
  },
});
