import type { Clause } from "../patterns/explanation";
import type { FilterPattern } from "../patterns/filter/ast";
import { compileFilter } from "../patterns/filter/compile";
import { explainFilter } from "../patterns/filter/explain";
import { parseFilterPattern } from "../patterns/filter/parse";
import { FilterSyntaxError } from "../patterns/filter/syntax-error";

/** The text of a filter pattern as CloudWatch Logs reads it. */
export class FilterReading {
  /** Absent where CloudWatch Logs would refuse the text. */
  readonly pattern?: FilterPattern;
  readonly error?: FilterSyntaxError;
  #test?: (event: unknown) => boolean;

  constructor(readonly text: string) {
    try {
      this.pattern = parseFilterPattern(text);
    } catch (error) {
      if (!(error instanceof FilterSyntaxError)) throw error;
      this.error = error;
    }
  }

  /** The clauses that settle whether it matches. */
  because(event: unknown): readonly Clause[] {
    return this.pattern ? explainFilter(this.pattern, event).because : [];
  }

  matches(event: unknown): boolean {
    if (!this.pattern) return false;
    this.#test ??= compileFilter(this.pattern);
    return this.#test(event);
  }
}

const MOST_TEXTS = 5000;
const readings = new Map<string, FilterReading>();

/** Reads each text once, as long as a stack does not have more of them than anybody writes. */
export function readFilter(text: string): FilterReading {
  let reading = readings.get(text);
  if (!reading) {
    if (readings.size >= MOST_TEXTS) readings.clear();
    readings.set(text, (reading = new FilterReading(text)));
  }
  return reading;
}
