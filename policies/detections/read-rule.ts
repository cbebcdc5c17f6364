import type { Clause } from "../patterns/explanation";
import type { EventPattern } from "../patterns/event/ast";
import { compileEvent } from "../patterns/event/compile";
import { explainEvent } from "../patterns/event/explain";
import { parseEventPattern } from "../patterns/event/parse";
import { EventPatternError } from "../patterns/event/pattern-error";
import { envelope, isRead } from "./envelope";
import type { CloudTrailRecord } from "./records";
import type { Reading } from "./sight";

/** How events come to a rule: from the default bus of a region, past the rules that hand them on to the rule's own bus. */
export interface Route {
  /** The region whose events these are; those of any where it is not known. */
  region?: string;
  /** The patterns of the rules on the way, the rule's own last. */
  patterns: readonly string[];
  /** Whether calls that only read come this way. */
  reads: boolean;
}

/**
 * A rule as EventBridge runs it over the events of CloudTrail.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export class RuleReading implements Reading {
  readonly #own: RulePattern;
  readonly #routes: readonly { region?: string; reads: boolean; patterns: readonly RulePattern[] }[];

  constructor(
    readonly text: string,
    routes: readonly Route[],
  ) {
    this.#own = readRule(text);
    this.#routes = routes.map((route) => ({ ...route, patterns: route.patterns.map(readRule) }));
  }

  get error(): EventPatternError | undefined {
    return this.#own.error;
  }

  /** What events must match to come to the rule: of each way the patterns on it. Those that cannot be read let nothing past. */
  get ways(): EventPattern[][] {
    return this.#routes.flatMap(({ patterns }) => {
      const parsed = patterns.flatMap((pattern) => pattern.parsed ?? []);
      return parsed.length < patterns.length ? [] : [parsed];
    });
  }

  matches(record: CloudTrailRecord): boolean {
    const event = envelope(record);
    return this.#routes.some(
      ({ region, reads, patterns }) =>
        (region ?? event.region) === event.region &&
        (reads || !isRead(record)) &&
        patterns.every(({ test }) => test(event)),
    );
  }

  because(record: CloudTrailRecord): readonly Clause[] {
    const event = envelope(record);
    const here = this.#routes.filter(({ region }) => (region ?? event.region) === event.region);
    if (here.length === 0) return [{ text: `the region ${this.#regions}`, found: `an event of ${event.region}` }];
    if (isRead(record) && !here.some(({ reads }) => reads))
      return [{ text: "the state ENABLED", found: "a call that only reads" }];
    const stop = here[0].patterns.find(({ test }) => !test(event)) ?? this.#own;
    return stop.parsed ? explainEvent(stop.parsed, event).because : [];
  }

  get #regions(): string {
    return [...new Set(this.#routes.map(({ region }) => region))].join(", ");
  }
}

/** The text of an event pattern as EventBridge reads it. */
export interface RulePattern {
  /** Absent where EventBridge would refuse the text. */
  parsed?: EventPattern;
  error?: EventPatternError;
  test: (event: unknown) => boolean;
}

const MOST_TEXTS = 5000;
const patterns = new Map<string, RulePattern>();

/** Reads each text once. */
export function readRule(text: string): RulePattern {
  let pattern = patterns.get(text);
  if (!pattern) {
    if (patterns.size >= MOST_TEXTS) patterns.clear();
    patterns.set(text, (pattern = read(text)));
  }
  return pattern;
}

function read(text: string): RulePattern {
  try {
    const parsed = parseEventPattern(text);
    return { parsed, test: compileEvent(parsed) };
  } catch (error) {
    if (!(error instanceof EventPatternError)) throw error;
    return { error, test: () => false };
  }
}
