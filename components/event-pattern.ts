import { detailsOf, type Detection, type Own } from "./detections";

const DETAIL_TYPES = [
  "AWS API Call via CloudTrail",
  "AWS Console Sign In via CloudTrail",
  "AWS Console Action via CloudTrail",
];

const anyOf = (details: readonly object[]): object => (details.length === 1 ? details[0] : { $or: details });

export const eventPattern = (details: readonly object[]): string =>
  JSON.stringify({ "detail-type": DETAIL_TYPES, detail: anyOf(details) });

/** EventBridge takes no longer patterns. */
const LONGEST_PATTERN = 2048;

/** What a row of another region is about does not hang on what is named here. */
const NOBODYS: Own = { logGroupName: "", prefix: "" };

/** As few patterns as the limit allows. They let through a little more: the rules of the home region look closer. */
export function forwardPatterns(detections: readonly Detection[]): string[] {
  const chunks: object[][] = [];
  for (const detail of detections.flatMap((row) => (row.homeOnly ? [] : detailsOf(row, NOBODYS)))) {
    const last = chunks.at(-1);
    if (last && merged([...last, detail]).length <= LONGEST_PATTERN) last.push(detail);
    else chunks.push([detail]);
  }
  return chunks.map(merged);
}

interface Call {
  readonly eventSource: string[];
  readonly eventName: unknown[];
}

const isCall = (detail: object): detail is Call => "eventSource" in detail && "eventName" in detail;

function merged(details: readonly object[]): string {
  const calls = details.filter(isCall);
  const call = {
    eventSource: [...new Set(calls.flatMap(({ eventSource }) => eventSource))],
    eventName: once(calls.flatMap(({ eventName }) => eventName)),
  };
  const others = details.filter((detail) => !isCall(detail));
  return JSON.stringify({ detail: anyOf([...(calls.length > 0 ? [call] : []), ...others]) });
}

const once = (values: readonly unknown[]): unknown[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];
