import type { Comparison, FilterPattern, JsonClause, Value } from "../../policies/patterns/filter/ast";
import { rolesOf } from "../../policies/patterns/filter/compile";
import { isJunction, type Expression } from "../../policies/patterns/filter/expression";
import { printSelector } from "../../policies/patterns/filter/selector";
import { both, either, isOneOf, like, numeral } from "./condition";
import { Inexpressible, literal, type Dialect, type Field } from "./dialect";
import { printRegex } from "./regex";

/**
 * A filter pattern as a condition: true for the events that match, false or NULL for the others.
 *
 * @throws Inexpressible
 */
export function conditionOf(pattern: FilterPattern, dialect: Dialect): string {
  if (pattern.kind === "everything") return "TRUE";
  if (pattern.kind === "json") return expressionSql(pattern.expression, dialect);
  if (pattern.kind === "delimited") throw new Inexpressible("a space-delimited pattern has no counterpart in SQL");
  const { message } = dialect;
  if (message === undefined) throw new Inexpressible("the table does not keep the message as it was sent");
  if (pattern.kind === "regex") return dialect.matches(message, printRegex(pattern.regex));
  const { required, optional } = rolesOf(pattern);
  const term = ({ text, role }: (typeof required)[number]): string =>
    `${message}${role === "excluded" ? " NOT" : ""} ${like(["", text, ""])}`;
  return optional.length > 0 ? either(optional.map(term)) : both(required.map(term));
}

function expressionSql(expression: Expression<JsonClause>, dialect: Dialect): string {
  if (!isJunction(expression)) return clauseSql(expression, dialect);
  if (expression.join === "&&") return both(expression.of.map((part) => expressionSql(part, dialect)));
  // Alternatives for one field, as in a long list of event names, are one list.
  const lists = new Map<string, JsonClause[]>();
  const others: Expression<JsonClause>[] = [];
  for (const part of expression.of) {
    if (isJunction(part) || wordOf(part) === undefined) others.push(part);
    else lists.set(printSelector(part.selector), [...(lists.get(printSelector(part.selector)) ?? []), part]);
  }
  const words = [...lists.values()].map((clauses) =>
    dialect.where(clauses[0].selector, (field) => isOneOf(field.text, clauses.map(wordOf) as string[])),
  );
  return either([...words, ...others.map((part) => expressionSql(part, dialect))]);
}

function clauseSql(clause: JsonClause, dialect: Dialect): string {
  const { selector } = clause;
  const word = wordOf(clause);
  if (word !== undefined) return dialect.where(selector, (field) => isOneOf(field.text, [word]));
  if (clause.type === "comparison") return dialect.where(selector, (field) => comparisonSql(clause, field, dialect));
  const { state } = clause;
  if (state !== "NOT EXISTS") return dialect.where(selector, (field) => field.is[state]);
  // The one clause that is true of nothing.
  return `NOT coalesce(${dialect.where(selector, ({ exists }) => exists)}, FALSE)`;
}

/** The text that a clause asks for, if nothing but this text reads like it: no number, no `true`, no JSON. */
function wordOf(clause: JsonClause): string | undefined {
  if (clause.type !== "comparison" || clause.operator !== "=" || clause.value.type !== "text") return undefined;
  const { text } = clause.value;
  if (/^\*|\*$|^[[{\d+-]/.test(text) || ["", "true", "false", "null"].includes(text)) return undefined;
  return text;
}

/** The same choices as where patterns are compiled to be run: see policies/patterns/filter/compile-json.ts. */
function comparisonSql({ operator, value }: Comparison, field: Field, dialect: Dialect): string {
  if (operator === "=") return equalitySql(value, field, dialect);
  if (operator === "!=") return ofValue(field, `NOT (${equalitySql(value, field, dialect)})`);
  if (value.type !== "number") throw new Inexpressible(`${operator} is for numbers`);
  return field.isNumber ? both([field.isNumber, `${field.number} ${operator} ${numeral(value.number)}`]) : "FALSE";
}

/** A condition on a text or a number and nothing else; a column of texts has nothing else. */
const ofValue = ({ isText, isNumber }: Field, condition: string): string =>
  isNumber ? both([either([isText, isNumber]), condition]) : condition;

function equalitySql(value: Value, field: Field, dialect: Dialect): string {
  const { text, isText, isNumber, number } = field;
  const textIs = (wanted: string): string =>
    isNumber ? both([isText, `${text} = ${literal(wanted)}`]) : `${text} = ${literal(wanted)}`;
  const numberIs = (wanted: number): string[] => (isNumber ? [both([isNumber, `${number} = ${numeral(wanted)}`])] : []);
  if (value.type === "number") return either([textIs(value.text), ...numberIs(value.number)]);
  if (value.type === "regex") return ofValue(field, dialect.matches(text, printRegex(value.regex)));
  const { before, middle, after } = starsOf(value.text);
  if (before || after) {
    if (middle === "") return isNumber ? either([isText, isNumber]) : isText;
    return ofValue(field, `${text} ${like([...(before ? [""] : []), middle, ...(after ? [""] : [])])}`);
  }
  const asNumber = Number(value.text);
  return either([textIs(value.text), ...(String(asNumber) === value.text ? numberIs(asNumber) : [])]);
}

function starsOf(text: string): { before: boolean; middle: string; after: boolean } {
  return { before: text.startsWith("*"), middle: text.replace(/^\*+|\*+$/g, ""), after: text.endsWith("*") };
}
