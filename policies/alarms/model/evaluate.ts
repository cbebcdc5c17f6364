import type { Alarm } from "./alarm";
import { stateAfter, type AlarmState } from "./missing-data";
import type { Series } from "./series";
import { looks, type Look } from "./windows";

/** One change of state. Actions follow changes only. */
export interface Transition {
  /** Seconds since the epoch. */
  at: number;
  from: AlarmState;
  to: AlarmState;
}

export interface Span {
  /** Seconds since the epoch at which the alarm is made. */
  from: number;
  /** Seconds since the epoch, inclusive. */
  until: number;
  /** @default INSUFFICIENT_DATA, as a new alarm has it */
  state?: AlarmState;
}

/** Each look with the state that it leaves the alarm in. */
export function* states(
  alarm: Alarm,
  series: ReadonlyMap<string, Series>,
  { from, until, state = "INSUFFICIENT_DATA" }: Span,
): Generator<Look & { state: AlarmState }, void> {
  for (const { at, points } of looks(alarm, series, from, until)) {
    const breaches = points.map((value) => (value === undefined ? undefined : alarm.breaches(value)));
    state = stateAfter(breaches, alarm.settings, state);
    yield { at, points, state };
  }
}

/** What happens to an alarm, given its metrics by id. */
export function* transitions(
  alarm: Alarm,
  series: ReadonlyMap<string, Series>,
  span: Span,
): Generator<Transition, void> {
  let from = span.state ?? "INSUFFICIENT_DATA";
  for (const { at, state } of states(alarm, series, span)) {
    if (state !== from) yield { at, from, to: state };
    from = state;
  }
}
