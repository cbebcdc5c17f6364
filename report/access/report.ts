import type { Access, Coverage } from "../../simulation/access/access";
import { shownCaller, type Caller } from "../../simulation/access/caller";
import type { Malformed } from "../../simulation/counts";

/** Who called what. A field that goes away or changes its meaning raises `version`. */
export interface AccessReport {
  version: 1;
  tool: { name: string; version: string };
  /** ISO 8601, UTC. */
  reportedAt: string;
  command: string;
  asked: { resources: string[]; who?: string; from?: string; to?: string; around?: string };
  /** The stack whose names were asked for. */
  stack?: string;
  logs: { files: number; records: number; unread: Malformed };
  coverage: Coverage[];
  notes: string[];
  /** In the order of their times. */
  accesses: Access[];
}

/** Users of two accounts may have the same name. */
export const callerKey = (caller: Caller): string => `${shownCaller(caller)}\n${caller.account ?? ""}`;

/** How many calls of each kind. */
export function countsOf(accesses: readonly Access[]) {
  const counts = { read: 0, change: 0, delete: 0, denied: 0, failed: 0, callers: new Set<string>() };
  for (const { deed, outcome, caller } of accesses) {
    counts[outcome === "allowed" ? deed : outcome]++;
    counts.callers.add(callerKey(caller));
  }
  return counts;
}
