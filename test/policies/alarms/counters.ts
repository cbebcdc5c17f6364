import { alarm, metricFilter, type Draft } from "../../resources";

/** A filter on CloudTrail events that counts in TrailWatch/RootUsage, and an alarm on that metric, as they should be. */

export const ROOT = '{ $.userIdentity.type = "Root" }';

export const counter = (transformation: Record<string, unknown> = {}, change: Record<string, unknown> = {}): Draft =>
  metricFilter("root-filter", {
    pattern: ROOT,
    metricTransformation: {
      namespace: "TrailWatch",
      name: "RootUsage",
      value: "1",
      defaultValue: "0",
      ...transformation,
    },
    ...change,
  });

export const onRootUsage = (change: Record<string, unknown> = {}, name = "root-alarm"): Draft =>
  alarm(name, {
    namespace: "TrailWatch",
    metricName: "RootUsage",
    statistic: "Sum",
    period: 300,
    evaluationPeriods: 1,
    threshold: 1,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    treatMissingData: "notBreaching",
    ...change,
  });

/** The same alarm with its metric in a query. */
export const byMath = (expression: string | undefined, ...metrics: Record<string, unknown>[]): Draft =>
  onRootUsage({
    namespace: undefined,
    metricName: undefined,
    statistic: undefined,
    period: undefined,
    metricQueries: [
      ...(expression ? [{ id: "e1", expression, returnData: true }] : []),
      ...(metrics.length ? metrics : [{}]).map((metric, index) => ({
        id: `m${index + 1}`,
        returnData: expression === undefined,
        metric: { namespace: "TrailWatch", metricName: "RootUsage", stat: "Sum", period: 300, ...metric },
      })),
    ],
  });
