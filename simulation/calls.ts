import type { Unwatched } from "./counts";
import type { Outline } from "./outline";
import { READS } from "./record";
import { Interned, type Entry } from "./scan/interned";
import {
  ERROR_CODE,
  EVENT_NAME,
  EVENT_SOURCE,
  EVENT_TYPE,
  IDENTITY_TYPE,
  INVOKED_BY,
  READ_ONLY,
  type Spans,
} from "./scan/spans";
import type { Rest, Watch } from "./watch";

/** One API call, and what the watches make of it. */
export interface Call {
  /** Records that no watch has matched though the call changes something. */
  unwatched: number;
  kinds: Map<number, Kind>;
}

/** The records of one call that have the same outline. */
export interface Kind {
  call: Call;
  failed: boolean;
  isWrite: boolean;
  /** The places of the watches that match all of them. */
  certain: readonly number[];
  /** The watches that want to know more. */
  open: readonly Open[];
}

export interface Open {
  index: number;
  rest: Rest;
}

/** More than AWS has names of calls; whoever sends more invents them. */
const MOST_NAMES = 32_767;
const MOST_SERVICES = 2_047;
const MOST_IDENTITIES = 63;
const MOST_EVENT_TYPES = 15;

/** The calls of which there are records, by what most detections tell them apart by. */
export class Calls {
  readonly #calls = new Map<string, Call>();
  readonly #callsByIds = new Map<number, Call>();
  readonly #names = new Interned(MOST_NAMES);
  readonly #sources = new Interned(MOST_NAMES);
  readonly #errors = new Interned(MOST_NAMES);
  readonly #services = new Interned(MOST_SERVICES);
  readonly #identities = new Interned(MOST_IDENTITIES);
  readonly #eventTypes = new Interned(MOST_EVENT_TYPES);

  constructor(readonly watches: readonly Watch[]) {}

  /** The kind of record that this is; `undefined` where a field is not as CloudTrail writes it. */
  kindOf(bytes: Buffer, spans: Spans): Kind | undefined {
    const name = this.#names.of(bytes, spans.start[EVENT_NAME], spans.end[EVENT_NAME]);
    const source = this.#sources.of(bytes, spans.start[EVENT_SOURCE], spans.end[EVENT_SOURCE]);
    const error = text(this.#errors, bytes, spans, ERROR_CODE);
    const service = text(this.#services, bytes, spans, INVOKED_BY);
    const identity = text(this.#identities, bytes, spans, IDENTITY_TYPE);
    const eventType = text(this.#eventTypes, bytes, spans, EVENT_TYPE);
    const readOnly = truth(bytes, spans, READ_ONLY);
    if (!name || !source || !error || !service || !identity || !eventType || readOnly === ODD) return undefined;
    const call = this.#callOf(name, source);
    // What differs most often comes first, so that the number is small for most records.
    const rare = service.id + (MOST_SERVICES + 1) * error.id;
    const key = readOnly + 3 * (identity.id + (MOST_IDENTITIES + 1) * (eventType.id + (MOST_EVENT_TYPES + 1) * rare));
    let kind = call.kinds.get(key);
    if (!kind) {
      kind = this.#kind(call, {
        eventName: name.text,
        eventSource: source.text,
        errorCode: textOf(error),
        eventType: textOf(eventType),
        readOnly: readOnly === ABSENT ? undefined : readOnly === TRUE,
        userIdentity: { type: textOf(identity), invokedBy: textOf(service) },
      });
      call.kinds.set(key, kind);
    }
    return kind;
  }

  named(source: string, name: string): Call {
    const key = `${source}\n${name}`;
    let call = this.#calls.get(key);
    if (!call) this.#calls.set(key, (call = { unwatched: 0, kinds: new Map() }));
    return call;
  }

  /** What no watch has matched of the calls that change something; counted from nothing again from here on. */
  takeUnwatched(): Unwatched[] {
    return [...this.#calls].flatMap(([key, call]) => {
      const count = call.unwatched;
      call.unwatched = 0;
      const [eventSource, eventName] = key.split("\n");
      return count > 0 ? [{ eventSource, eventName, count }] : [];
    });
  }

  #callOf(name: Entry, source: Entry): Call {
    const key = name.id * (MOST_NAMES + 1) + source.id;
    let call = this.#callsByIds.get(key);
    if (!call) this.#callsByIds.set(key, (call = this.named(source.text, name.text)));
    return call;
  }

  #kind(call: Call, outline: Outline): Kind {
    const rests = this.watches.map((watch) => watch.given(outline));
    return {
      call,
      failed: outline.errorCode !== undefined,
      isWrite: isWrite(outline.eventName, outline.readOnly),
      certain: rests.flatMap((rest, index) => (rest === true ? [index] : [])),
      open: rests.flatMap((rest, index) => (typeof rest === "object" ? [{ index, rest }] : [])),
    };
  }
}

/** Old records do not say whether they only read; their names do. */
export function isWrite(eventName: string, readOnly: unknown): boolean {
  return typeof readOnly === "boolean" ? !readOnly : !READS.test(eventName);
}

/** What the scan knows of a field that is `true`, `false`, or not there; something else is odd. */
const ABSENT = 0;
const FALSE = 1;
const TRUE = 2;
const ODD = 3;

function truth(bytes: Buffer, spans: Spans, field: number): number {
  const start = spans.start[field];
  if (start < 0) return ABSENT;
  if (spans.isText(bytes, field)) return ODD;
  const length = spans.end[field] - start;
  if (length === 4 && bytes[start] === 116) return TRUE;
  return length === 5 && bytes[start] === 102 ? FALSE : ODD;
}

/** What stands for a text that a record does not have. */
const NONE: Entry = { id: 0, text: "", bytes: new Uint8Array(), next: undefined };

const textOf = (entry: Entry): string | undefined => (entry === NONE ? undefined : entry.text);

/** `undefined` where it is no text, or not one that is worth keeping. */
function text(texts: Interned, bytes: Buffer, spans: Spans, field: number): Entry | undefined {
  if (spans.start[field] < 0) return NONE;
  return spans.isText(bytes, field) ? texts.of(bytes, spans.start[field], spans.end[field]) : undefined;
}
