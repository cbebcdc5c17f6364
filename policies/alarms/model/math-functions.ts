import { isSeries, isSeveral, mapped, type Points, type Term } from "./math-terms";

/** Returns `undefined` for inputs that it is not defined for, or that it is not worked out for. */
type MathFunction = (inputs: Term[], range?: number) => Term | undefined;

/**
 * Of several series, period by period. Of a single series it is a number over all that was retrieved, which is more
 * than the alarm evaluates; AWS advises against it in alarms and how much it is is not documented.
 */
const across =
  (merge: (values: number[], members: number) => number): MathFunction =>
  ([several]) => {
    if (!isSeveral(several) || several.all.length === 0) return undefined;
    return several.all[0].map((_, index) => {
      const values = several.all.flatMap((points) => points[index] ?? []);
      return values.length === 0 ? undefined : merge(values, several.all.length);
    });
  };

const each =
  (change: (value: number) => number): MathFunction =>
  ([term]) =>
    term === undefined ? undefined : mapped(term, change);

const total = (values: number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Series by series, where there may be several. */
const perSeries = (term: Term | undefined, change: (points: Readonly<Points>) => Points): Term | undefined => {
  if (isSeveral(term)) return { all: term.all.map(change) };
  return isSeries(term) ? change(term) : undefined;
};

const pick = (from: Term | undefined, index: number): number | undefined =>
  isSeries(from) ? from[index] : typeof from === "number" ? from : undefined;

export const functions: Record<string, MathFunction> = {
  SUM: across(total),
  // A series without data in the period counts as 0.
  AVG: across((values, members) => total(values) / members),
  // What a series without data counts as is not documented; no count is below 0.
  MAX: across((values) => Math.max(...values)),
  ABS: each(Math.abs),
  CEIL: each(Math.ceil),
  FLOOR: each(Math.floor),

  FILL: ([term, filler], range = 0) =>
    filler === undefined || isSeveral(filler)
      ? undefined
      : perSeries(term, (points) => Array.from({ length: range }, (_, index) => points[index] ?? pick(filler, index))),

  /** `FILL(…, REPEAT)`: the last value before the gap; nothing before the first. */
  REPEAT: ([term]) =>
    perSeries(term, (points) => {
      let last: number | undefined;
      return points.map((value) => (last = value ?? last));
    }),

  IF: ([condition, yes, no], range = 0) => {
    if (condition === undefined || yes === undefined || [condition, yes, no].some(isSeveral)) return undefined;
    if (![condition, yes, no].some(isSeries)) return undefined;
    // A number as the condition chooses a series as it is; data by data, a gap in what is chosen by `true` becomes 0.
    if (typeof condition === "number")
      return Array.from({ length: range }, (_, index) => pick(condition === 0 ? no : yes, index));
    return Array.from({ length: range }, (_, index) => {
      const holds = pick(condition, index);
      if (holds === undefined) return undefined;
      return holds === 0 ? pick(no, index) : (pick(yes, index) ?? 0);
    });
  },
};
