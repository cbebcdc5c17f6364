import type { Comparison, JsonClause, JsonPattern, Selector, Value } from "./ast";
import { exactText, numberTest, textTest } from "./comparison";
import { every, isJunction, some, type Expression, type Test } from "./expression";
import { isJsonObject, selected, type JsonObject } from "./selection";
import { printSelector } from "./selector";

/** Whether a parsed JSON log event matches. */
export function compileJsonPattern({ expression }: JsonPattern): Test<unknown> {
  const test = compile(expression);
  return (event) => isJsonObject(event) && test(event);
}

function compile(expression: Expression<JsonClause>): Test<JsonObject> {
  if (!isJunction(expression)) return compileJsonClause(expression);
  return expression.join === "&&" ? every(expression.of.map(compile)) : some(compileAlternatives(expression.of));
}

export function compileJsonClause(clause: JsonClause): Test<JsonObject> {
  const { selector } = clause;
  if (clause.type === "comparison") return selected(selector, compileComparison(clause));
  if (clause.state === "NOT EXISTS") {
    const exists = selected(selector, (found) => found !== undefined);
    return (event) => !exists(event);
  }
  const state = { "IS NULL": null, "IS TRUE": true, "IS FALSE": false }[clause.state];
  return selected(selector, (found) => found === state);
}

/**
 * A comparison is about texts and numbers ("value nodes can be strings or numbers"): where the field is missing, null,
 * true, false, an object or a list, it is false, whatever the operator.
 *
 * Where text meets number AWS documents nothing. The TestMetricFilter runs of
 * https://github.com/cfchou/metric_filter_parser show that `= "123"` and `!= "123.0"` hold for the number 123, so text is
 * compared with the number as it is written; that `= 123.0` holds for it too; and that `!= 111` holds for a text, `> 123`
 * does not.
 */
function compileComparison({ operator, value }: Comparison): Test<unknown> {
  const ordered = operator !== "=" && operator !== "!=";
  if (value.type === "number" && ordered) {
    const test = numberTest(operator, value.number);
    return (found) => typeof found === "number" && test(found);
  }
  const equal = equality(value);
  if (operator === "=") return equal;
  return (found) => (typeof found === "string" || typeof found === "number") && !equal(found);
}

function equality(value: Value): Test<unknown> {
  if (value.type === "number") {
    const { text, number } = value;
    return (found) => found === number || found === text;
  }
  const exact = exactText(value);
  // Most values are words, which no number is written as.
  if (exact !== undefined && String(Number(exact)) !== exact) return is(exact);
  const test = textTest(value);
  return (found) => (typeof found === "string" ? test(found) : typeof found === "number" && test(String(found)));
}

/** Alternatives for the same field, as in a long list of event names, become one look-up. */
function compileAlternatives(alternatives: readonly Expression<JsonClause>[]): Test<JsonObject>[] {
  const lists = new Map<string, { selector: Selector; texts: Set<unknown> }>();
  const others: Expression<JsonClause>[] = [];
  for (const alternative of alternatives) {
    const text = wordOf(alternative);
    if (isJunction(alternative) || text === undefined) {
      others.push(alternative);
      continue;
    }
    const field = printSelector(alternative.selector);
    const list = lists.get(field);
    if (list) list.texts.add(text);
    else lists.set(field, { selector: alternative.selector, texts: new Set([text]) });
  }
  const lookUps = [...lists.values()].map(({ selector, texts }): Test<JsonObject> => {
    if (texts.size > 3) return selected(selector, (found) => texts.has(found));
    return selected(selector, some([...texts].map(is)));
  });
  return [...lookUps, ...others.map(compile)];
}

function is(text: unknown): Test<unknown> {
  return (found) => found === text;
}

/** The one text that a clause asks for, if no number is written like it. */
function wordOf(clause: Expression<JsonClause>): string | undefined {
  if (isJunction(clause) || clause.type !== "comparison" || clause.operator !== "=") return undefined;
  const text = exactText(clause.value);
  return text !== undefined && String(Number(text)) !== text ? text : undefined;
}
