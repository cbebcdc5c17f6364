import type {
  DelimitedPattern,
  EverythingPattern,
  FilterPattern,
  JsonPattern,
  RegexPattern,
  TermsPattern,
  Value,
} from "./ast";
import { readDelimitedPattern } from "./delimited";
import { clausesOf } from "./expression";
import { readJsonPattern } from "./json";
import { Reader } from "./reader";
import { readRegex } from "./regex";
import { FilterSyntaxError } from "./syntax-error";
import { readTermsPattern } from "./terms";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
const MOST_CHARACTERS = 1024;
/** In a JSON or space-delimited pattern. */
const MOST_REGEXES = 2;

/**
 * Reads a CloudWatch Logs filter pattern.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 *
 * @throws FilterSyntaxError where the service would refuse it
 */
export function parseFilterPattern(text: string): FilterPattern {
  if (text.length > MOST_CHARACTERS)
    throw new FilterSyntaxError(MOST_CHARACTERS, `at most ${MOST_CHARACTERS} characters`, `${text.length} characters`);
  const reader = new Reader(text);
  reader.skipBlanks();
  // TestMetricFilter refused ` {$.ThisFlag IS TRUE} `; whether that was for the blanks is not known.
  if (reader.at > 0 && /[{[%]/.test(reader.next)) reader.warn("AWS may refuse a pattern that begins with a blank", 0);
  const pattern = readPattern(reader);
  if (regexCount(pattern) > MOST_REGEXES) reader.fail(`at most ${MOST_REGEXES} regular expressions`, 0);
  return { ...pattern, warnings: reader.warnings };
}

function readPattern(reader: Reader) {
  if (reader.next === "{") return readJsonPattern(reader);
  if (reader.next === "[") return readDelimitedPattern(reader);
  return reader.next === "%" ? readRegexPattern(reader) : readTermsPattern(reader);
}

function readRegexPattern(reader: Reader): RegexPattern {
  const regex = readRegex(reader);
  reader.skipBlanks();
  if (!reader.done) reader.fail("nothing after a regular expression: it stands alone");
  return { kind: "regex", regex };
}

function regexCount(pattern: JsonPattern | DelimitedPattern | TermsPattern | RegexPattern | EverythingPattern): number {
  return valuesOf(pattern).filter(({ type }) => type === "regex").length;
}

function valuesOf(pattern: JsonPattern | DelimitedPattern | TermsPattern | RegexPattern | EverythingPattern): Value[] {
  if (pattern.kind === "json")
    return clausesOf(pattern.expression).flatMap((clause) => (clause.type === "comparison" ? [clause.value] : []));
  if (pattern.kind !== "delimited") return [];
  const conditions = pattern.fields.flatMap((field) => (field !== "..." && field.condition ? [field.condition] : []));
  return conditions.flatMap(clausesOf).map(({ value }) => value);
}
