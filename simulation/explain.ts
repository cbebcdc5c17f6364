import { RuleReading } from "../policies/detections/read-rule";
import type { Explanation } from "../policies/patterns/explanation";
import { explainFilter } from "../policies/patterns/filter/explain";
import { parseFilterPattern } from "../policies/patterns/filter/parse";
import { FilterSyntaxError } from "../policies/patterns/filter/syntax-error";
import type { RecordSink } from "./read/records";
import type { CloudTrailRecord } from "./record";
import type { Detection } from "./detections";

/** What one detection makes of one event. */
export interface ExplainedDetection extends Explanation {
  name: string;
  blind?: string;
}

/** The clauses that settle it, detection by detection. */
export function explain(detections: readonly Detection[], record: CloudTrailRecord): ExplainedDetection[] {
  return detections.map((detection) => {
    const { name, pattern, blind } = detection;
    if (detection.kind === "event rule") {
      const reading = new RuleReading(pattern, detection.routes);
      return { name, blind, matched: reading.matches(record), because: reading.because(record) };
    }
    try {
      return { name, blind, ...explainFilter(parseFilterPattern(pattern), record) };
    } catch (error) {
      if (!(error instanceof FilterSyntaxError)) throw error;
      return { name, blind: `CloudWatch Logs refuses its pattern: ${error.message}`, matched: false, because: [] };
    }
  });
}

/** Looks for the record with an id. */
export class Search implements RecordSink {
  found?: CloudTrailRecord;
  file = "";
  records = 0;

  constructor(readonly eventID: string) {}

  begin(file: string): void {
    if (!this.found) this.file = file;
  }

  scanned(bytes: Buffer, from: number, to: number): boolean {
    try {
      this.parsed(JSON.parse(bytes.toString("utf8", from, to)) as CloudTrailRecord);
      return true;
    } catch {
      return false;
    }
  }

  parsed(record: CloudTrailRecord): void {
    this.records++;
    if (record.eventID === this.eventID) this.found ??= record;
  }

  /** What is no record has no id; the run over all events counts it. */
  malformed(): void {}
  unreadable(): void {}
}
