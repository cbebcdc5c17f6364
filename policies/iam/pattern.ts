import { type Entry } from "./request";
import { shownTerm, textOfTerm, type Term } from "./term";
import { literal, MANY, MANY_IN_SEGMENT, ONE, TEXT, Text, type Glyphs } from "./text";

/** What `*` and `?` mean: themselves, any text, or any text as far as AWS promises it for the segments of an ARN. */
export type Wildcards = "none" | "text" | "arn";

/**
 * The pattern that a term of a policy stands for in a request; `undefined` where it names a variable that the request
 * does not have, so that it can match nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 *
 * @param variables the request's values, where the policy's version has variables
 */
export function pattern(term: Term, wildcards: Wildcards): Text;
export function pattern(term: Term, wildcards: Wildcards, variables?: (key: string) => Entry): Text | undefined;
export function pattern(term: Term, wildcards: Wildcards, variables?: (key: string) => Entry): Text | undefined {
  const source = textOfTerm(term);
  if (source === undefined) return new Text(TEXT, shownTerm(term));
  if (typeof term !== "string" || (variables && term.includes("${")))
    return compiled(term, source, wildcards, variables);
  const known = remembered[wildcards];
  let text = known.get(term);
  if (!text) {
    if (known.size >= REMEMBERED) known.clear();
    known.set(term, (text = compiled(term, source, wildcards) as Text));
  }
  return text;
}

/** A statement is asked many times, by several policies; what its terms stand for is worked out once. */
const remembered: Record<Wildcards, Map<string, Text>> = { none: new Map(), text: new Map(), arn: new Map() };
const REMEMBERED = 20_000;

const WILDCARD = /[*?]/g;
const WILDCARD_OR_VARIABLE = /\$\{[^}]*\}|[*?]/g;

function compiled(
  term: Term,
  source: string,
  wildcards: Wildcards,
  variables?: (key: string) => Entry,
): Text | undefined {
  let glyphs = "";
  let from = 0;
  for (const { 0: special, index } of source.matchAll(variables ? WILDCARD_OR_VARIABLE : WILDCARD)) {
    const isVariable = variables && special.length > 1;
    const means = isVariable ? variable(special.slice(2, -1), variables) : wildcard(source, index, wildcards);
    if (means === undefined) return undefined;
    glyphs += literal(source.slice(from, index)) + means;
    from = index + special.length;
  }
  glyphs += literal(source.slice(from));
  return new Text(glyphs, shownTerm(term));
}

function wildcard(source: string, at: number, wildcards: Wildcards): Glyphs {
  if (wildcards === "none") return source[at];
  if (source[at] === "?") return ONE;
  const endsSegment = /^\*+(:|$)/.test(source.slice(at));
  return wildcards === "text" || endsSegment ? MANY : MANY_IN_SEGMENT;
}

function variable(name: string, variables: (key: string) => Entry): Glyphs | undefined {
  if (name === "*" || name === "?" || name === "$") return name;
  const [, key, fallback] = /^\s*([^,\s]+)\s*(?:,\s*'([^']*)'\s*)?$/.exec(name) ?? [];
  const value = key === undefined ? undefined : variables(key);
  if (value === null) return fallback === undefined ? undefined : literal(fallback);
  return value instanceof Text ? value.glyphs : TEXT;
}
