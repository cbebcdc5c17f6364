import { Calls, isWrite, type Open } from "./calls";
import { MOST_PLACES, type Counts, type Hits, type LogCounts, type Malformed } from "./counts";
import type { RecordSink } from "./read/records";
import type { CloudTrailRecord } from "./record";
import { RecordBytes } from "./scan/record-bytes";
import { EVENT_TIME, type Spans } from "./scan/spans";
import { readTime } from "./scan/time";
import { Place, sightingOf, type Seen } from "./sightings";
import type { Watch } from "./watch";

/** The time that counts, milliseconds since 1970; the end is not in it. */
export interface Window {
  from?: number;
  to?: number;
}

interface Event {
  /** Milliseconds since 1970, or NaN. */
  time: number;
  failed: boolean;
  seen: Seen;
}

/** Counts, over the records of all files, what the watches match. */
export class Tally implements RecordSink {
  logs = noLogs();
  #hits: Hits[];
  #firsts: (Seen | undefined)[] = [];
  #lasts: (Seen | undefined)[] = [];
  #file = "";
  #minute = NaN;
  /** Of them the places of records may be kept. */
  #bytes?: Buffer;
  readonly #calls: Calls;

  constructor(
    readonly watches: readonly Watch[],
    readonly window: Window = {},
  ) {
    this.#hits = watches.map(noHits);
    this.#calls = new Calls(watches);
  }

  scanned(bytes: Buffer, from: number, to: number, spans: Spans): boolean {
    if (bytes !== this.#bytes) {
      this.#leave();
      this.#bytes = bytes;
    }
    const kind = this.#calls.kindOf(bytes, spans);
    const { start, end } = spans;
    const time = spans.isText(bytes, EVENT_TIME) ? readTime(bytes, start[EVENT_TIME], end[EVENT_TIME]) : NaN;
    if (!kind || Number.isNaN(time)) {
      const record = new RecordBytes(bytes, from, to, spans).parse();
      if (record) this.parsed(record as CloudTrailRecord);
      return record !== undefined;
    }
    if (!this.#enters(time)) return true;
    const { call, failed, isWrite, certain, open } = kind;
    const likely = open.length > 0 ? this.#likely(open, new RecordBytes(bytes, from, to, spans)) : open;
    if (!likely) return false;
    if (certain.length + likely.length > 0) {
      const event = { time, failed, seen: new Place(bytes, from, to) };
      for (const index of certain) this.#hit(index, event);
      for (const { index } of likely) this.#hit(index, event);
    } else if (isWrite) call.unwatched++;
    return true;
  }

  parsed(record: CloudTrailRecord): void {
    const time = typeof record.eventTime === "string" ? Date.parse(record.eventTime) : NaN;
    if (!this.#enters(time)) return;
    const event = { time, failed: typeof record.errorCode === "string", seen: record };
    let isWatched = false;
    for (const [index, { matches }] of this.watches.entries()) {
      if (!matches(record)) continue;
      isWatched = true;
      this.#hit(index, event);
    }
    if (!isWatched && isWrite(record.eventName, record.readOnly))
      this.#calls.named(record.eventSource, record.eventName).unwatched++;
  }

  begin(file: string): void {
    this.#leave();
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

  /** What was counted since the last time; what was learned of the calls stays. */
  take(): Counts {
    const hits = this.#hits.map((each, i) => ({
      ...each,
      first: sightingOf(this.#firsts[i]),
      last: sightingOf(this.#lasts[i]),
    }));
    const counts = { logs: this.logs, hits, unwatched: this.#calls.takeUnwatched() };
    this.logs = noLogs();
    this.#hits = this.watches.map(noHits);
    this.#firsts = [];
    this.#lasts = [];
    this.#minute = NaN;
    return counts;
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

  /** The watches that match the record; `undefined` where what they read of it is no JSON. */
  #likely(open: readonly Open[], bytes: RecordBytes): readonly Open[] | undefined {
    const likely = open.filter(({ rest }) => rest.mayMatch(bytes));
    if (likely.length === 0) return likely;
    const record = bytes.parse(fieldsOfAll(likely));
    return record && likely.filter(({ rest }) => rest.matches(record));
  }

  #hit(index: number, { time, failed, seen }: Event): void {
    const hits = this.#hits[index];
    hits.count++;
    if (failed) hits.failed++;
    if (Number.isNaN(time)) {
      this.#firsts[index] ??= seen;
      return;
    }
    const minute = Math.floor(time / 60_000);
    hits.minutes.set(minute, (hits.minutes.get(minute) ?? 0) + 1);
    if (!(time >= (hits.firstAt ?? Infinity))) {
      hits.firstAt = time;
      this.#firsts[index] = seen;
    }
    if (!(time < (hits.lastAt ?? -Infinity))) {
      hits.lastAt = time;
      this.#lasts[index] = seen;
    }
  }

  /** Copies what counts of the bytes that were read last: others will stand in their place. */
  #leave(): void {
    for (const seen of [...this.#firsts, ...this.#lasts]) if (seen instanceof Place) seen.keep();
    this.#bytes = undefined;
  }
}

const noLogs = (): LogCounts => ({
  files: 0,
  records: 0,
  outside: 0,
  undated: 0,
  minutes: new Set(),
  malformed: { count: 0, places: [] },
});

const noHits = (): Hits => ({ count: 0, failed: 0, minutes: new Map(), firstAt: undefined, lastAt: undefined });

const isOpen = ({ from, to }: Window): boolean => from === undefined && to === undefined;

/** `undefined` where one of them reads the whole record. */
function fieldsOfAll(open: readonly Open[]): readonly number[] | undefined {
  if (open.length === 1) return open[0].rest.fields;
  const fields = new Set<number>();
  for (const { rest } of open) {
    if (!rest.fields) return undefined;
    for (const field of rest.fields) fields.add(field);
  }
  return [...fields];
}
