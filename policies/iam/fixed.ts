import { Unknown } from "../graph/value";
import { operatorParts } from "./conditions";
import { operatorNamed } from "./operators";
import type { Condition } from "./statement";
import { textOfTerm, type Term } from "./term";
import { Doubt, all, type Truth } from "./truth";

/** Which keys keep a request to fixed values, and which values are fixed. */
export interface Fixing {
  /** The key is in lower case. */
  byKey(key: string): boolean;
  value(key: string, value: Term): Truth;
}

const FIXING_OPERATORS = ["stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress"];

/** Whether a condition holds only for requests that have one of some fixed values. */
export function fixes(condition: Condition | Unknown, fixing: Fixing): Truth {
  if (condition instanceof Unknown) return new Doubt(`a condition is ${condition.why}`);
  const { set, operator, ifExists } = operatorParts(condition.operator);
  const key = condition.key.toLowerCase();
  // Both hold when the key is missing from a request, so they keep nobody out.
  if (ifExists || set === "all" || !fixing.byKey(key)) return false;
  if (!FIXING_OPERATORS.includes(operator.toLowerCase())) {
    const isKnown = operatorNamed(operator) !== undefined || operator.toLowerCase() === "null";
    return !isKnown && new Doubt(`the operator ${condition.operator} is not understood`);
  }
  return all(condition.values, (value) =>
    value instanceof Unknown ? new Doubt(`a condition is ${value.why}`) : fixing.value(key, value),
  );
}

export const hasWildcard = (term: Term): boolean => /[*?]|\$\{/.test(textOfTerm(term) ?? "");
