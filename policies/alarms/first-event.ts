import type { AlarmProps } from "../kinds/cloudwatch";
import { fail, unknown, type Answer } from "../policy";
import { statisticOf } from "./alarm-metrics";
import type { Match } from "./matches";
import type { Alarm } from "./model/alarm";
import { EXTRA_PERIODS } from "./model/missing-data";
import { NotUnderstood, understood } from "./model/not-understood";
import { canRing, COUNTLESS, oneEvent, type OneEvent, type Scene } from "./model/questions";
import { namedMetrics, readAlarm } from "./reading";

/** What the first event does: how soon the alarm rings, or why it does not. */
export type FirstEvent = { rings: { soonest: number; latest: number } } | { silent: Answer };

/** What CloudWatch refuses, or cannot count. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
function periodFault({ evaluationPeriods }: AlarmProps, { metric }: Match): string | undefined {
  const seconds = metric.period || 0;
  const periods = evaluationPeriods || 1;
  if (seconds === 0) return "it has no period";
  if (seconds < 60) return `its period of ${seconds} seconds is shorter than the minute that filters count in`;
  if (seconds % 60 !== 0) return `its period of ${seconds} seconds is not a multiple of 60`;
  if (seconds * periods > 86_400 && seconds < 3600)
    return `${periods} periods of ${seconds} seconds are more than the day that CloudWatch looks back`;
  if (seconds * periods > 604_800 && periods > 1)
    return `${periods} periods of ${seconds} seconds are more than the week that CloudWatch looks back`;
  return undefined;
}

/**
 * What one event does in a log that is quiet otherwise or, where the filter has a default value, busy with others.
 * Default values are taken as 0 and events as 1: other values are the filter's own defect.
 *
 * @param matches all metrics of the alarm that filters emit
 * @param known what was asked before, by settings: most alarms of a stack have the same
 */
export function firstEvent(
  props: AlarmProps,
  match: Match,
  matches: readonly Match[],
  known: Map<string, FirstEvent>,
): FirstEvent {
  const fault = periodFault(props, match) ?? (statisticOf(match.metric) ? undefined : "it has no statistic");
  if (fault) return { silent: fail(fault) };
  const first = understood((): FirstEvent => {
    const alarm = readAlarm(props);
    const scenes = scenesOf(props, match, matches);
    const key = JSON.stringify([alarm.settings, scenes]);
    const before = known.get(key);
    if (before) return before;
    // What counts the event in one metric may count it in another too, and then a quotient is another one.
    const [alone, together = alone] = scenes.map((scene) => judge(alarm, scene));
    const answer: FirstEvent =
      "rings" in alone === "rings" in together
        ? alone
        : { silent: unknown("whether it fires depends on what its other metric counts of the same event") };
    known.set(key, answer);
    return answer;
  });
  return typeof first === "string" ? { silent: unknown(first) } : first;
}

type Company = Omit<Scene, "others">;

/** The event in its own metric and, where there are others, in all of them. */
function scenesOf(props: AlarmProps, match: Match, matches: readonly Match[]): Company[] {
  const named = namedMetrics(props);
  const matchOf = ({ metric }: (typeof named)[number]): Match | undefined =>
    named.length === 1
      ? match
      : matches.find(
          (each) => each.metric.namespace === metric.namespace && each.metric.metricName === metric.metricName,
        );
  const emissions = named.map((each) => ({ id: each.id, of: matchOf(each) }));
  const foreign = named.find((_, index) => !emissions[index].of);
  if (foreign) {
    const { namespace, metricName } = foreign.metric;
    throw new NotUnderstood(`it also reads ${namespace}/${metricName}, which no filter of this stack emits`);
  }
  const same = (of?: Match): boolean => of === match || (of?.emission !== undefined && of.emission === match.emission);
  const defaults = emissions.flatMap(({ id, of }) => (of?.emission?.hasDefault ? [id] : []));
  const event = emissions.flatMap(({ id, of }) => (same(of) ? [id] : []));
  const all = emissions.map(({ id }) => id);
  return [event, ...(all.length > event.length ? [all] : [])].map((event) => ({ event, defaults }));
}

function judge(alarm: Alarm, scene: Company): FirstEvent {
  const others = scene.defaults.length > 0 ? [1, COUNTLESS] : [0];
  const seen = others.map((each) => oneEvent(alarm, { ...scene, others: each }));
  const already = seen.find(({ before }) => before === "ALARM");
  if (already) return { silent: fail(whyAlready(alarm, already)) };
  const silent = seen.findLast(({ rings }) => !rings);
  if (silent) return { silent: fail(whySilent(alarm, silent, canRing(alarm, { ...scene, others: 1 }))) };
  const [{ rings = { soonest: 0, latest: 0 }, lasts }] = seen;
  const deaf = whyDeaf(alarm, lasts, scene.defaults.length > 0);
  return deaf ? { silent: fail(deaf) } : { rings };
}

function whyAlready(alarm: Alarm, { quiet }: OneEvent): string {
  const { comparisonOperator, threshold } = alarm.settings;
  if (quiet === undefined)
    return "missing data counts as breaching: it is in ALARM already, and an event changes nothing";
  return comparisonOperator.startsWith("LessThan")
    ? `${comparisonOperator} ${threshold} holds while nothing happens, and an event ends it`
    : `with its default value the filter makes ${named(alarm)} ${shown(quiet)} without an event: it is in ALARM already`;
}

function whySilent(alarm: Alarm, { value }: OneEvent, ever: boolean | undefined): string {
  const { comparisonOperator, threshold, datapointsToAlarm, evaluationPeriods } = alarm.settings;
  if (value === undefined) return `one event gives ${named(alarm)} no value`;
  if (alarm.breaches(value))
    return `${datapointsToAlarm} of ${evaluationPeriods} periods must reach the threshold; one event reaches it in one`;
  const never = ever === false ? ", and no number of events makes it ring" : "";
  return `one event makes ${named(alarm)} ${shown(value)}; it fires ${LIMITS[comparisonOperator]} ${threshold}${never}`;
}

const LIMITS: Record<string, string> = {
  GreaterThanOrEqualToThreshold: "from",
  GreaterThanThreshold: "above",
  LessThanThreshold: "below",
  LessThanOrEqualToThreshold: "up to",
};

/** Seconds. Actions follow changes of state only, so whatever happens while the first event still counts goes untold. */
const LONGEST_STAY = 3600;

function whyDeaf({ settings: { period, evaluationPeriods } }: Alarm, lasts = period, hasDefault: boolean) {
  // Where no later data pushes the event out of the range, it stays in ALARM for the extra periods too.
  const counted = hasDefault ? lasts : lasts - EXTRA_PERIODS * period;
  if (Math.max(counted, period) <= LONGEST_STAY) return undefined;
  return evaluationPeriods === 1
    ? `its period of ${period} seconds hides every event that follows the first within it`
    : `the first event keeps it in ALARM for ${lasts} seconds and hides every event that follows within them`;
}

/** The statistic, or the metric math where the alarm compares that. */
function named({ settings: { metrics, expressions = {}, returns = "" } }: Alarm): string {
  const expression = Object.hasOwn(expressions, returns) ? expressions[returns] : returns;
  return metrics.find(({ id }) => id === expression)?.statistic ?? expression;
}

function shown(value: number): string {
  if (value > 0 && value < 1e-6) return "as small as other log lines make it";
  return value > 1e9 ? "as large as other log lines make it" : `${Number(value.toPrecision(6))}`;
}
