import { FIELDS, type Spans } from "./spans";

/** A record that was found and not parsed. */
export class RecordBytes {
  constructor(
    readonly bytes: Buffer,
    readonly from: number,
    readonly to: number,
    readonly spans: Spans,
  ) {}

  has(field: number): boolean {
    return this.spans.start[field] >= 0;
  }

  /**
   * Whether a name of letters, digits, `-` and `_` may stand in a field, or in the record where no field is asked for. It
   * may wherever there is a `\u`, because that writes any letter.
   */
  mayInclude(name: Buffer, field?: number): boolean {
    const bytes = field === undefined ? this.#all : this.spans.of(this.bytes, field);
    return bytes !== undefined && (bytes.includes(name) || bytes.includes(ESCAPE));
  }

  /** The record, or these fields of it and no others; `undefined` where they are no JSON. */
  parse(fields?: readonly number[]): Record<string, unknown> | undefined {
    try {
      if (!fields) return JSON.parse(this.#all.toString()) as Record<string, unknown>;
      const record: Record<string, unknown> = {};
      for (const field of fields) {
        const value = this.spans.of(this.bytes, field);
        if (value) record[FIELDS[field]] = JSON.parse(value.toString());
      }
      return record;
    } catch {
      return undefined;
    }
  }

  get #all(): Buffer {
    return this.bytes.subarray(this.from, this.to);
  }
}

const ESCAPE = Buffer.from("\\u");
