import type { Route } from "../policies/detections/read-rule";
import type { JsonClause } from "../policies/patterns/filter/ast";
import { compileFilter } from "../policies/patterns/filter/compile";
import { compileJsonClause } from "../policies/patterns/filter/compile-json";
import { isJunction, type Expression, type Test } from "../policies/patterns/filter/expression";
import { parseFilterPattern } from "../policies/patterns/filter/parse";
import { namePath } from "../policies/patterns/filter/selector";
import { OUTLINE, type Outline } from "./outline";
import type { RecordBytes } from "./scan/record-bytes";
import { fieldsOf, namesTest } from "./scan/names";
import { watchOfRule } from "./watch-rule";

/** The text that a watch is made of: what a worker is told, because functions cannot be sent. */
export type WatchedText =
  { language: "filter pattern"; text: string } | { language: "event pattern"; text: string; routes: readonly Route[] };

/** A pattern as a test of a record, and as what is left of it where something of the record is known. */
export interface Watch {
  /** Absent where nothing is looked for. */
  of?: WatchedText;
  matches: Test<unknown>;
  /** Whether it matches the records of an outline; where that does not decide, what else to ask of each. */
  given(outline: Outline): boolean | Rest;
}

/** What a pattern asks of a record beside its outline. */
export interface Rest {
  /** The fields that it reads; the whole record where they are not known. */
  fields?: readonly number[];
  /** A test of the bytes, which only ever lets too many records through. */
  mayMatch: Test<RecordBytes>;
  /** A test of the parsed record, or of those fields of it. */
  matches: Test<unknown>;
}

/** @throws FilterSyntaxError */
export function watchOf(pattern: string): Watch {
  const parsed = parseFilterPattern(pattern);
  const matches = compileFilter(parsed);
  const of: WatchedText = { language: "filter pattern", text: pattern };
  if (parsed.kind !== "json") return { of, matches, given: () => ({ mayMatch: () => true, matches }) };
  const { expression } = parsed;
  const mayMatch = compiled(outlined(expression));
  return { of, matches, given: (outline) => mayMatch(outline) && openTo(rest(expression, outline)) };
}

export const NOTHING: Watch = { matches: () => false, given: () => false };

/** The watch of a text that was read before. */
export function watchAgain(of: WatchedText | undefined): Watch {
  if (!of) return NOTHING;
  return of.language === "filter pattern" ? watchOf(of.text) : watchOfRule(of.text, of.routes);
}

/** `true` where the outline cannot make it false. */
type Residue = Expression<JsonClause> | boolean;

/**
 * The pattern with every clause taken for true that asks for more than the outline has. The language has no negation of an
 * expression, so a record that the pattern matches is always let through.
 */
function outlined(expression: Expression<JsonClause>): Residue {
  if (isJunction(expression)) return joined(expression.join, expression.of.map(outlined));
  return OUTLINE.has(namePath(expression.selector)) ? expression : true;
}

/** What is left of the pattern when its clauses about the outline are decided. */
function rest(expression: Expression<JsonClause>, outline: Outline): Residue {
  if (isJunction(expression))
    return joined(
      expression.join,
      expression.of.map((part) => rest(part, outline)),
    );
  return OUTLINE.has(namePath(expression.selector)) ? compileJsonClause(expression)({ ...outline }) : expression;
}

function joined(join: "&&" | "||", parts: readonly Residue[]): Residue {
  const decides = join === "||";
  if (parts.includes(decides)) return decides;
  const open = parts.filter((part) => typeof part !== "boolean");
  if (open.length === 0) return !decides;
  return open.length === 1 ? open[0] : { join, of: open };
}

function openTo(residue: Residue): boolean | Rest {
  if (typeof residue === "boolean") return residue;
  return { fields: fieldsOf(residue), mayMatch: namesTest(residue), matches: compiled(residue) };
}

function compiled(residue: Residue): Test<unknown> {
  return typeof residue === "boolean"
    ? () => residue
    : compileFilter({ kind: "json", expression: residue, warnings: [] });
}
