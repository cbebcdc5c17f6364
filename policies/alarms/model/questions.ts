import type { Alarm } from "./alarm";
import { states } from "./evaluate";
import { stateAfter, type AlarmState } from "./missing-data";
import type { Sample, Series } from "./series";

/** What reaches the alarm's metrics, by their ids. Events count 1 and default values are 0. */
export interface Scene {
  /** The metrics that the event counts in. */
  event: readonly string[];
  /** The metrics that have their default value while other log events come. */
  defaults: readonly string[];
  /** How many log events come in each period besides the event. */
  others: number;
}

/** So many log events that one more changes no average. */
export const COUNTLESS = 1e12;

export interface OneEvent {
  /** The state before the event. */
  before: AlarmState;
  /** What is compared before the event. */
  quiet?: number;
  /** What is compared right after the event. */
  value?: number;
  /** Seconds from the event in the log group to ALARM. */
  rings?: { soonest: number; latest: number };
  /** Seconds in ALARM. Absent: it does not ring, or never leaves ALARM. */
  lasts?: number;
}

/** Any time will do, as long as all periods and looks start with it: a multiple of a week. */
const START = 604_800 * 5000;

const counts = (at: number, ones: number, zeros: number): Sample => ({
  at,
  counts: new Map(
    [
      [0, zeros],
      [1, ones],
    ].filter(([, count]) => count > 0) as [number, number][],
  ),
});

/** One period after the other with the others alone, and with the event at one moment. */
function seriesOf(alarm: Alarm, { event, defaults, others }: Scene, at?: number): Map<string, Series> {
  const { settings, range } = alarm;
  return new Map(
    settings.metrics.map(({ id }) => {
      const zeros = defaults.includes(id) ? others : 0;
      const series: Sample[] = [];
      for (let age = -range; zeros > 0 && age <= range + 1; age++)
        series.push(counts(START + age * settings.period, 0, zeros));
      if (at !== undefined && event.includes(id)) series.push(counts(at, 1, 0));
      return [id, series.sort((a, b) => a.at - b.at)];
    }),
  );
}

/** What one event does to an alarm that has been looking for long. */
export function oneEvent(alarm: Alarm, scene: Scene): OneEvent {
  // The minute of the event between two looks decides how long it waits for the next.
  const first = at(alarm, scene, START);
  const last = alarm.step === 60 ? first : at(alarm, scene, START + alarm.step - 60);
  if (first.ringsAt === undefined || last.ringsAt === undefined) return { ...first.seen, lasts: undefined };
  return {
    ...first.seen,
    rings: { soonest: last.ringsAt - (START + alarm.step), latest: first.ringsAt - START },
  };
}

function at(alarm: Alarm, scene: Scene, event: number): { seen: OneEvent; ringsAt?: number } {
  const { period } = alarm.settings;
  const seen: OneEvent = { before: "INSUFFICIENT_DATA" };
  let ringsAt: number | undefined;
  let after = false;
  const span = { from: START, until: START + (alarm.range + 1) * period + 2 * alarm.step };
  for (const { at, points, state } of states(alarm, seriesOf(alarm, scene, event), span)) {
    if (at <= event) {
      seen.before = state;
      seen.quiet = points[points.length - 1];
      continue;
    }
    if (!after) seen.value = points[points.length - 1];
    after = true;
    if (seen.before === "ALARM") break;
    if (ringsAt === undefined && state === "ALARM") ringsAt = at;
    if (ringsAt !== undefined && state !== "ALARM") {
      seen.lasts = at - ringsAt;
      break;
    }
  }
  return { seen, ringsAt };
}

/**
 * Whether anything that its metrics can be given brings the alarm to ALARM: nothing, other log events, one event, or
 * events without end. `undefined` where metric math makes something else of them.
 */
export function canRing(alarm: Alarm, scene: Scene): boolean | undefined {
  const { settings, range } = alarm;
  const events = Array.from({ length: range }, (_, age) => counts(START + age * settings.period, COUNTLESS, 0));
  const flood = new Map(settings.metrics.map(({ id }) => [id, scene.event.includes(id) ? events : []]));
  const span = { from: START, until: START + (range + 1) * settings.period + alarm.step };
  for (const series of [flood, new Map<string, Series>(), seriesOf(alarm, scene), seriesOf(alarm, scene, START)])
    for (const { state } of states(alarm, series, span)) if (state === "ALARM") return true;
  return settings.expressions && Object.keys(settings.expressions).length > 0 ? undefined : false;
}

/** The state that an alarm comes to when its metrics have had no data for long. */
export function silence(alarm: Alarm, state: AlarmState): AlarmState {
  const points = alarm.math(() => new Array<undefined>(alarm.range).fill(undefined), alarm.range);
  const breaches = points.map((value) => (value === undefined ? undefined : alarm.breaches(value)));
  return stateAfter(breaches, alarm.settings, state);
}
