import type { FilterPattern, Term, TermsPattern } from "./ast";
import { compileDelimitedPattern } from "./compile-delimited";
import { compileJsonPattern } from "./compile-json";
import type { Test } from "./expression";
import { RegexMatcher } from "./regex-matcher";

/**
 * The pattern as a function that reads only what the pattern names. It takes the message of a log event, or what a JSON
 * message holds, and never throws.
 */
export function compileFilter(pattern: FilterPattern): Test<unknown> {
  if (pattern.kind === "everything") return () => true;
  if (pattern.kind === "json") {
    const test = compileJsonPattern(pattern);
    return (event) => test(typeof event === "string" ? parsed(event) : event);
  }
  const test = compileMessageTest(pattern);
  return (event) => test(message(event));
}

function compileMessageTest(pattern: Exclude<FilterPattern, { kind: "everything" | "json" }>): Test<string> {
  if (pattern.kind === "delimited") return compileDelimitedPattern(pattern);
  if (pattern.kind === "terms") return compileTermsPattern(pattern);
  const matcher = new RegexMatcher(pattern.regex);
  return (text) => matcher.test(text);
}

function compileTermsPattern(pattern: TermsPattern): Test<string> {
  const { required, optional } = rolesOf(pattern);
  return (text) =>
    required.every((term) => holds(term, text)) &&
    (optional.length === 0 || optional.some((term) => holds(term, text)));
}

/** Optional terms count only where there are no others. */
export function rolesOf({ of }: TermsPattern): { required: Term[]; optional: Term[] } {
  const required = of.filter(({ role }) => role !== "optional");
  return { required, optional: required.length === 0 ? [...of] : [] };
}

export function holds({ text, role }: Term, message: string): boolean {
  return message.includes(text) === (role !== "excluded");
}

/** What a JSON message holds; `undefined`, which nothing matches, where it is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text that terms and fields are looked for in. */
export function message(event: unknown): string {
  return typeof event === "string" ? event : (JSON.stringify(event) ?? "");
}
