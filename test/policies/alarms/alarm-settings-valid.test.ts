import policy from "../../../policies/alarms/alarm-settings-valid";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { alarm, type Draft } from "../../resources";

const set = (values: object): Draft[] => [
  alarm("cpu", { comparisonOperator: "GreaterThanThreshold", statistic: "Sum", period: 60, ...values }),
];

judge(policy, {
  pass: {
    "what is usual": set({ treatMissingData: "notBreaching", evaluationPeriods: 3, datapointsToAlarm: 2 }),
    "left to the default": [alarm("cpu")],
    "a percentile": set({ statistic: undefined, extendedStatistic: "p99.9" }),
    "empty, as a state shows them": set({ statistic: "", extendedStatistic: "p99", datapointsToAlarm: 0 }),
    "a band": set({ comparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold", thresholdMetricId: "e1" }),
    "ten seconds": set({ period: 10 }),
    "what the configuration lacks": set({ period: 1, comparisonOperator: "placeholder-operator" }),
    "five actions": set({ alarmActions: ["a", "b", "c", "d", "e"] }),
  },
  fail: {
    "an operator that is cut short": [
      set({ comparisonOperator: "GreaterThanOrEqualTo" }),
      "CloudWatch knows no comparisonOperator GreaterThanOrEqualTo",
    ],
    "a statistic in small letters": [set({ statistic: "sum" }), "CloudWatch knows no statistic sum"],
    "a percentile as a statistic": [set({ statistic: "p99" }), "no statistic p99"],
    "silence in other letters": [set({ treatMissingData: "notbreaching" }), "no treatMissingData notbreaching"],
    "three quarters of a minute": [set({ period: 45 }), "its period of 45 seconds"],
    "more data points than periods": [
      set({ evaluationPeriods: 2, datapointsToAlarm: 3 }),
      "it waits for 3 data points of 2",
    ],
    "two statistics": [set({ extendedStatistic: "p99" }), "a statistic and a percentile"],
    "six actions": [set({ okActions: ["a", "b", "c", "d", "e", "f"] }), "6 okActions, and CloudWatch takes 5"],
  },
  unknown: { "decided elsewhere": [set({ period: UNKNOWN }), "cpu.period"] },
});
