import type { Route } from "../policies/detections/read-rule";
import type { JsonClause, JsonPattern } from "../policies/patterns/filter/ast";
import { compileFilter } from "../policies/patterns/filter/compile";
import { clausesOf, every, isJunction, some, type Expression, type Test } from "../policies/patterns/filter/expression";
import { parseFilterPattern } from "../policies/patterns/filter/parse";
import { namePath } from "../policies/patterns/filter/selector";
import { longestName, nameTest } from "./scan/names";
import { watchOfRule } from "./watch-rule";

/** What the scan knows of a record; `undefined` for what the record does not have. */
export interface Outline {
  eventName: string;
  eventSource: string;
  errorCode?: string;
  userIdentity: { type?: string };
}

/** The text that a watch is made of: what a worker is told, because functions cannot be sent. */
export type WatchedText =
  { language: "filter pattern"; text: string } | { language: "event pattern"; text: string; routes: readonly Route[] };

/** A pattern as two tests: one of the outline, which only ever lets too many records through, and one of the record. */
export interface Watch {
  /** Absent where nothing is looked for. */
  of?: WatchedText;
  mayMatch: Test<Outline>;
  /** A test of the bytes of a record that has no `\u` in it; it lets too many through as well. */
  mayHold: Test<Buffer>;
  /** Whether the outline has all that the pattern asks for, so that the first test is as good as the second. */
  decided: boolean;
  matches: Test<unknown>;
}

/** @throws FilterSyntaxError */
export function watchOf(pattern: string): Watch {
  const parsed = parseFilterPattern(pattern);
  const matches = compileFilter(parsed);
  const expression = parsed.kind === "json" ? outlined(parsed.expression) : undefined;
  const mayHold = parsed.kind === "json" ? bytesTest(parsed.expression) : () => true;
  const of: WatchedText = { language: "filter pattern", text: pattern };
  if (!expression) return { of, mayMatch: () => true, mayHold, decided: false, matches };
  const mayMatch = compileFilter({ kind: "json", expression, warnings: [] });
  return { of, mayMatch, mayHold, decided: isDecided((parsed as JsonPattern).expression), matches };
}

export const NOTHING: Watch = { mayMatch: () => false, mayHold: () => false, decided: true, matches: () => false };

/** The watch of a text that was read before. */
export function watchAgain(of: WatchedText | undefined): Watch {
  if (!of) return NOTHING;
  return of.language === "filter pattern" ? watchOf(of.text) : watchOfRule(of.text, of.routes);
}

const OUTLINE = new Set<string | undefined>(["eventName", "eventSource", "errorCode", "userIdentity.type"]);

const isDecided = (expression: Expression<JsonClause>): boolean =>
  clausesOf(expression).every(({ selector }) => OUTLINE.has(namePath(selector)));

/**
 * The pattern with every clause taken for true that asks for more than the outline has. The language has no negation of an
 * expression, so a record that the pattern matches is always let through.
 *
 * @returns `undefined` where the outline cannot make it false
 */
function outlined(expression: Expression<JsonClause>): Expression<JsonClause> | undefined {
  if (!isJunction(expression)) return OUTLINE.has(namePath(expression.selector)) ? expression : undefined;
  const parts = expression.of.map(outlined);
  const known = parts.filter((part) => part !== undefined);
  if (known.length === 0 || (expression.join === "||" && known.length < parts.length)) return undefined;
  return known.length === 1 ? known[0] : { join: expression.join, of: known };
}

/** Whether the names are there without which the clauses are false: every clause but `NOT EXISTS` wants its field. */
function bytesTest(expression: Expression<JsonClause>): Test<Buffer> {
  if (isJunction(expression)) {
    const join = expression.join === "&&" ? every : some;
    const tests = expression.of.map((part) => [isJunction(part) ? part : wantedName(part), part] as const);
    return join([...new Map(tests).values()].map((part) => (isJunction(part) ? bytesTest(part) : clauseTest(part))));
  }
  return clauseTest(expression);
}

const clauseTest = (clause: JsonClause): Test<Buffer> => nameTest(wantedName(clause));

/** `undefined` where any record will do, as far as names go. */
function wantedName(clause: JsonClause): string | undefined {
  const { selector } = clause;
  if (OUTLINE.has(namePath(selector)) || (clause.type === "state" && clause.state === "NOT EXISTS")) return undefined;
  const names = selector.flatMap((step) => ("name" in step ? [step.name] : []));
  const below = names.length > 1 ? names.slice(1) : names;
  return longestName(below);
}
