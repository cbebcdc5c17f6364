import type * as aws from "@pulumi/aws";
import type { CustomResource, Input } from "@pulumi/pulumi";
import type { Settled } from "./alarm-settings";
import { pageOf, type AlarmRow, type Comparison, type Facts, type Monitored, type Provenance } from "./monitored";

const OPERATORS: Readonly<Record<Comparison, string>> = {
  ">": "GreaterThanThreshold",
  ">=": "GreaterThanOrEqualToThreshold",
  "<": "LessThanThreshold",
  "<=": "LessThanOrEqualToThreshold",
};

const SOURCES: Readonly<Record<Provenance, string>> = {
  aws: "AWS publishes this alarm",
  derived: "AWS publishes this alarm, and the resource's settings give the number",
  peer: "the number is another project's default",
  own: "AWS gives no number; this one is ours",
};

export type AlarmArgs = aws.cloudwatch.MetricAlarmArgs;

/** The metric of a row, as CloudWatch knows it for the resource. */
export const metricOf = (
  type: Monitored<CustomResource>,
  row: AlarmRow<CustomResource>,
  of: CustomResource,
  facts: Facts,
) => ({
  namespace: row.namespace ?? type.namespace,
  metricName: row.metric,
  dimensions: (row.dimensions ?? type.dimensions)(of, facts),
});

/** What the alarm reads: one metric, or several that an expression combines. */
export function reading(
  type: Monitored<CustomResource>,
  row: AlarmRow<CustomResource>,
  resource: CustomResource,
  facts: Facts,
  { period }: Settled,
): AlarmArgs {
  const metric = metricOf(type, row, resource, facts);
  if (row.math === undefined) return { ...metric, period, ...statistic(row) };
  const inputs = Object.entries(row.math.metrics).map(([id, metricName]) => ({
    id,
    metric: { ...metric, metricName, period, stat: row.statistic },
  }));
  const result = { id: "result", expression: row.math.expression, label: row.metric, returnData: true };
  return { metricQueries: [...inputs, result] };
}

// Below 10 / (1 - p) samples a percentile is one slow request.
export const statistic = ({ statistic }: AlarmRow<never>): AlarmArgs =>
  statistic.startsWith("p")
    ? { extendedStatistic: statistic, evaluateLowSampleCountPercentiles: "ignore" }
    : { statistic };

/** When it rings: the other half of an alarm's arguments. */
export function condition(row: AlarmRow<never>, settled: Settled, threshold: Input<number>): AlarmArgs {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData, period } = settled;
  return {
    comparisonOperator: OPERATORS[row.compare],
    threshold,
    evaluationPeriods,
    datapointsToAlarm,
    treatMissingData,
    // What has just been made is silent too, and that is no alarm yet.
    ...(treatMissingData === "breaching" && { warmUpConfiguration: warmUp(period * evaluationPeriods) }),
  };
}

/** Twice what the alarm looks back, at least a quarter of an hour; CloudWatch takes two days at most. */
const warmUp = (seconds: number) => ({
  warmUpPeriodDurationInMinutes: Math.min(2880, Math.max(15, Math.ceil((2 * seconds) / 60))),
});

export const description = (type: Monitored<CustomResource>, row: AlarmRow<never>, name: string): string =>
  `${row.says} (${type.noun} ${name}, ${row.metric}). Source: ${SOURCES[row.provenance]}, ${pageOf(type, row.provenance)}.`;
