import { partial, supporting } from "../frameworks/controls";
import { MetricAlarm, type AlarmProps } from "../kinds/cloudwatch";
import { evidence, fail, pass, policy } from "../policy";

/** Settings of which CloudWatch takes a few values, in these letters only. */
const VALUES = {
  comparisonOperator: [
    ...["GreaterThanOrEqualToThreshold", "GreaterThanThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold"],
    ...["LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold"],
  ],
  statistic: ["SampleCount", "Average", "Sum", "Minimum", "Maximum"],
  treatMissingData: ["breaching", "notBreaching", "ignore", "missing"],
} as const;

const ACTIONS = ["alarmActions", "okActions", "insufficientDataActions"] as const;
const MOST_ACTIONS = 5;

type Fault = [property: keyof AlarmProps & string, message: string];

function faultOf(alarm: AlarmProps): Fault | undefined {
  for (const property of ["comparisonOperator", "statistic", "treatMissingData"] as const) {
    const value = alarm[property];
    // What begins so stands in an offline run for a setting that is missing, as 1 does for a number.
    if (value && !value.startsWith("placeholder-") && !(VALUES[property] as readonly string[]).includes(value))
      return [property, `CloudWatch knows no ${property} ${value}`];
  }
  const { period, evaluationPeriods = 1, datapointsToAlarm = 0, statistic, extendedStatistic } = alarm;
  if (period && period > 1 && period % 60 !== 0 && ![10, 20, 30].includes(period))
    return ["period", `its period of ${period} seconds is no multiple of a minute`];
  if (datapointsToAlarm > evaluationPeriods)
    return ["datapointsToAlarm", `it waits for ${datapointsToAlarm} data points of ${evaluationPeriods}`];
  if (statistic && extendedStatistic) return ["statistic", "it has a statistic and a percentile"];
  const many = ACTIONS.find((property) => (alarm[property] ?? []).length > MOST_ACTIONS);
  return many && [many, `it has ${alarm[many]?.length} ${many}, and CloudWatch takes ${MOST_ACTIONS}`];
}

export default policy({
  id: "alarm-settings-valid",
  title: "Alarms have settings that CloudWatch takes",
  severity: "high",
  description:
    "CloudWatch refuses an alarm with an operator, a statistic or a period that it does not know, and does so only when the stack is deployed: the alarm is not there.",
  remediation:
    "Write `comparisonOperator`, `statistic` and `treatMissingData` as CloudWatch does, a `period` in whole minutes, and five actions at most.",
  controls: [partial("nist-800-53-r5/SI-4(12)"), supporting("pci-dss-4.0.1/10.4.1.1")],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"],
  about: MetricAlarm,
  scope: "resource",
  check(alarm) {
    const fault = faultOf(alarm.props);
    return fault
      ? fail(fault[1], evidence(alarm, fault[0]))
      : pass(evidence(alarm, "comparisonOperator"), evidence(alarm, "period"));
  },
});
