import type { JsonClause, Selector } from "../../policies/patterns/filter/ast";
import {
  clausesOf,
  every,
  isJunction,
  some,
  type Expression,
  type Test,
} from "../../policies/patterns/filter/expression";
import type { RecordBytes } from "./record-bytes";
import { fieldNamed, NO_FIELD } from "./spans";

/** The fields of a record that the clauses read; `undefined` where one of them reads something else. */
export function fieldsOf(expression: Expression<JsonClause>): number[] | undefined {
  const fields = new Set(clausesOf(expression).map(({ selector }) => fieldOf(selector)));
  return fields.has(NO_FIELD) ? undefined : [...fields];
}

function fieldOf([first]: Selector): number {
  return "name" in first ? fieldNamed(first.name) : NO_FIELD;
}

/** Whether the names are there without which the clauses are false. */
export function namesTest(expression: Expression<JsonClause>): Test<RecordBytes> {
  if (!isJunction(expression)) return nameTest(wantedBy(expression));
  const wanted = expression.of.flatMap((part) => (isJunction(part) ? [] : [wantedBy(part)]));
  const tests = [...new Map(wanted.map((each) => [`${each.field} ${each.name}`, each])).values()].map(nameTest);
  const join = expression.join === "&&" ? every : some;
  return join([...tests, ...expression.of.filter(isJunction).map(namesTest)]);
}

/** What has to be in a record: a field, a name in it, or a name anywhere. */
interface Wanted {
  field?: number;
  name?: string;
}

export function nameTest({ field, name }: Wanted): Test<RecordBytes> {
  if (name !== undefined) return (record) => record.mayInclude(name, field);
  return field === undefined ? () => true : (record) => record.has(field);
}

/** Every clause but `NOT EXISTS` wants its field. */
function wantedBy(clause: JsonClause): Wanted {
  if (clause.type === "state" && clause.state === "NOT EXISTS") return {};
  const { selector } = clause;
  const names = selector.flatMap((step) => ("name" in step ? [step.name] : []));
  const field = fieldOf(selector);
  if (field === NO_FIELD) return { name: longestName(names) };
  return { field, name: longestName(names.slice(1)) };
}

/**
 * Of the names on the way to a field the longest: it is found most quickly and least often by chance. `undefined` where
 * there is none, or it may be written with escapes other than `\u`.
 */
export function longestName(names: readonly string[]): string | undefined {
  const longest = names.reduce((best, name) => (name.length > best.length ? name : best), "");
  return /^[\w-]+$/.test(longest) ? longest : undefined;
}
