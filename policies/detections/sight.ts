import { readFilter } from "../filters/read-filter";
import type { Clause } from "../patterns/explanation";
import { isMeantFor, type Monitored } from "./monitored";
import { ordinary } from "./ordinary";
import type { CloudTrailRecord } from "./records";

/** What a test of records makes of the samples of one kind of event. */
export interface Sight {
  /** The ones that must ring and are not seen. */
  missed: readonly CloudTrailRecord[];
  /** The first that must not ring and is seen. */
  stray?: CloudTrailRecord;
}

function sightOf({ rings, quiet }: Monitored, matches: (record: CloudTrailRecord) => boolean): Sight {
  return { missed: rings.filter((record) => !matches(record)), stray: quiet.find(matches) };
}

/** A pattern as AWS reads it. */
export interface Reading {
  text: string;
  error?: Error;
  matches(record: CloudTrailRecord): boolean;
  /** The clauses that settle whether it matches. */
  because(record: CloudTrailRecord): readonly Clause[];
}

/** What a pattern sees; each sample is tried once. */
export class PatternSight {
  readonly #sights = new Map<Monitored, Sight>();
  readonly #meant = new Map<Monitored, boolean>();
  readonly #reasons = new Map<CloudTrailRecord, string>();
  #ordinary?: number;

  constructor(readonly reading: Reading) {}

  of(monitored: Monitored): Sight {
    let sight = this.#sights.get(monitored);
    if (!sight) {
      sight = sightOf(monitored, (record) => this.reading.matches(record));
      // A pattern that is meant for the events and matches all others too is one finding, filter-matches-everything's.
      if (sight.stray && this.floods && this.isMeantFor(monitored)) sight = { missed: sight.missed };
      this.#sights.set(monitored, sight);
    }
    return sight;
  }

  /** Whether the text of the pattern names any of the events, if only in other letters. */
  isMeantFor(monitored: Monitored): boolean {
    let meant = this.#meant.get(monitored);
    if (meant === undefined) this.#meant.set(monitored, (meant = isMeantFor(monitored, this.reading.text)));
    return meant;
  }

  /** The clause that keeps the pattern from the record; empty where it takes more than two to say. */
  whyNot(record: CloudTrailRecord): string {
    let why = this.#reasons.get(record);
    if (why === undefined) {
      const because = this.reading.because(record);
      // One clause that fails is a reason; of a long list of names none is.
      why = because.length > 2 ? "" : because.map(({ text, found }) => `${text} meets ${found}`).join(" and ");
      this.#reasons.set(record, why);
    }
    return why;
  }

  /** How many of the ordinary records it matches. */
  get ordinary(): number {
    return (this.#ordinary ??= ordinary.filter((record) => this.reading.matches(record)).length);
  }

  /** Whether it matches next to everything: exclusions that are joined by `||` leave out a record here and there. */
  get floods(): boolean {
    return this.ordinary >= 0.9 * ordinary.length;
  }
}

const MOST_TEXTS = 5000;
const sights = new Map<string, PatternSight>();

/** What a filter pattern sees. */
export function patternSight(text: string): PatternSight {
  let sight = sights.get(text);
  if (!sight) {
    if (sights.size >= MOST_TEXTS) sights.clear();
    sights.set(text, (sight = new PatternSight(readFilter(text))));
  }
  return sight;
}
