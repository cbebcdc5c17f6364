import { FIELDS, NO_FIELD, type Spans } from "./spans";

/** A record that was found and not parsed. */
export class RecordBytes {
  #field = NO_FIELD;
  #text?: string;

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
  mayInclude(name: string, field?: number): boolean {
    if (field !== undefined && !this.has(field)) return false;
    return this.spans.escaped || this.#textOf(field).includes(name);
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

  /** The bytes as characters: a look into a text is quicker than one into a buffer, and several are made. */
  #textOf(field = NO_FIELD): string {
    if (this.#text === undefined || field !== this.#field) {
      this.#field = field;
      const [from, to] = field === NO_FIELD ? [this.from, this.to] : [this.spans.start[field], this.spans.end[field]];
      this.#text = this.bytes.toString("latin1", from, to);
    }
    return this.#text;
  }
}
