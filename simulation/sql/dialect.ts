import type { Selector, State } from "../../policies/patterns/filter/ast";
import type { Condition } from "./rule";

/** Two engines: Athena, which is Trino, over the table of CloudTrail; DuckDB over the log files themselves. */
export interface Dialect {
  name: "athena" | "duckdb";
  /** A condition on what a selector points at, or with a wildcard on one of the things. It is not true where there is none. */
  where(selector: Selector, test: (field: Field) => string): string;
  /** A condition on the whole message of the event; absent where the table does not keep it. */
  message?: string;
  /** Whether the expression occurs in the text. */
  matches(text: string, regex: string): string;
  events: EventDialect;
}

/** What event patterns ask of the event that EventBridge makes of a record. */
export interface EventDialect {
  /** What is made of each record for all patterns: names and expressions. */
  columns: Record<string, string>;
  /** A field by its path, where it is one text or nothing. */
  field(path: string): Field | undefined;
  /** That the event meets conditions, sorted by path, on fields that may stand in the same lists. */
  together(conditions: readonly Condition[]): string;
  /** Whether the text is an address of the block. */
  within(text: string, block: string): string;
  region: string;
  /** Condition: the call only reads, and is no data event. */
  isRead: string;
}

/** What a selector points at, as SQL; where there is nothing, every condition is NULL, which no filter takes. */
export interface Field {
  /** Of a text what it says, of a number how it is written; of anything else NULL, `true`, `false` or JSON. */
  text: string;
  /** Condition: it is a text. */
  isText: string;
  /** Condition: it is a number; absent where the column holds only texts. */
  isNumber?: string;
  /** The number, or NULL. */
  number: string;
  /** Condition: it is there, null included. */
  exists: string;
  /** Condition: it is null, true or false. */
  is: Record<Exclude<State, "NOT EXISTS">, string>;
}

/** Why a pattern cannot be said in SQL. */
export class Inexpressible extends Error {}

/** A text literal: SQL knows no escape but the doubled quote. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
