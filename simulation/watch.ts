import type { FilterPattern, JsonClause } from "../policies/patterns/filter/ast";
import { compileFilter } from "../policies/patterns/filter/compile";
import { isJunction, type Expression, type Test } from "../policies/patterns/filter/expression";
import { parseFilterPattern } from "../policies/patterns/filter/parse";
import { namePath } from "../policies/patterns/filter/selector";

/** What the scan knows of a record; `undefined` for what the record does not have. */
export interface Outline {
  eventName: string;
  eventSource: string;
  errorCode?: string;
  userIdentity: { type?: string };
}

/** A pattern as two tests: one of the outline, which only ever lets too many records through, and one of the record. */
export interface Watch {
  mayMatch: Test<Outline>;
  matches: Test<unknown>;
}

/** @throws FilterSyntaxError */
export function watchOf(pattern: string): Watch {
  const parsed = parseFilterPattern(pattern);
  return { mayMatch: outlineTest(parsed), matches: compileFilter(parsed) };
}

const OUTLINE = new Set<string | undefined>(["eventName", "eventSource", "errorCode", "userIdentity.type"]);

/**
 * The pattern with every clause taken for true that asks for more than the outline has. The language has no negation of an
 * expression, so a record that the pattern matches is always let through.
 */
function outlineTest(pattern: FilterPattern): Test<Outline> {
  const expression = pattern.kind === "json" ? outlined(pattern.expression) : undefined;
  return expression ? compileFilter({ kind: "json", expression, warnings: [] }) : () => true;
}

/** `undefined` where the outline cannot make it false. */
function outlined(expression: Expression<JsonClause>): Expression<JsonClause> | undefined {
  if (!isJunction(expression)) return OUTLINE.has(namePath(expression.selector)) ? expression : undefined;
  const parts = expression.of.map(outlined);
  const known = parts.filter((part) => part !== undefined);
  if (known.length === 0 || (expression.join === "||" && known.length < parts.length)) return undefined;
  return known.length === 1 ? known[0] : { join: expression.join, of: known };
}
