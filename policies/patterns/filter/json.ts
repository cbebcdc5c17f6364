import { STATES, type JsonClause, type JsonPattern, type State } from "./ast";
import { printComparison, readComparison } from "./comparison";
import { clausesOf, printExpression, readExpression } from "./expression";
import type { Reader } from "./reader";
import { printSelector, readSelector } from "./selector";

const STATE = ", IS NULL, IS TRUE, IS FALSE or NOT EXISTS";

/** Reads `{ … }` to the end. */
export function readJsonPattern(reader: Reader): JsonPattern {
  reader.expect("{");
  const expression = readExpression(reader, readClause);
  // Text with a blank must be quoted, and whoever forgot it arrives here.
  reader.expect("}", '&&, || or the closing "}" (a text with blanks needs double quotes)');
  reader.skipBlanks();
  if (!reader.done) reader.fail('nothing after the closing "}"');
  const wildcards = clausesOf(expression).filter(({ selector }) => selector.some((step) => "each" in step));
  if (wildcards.length > 3) reader.fail(`at most 3 selectors with a wildcard (there are ${wildcards.length})`, 0);
  return { kind: "json", expression };
}

function readClause(reader: Reader): JsonClause {
  const selector = readSelector(reader);
  reader.skipBlanks();
  const start = reader.at;
  const words = reader.match(/[A-Za-z]+(\s+[A-Za-z]+)?/y);
  if (words === undefined) return { type: "comparison", selector, ...readComparison(reader, STATE) };
  const state = words.toUpperCase().replace(/\s+/, " ");
  if (!isState(state)) return reader.fail(`an operator${STATE}${advice(state)}`, start);
  if (words.toUpperCase() !== words) reader.warn(`AWS documents ${state} in capitals`, start);
  return { type: "state", selector, state };
}

function isState(words: string): words is State {
  return (STATES as readonly string[]).includes(words);
}

function advice(state: string): string {
  if (/^EXISTS\b/.test(state)) return ' (a field that exists is written = "*")';
  return /^IS NOT\b/.test(state) ? " (AWS has no IS NOT)" : "";
}

export function printJsonPattern({ expression }: JsonPattern): string {
  return `{ ${printExpression(expression, printJsonClause)} }`;
}

export function printJsonClause(clause: JsonClause): string {
  const selector = printSelector(clause.selector);
  return clause.type === "state" ? `${selector} ${clause.state}` : `${selector} ${printComparison(clause)}`;
}
