import { isNoCallSource } from "../detections/event-names";
import type { FilterPattern, JsonClause } from "../patterns/filter/ast";
import { exactText } from "../patterns/filter/comparison";
import { compileJsonClause } from "../patterns/filter/compile-json";
import { isJunction, type Expression } from "../patterns/filter/expression";
import { printJsonClause } from "../patterns/filter/json";
import { namePath } from "../patterns/filter/selector";

/** More ways to match than anybody writes are not followed. */
const MOST_BRANCHES = 5000;

/**
 * Clauses that no CloudTrail record meets together, one of which every way to match needs; `undefined` where some record
 * could match, or nobody can say.
 */
export function impossible(pattern: FilterPattern): string | undefined {
  if (pattern.kind !== "json") return undefined;
  let first: string | undefined;
  let count = 0;
  for (const branch of branches(pattern.expression)) {
    const clash = clashOf(branch);
    if (clash === undefined || ++count > MOST_BRANCHES) return undefined;
    first ??= clash.map(printJsonClause).join(" && ");
  }
  return first;
}

/** The clauses of each way to match. */
function* branches(expression: Expression<JsonClause>): Generator<JsonClause[]> {
  if (!isJunction(expression)) yield [expression];
  else if (expression.join === "||") for (const part of expression.of) yield* branches(part);
  else yield* together(expression.of);
}

function* together([first, ...rest]: readonly Expression<JsonClause>[]): Generator<JsonClause[]> {
  for (const branch of branches(first))
    if (rest.length === 0) yield branch;
    else for (const others of together(rest)) yield [...branch, ...others];
}

/** The clauses about one field that exclude each other. */
function clashOf(branch: readonly JsonClause[]): JsonClause[] | undefined {
  const byPath = new Map<string, JsonClause[]>();
  for (const clause of branch) {
    const path = namePath(clause.selector);
    if (path !== undefined) byPath.set(path, [...(byPath.get(path) ?? []), clause]);
  }
  return [...byPath].find(([path, clauses]) => isClash(path, clauses))?.[1];
}

function isClash(path: string, clauses: readonly JsonClause[]): boolean {
  const meetsAll = (value: unknown) =>
    clauses.every((clause) => compileJsonClause(clause)(nested(path.split("."), value)));
  const fixed = clauses.flatMap(fixedValues);
  if (fixed.length > 0) return !fixed.some((value) => isPossible(path, value) && meetsAll(value));
  return RECORD_VALUES[path] !== undefined && !RECORD_VALUES[path].some(meetsAll);
}

/** The values of which the field has one, where the clause leaves few. */
function fixedValues(clause: JsonClause): unknown[] {
  if (clause.type === "state")
    return [{ "IS NULL": null, "IS TRUE": true, "IS FALSE": false, "NOT EXISTS": undefined }[clause.state]];
  if (clause.operator !== "=") return [];
  if (clause.value.type === "number") return [clause.value.number, clause.value.text];
  const text = exactText(clause.value);
  return text === undefined ? [] : [text];
}

function nested([name, ...rest]: readonly string[], value: unknown): Record<string, unknown> {
  return { [name]: rest.length === 0 ? value : nested(rest, value) };
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
const ALWAYS_TEXT = new Set([
  "eventVersion",
  "eventTime",
  "eventSource",
  "eventName",
  "awsRegion",
  "eventID",
  "eventType",
]);

/**
 * The values that a field of a record has, where they are few.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export const RECORD_VALUES: Record<string, readonly string[]> = {
  eventType: [
    "AwsApiCall",
    "AwsServiceEvent",
    "AwsConsoleAction",
    "AwsConsoleSignIn",
    "AwsVpceEvent",
    "AwsCloudTrailInsight",
  ],
  eventCategory: ["Management", "Data", "NetworkActivity", "Insight"],
  "userIdentity.type":
    "Root IAMUser AssumedRole Role FederatedUser Directory AWSAccount AWSService IdentityCenterUser SAMLUser WebIdentityUser Unknown".split(
      " ",
    ),
};

function isPossible(path: string, value: unknown): boolean {
  if (path === "eventSource") return typeof value === "string" && !isNoCallSource(value);
  if (ALWAYS_TEXT.has(path) && typeof value !== "string") return false;
  return RECORD_VALUES[path] === undefined || value === undefined || RECORD_VALUES[path].includes(value as string);
}
