/** How often each value was published. */
export type Counts = ReadonlyMap<number, number>;

/** What a metric was given in one minute, the finest that metric filters publish. */
export interface Sample {
  /** Seconds since the epoch at which the minute starts. */
  at: number;
  counts: Counts;
}

/** Oldest first, one sample a minute at most, none for a minute without data. */
export type Series = readonly Sample[];

const MINUTE = 60;

const minuteOf = (seconds: number): number => Math.floor(seconds / MINUTE) * MINUTE;

/**
 * The metric of one filter as its log group fills. The default value is published for a minute in which log events came
 * and none matched; a minute without log events has no data at all.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/MonitoringLogData.html
 */
export class FilterMetric {
  readonly #minutes = new Map<number, Map<number, number>>();

  /** @param defaultValue absent: minutes without a match have no data */
  constructor(readonly defaultValue?: number) {}

  /** A log event that matched. @param at seconds since the epoch */
  matched(at: number, value = 1): void {
    const minute = minuteOf(at);
    let counts = this.#minutes.get(minute);
    if (!counts?.size) this.#minutes.set(minute, (counts = new Map()));
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }

  /** A log event that did not match. @param at seconds since the epoch */
  received(at: number): void {
    const minute = minuteOf(at);
    if (this.defaultValue !== undefined && !this.#minutes.has(minute)) this.#minutes.set(minute, new Map());
  }

  series(): Series {
    const silent: Counts = new Map(this.defaultValue === undefined ? [] : [[this.defaultValue, 1]]);
    return [...this.#minutes]
      .sort(([a], [b]) => a - b)
      .map(([at, counts]) => ({ at, counts: counts.size > 0 ? counts : silent }));
  }
}
