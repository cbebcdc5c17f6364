import type { CustomResource } from "@pulumi/pulumi";
import type { Severity } from "../alert-routing";
import { problem, refuse } from "../problems";
import type { Settled } from "./alarm-settings";
import type { AlarmArgs } from "./metric-alarm";
import type { AlarmRow, Monitored } from "./monitored";
import type { WatchOptions } from "./watch-options";

export interface AnomalyArgs extends Pick<WatchOptions, "traits" | "loadBalancer"> {
  /** Standard deviations that the band is wide on each side. @default 2 */
  readonly width?: number;
  /** Which side of the band rings. @default both */
  readonly side?: keyof typeof OPERATORS;
  /** @default info */
  readonly severity?: Severity;
}

const OPERATORS = {
  above: "GreaterThanUpperThreshold",
  below: "LessThanLowerThreshold",
  both: "LessThanLowerOrGreaterThanUpperThreshold",
} as const;

interface Metric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: NonNullable<AlarmArgs["dimensions"]>;
}

/**
 * CloudWatch learns the band by itself and bills three metrics for it, so nothing has one unless it is asked for.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Anomaly_Detection_Alarm.html
 */
export function anomalyBand(
  metric: Metric,
  row: AlarmRow<never>,
  { period, evaluationPeriods, datapointsToAlarm }: Settled,
  { width = 2, side = "both" }: AnomalyArgs,
): AlarmArgs {
  return {
    metricQueries: [
      { id: "metric", metric: { ...metric, period, stat: row.statistic }, returnData: true },
      { id: "band", expression: `ANOMALY_DETECTION_BAND(metric, ${width})`, label: "usual", returnData: true },
    ],
    thresholdMetricId: "band",
    comparisonOperator: OPERATORS[side],
    evaluationPeriods,
    datapointsToAlarm,
    treatMissingData: "missing",
  };
}

/** The row of an alarm that reads one metric; there is no band around an expression. */
export function singleMetric(
  subject: string,
  { alarms }: Monitored<CustomResource>,
  id: string,
): AlarmRow<CustomResource> {
  const single = alarms.filter(({ math }) => math === undefined);
  const row = single.find((each) => each.id === id);
  const message = `"${id}" reads no single metric of it; expected ${single.map((each) => each.id).join(", ")}`;
  refuse(subject, problem(row === undefined, "alarmId", message));
  return row as AlarmRow<CustomResource>;
}
