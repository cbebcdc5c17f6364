import type { AddressRange } from "../../iam/addresses";

/** An EventBridge event pattern. */
export interface EventPattern {
  fields: Fields;
  /** What `fields` comes to without `$or`: one of these must match. */
  branches: readonly Branch[];
  /** What AWS does not promise, or does but nobody would want. */
  warnings: readonly EventWarning[];
}

export interface EventWarning {
  path: string;
  message: string;
}

export type Fields = readonly Entry[];

export type Entry =
  { name: string; fields: Fields } | { name: string; values: readonly Matcher[] } | { or: readonly Fields[] };

/** The conditions by path (`detail.eventName`), sorted by path. */
export type Branch = ReadonlyMap<string, readonly Matcher[]>;

export type Matcher =
  | { op: "equals"; value: Scalar }
  | { op: "exactly" | "equals-ignore-case" | "wildcard"; text: string }
  | { op: "prefix" | "suffix"; text: string; ignoreCase: boolean }
  | { op: "numeric"; bounds: readonly Bound[] }
  | { op: "cidr"; text: string; range: AddressRange }
  | { op: "exists"; exists: boolean }
  | { op: "anything-but"; list: boolean; values: readonly (string | number)[] }
  | { op: "anything-but"; list: boolean; but: TextOperator; texts: readonly string[] };

export type Scalar = string | number | boolean | null;

export const BOUNDS = ["=", "<", "<=", ">", ">="] as const;
export interface Bound {
  operator: (typeof BOUNDS)[number];
  number: number;
}

export const TEXT_OPERATORS = ["prefix", "suffix", "equals-ignore-case", "wildcard"] as const;
export type TextOperator = (typeof TEXT_OPERATORS)[number];
