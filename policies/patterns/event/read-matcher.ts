import { parseRange } from "../../iam/addresses";
import { BOUNDS, TEXT_OPERATORS, type Bound, type Matcher, type TextOperator } from "./ast";
import type { Problems } from "./pattern-error";
import { wildcardProblem } from "./wildcard";

const OPERATORS =
  "a text, a number, true, false, null or an object with one of prefix, suffix, equals-ignore-case, wildcard, anything-but, " +
  "numeric, cidr, exists";

/** Reads one value of a list; `undefined` after adding what is wrong with it. */
export function readMatcher(value: unknown, path: string, problems: Problems): Matcher | undefined {
  if (value === null || ["string", "number", "boolean"].includes(typeof value))
    return { op: "equals", value: value as string };
  const [operator, operand, ...more] = isObject(value) ? Object.entries(value).flat() : [];
  if (typeof operator !== "string" || more.length > 0) return problems.add(path, OPERATORS, value);
  const read = READERS[operator];
  return read ? read(operand, `${path}.${operator}`, problems) : problems.add(path, OPERATORS, value);
}

type Read = (operand: unknown, path: string, problems: Problems) => Matcher | undefined;

const READERS: Record<string, Read | undefined> = {
  prefix: readAffix("prefix"),
  suffix: readAffix("suffix"),
  exactly: readText("exactly"),
  "equals-ignore-case": readText("equals-ignore-case"),
  wildcard: readText("wildcard"),
  numeric: readNumeric,
  cidr: readCidr,
  exists: (operand, path, problems) =>
    typeof operand === "boolean" ? { op: "exists", exists: operand } : problems.add(path, "true or false", operand),
  "anything-but": readAnythingBut,
};

function readText(op: "exactly" | "equals-ignore-case" | "wildcard"): Read {
  return (operand, path, problems) => {
    const text = readString(operand, path, problems);
    if (text === undefined || (op === "wildcard" && !isWildcard(text, path, problems))) return undefined;
    return { op, text };
  };
}

function readAffix(op: "prefix" | "suffix"): Read {
  return (operand, path, problems) => {
    if (typeof operand === "string") return { op, text: operand, ignoreCase: false };
    const [key, inner, ...more] = isObject(operand) ? Object.entries(operand).flat() : [];
    if (key !== "equals-ignore-case" || more.length > 0)
      return problems.add(path, 'a text or {"equals-ignore-case": text}', operand);
    const text = readString(inner, `${path}.${key}`, problems);
    return text === undefined ? undefined : { op, text, ignoreCase: true };
  };
}

/** `["=", n]`, one bound, or a lower and then an upper one that is above it. */
function readNumeric(operand: unknown, path: string, problems: Problems): Matcher | undefined {
  const expected = 'a list such as ["=", 5], ["<", 5] or [">=", 0, "<", 5]';
  if (!Array.isArray(operand)) return problems.add(path, expected, operand);
  const bounds: Bound[] = [];
  for (let at = 0; at < operand.length; at += 2) {
    const [operator, number] = operand.slice(at, at + 2) as unknown[];
    if (!isBoundOperator(operator)) return problems.add(`${path}[${at}]`, `one of ${BOUNDS.join(" ")}`, operator);
    if (typeof number !== "number") return problems.add(`${path}[${at + 1}]`, `a number after ${operator}`, number);
    bounds.push({ operator, number });
  }
  const [lower, upper, ...more] = bounds;
  if (!lower || more.length > 0) return problems.add(path, expected, operand);
  if (upper && !(lower.operator.startsWith(">") && upper.operator.startsWith("<")))
    return problems.add(path, "the lower bound first, then the upper one", operand);
  if (upper && lower.number >= upper.number) return problems.add(path, "an upper bound above the lower one", operand);
  return { op: "numeric", bounds };
}

function isBoundOperator(operator: unknown): operator is Bound["operator"] {
  return (BOUNDS as readonly unknown[]).includes(operator);
}

function readCidr(operand: unknown, path: string, problems: Problems): Matcher | undefined {
  const text = readString(operand, path, problems);
  if (text === undefined) return undefined;
  const range = /^[^/]+\/\d+$/.test(text) ? parseRange(text) : undefined;
  if (!range) return problems.add(path, "a block of addresses such as 10.0.0.0/8 or 2001:db8::/32", text);
  // A single address is an exact value: EventBridge compares those as addresses.
  if (range.prefix === range.bits) return problems.add(path, `a block of fewer than ${range.bits} bits`, text);
  return { op: "cidr", text, range };
}

function readAnythingBut(operand: unknown, path: string, problems: Problems): Matcher | undefined {
  if (isObject(operand)) return readAnythingButText(operand, path, problems);
  const list = Array.isArray(operand);
  const values: unknown[] = list ? operand : [operand];
  const allOf = (type: string) => values.length > 0 && values.every((value) => typeof value === type);
  if (!allOf("string") && !allOf("number"))
    return problems.add(path, "a text, a number, or a list of only texts or only numbers", operand);
  return { op: "anything-but", list, values: values as (string | number)[] };
}

function readAnythingButText(operand: object, path: string, problems: Problems): Matcher | undefined {
  const [but, inner, ...more] = Object.entries(operand).flat() as unknown[];
  if (!isTextOperator(but) || more.length > 0)
    return problems.add(path, `an object with one of ${TEXT_OPERATORS.join(", ")}`, operand);
  const place = `${path}.${but}`;
  const list = Array.isArray(inner);
  const texts: unknown[] = list ? inner : [inner];
  if (texts.length === 0 || !texts.every((text) => typeof text === "string"))
    return problems.add(place, "a text or a list of texts", inner);
  if ((but === "prefix" || but === "suffix") && texts.includes("")) return problems.add(place, "no empty text", inner);
  if (but === "wildcard" && !texts.every((text) => isWildcard(text as string, place, problems))) return undefined;
  return { op: "anything-but", list, but, texts: texts as string[] };
}

function isTextOperator(key: unknown): key is TextOperator {
  return (TEXT_OPERATORS as readonly unknown[]).includes(key);
}

function isWildcard(text: string, path: string, problems: Problems): boolean {
  const problem = wildcardProblem(text);
  if (problem) problems.add(path, problem, text);
  return !problem;
}

function readString(value: unknown, path: string, problems: Problems): string | undefined {
  return typeof value === "string" ? value : problems.add(path, "a text", value);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
