import { readRule, type Route } from "../../policies/detections/read-rule";
import type { Branch, Matcher } from "../../policies/patterns/event/ast";
import { both, either, isOneOf } from "./condition";
import { Inexpressible, type EventDialect } from "./dialect";
import { takenSql, takesAbsence } from "./leaf";

/** A condition on a field of the event that EventBridge makes of a record. */
export type Condition = [path: string, matchers: readonly Matcher[]];

/** What the conditions of all rules read beside the columns of the dialect. */
export interface RuleColumns {
  /** The fields that are asked for by their places in the event. */
  leaves: Set<string>;
  /** The conditions on the way to a rule, which many rules have in common, and the columns that they are in. */
  ways: Map<string, string>;
}

/**
 * A rule as a condition: true for the events that come to it and match.
 *
 * @throws Inexpressible
 */
export function ruleSql(text: string, routes: readonly Route[], dialect: EventDialect, columns: RuleColumns): string {
  const { leaves } = columns;
  const patternSql = (pattern: string): string => {
    const { parsed, error } = readRule(pattern);
    if (!parsed) throw new Inexpressible(`EventBridge refuses a pattern on its way: ${error?.message}`);
    const [first, ...others] = parsed.branches.map((branch) => branchSql(branch, dialect, leaves));
    const common = first.filter((part) => others.every((parts) => parts.includes(part)));
    const rest = [first, ...others].map((parts) => parts.filter((part) => !common.includes(part)));
    return both(rest.some((parts) => parts.length === 0) ? common : [...common, either(rest.map(both))]);
  };
  const ways = waysOf(routes).map(({ regions, reads, before }) => [
    ...(regions ? [isOneOf(dialect.region, regions)] : []),
    ...(reads ? [] : [`NOT coalesce(${dialect.isRead}, FALSE)`]),
    ...before.map(patternSql),
  ]);
  const own = patternSql(text);
  return ways.some((conditions) => conditions.length === 0)
    ? own
    : both([own, columnOf(either(ways.map(both)), columns)]);
}

function columnOf(way: string, { ways }: RuleColumns): string {
  const name = ways.get(way) ?? `way${ways.size + 1}`;
  ways.set(way, name);
  return name;
}

interface Way {
  /** Absent where events of any region come this way. */
  regions?: string[];
  reads: boolean;
  /** The patterns before the rule's own. */
  before: readonly string[];
}

/** What many regions have in common is said once. */
function waysOf(routes: readonly Route[]): Way[] {
  const ways = new Map<string, Way>();
  for (const { region, reads, patterns } of routes) {
    const before = patterns.slice(0, -1);
    const key = JSON.stringify([region === undefined, reads, before]);
    const way = ways.get(key) ?? { reads, before, ...(region === undefined ? {} : { regions: [] }) };
    if (region !== undefined) way.regions?.push(region);
    ways.set(key, way);
  }
  return [...ways.values()];
}

function branchSql(branch: Branch, dialect: EventDialect, leaves: Set<string>): string[] {
  const groups = new Map<string, Condition[]>();
  const parts: string[] = [];
  for (const [path, matchers] of branch) {
    const field = dialect.field(path);
    if (field) {
      const present = takenSql(matchers, field, dialect);
      parts.push(
        takesAbsence(matchers) ? either([`NOT coalesce(${field.exists}, FALSE)`, ...present]) : either(present),
      );
    } else {
      leaves.add(path);
      groups.set(rootOf(path), [...(groups.get(rootOf(path)) ?? []), [path, matchers]]);
    }
  }
  return [...parts, ...[...groups.values()].map((group) => dialect.together(group))];
}

/** Fields below different roots never stand in the same list: neither the event nor the record is one. */
function rootOf(path: string): string {
  const [first, second] = path.split(".");
  return first === "detail" ? `${first}.${second}` : first;
}
