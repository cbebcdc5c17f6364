import { shownDimensions, type Emission } from "../filters/emission";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import type { AlarmProps } from "../kinds/cloudwatch";

/** Where an alarm says which metric it reads: on itself, or in one of its queries. */
export interface AlarmMetric {
  /** The account of the metric, where it is not the alarm's own. */
  accountId?: string;
  namespace?: string;
  metricName?: string;
  dimensions?: Record<string, string>;
  unit?: string;
  period?: number;
  /** What a query calls the statistic. */
  stat?: string;
  statistic?: string;
  extendedStatistic?: string;
}

/** The metrics that an alarm reads. */
export function metricsOf(alarm: Resource<AlarmProps>, graph: Graph): AlarmMetric[] {
  const queries = alarm.props.metricQueries ?? [];
  if (queries.length === 0) return [alarm.props];
  const searches = (expression = "") => /\b(SEARCH|SELECT)\b/.test(expression) && !expression.includes("AWS/");
  if (queries.some(({ expression }) => searches(expression))) alarm.undecided("reading whatever its search will find");
  const own = graph.account(alarm);
  return queries.flatMap(({ metric, accountId }) => {
    if (!metric) return [];
    return own && accountId && accountId !== own ? [{ ...metric, accountId }] : [metric];
  });
}

export const statisticOf = ({ stat, statistic, extendedStatistic }: AlarmMetric): string | undefined =>
  stat || statistic || extendedStatistic || undefined;

/**
 * Why none of the metric's data points reaches the alarm although namespace and name agree: a metric with dimensions is
 * another metric, and an alarm that names a unit sees only data points of that unit.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#Dimension
 */
export function mismatch({ dimensions, unit }: AlarmMetric, emission: Emission): string | undefined {
  const wanted = shownDimensions(dimensions);
  const units = emission.units.get(wanted);
  const [emits] = emission.units.keys();
  if (!units) return `it reads ${emission} ${wanted}; ${emission.filters[0].name} emits it ${emits}`;
  return !unit || units.has(unit)
    ? undefined
    : `it reads ${emission} in ${unit}; ${emission.filters[0].name} emits it in ${[...units].join(" and ")}`;
}
