/** A time series over the evaluation range, oldest first; `undefined` without data. */
export type Points = (number | undefined)[];

/** What a part of an expression stands for: a number, a time series or several. */
export type Term = number | Readonly<Points> | { all: readonly Readonly<Points>[] };

export const isSeries = (term: Term | undefined): term is Readonly<Points> => Array.isArray(term);

export const isSeveral = (term: Term | undefined): term is { all: readonly Readonly<Points>[] } =>
  typeof term === "object" && !isSeries(term);

type Unary = (value: number) => number | undefined;
type Binary = (left: number, right: number) => number | undefined;

/** The same done to each value that is there. */
export function mapped(term: Term, change: Unary): Term {
  if (isSeveral(term)) return { all: term.all.map((each) => mapped(each, change) as Points) };
  return isSeries(term)
    ? term.map((value) => (value === undefined ? undefined : change(value)))
    : (change(term) ?? NaN);
}

/**
 * Value by value. Of two series one of which has no data, that one counts as 0; a result that does not exist, such as of
 * a division by 0, is dropped. `undefined` for several series against another number of them.
 */
export function combine(left: Term, right: Term, operate: Binary): Term | undefined {
  if (isSeveral(left) || isSeveral(right)) {
    const length = isSeveral(left) ? left.all.length : (right as { all: unknown[] }).all.length;
    const member = (term: Term, index: number): Term | undefined => (isSeveral(term) ? term.all[index] : term);
    if (isSeveral(left) && isSeveral(right) && right.all.length !== length) return undefined;
    const results = Array.from({ length }, (_, index) =>
      combine(member(left, index) ?? 0, member(right, index) ?? 0, operate),
    );
    return results.every(isSeries) ? { all: results } : undefined;
  }
  if (isSeries(left) && isSeries(right))
    return left.map((value, index) =>
      value === undefined && right[index] === undefined ? undefined : operate(value ?? 0, right[index] ?? 0),
    );
  if (isSeries(left)) return mapped(left, (value) => operate(value, right as number));
  if (isSeries(right)) return mapped(right, (value) => operate(left, value));
  return operate(left, right);
}
