import { Unknown } from "../graph/value";
import { operatorNamed } from "./operators";
import { type Asked } from "./request";
import { type Condition, type Statement } from "./statement";
import { shownTerm, shownTerms, textOfTerm, type Term } from "./term";
import { Text } from "./text";
import { Doubt, all, any, not, type Truth } from "./truth";

/** `ForAnyValue:StringLikeIfExists` in its parts. */
export function operatorParts(name: string): { set?: "all" | "any"; operator: string; ifExists: boolean } {
  const [, set, operator = name, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/i.exec(name) ?? [];
  const quantifier = set === undefined ? undefined : /all/i.test(set) ? "all" : "any";
  return { set: quantifier, operator, ifExists: ifExists !== undefined };
}

/**
 * Whether a line of `Condition` holds for the request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function holds(condition: Condition | Unknown, statement: Statement, request: Asked): Truth {
  if (condition instanceof Unknown) return new Doubt(`a condition is ${condition.why}`);
  const { set, operator: name, ifExists } = operatorParts(condition.operator);
  // A key without a value counts as absent: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
  const entry = request.entry(condition.key);
  const absent = entry === undefined ? undefined : entry === null || [entry].flat().length === 0;
  if (name.toLowerCase() === "null" && !set && !ifExists) return isNull(condition, absent);
  const operator = operatorNamed(name);
  if (!operator) return new Doubt(`the operator ${condition.operator} is not understood`);
  if (entry === undefined) return new Doubt(`the request's ${condition.key} is not known`);
  if (absent || entry === null) {
    if (set === "any" && ifExists)
      return new Doubt(`AWS does not say what ${condition.operator} means without a value`);
    return set === "all" || ifExists || (set === undefined && operator.negated);
  }
  if (!set && !(entry instanceof Text)) {
    return new Doubt(`${condition.key} has several values, which ${condition.operator} does not compare`);
  }
  const values = entry instanceof Text ? [entry] : entry;
  const variables = statement.variables ? request.entry : undefined;
  const satisfies = (value: Text) => {
    // A variable that the request does not have matches nothing; whether that is enough for a Not…, AWS leaves open.
    const unresolved = (wanted: Term) =>
      operator.negated && new Doubt(`the request has nothing for a variable in ${shownTerm(wanted)}`);
    const matches = any(condition.values, (wanted) => operator.match(wanted, value, variables) ?? unresolved(wanted));
    return operator.negated ? not(matches) : matches;
  };
  return set === "any" ? any(values, satisfies) : all(values, satisfies);
}

function isNull({ key, values }: Condition, absent: boolean | undefined): Truth {
  if (absent === undefined) return new Doubt(`whether the request has ${key} is not known`);
  return any(values, (wanted) => {
    const text = textOfTerm(wanted)?.toLowerCase();
    if (text !== "true" && text !== "false") return new Doubt(`Null of ${key} is neither true nor false`);
    return absent === (text === "true");
  });
}

/** What a condition wants and what the request has instead. */
export function unmet({ operator, key, values }: Condition, request: Asked): string {
  const had = [request.entry(key) ?? []].flat().map((value) => value.shown);
  return `condition ${operator} ${key} wants ${shownTerms(values)} and the request has ${had.join(", ") || "none"}`;
}
