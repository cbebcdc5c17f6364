/** One clause of a pattern as it is written, and what the event has in its place. */
export interface Clause {
  text: string;
  found: string;
}

/** Whether a pattern matches an event, and the fewest clauses that settle it. */
export interface Explanation {
  matched: boolean;
  because: readonly Clause[];
}

export function clause(text: string, found: string, matched: boolean): Explanation {
  return { matched, because: [{ text, found }] };
}

/** All parts are needed: one that fails settles it, the one with the fewest clauses. */
export function allOf(parts: readonly Explanation[]): Explanation {
  return settled(parts, false);
}

/** One part is enough: the one with the fewest clauses settles it; for a failure all of them are needed. */
export function anyOf(parts: readonly Explanation[]): Explanation {
  return settled(parts, true);
}

function settled(parts: readonly Explanation[], decisive: boolean): Explanation {
  const deciding = parts.filter(({ matched }) => matched === decisive);
  if (deciding.length === 0) return { matched: !decisive, because: parts.flatMap(({ because }) => because) };
  return deciding.reduce((least, part) => (part.because.length < least.because.length ? part : least));
}

/** A value of an event as a person would write it, cut where it is long. */
export function shownValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object" && value !== null) return "an object";
  const text = typeof value === "string" ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
