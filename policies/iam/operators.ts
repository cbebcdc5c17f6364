import { contains, parseRange } from "./addresses";
import { pattern } from "./pattern";
import { type Entry } from "./request";
import { shownTerm, textOfTerm, type Term } from "./term";
import type { Text } from "./text";
import { fits } from "./text";
import { Doubt, all, type Truth } from "./truth";

/**
 * Whether one value of the request matches one value of the policy; `undefined` where that names a variable that the
 * request does not have.
 */
type Match = (wanted: Term, value: Text, variables?: (key: string) => Entry) => Truth | undefined;

export interface Operator {
  match: Match;
  /** `true` for the `Not…` operators, which hold where nothing matches. */
  negated: boolean;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS = new Map<string, Operator>([
  ...both("StringEquals", "StringNotEquals", byText("none")),
  ...both(
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    byText("none", (text) => text.lowerCase),
  ),
  ...both("StringLike", "StringNotLike", byText("text")),
  ...both("ArnEquals", "ArnNotEquals", byArn),
  ...both("ArnLike", "ArnNotLike", byArn),
  ...both(
    "NumericEquals",
    "NumericNotEquals",
    byOrder(parseNumber, (value, wanted) => value === wanted),
  ),
  only(
    "NumericLessThan",
    byOrder(parseNumber, (value, wanted) => value < wanted),
  ),
  only(
    "NumericLessThanEquals",
    byOrder(parseNumber, (value, wanted) => value <= wanted),
  ),
  only(
    "NumericGreaterThan",
    byOrder(parseNumber, (value, wanted) => value > wanted),
  ),
  only(
    "NumericGreaterThanEquals",
    byOrder(parseNumber, (value, wanted) => value >= wanted),
  ),
  ...both(
    "DateEquals",
    "DateNotEquals",
    byOrder(parseDate, (value, wanted) => value === wanted),
  ),
  only(
    "DateLessThan",
    byOrder(parseDate, (value, wanted) => value < wanted),
  ),
  only(
    "DateLessThanEquals",
    byOrder(parseDate, (value, wanted) => value <= wanted),
  ),
  only(
    "DateGreaterThan",
    byOrder(parseDate, (value, wanted) => value > wanted),
  ),
  only(
    "DateGreaterThanEquals",
    byOrder(parseDate, (value, wanted) => value >= wanted),
  ),
  only(
    "Bool",
    byOrder(parseBoolean, (value, wanted) => value === wanted),
  ),
  ...both(
    "IpAddress",
    "NotIpAddress",
    byOrder(parseRange, (value, wanted) => contains(wanted, value)),
  ),
  only(
    "BinaryEquals",
    byOrder(parseBase64, (value, wanted) => value === wanted),
  ),
]);

/** The operator of that name, in any case; `undefined` when it is not understood. */
export function operatorNamed(name: string): Operator | undefined {
  return OPERATORS.get(name.toLowerCase());
}

function only(name: string, match: Match): [string, Operator] {
  return [name.toLowerCase(), { match, negated: false }];
}

function both(name: string, negation: string, match: Match): [string, Operator][] {
  return [only(name, match), [negation.toLowerCase(), { match, negated: true }]];
}

function byText(wildcards: "none" | "text", fold = (text: Text) => text): Match {
  return (wanted, value, variables) => {
    const compiled = pattern(wanted, wildcards, variables);
    return compiled && fits(fold(compiled), fold(value));
  };
}

function byArn(wanted: Term, value: Text, variables?: (key: string) => Entry): Truth | undefined {
  const compiled = pattern(wanted, "text", variables);
  if (!compiled) return undefined;
  const [patterns, values] = [compiled.arnSegments, value.arnSegments];
  if (patterns && values) return all(patterns, (wanted, at) => fits(wanted, values[at]));
  // Not the six segments that AWS compares one by one: what does not even match as plain text matches in no way.
  return fits(compiled, value) === false
    ? false
    : new Doubt(`${shownTerm(wanted)} is compared with ${value.shown} as an ARN`);
}

/** Compares values that are read before they are compared. What cannot be read is not understood. */
function byOrder<T>(parse: (text: string) => T | undefined, compare: (value: T, wanted: T) => boolean): Match {
  return (wanted, value) => {
    const text = textOfTerm(wanted);
    const [left, right] = [value.known, text].map((each) => (each === undefined ? undefined : parse(each)));
    if (left !== undefined && right !== undefined) return compare(left, right);
    return new Doubt(`${value.shown} cannot be compared with ${shownTerm(wanted)}`);
  };
}

function parseNumber(text: string): number | undefined {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** Milliseconds. A bare number is in seconds, unless it is short enough to be meant as a year. */
function parseDate(text: string): number | undefined {
  if (/^\d{5,12}$/.test(text)) return Number(text) * 1000;
  // https://www.w3.org/TR/NOTE-datetime without the bare year
  const iso = /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?)?$/;
  const time = iso.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

function parseBoolean(text: string): boolean | undefined {
  return ["true", "false"].includes(text.toLowerCase()) ? text.toLowerCase() === "true" : undefined;
}

function parseBase64(text: string): string | undefined {
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) ? text.replace(/=+$/, "") : undefined;
}
