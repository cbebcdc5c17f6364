import { NotUnderstood } from "./not-understood";
import type { Counts } from "./series";

/** One number for everything that a metric was given in a period; never asked about a period without data. */
export type Statistic = (counts: Counts) => number;

type Entry = readonly [value: number, count: number];

const total = (entries: Iterable<Entry>): number => {
  let sum = 0;
  for (const [, count] of entries) sum += count;
  return sum;
};

const sum = (entries: Iterable<Entry>): number => {
  let result = 0;
  for (const [value, count] of entries) result += value * count;
  return result;
};

const ascending = (counts: Counts): Entry[] => [...counts].sort(([a], [b]) => a - b);

/** In one order, so that rounding does not depend on which sample came first; of two it never does. */
const sumOf = (counts: Counts): number => sum(counts.size > 2 ? ascending(counts) : counts);

const SIMPLE: Record<string, Statistic> = {
  Sum: sumOf,
  SampleCount: total,
  Average: (counts) => sumOf(counts) / total(counts),
  Minimum: (counts) => Math.min(...counts.keys()),
  Maximum: (counts) => Math.max(...counts.keys()),
};

/** The value below which a share of the samples lies, by nearest rank: AWS does not say how it interpolates. */
function percentile(counts: Counts, percent: number): number {
  const entries = ascending(counts);
  const rank = Math.max(1, Math.ceil((total(entries) * percent) / 100));
  let seen = 0;
  for (const [value, count] of entries) if ((seen += count) >= rank) return value;
  return entries[entries.length - 1][0];
}

/** What is left between two percentages of the samples. */
function trimmed(counts: Counts, low: number, high: number): Entry[] {
  const samples = total(counts);
  const [from, to] = [Math.floor((samples * low) / 100), Math.ceil((samples * high) / 100)];
  let seen = 0;
  return ascending(counts).flatMap(([value, count]) => {
    const start = Math.max(seen, from);
    const end = Math.min((seen += count), to);
    return end > start ? [[value, end - start] as const] : [];
  });
}

const mean = (entries: Entry[]): number => sum(entries) / total(entries);

/** Like the trimmed mean, but what lies outside counts as much as the outermost value that is kept. */
function winsorized(counts: Counts, low: number, high: number): number {
  const kept = trimmed(counts, low, high);
  const [least, most] = [kept[0][0], kept[kept.length - 1][0]];
  return mean([...counts].map(([value, count]) => [Math.min(Math.max(value, least), most), count]));
}

const between = (name: string, low: number, high: number): Statistic =>
  name.toUpperCase() === "WM"
    ? (counts) => winsorized(counts, low, high)
    : (counts) => mean(trimmed(counts, low, high));

/**
 * @throws NotUnderstood for what is not worked out: counts and sums between bounds, and bounds that are values.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
export function statistic(name: string): Statistic {
  if (Object.hasOwn(SIMPLE, name)) return SIMPLE[name];
  if (name === "IQM") return between("TM", 25, 75);
  const [, kind, percent] = /^(p|tm|wm)(\d{1,2}(?:\.\d+)?|100)$/.exec(name) ?? [];
  if (kind === "p") return (counts) => percentile(counts, Number(percent));
  if (kind && Number(percent) > 0) return between(kind, 0, Number(percent));
  const [, range, low, high] = /^(TM|WM)\((?:([\d.]+)%)?:(?:([\d.]+)%)?\)$/.exec(name) ?? [];
  const bounds = [Number(low ?? 0), Number(high ?? 100)];
  if (range && (low || high) && bounds[0] < bounds[1] && bounds[1] <= 100) return between(range, bounds[0], bounds[1]);
  throw new NotUnderstood(`the statistic ${name} is not worked out`);
}
