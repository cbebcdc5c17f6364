import { Secret, Unknown, isRecord, shown } from "../graph/value";

/** One text of a policy, as far as it is known. */
export type Term = string | Secret | Unknown;

/** The text of a term, to be compared; to be shown it goes through {@link shownTerm}. `undefined` when it is unknown. */
export function textOfTerm(term: Exclude<Term, Unknown>): string;
export function textOfTerm(term: Term): string | undefined;
export function textOfTerm(term: Term): string | undefined {
  if (term instanceof Unknown) return undefined;
  return term instanceof Secret ? String(term.value) : term;
}

export function shownTerm(term: Term): string {
  return String(shown(term));
}

export function shownTerms(terms: readonly Term[]): string {
  const listed = terms.slice(0, 3).map(shownTerm).join(" or ");
  return terms.length > 3 ? `${listed} or ${terms.length - 3} more` : listed;
}

/** `value` with its secrets moved to the leaves: what a secret holds is secret, its shape can still be read. */
export function sealed(value: unknown, secret = false): unknown {
  if (value instanceof Unknown) return value;
  if (value instanceof Secret) return sealed(value.value, true);
  if (Array.isArray(value)) return value.map((each) => sealed(each, secret));
  if (isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, sealed(field, secret)]));
  }
  return secret && value !== null && value !== undefined ? new Secret(value) : value;
}

/** One text or a list of them; `undefined` when it is neither. Numbers and booleans count as their text. */
export function termsOf(value: unknown): Term[] | undefined {
  const terms = (Array.isArray(value) ? value : [value]).map((each): Term | undefined => {
    if (each instanceof Unknown) return each;
    const bare = each instanceof Secret ? each.value : each;
    if (!["string", "number", "boolean"].includes(typeof bare)) return undefined;
    return each instanceof Secret ? each : String(each);
  });
  return terms.every((term) => term !== undefined) ? terms : undefined;
}
