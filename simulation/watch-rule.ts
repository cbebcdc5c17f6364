import { envelope } from "../policies/detections/envelope";
import { RuleReading, type Route } from "../policies/detections/read-rule";
import type { Branch, EventPattern } from "../policies/patterns/event/ast";
import { compileEvent } from "../policies/patterns/event/compile";
import { every, some } from "../policies/patterns/filter/expression";
import { longestName, nameTest } from "./scan/names";
import type { RecordBytes } from "./scan/record-bytes";
import type { Rest, Watch } from "./watch";

/** What the scan knows for certain to be one text or nothing: a list or an object in its place is parsed. */
const OUTLINE = new Set(["source", "detail.eventName", "detail.eventSource", "detail.errorCode"]);

/** A rule as the tests of a watch. */
export function watchOfRule(text: string, routes: readonly Route[]): Watch {
  const reading = new RuleReading(text, routes);
  const { ways } = reading;
  const mayMatch = some(ways.map((patterns) => every(patterns.map(outlineTest))));
  const matches = (record: unknown): boolean => reading.matches(record as Record<string, unknown>);
  // The region, and whether the call only reads, are in the record alone.
  const rest: Rest = { mayMatch: some(ways.map((patterns) => every(patterns.map(bytesTest)))), matches };
  return {
    of: { language: "event pattern", text, routes },
    matches,
    given: (outline) => mayMatch(envelope({ ...outline })) && rest,
  };
}

/** The pattern without every condition that asks for more than the outline has. */
function outlineTest({ branches }: EventPattern): (event: unknown) => boolean {
  const known = (branch: Branch): Branch => new Map([...branch].filter(([path]) => OUTLINE.has(path)));
  return compileEvent({ fields: [], branches: branches.map(known), warnings: [] });
}

/** Whether the names are there without which the conditions are false: all but `exists: false` want their field. */
function bytesTest({ branches }: EventPattern): (record: RecordBytes) => boolean {
  return some(branches.map((branch) => every([...wantedNames(branch)].map((name) => nameTest({ name })))));
}

function wantedNames(branch: Branch): Set<string | undefined> {
  const wanted = [...branch].filter(
    ([path, matchers]) =>
      path.startsWith("detail.") &&
      !OUTLINE.has(path) &&
      !matchers.some((matcher) => matcher.op === "exists" && !matcher.exists),
  );
  return new Set(wanted.map(([path]) => longestName(path.split(".").slice(1))));
}
