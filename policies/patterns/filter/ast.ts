import type { Expression } from "./expression";
import type { Regex } from "./regex";

/** A CloudWatch Logs filter pattern, of one of the kinds that its first character decides. */
export type FilterPattern = (EverythingPattern | RegexPattern | TermsPattern | JsonPattern | DelimitedPattern) & {
  /** What AWS does not promise, or does but nobody would want. */
  warnings: readonly Warning[];
};

export interface Warning {
  /** Characters before the place that it is about. */
  position: number;
  message: string;
}

export interface EverythingPattern {
  kind: "everything";
}

/** `%AUTHORIZED%` */
export interface RegexPattern {
  kind: "regex";
  regex: Regex;
}

/** `ERROR -"not found"`: in `of`, every included term must occur and no excluded one may. */
export interface TermsPattern {
  kind: "terms";
  of: readonly Term[];
}

export interface Term {
  text: string;
  role: "included" | "excluded" | "optional";
  quoted: boolean;
}

/** `{ $.eventName = "ConsoleLogin" }` */
export interface JsonPattern {
  kind: "json";
  expression: Expression<JsonClause>;
}

export type JsonClause =
  ({ type: "comparison"; selector: Selector } & Comparison) | { type: "state"; selector: Selector; state: State };

export const STATES = ["IS NULL", "IS TRUE", "IS FALSE", "NOT EXISTS"] as const;
export type State = (typeof STATES)[number];

/** The steps below `$`. */
export type Selector = readonly Step[];

/** A property, an element by its position, or each property or element in turn. */
export type Step = { name: string } | { index: number } | { each: "property" | "element" };

export interface Comparison {
  operator: Operator;
  value: Value;
}

export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=";

export type Value =
  | { type: "text"; text: string; quoted: boolean }
  | { type: "number"; text: string; number: number }
  | { type: "regex"; regex: Regex };

/** `[ip, ..., status = 4*, bytes]` */
export interface DelimitedPattern {
  kind: "delimited";
  fields: readonly DelimitedField[];
}

/** A field of the line; the ellipsis is any number of them. Without a name it is only counted. */
export type DelimitedField = "..." | { name: string; condition?: Expression<Comparison> };
