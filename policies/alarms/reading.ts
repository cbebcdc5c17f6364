import type { AlarmProps } from "../kinds/cloudwatch";
import { statisticOf, type AlarmMetric } from "./alarm-metrics";
import { Alarm, type AlarmSettings } from "./model/alarm";
import type { TreatMissingData } from "./model/missing-data";
import { NotUnderstood } from "./model/not-understood";

/** A metric of an alarm under the id that its metric math calls it. */
export interface NamedMetric {
  id: string;
  metric: AlarmMetric;
}

/** What an alarm on a metric of its own calls it; no query can have this id. */
const ITSELF = "METRIC";

export function namedMetrics(props: AlarmProps): NamedMetric[] {
  const queries = props.metricQueries ?? [];
  if (queries.length === 0) return [{ id: ITSELF, metric: props }];
  return queries.flatMap(({ id, metric }) => (metric ? [{ id, metric }] : []));
}

/** @throws NotUnderstood where the model does not follow the alarm */
export function readAlarm(props: AlarmProps): Alarm {
  const metrics = namedMetrics(props);
  const period = metrics[0]?.metric.period || 0;
  if (metrics.some(({ metric }) => metric.period !== period))
    throw new NotUnderstood("its metrics have different periods");
  const evaluationPeriods = props.evaluationPeriods || 1;
  const quorum = { period, evaluationPeriods, datapointsToAlarm: props.datapointsToAlarm || evaluationPeriods };
  return alarmOf(
    props,
    quorum,
    metrics.map(({ id, metric }) => ({ id, statistic: statisticOf(metric) ?? "" })),
  );
}

/** The alarm as silence sees it, which no period, statistic or number of periods makes a difference to. */
export const readSilence = (props: AlarmProps): Alarm =>
  alarmOf(
    props,
    { period: 60, evaluationPeriods: 1, datapointsToAlarm: 1 },
    namedMetrics(props).map(({ id }) => ({ id, statistic: "Sum" })),
  );

function alarmOf(
  props: AlarmProps,
  {
    period,
    evaluationPeriods,
    datapointsToAlarm,
  }: Pick<AlarmSettings, "period" | "evaluationPeriods" | "datapointsToAlarm">,
  metrics: AlarmSettings["metrics"],
): Alarm {
  const queries = props.metricQueries ?? [];
  const formulas = queries.filter(({ expression }) => expression);
  const returned = queries.find(({ id, returnData }) => returnData && id !== props.thresholdMetricId);
  return new Alarm({
    period,
    evaluationPeriods,
    datapointsToAlarm,
    metrics,
    threshold: props.threshold ?? 0,
    comparisonOperator: props.comparisonOperator ?? "",
    treatMissingData: (props.treatMissingData || "missing") as TreatMissingData,
    expressions: Object.fromEntries(formulas.map(({ id, expression = "" }) => [id, expression])),
    returns: (returned ?? formulas[0] ?? queries[0])?.id ?? ITSELF,
  });
}
