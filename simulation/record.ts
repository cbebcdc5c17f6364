import { isRecord } from "../policies/graph/value";
import { LISTS } from "./scan/walk";

/** A CloudTrail record as `JSON.parse` gives it. */
export type CloudTrailRecord = Record<string, unknown> & { eventName: string; eventSource: string };

/** Names of calls that change nothing: what old records say only in this way. */
export const READS =
  /^(Get|List|Describe|Head|Lookup|BatchGet|Search|Select|Query|Scan|AssumeRole|Decrypt|Encrypt|GenerateDataKey)/;

/** What stands among records on purpose: events of CloudTrail Insights, and what CloudWatch Logs sends to try a subscription. */
export const ASIDE = "aside";

type Found = CloudTrailRecord | typeof ASIDE | undefined;

/** Everything that a parsed file, or a line of one, holds; `undefined` for what is no CloudTrail record. */
export function recordsIn(value: unknown): Found[] {
  if (Array.isArray(value)) return value.map((element) => recordOf(element));
  const list = isRecord(value) ? listOf(value) : undefined;
  return list ? list.map((element) => recordOf(element)) : [recordOf(value)];
}

/** The elements of a CloudTrail file, of what CloudWatch Logs hands to a subscription, of what the command line of AWS prints. */
function listOf(envelope: Record<string, unknown>): unknown[] | undefined {
  const name = LISTS.find((key) => Array.isArray(envelope[key]));
  return name === undefined ? undefined : (envelope[name] as unknown[]);
}

/** The fields in which a record is sent as text: events of CloudWatch Logs and LookupEvents, rows of Logs Insights and of Lake. */
const TEXTS = ["message", "@message", "CloudTrailEvent", "eventJson"] as const;

/** One inside the other: an EventBridge event may be sent to a log group, and that be exported. */
const MOST_ENVELOPES = 3;

/** The record that an element is, or that it is the envelope of. */
export function recordOf(element: unknown, depth = 0): Found {
  if (depth > MOST_ENVELOPES) return undefined;
  if (Array.isArray(element)) return recordInTexts(rowOf(element), depth);
  if (!isRecord(element)) return undefined;
  if (typeof element.eventName === "string" && typeof element.eventSource === "string")
    return element as CloudTrailRecord;
  // EventBridge puts the record into `detail`.
  if (isRecord(element.detail)) return recordOf(element.detail, depth + 1);
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-insights-fields-trails.html
  if (element.eventType === "AwsCloudTrailInsight") return ASIDE;
  return recordInTexts(element, depth);
}

function recordInTexts(element: Record<string, unknown>, depth: number): Found {
  for (const name of TEXTS) {
    const text = element[name];
    if (typeof text !== "string") continue;
    return text.startsWith("CWL CONTROL MESSAGE") ? ASIDE : recordOf(parsedOrNothing(text), depth + 1);
  }
  return undefined;
}

/** A row of a query: each column says its name beside its value (Logs Insights), or is an object of its own (CloudTrail Lake). */
const rowOf = (columns: readonly unknown[]): Record<string, unknown> =>
  Object.fromEntries(
    columns
      .filter(isRecord)
      .flatMap((column): [string, unknown][] =>
        typeof column.field === "string" ? [[column.field, column.value]] : Object.entries(column),
      ),
  );

function parsedOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
