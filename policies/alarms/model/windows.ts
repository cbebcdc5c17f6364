import type { Alarm } from "./alarm";
import type { Points } from "./metric-math";
import type { Series } from "./series";
import type { Statistic } from "./statistic";

/** The periods of one metric that the evaluation range holds, as the range moves over the metric's samples. */
class Periods {
  /** By age: how often each value lies in the period, and what the statistic makes of it. */
  readonly #counts: Map<number, number>[];
  readonly #values: Points;
  /** By age: how many samples are older than the younger end of the period; last, older than the range. */
  readonly #passed: number[];

  constructor(
    readonly series: Series,
    readonly statistic: Statistic,
    readonly period: number,
    readonly range: number,
  ) {
    this.#counts = Array.from({ length: range }, () => new Map());
    this.#values = new Array<undefined>(range);
    this.#passed = new Array<number>(range + 1).fill(0);
  }

  /** Seconds after which the range holds something else; infinite when nothing is left to enter or leave it. */
  next(): number {
    let next = Infinity;
    for (let age = 0; age <= this.range; age++) {
      const sample = this.series[this.#passed[age]];
      if (sample) next = Math.min(next, sample.at + age * this.period);
    }
    return next;
  }

  /** Moves the end of the range to `end`, in seconds; never back. */
  advance(end: number): void {
    let entered = false;
    for (let age = 0; age <= this.range; age++) {
      const before = end - age * this.period;
      const passed = this.#passed[age];
      for (; this.series[this.#passed[age]]?.at < before; this.#passed[age]++) {
        for (const [value, count] of this.series[this.#passed[age]].counts) {
          if (age < this.range) add(this.#counts[age], value, count);
          if (age > 0) add(this.#counts[age - 1], value, -count);
        }
      }
      const left = this.#passed[age] > passed;
      if (age > 0 && (entered || left)) this.#look(age - 1);
      entered = left;
    }
  }

  #look(age: number): void {
    const counts = this.#counts[age];
    this.#values[this.range - 1 - age] = counts.size > 0 ? this.statistic(counts) : undefined;
  }

  /** The statistic by period, oldest first. Changes with the next move. */
  get values(): Readonly<Points> {
    return this.#values;
  }
}

function add(counts: Map<number, number>, value: number, change: number): void {
  const count = (counts.get(value) ?? 0) + change;
  if (count === 0) counts.delete(value);
  else counts.set(value, count);
}

/** What the alarm compares at one look. */
export interface Look {
  /** Seconds since the epoch. */
  at: number;
  /** By period, oldest first; `undefined` without data. Changes with the next look. */
  points: Readonly<Points>;
}

/**
 * The looks of an alarm at its evaluation range: the first, and each that sees something else than the one before it.
 * Time in which nothing enters or leaves a period is skipped, however long it is.
 *
 * @param from seconds since the epoch
 * @param until seconds since the epoch, inclusive
 */
export function* looks(
  alarm: Alarm,
  series: ReadonlyMap<string, Series>,
  from: number,
  until: number,
): Generator<Look, void> {
  const { step, range } = alarm;
  const metrics = new Map(
    [...alarm.statistics].map(([id, statistic]) => [
      id,
      new Periods(series.get(id) ?? [], statistic, alarm.settings.period, range),
    ]),
  );
  let at = Math.ceil(from / step) * step;
  while (at <= until) {
    let next = Infinity;
    for (const periods of metrics.values()) {
      periods.advance(at);
      next = Math.min(next, periods.next());
    }
    yield { at, points: alarm.math((id) => metrics.get(id)?.values ?? [], range) };
    at = (Math.floor(next / step) + 1) * step;
  }
}
