import { READS, type CloudTrailRecord } from "./record";
import {
  MOST_PLACES,
  type Counts,
  type Hits,
  type LogCounts,
  type Malformed,
  type Sighting,
  type Unwatched,
} from "./counts";
import type { RecordSink } from "./read/records";
import { Interned, type Entry } from "./scan/interned";
import { ERROR_CODE, EVENT_NAME, EVENT_SOURCE, EVENT_TIME, IDENTITY_TYPE, READ_ONLY, type Spans } from "./scan/object";
import { readTime } from "./scan/time";
import type { Outline, Watch } from "./watch";

/** The time that counts, milliseconds since 1970; the end is not in it. */
export interface Window {
  from?: number;
  to?: number;
}

/** One API call, and which of the watches may match it under which circumstances. */
interface Call {
  unwatched: number;
  /** By error code and kind of caller: the places of the watches. */
  candidates: Map<number, readonly number[]>;
}

/** A record, or the bytes of one that nobody has parsed yet. */
type Seen = CloudTrailRecord | Buffer;

interface Event {
  /** Milliseconds since 1970, or NaN. */
  time: number;
  failed: boolean;
  seen: () => Seen;
}

/** Counts, over the records of all files, what the watches match. */
export class Tally implements RecordSink {
  readonly logs: LogCounts = {
    files: 0,
    records: 0,
    outside: 0,
    undated: 0,
    minutes: new Set(),
    malformed: { count: 0, places: [] },
  };
  readonly #hits: Hits[];
  readonly #firsts: (Seen | undefined)[] = [];
  readonly #lasts: (Seen | undefined)[] = [];
  #file = "";
  #minute = NaN;
  readonly #calls = new Map<string, Call>();
  readonly #callsByIds = new Map<number, Call>();
  readonly #names = new Interned();
  readonly #others = new Interned();

  constructor(
    readonly watches: readonly Watch[],
    readonly window: Window = {},
  ) {
    this.#hits = watches.map(() => ({ count: 0, failed: 0, minutes: new Map() }));
  }

  scanned(bytes: Buffer, from: number, to: number, spans: Spans): boolean {
    const { start, end } = spans;
    const name = this.#names.of(bytes, start[EVENT_NAME], end[EVENT_NAME]);
    const source = this.#others.of(bytes, start[EVENT_SOURCE], end[EVENT_SOURCE]);
    const error = this.#optional(bytes, spans, ERROR_CODE);
    const type = this.#optional(bytes, spans, IDENTITY_TYPE);
    const time = spans.isText(bytes, EVENT_TIME) ? readTime(bytes, start[EVENT_TIME], end[EVENT_TIME]) : NaN;
    if (!name || !source || error === ODD || type === ODD || Number.isNaN(time)) {
      const record = parsedOrNothing(bytes.subarray(from, to));
      if (record) this.parsed(record);
      return record !== undefined;
    }
    if (!this.#enters(time)) return true;
    const call = this.#callOf(name, source);
    const circumstances = (error?.id ?? 0) * 32_768 + (type?.id ?? 0);
    let candidates = call.candidates.get(circumstances);
    if (!candidates) {
      candidates = this.#candidates(name.text, source.text, error?.text, type?.text);
      call.candidates.set(circumstances, candidates);
    }
    if (candidates.length > 0) {
      const own = bytes.subarray(from, to);
      const likely = this.#likely(candidates, own);
      // A pattern that the outline decides needs no more of the record than what is shown of its first and last match.
      const decided = likely.every((index) => this.watches[index].decided);
      const record = decided ? undefined : parsedOrNothing(own);
      if (!decided && !record) return false;
      const seen = (): Seen => record ?? Buffer.from(own);
      if (this.#judge(record, likely, { time, failed: error !== undefined, seen })) return true;
    }
    if (isWrite(name.text, bytes[start[READ_ONLY]])) call.unwatched++;
    return true;
  }

  parsed(record: CloudTrailRecord): void {
    const time = typeof record.eventTime === "string" ? Date.parse(record.eventTime) : NaN;
    if (!this.#enters(time)) return;
    const failed = typeof record.errorCode === "string";
    if (this.#judge(record, this.watches.keys(), { time, failed, seen: () => record })) return;
    const readOnly = record.readOnly === true ? TRUE : record.readOnly === false ? FALSE : undefined;
    if (isWrite(record.eventName, readOnly)) this.#callNamed(record.eventSource, record.eventName).unwatched++;
  }

  begin(file: string): void {
    this.#file = file;
    this.logs.files++;
  }

  /** The file cannot be read to its end. */
  unreadable(why: string): void {
    this.#malformed({ file: this.#file, why });
  }

  malformed({ line, column }: { line: number; column: number }, why: string): void {
    this.#malformed({ file: this.#file, line, column, why });
  }

  get counts(): Counts {
    const hits = this.#hits.map((each, i) => ({ ...each, first: shown(this.#firsts[i]), last: shown(this.#lasts[i]) }));
    return { logs: this.logs, hits, unwatched: this.unwatched };
  }

  /** Events of calls that change something and that nothing has matched, by source and name. */
  get unwatched(): Unwatched[] {
    return [...this.#calls].flatMap(([key, { unwatched: count }]) => {
      const [eventSource, eventName] = key.split("\n");
      return count > 0 ? [{ eventSource, eventName, count }] : [];
    });
  }

  #malformed(place: Malformed["places"][number]): void {
    const { malformed } = this.logs;
    if (malformed.places.length < MOST_PLACES) malformed.places.push(place);
    malformed.count++;
  }

  #enters(time: number): boolean {
    const { logs, window } = this;
    const dated = !Number.isNaN(time);
    if (!(dated ? time >= (window.from ?? -Infinity) && time < (window.to ?? Infinity) : isOpen(window))) {
      logs.outside++;
      return false;
    }
    logs.records++;
    if (!dated) logs.undated++;
    else {
      if (!(time >= (logs.first ?? Infinity))) logs.first = time;
      if (!(time <= (logs.last ?? -Infinity))) logs.last = time;
      const minute = Math.floor(time / 60_000);
      if (minute !== this.#minute) logs.minutes.add((this.#minute = minute));
    }
    return true;
  }

  /** The candidates that the bytes of the record do not rule out. */
  #likely(candidates: readonly number[], own: Buffer): readonly number[] {
    if (candidates.every((index) => this.watches[index].decided) || own.includes(ESCAPE)) return candidates;
    return candidates.filter((index) => this.watches[index].mayHold(own));
  }

  /** @param record absent where the outline has let only those watches through that match */
  #judge(record: CloudTrailRecord | undefined, candidates: Iterable<number>, event: Event): boolean {
    let seen = false;
    for (const index of candidates) {
      if (record && !this.watches[index].matches(record)) continue;
      seen = true;
      this.#hit(index, event);
    }
    return seen;
  }

  #hit(index: number, { time, failed, seen }: Event): void {
    const hits = this.#hits[index];
    hits.count++;
    if (failed) hits.failed++;
    if (Number.isNaN(time)) {
      this.#firsts[index] ??= seen();
      return;
    }
    const minute = Math.floor(time / 60_000);
    hits.minutes.set(minute, (hits.minutes.get(minute) ?? 0) + 1);
    if (!(time >= (hits.firstAt ?? Infinity))) {
      hits.firstAt = time;
      this.#firsts[index] = seen();
    }
    if (!(time < (hits.lastAt ?? -Infinity))) {
      hits.lastAt = time;
      this.#lasts[index] = seen();
    }
  }

  #callOf(name: Entry, source: Entry): Call {
    const key = name.id * 32_768 + source.id;
    let call = this.#callsByIds.get(key);
    if (!call) this.#callsByIds.set(key, (call = this.#callNamed(source.text, name.text)));
    return call;
  }

  #callNamed(source: string, name: string): Call {
    const key = `${source}\n${name}`;
    let call = this.#calls.get(key);
    if (!call) this.#calls.set(key, (call = { unwatched: 0, candidates: new Map() }));
    return call;
  }

  #candidates(eventName: string, eventSource: string, errorCode?: string, type?: string): number[] {
    const outline: Outline = { eventName, eventSource, errorCode, userIdentity: { type } };
    return this.watches.flatMap(({ mayMatch }, index) => (mayMatch(outline) ? [index] : []));
  }

  /** `undefined` where the record does not have it. */
  #optional(bytes: Buffer, spans: Spans, field: number): Entry | undefined | typeof ODD {
    if (spans.start[field] < 0) return undefined;
    return (spans.isText(bytes, field) && this.#others.of(bytes, spans.start[field], spans.end[field])) || ODD;
  }
}

/** A field that is no text, or not one that is worth keeping. */
const ODD = null;
const ESCAPE = Buffer.from("\\u");
const TRUE = 116;
const FALSE = 102;

const isOpen = ({ from, to }: Window): boolean => from === undefined && to === undefined;

/** @param readOnly the first letter of `true` or `false`; old records do not say, their names do */
function isWrite(eventName: string, readOnly: number | undefined): boolean {
  if (readOnly === TRUE || readOnly === FALSE) return readOnly === FALSE;
  return !READS.test(eventName);
}

function shown(seen: Seen | undefined): Sighting | undefined {
  const record = Buffer.isBuffer(seen) ? parsedOrNothing(seen) : seen;
  return record && sighting(record);
}

function sighting({
  eventTime,
  eventID,
  eventName,
  eventSource,
  errorCode,
  userIdentity,
  sourceIPAddress,
}: CloudTrailRecord): Sighting {
  const { arn, invokedBy, type, principalId } = (userIdentity ?? {}) as Record<string, unknown>;
  const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
  return {
    eventTime: text(eventTime),
    eventID: text(eventID),
    eventName,
    eventSource,
    errorCode: text(errorCode),
    who: text(arn) ?? text(invokedBy) ?? text(principalId) ?? text(type),
    from: text(sourceIPAddress),
  };
}

function parsedOrNothing(bytes: Buffer): CloudTrailRecord | undefined {
  try {
    return JSON.parse(bytes.toString()) as CloudTrailRecord;
  } catch {
    return undefined;
  }
}
