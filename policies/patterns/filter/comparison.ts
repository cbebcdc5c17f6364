import type { Comparison, Operator, Value } from "./ast";
import type { Test } from "./expression";
import type { Reader } from "./reader";
import { readRegex } from "./regex";
import { RegexMatcher } from "./regex-matcher";

const NUMBER = /^[+-]?(\d+(\.\d+)?|\.\d+)(e[+-]?\d+)?$/i;
/** AWS documents letters, digits and underscores; its own examples also have dots, stars and hyphens. */
const WORD = /[A-Za-z0-9_.*+\-:/#?]+/y;

/** Reads an operator and the value after it. */
export function readComparison(reader: Reader, otherwise = ""): Comparison {
  reader.skipBlanks();
  const operator = reader.match(/!=|<=|>=|=|<|>/y) ?? reader.fail(`an operator (= != < <= > >=)${otherwise}`);
  reader.skipBlanks();
  const start = reader.at;
  const value = readValue(reader);
  // The service refuses `>= "123"` and `>= word`: "Invalid character(s) in term".
  if (/[<>]/.test(operator) && value.type !== "number") reader.fail(`a number after ${operator}`, start);
  return { operator: operator as Operator, value };
}

function readValue(reader: Reader): Value {
  const start = reader.at;
  if (reader.next === "%") return { type: "regex", regex: readRegex(reader) };
  if (reader.next === "'") reader.fail("a value in double quotes");
  const quoted = reader.next === '"';
  const text = quoted
    ? readQuotedText(reader)
    : (reader.match(WORD) ?? reader.fail("a value: text, a number or a %regular expression%"));
  if (!quoted && NUMBER.test(text)) return { type: "number", text, number: Number(text) };
  warnOfValue(reader, text, quoted, start);
  return { type: "text", text, quoted };
}

/** Reads `"text"`; a backslash escapes a double quote and itself, and is a backslash before anything else. */
export function readQuotedText(reader: Reader): string {
  const start = reader.at;
  reader.expect('"');
  let text = "";
  while (!reader.accept('"')) {
    if (reader.done) reader.fail(`a closing double quote for the one at character ${start + 1}`);
    if (/^\\["\\]/.test(reader.text.slice(reader.at, reader.at + 2))) reader.at++;
    text += reader.text.charAt(reader.at++);
  }
  return text;
}

export function printQuotedText(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function warnOfValue(reader: Reader, text: string, quoted: boolean, start: number): void {
  if (text === "") reader.warn("AWS refuses an empty text as a term and does not document it as a value", start);
  if (parts(text).middle.includes("*"))
    reader.warn(
      "a star inside a text is read as a star; AWS documented so once and seems to treat it otherwise",
      start,
    );
  if (!quoted && /[+:/#?]/.test(text))
    reader.warn("AWS documents unquoted text of letters, digits and underscores only; use double quotes", start);
  if (!quoted && /^(true|false|null)$/i.test(text))
    reader.warn(
      `a comparison is with the text "${text}"; the value itself is matched by IS ${text.toUpperCase()}`,
      start,
    );
}

export function printComparison({ operator, value }: Comparison): string {
  return `${operator} ${printValue(value)}`;
}

function printValue(value: Value): string {
  if (value.type === "regex") return `%${value.regex.source}%`;
  return value.type === "text" && value.quoted ? printQuotedText(value.text) : value.text;
}

/** The text of a value if it has no wildcard, so that one text alone equals it. */
export function exactText(value: Value): string | undefined {
  return value.type === "text" && !value.text.startsWith("*") && !value.text.endsWith("*") ? value.text : undefined;
}

/** A text without the wildcards at its ends. */
function parts(text: string): { before: boolean; middle: string; after: boolean } {
  const middle = text.replace(/^\*+|\*+$/g, "");
  return { before: text.startsWith("*"), middle, after: text.endsWith("*") };
}

/**
 * Whether a text equals the value.
 *
 * A star at an end stands for any text. Elsewhere it is a star: the guide said so in 2020 (`Ev*ent` matches only `Ev*ent`)
 * and says nothing now, but a TestMetricFilter run in https://github.com/cfchou/metric_filter_parser found `!= "1*3"` false
 * for the number 123; hence the warning. The same runs found `"*111.111.111"` false for 111.111.111.111, as if the first
 * place where the text occurs had to be the last one; that is not followed here.
 */
export function textTest(value: Exclude<Value, { type: "number" }>): Test<string> {
  if (value.type === "regex") {
    const matcher = new RegexMatcher(value.regex);
    return (found) => matcher.test(found);
  }
  const { before, middle, after } = parts(value.text);
  if (!before && !after) return (found) => found === value.text;
  if (middle === "") return () => true;
  if (before && after) return (found) => found.includes(middle);
  return before ? (found) => found.endsWith(middle) : (found) => found.startsWith(middle);
}

/** Equality for `=` and for `!=`, which its callers turn round. */
export function numberTest(operator: Operator, number: number): Test<number> {
  if (operator === "<") return (found) => found < number;
  if (operator === "<=") return (found) => found <= number;
  if (operator === ">") return (found) => found > number;
  if (operator === ">=") return (found) => found >= number;
  return (found) => found === number;
}
