import type { Severity } from "../alert-routing";
import type { Settled } from "./alarm-settings";
import type { AlarmArgs } from "./metric-alarm";
import type { AlarmRow } from "./monitored";
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
