import { PRICES } from "../cost/prices";

/** US dollars a month, from the least to the most. */
export interface MonthlyUsd {
  readonly low: number;
  readonly high: number;
}

/** What is billed by the piece, whatever happens. */
export interface Pieces {
  readonly alarms?: number;
  readonly compositeAlarms?: number;
  readonly metrics?: number;
  readonly dashboards?: number;
  readonly keys?: number;
  readonly contributorRules?: number;
  /** Visits in a month. */
  readonly canaryRuns?: number;
}

const UNITS = {
  alarms: PRICES.alarm.usd,
  compositeAlarms: PRICES.compositeAlarm.usd,
  metrics: PRICES.customMetric.usd,
  dashboards: PRICES.dashboard.usd,
  keys: PRICES.key.usd,
  contributorRules: PRICES.contributorInsightsRule.usd,
  canaryRuns: PRICES.canaryRun.usd,
} satisfies Record<keyof Pieces, number>;

/**
 * What pieces cost in a month at the prices of us-east-1, free tiers not counted. Events, logs and storage are billed by volume:
 * `trailwatch cost` estimates them too, from the whole stack.
 */
export function monthlyUsd(pieces: Pieces): MonthlyUsd {
  const kinds = Object.keys(UNITS) as (keyof Pieces)[];
  const low = kinds.reduce((total, kind) => total + (pieces[kind] ?? 0) * UNITS[kind], 0);
  // The first two rotations of a key make it a dollar dearer each.
  return { low, high: low + 2 * (pieces.keys ?? 0) * UNITS.keys };
}

export const together = (parts: readonly MonthlyUsd[]): MonthlyUsd => ({
  low: parts.reduce((total, { low }) => total + low, 0),
  high: parts.reduce((total, { high }) => total + high, 0),
});
