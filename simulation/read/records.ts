import { ASIDE, recordOf, recordsIn, type CloudTrailRecord } from "../record";
import { EVENT_NAME, EVENT_SOURCE, Spans } from "../scan/spans";
import { INCOMPLETE, LIST, MALFORMED, skipBlanks, Walk } from "../scan/walk";
import { isLines } from "./lines";
import { Places } from "./places";

/** Who takes the records. */
export interface RecordSink {
  /**
   * A record that was found and not parsed.
   *
   * @returns whether it is JSON, as far as that was looked at
   */
  scanned(bytes: Buffer, from: number, to: number, spans: Spans): boolean;
  parsed(record: CloudTrailRecord): void;
  malformed(place: { line: number; column: number }, why: string): void;
}

/** A record of CloudWatch Logs has at most 256 KB; nobody waits for the end of something that is so much longer. */
export const LONGEST = 64 * 1024 * 1024;

/** What a file needs to show before it is clear whether each of its lines stands for itself. */
const TELLING = 1024 * 1024;

/**
 * Finds the records in the bytes of one file, as they come: `{"Records": […]}`, a list, one record or several, one on each
 * line, with or without the time that CloudWatch Logs writes before it.
 */
export class RecordReader {
  #bytes: Buffer = Buffer.alloc(0);
  #walk = new Walk(this.#bytes);
  #at = 0;
  #lines?: boolean;
  #inList = false;
  #inEnvelope = false;
  #lost = false;
  readonly #places = new Places();
  readonly #spans = new Spans();

  constructor(readonly sink: RecordSink) {}

  feed(chunk: Buffer): void {
    this.#places.drop(this.#bytes, this.#at);
    const rest = this.#bytes.subarray(this.#at);
    this.#bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    this.#walk = new Walk(this.#bytes);
    this.#at = 0;
    this.#read(false);
  }

  end(): void {
    this.#read(true);
  }

  #read(final: boolean): void {
    if (this.#lines === undefined) {
      if (!final && this.#bytes.length < TELLING && this.#bytes.length > 0) return;
      if (this.#bytes.subarray(0, 3).equals(BYTE_ORDER_MARK)) this.#at = 3;
      const isWide = this.#bytes.subarray(0, 2).equals(UTF_16);
      if (isWide) this.#giveUp(0, "UTF-16, as PowerShell writes it; expected UTF-8", 0);
      this.#lines = !isWide && isLines(this.#bytes, this.#at);
    }
    if (this.#lines) this.#readLines(final);
    else this.#readValues(this.#bytes.length, final);
    if (this.#bytes.length - this.#at <= LONGEST) return;
    this.#malformed(this.#at, "more than 64 MiB without an end");
    this.#at = this.#bytes.length;
    this.#lost = true;
  }

  #readLines(final: boolean): void {
    const { length } = this.#bytes;
    while (this.#at < length) {
      const newline = this.#bytes.indexOf(10, this.#at);
      if (newline < 0 && !final) return;
      const end = newline < 0 ? length : newline;
      this.#readLine(end);
      this.#at = Math.min(end + 1, length);
    }
  }

  #readLine(end: number): void {
    const start = skipBlanks(this.#bytes, this.#at, end);
    if (start >= end) return;
    this.#at = /[{[]/.test(String.fromCharCode(this.#bytes[start])) ? start : this.#bytes.indexOf("{", start);
    if (this.#at < 0 || this.#at >= end) this.#malformed(start, "no JSON on this line");
    else this.#readValues(end, true);
    this.#lost = false;
  }

  /** Reads values up to `end`, as far as they are there. */
  #readValues(end: number, final: boolean): void {
    while (!this.#lost) {
      let at = skipBlanks(this.#bytes, this.#at, end);
      while (this.#inList && this.#bytes[at] === COMMA && at < end) at = skipBlanks(this.#bytes, at + 1, end);
      this.#at = at;
      const next = at < end ? this.#step(at, end) : INCOMPLETE;
      if (next === INCOMPLETE) break;
      this.#at = next;
    }
    if (this.#lost) this.#at = end;
    else if (final && (this.#at < end || this.#inList || this.#inEnvelope)) {
      this.#malformed(this.#at, "it ends in the middle of a record or a list");
      this.#at = end;
    }
    if (final || this.#lost) this.#inList = this.#inEnvelope = false;
  }

  #step(at: number, end: number): number {
    const first = this.#bytes[at];
    if (this.#inList && first === CLOSES_LIST) {
      this.#inList = false;
      return at + 1;
    }
    if (this.#inList) return this.#element(at, end);
    if (!this.#inEnvelope && first === OPENS_LIST) {
      this.#inList = true;
      return at + 1;
    }
    if (!this.#inEnvelope && first !== OPENS)
      return this.#giveUp(at, "neither a JSON object nor a list begins here", end);
    const next = this.#inEnvelope
      ? this.#walk.members(at, end, this.#spans, true)
      : this.#walk.object(at, end, this.#spans, true);
    if (next === INCOMPLETE) return INCOMPLETE;
    if (next === MALFORMED) return this.#giveUp(at, "no JSON", end);
    if (next === LIST) {
      this.#inList = this.#inEnvelope = true;
      return this.#spans.list + 1;
    }
    if (this.#inEnvelope) this.#inEnvelope = false;
    else this.#take(at, next);
    return next;
  }

  #element(at: number, end: number): number {
    if (this.#bytes[at] === OPENS) {
      const next = this.#walk.object(at, end, this.#spans, false);
      if (next >= 0) this.#take(at, next);
      if (next !== MALFORMED) return next;
    }
    const next = this.#walk.value(at, end);
    if (next === MALFORMED) return this.#giveUp(at, "no JSON", end);
    if (next !== INCOMPLETE) this.#parse(at, next);
    return next;
  }

  #take(from: number, to: number): void {
    const { sink } = this;
    if (this.#spans.isText(this.#bytes, EVENT_NAME) && this.#spans.isText(this.#bytes, EVENT_SOURCE)) {
      if (!sink.scanned(this.#bytes, from, to, this.#spans)) this.#malformed(from, "no JSON");
    } else this.#parse(from, to);
  }

  #parse(from: number, to: number): void {
    const value = parsedOrNothing(this.#bytes.toString("utf8", from, to));
    const records = this.#inList ? [recordOf(value)] : recordsIn(value);
    for (const record of records) {
      if (record === undefined) this.#malformed(from, value === undefined ? "no JSON" : "no CloudTrail record");
      else if (record !== ASIDE) this.sink.parsed(record);
    }
  }

  /** Where nobody can say where the next record begins. */
  #giveUp(at: number, why: string, end: number): number {
    this.#malformed(at, why);
    this.#lost = true;
    return end;
  }

  #malformed(at: number, why: string): void {
    this.sink.malformed(this.#places.of(this.#bytes, at), why);
  }
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF_16 = Buffer.from([0xff, 0xfe]);
const COMMA = 44;
const OPENS = 123;
const OPENS_LIST = 91;
const CLOSES_LIST = 93;

function parsedOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
