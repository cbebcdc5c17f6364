import { Inexpressible, literal } from "./dialect";

/** Conditions joined; parentheses only where there are several. */
export const both = (parts: readonly string[]): string => joined(parts, "AND");
export const either = (parts: readonly string[]): string => joined(parts, "OR");
const joined = (parts: readonly string[], by: "AND" | "OR"): string =>
  parts.length === 1 ? parts[0] : `(${parts.join(` ${by} `)})`;

export const isOneOf = (text: string, words: readonly string[]): string =>
  words.length === 1 ? `${text} = ${literal(words[0])}` : `${text} IN (${words.map(literal).join(", ")})`;

/** The texts in their order, with anything between them. */
export function like(literals: readonly string[]): string {
  const pattern = literals.map((text) => text.replace(/[\\%_]/g, "\\$&")).join("%");
  return `LIKE ${literal(pattern)}${/\\/.test(pattern) ? " ESCAPE '\\'" : ""}`;
}

export function numeral(number: number): string {
  if (!Number.isFinite(number)) throw new Inexpressible("a number that is too large");
  return String(number);
}
