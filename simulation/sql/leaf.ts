import { parseRange } from "../../policies/iam/addresses";
import type { Matcher, Scalar, TextOperator } from "../../policies/patterns/event/ast";
import { literalsOf } from "../../policies/patterns/event/wildcard";
import { both, either, isOneOf, like, numeral } from "./condition";
import type { EventDialect, Field } from "./dialect";

/**
 * Conditions of which one is true where one of the matchers takes what is there, by the same choices as
 * policies/patterns/event/leaf-test.ts. None, where the pattern wants it absent and nothing else.
 */
export function takenSql(matchers: readonly Matcher[], field: Field, dialect: EventDialect): string[] {
  const words = matchers.flatMap((matcher) => (matcher.op === "exactly" ? [matcher.text] : wordOf(matcher)));
  const others = matchers.filter(
    (matcher) => matcher.op !== "exactly" && !wantsAbsence(matcher) && wordOf(matcher).length === 0,
  );
  const listed = words.length > 0 ? [textSql(field, isOneOf(field.text, words))] : [];
  return [...listed, ...others.map((matcher) => matcherSql(matcher, field, dialect))];
}

export const takesAbsence = (matchers: readonly Matcher[]): boolean => matchers.some(wantsAbsence);
const wantsAbsence = (matcher: Matcher): boolean => matcher.op === "exists" && !matcher.exists;

/** The text that a value stands for, if it is no address: one may be written in several ways. */
const wordOf = (matcher: Matcher): string[] =>
  matcher.op === "equals" && typeof matcher.value === "string" && !parseRange(matcher.value) ? [matcher.value] : [];

function matcherSql(matcher: Matcher, field: Field, dialect: EventDialect): string {
  const { text } = field;
  switch (matcher.op) {
    case "equals":
      return scalarSql(matcher.value, field, dialect);
    case "exactly":
      return textSql(field, isOneOf(text, [matcher.text]));
    case "prefix":
    case "suffix":
      return textSql(field, affixSql(matcher.op, text, matcher.text, matcher.ignoreCase));
    case "equals-ignore-case":
    case "wildcard":
      return textSql(field, operatorSql(matcher.op, text, matcher.text));
    case "numeric":
      return numberSql(field, ...matcher.bounds.map(({ operator, number }) => `${operator} ${numeral(number)}`));
    case "cidr":
      return textSql(field, dialect.within(text, matcher.text));
    case "exists":
      return field.exists;
    case "anything-but": {
      const excluded =
        "but" in matcher
          ? matcher.texts.map((each) => textSql(field, operatorSql(matcher.but, text, each)))
          : matcher.values.map((value) => plainSql(value, field));
      return both([field.exists, `NOT ${either(excluded)}`]);
    }
  }
}

function scalarSql(value: Scalar, field: Field, dialect: EventDialect): string {
  const range = typeof value === "string" && parseRange(value);
  if (!range) return plainSql(value, field);
  const block = (value as string).includes("/") ? (value as string) : `${value}/${range.bits}`;
  return either([plainSql(value, field), textSql(field, dialect.within(field.text, block))]);
}

function plainSql(value: Scalar, field: Field): string {
  if (typeof value === "string") return textSql(field, isOneOf(field.text, [value]));
  if (typeof value === "number") return numberSql(field, `= ${numeral(value)}`);
  if (value === null) return field.is["IS NULL"];
  return field.is[value ? "IS TRUE" : "IS FALSE"];
}

/** A column of texts has no other leaves than texts. */
const textSql = ({ isNumber, isText }: Field, condition: string): string =>
  isNumber ? both([isText, condition]) : condition;

const numberSql = ({ isNumber, number }: Field, ...bounds: string[]): string =>
  isNumber ? both([isNumber, ...bounds.map((bound) => `${number} ${bound}`)]) : "FALSE";

function operatorSql(operator: TextOperator, text: string, wanted: string): string {
  if (operator === "wildcard") return `${text} ${like(literalsOf(wanted))}`;
  if (operator === "equals-ignore-case") return isOneOf(folded(text), [fold(wanted)]);
  return affixSql(operator, text, wanted, false);
}

function affixSql(operator: "prefix" | "suffix", text: string, wanted: string, ignoreCase: boolean): string {
  const affix = ignoreCase ? fold(wanted) : wanted;
  return `${ignoreCase ? folded(text) : text} ${like(operator === "prefix" ? [affix, ""] : ["", affix])}`;
}

const folded = (text: string): string => `lower(upper(${text}))`;
const fold = (text: string): string => text.toUpperCase().toLowerCase();
