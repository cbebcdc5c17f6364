import { shownValue } from "../explanation";
import type { EventWarning } from "./ast";

export interface PatternProblem {
  /** The way to the value, `detail.eventName[0].numeric`; empty for the whole pattern. */
  path: string;
  expected: string;
  found: string;
}

/** EventBridge would refuse the pattern: every reason, and where. */
export class EventPatternError extends Error {
  constructor(readonly problems: readonly PatternProblem[]) {
    super(problems.map(shown).join("; "));
    this.name = "EventPatternError";
  }
}

function shown({ path, expected, found }: PatternProblem): string {
  return `${path || "the pattern"}: expected ${expected}, found ${found}`;
}

/** Collects what is to be said about a pattern while it is read. */
export class Problems {
  readonly list: PatternProblem[] = [];
  readonly warnings: EventWarning[] = [];

  warn(path: string, message: string): void {
    this.warnings.push({ path, message });
  }

  /** Always `undefined`, for whoever has nothing to return then. */
  add(path: string, expected: string, found: unknown): undefined {
    const shown = typeof found === "object" && found !== null ? JSON.stringify(found) : shownValue(found);
    this.list.push({ path, expected, found: shown.length > 80 ? `${shown.slice(0, 79)}…` : shown });
    return undefined;
  }
}
