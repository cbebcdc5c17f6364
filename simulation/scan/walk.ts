import {
  fieldNamed,
  FIELDS,
  IDENTITY_TYPE,
  identityField,
  INVOKED_BY,
  NO_FIELD,
  recordField,
  type Spans,
  USER_IDENTITY,
} from "./spans";

/** What is returned instead of the end of an object or a value. */
export const INCOMPLETE = -1;
export const MALFORMED = -2;
/** A list of records begins at `Spans.list`. */
export const LIST = -3;

const QUOTE = 34;
const BACKSLASH = 92;
const LETTER_U = 117;
const COMMA = 44;
const COLON = 58;
const OPENS = 123;
const CLOSES = 125;
const OPENS_LIST = 91;

/**
 * The fields of an envelope that hold records, by who writes them: CloudTrail, CloudWatch Logs, `aws cloudtrail lookup-events`, and
 * the queries of Logs Insights and CloudTrail Lake.
 */
export const LISTS = ["Records", "events", "logEvents", "Events", "results", "QueryResultRows"] as const;

/**
 * A walk over bytes of JSON that parses nothing: it finds where an object ends, and where the fields stand that most
 * detections decide by. For valid JSON the spans are exact; what is no JSON may pass, and is found out when somebody parses it.
 */
export class Walk {
  readonly #view: DataView;
  /** How many `\u` were in the texts so far: the one escape that can write a letter. */
  #escapes = 0;

  constructor(readonly bytes: Buffer) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /**
   * Walks from the `{` at `at` to the byte behind its `}`.
   *
   * @param listsOpen whether to stop where a list of records begins
   */
  object(at: number, end: number, spans: Spans, listsOpen: boolean): number {
    spans.clear();
    const before = this.#escapes;
    const next = this.members(at + 1, end, spans, listsOpen);
    spans.escaped = this.#escapes !== before;
    return next;
  }

  /** Walks over the members that are left of an object, to the byte behind its `}`. */
  members(from: number, end: number, spans: Spans, listsOpen: boolean): number {
    return this.#members(from, end, spans, listsOpen, false);
  }

  #members(from: number, end: number, spans: Spans, listsOpen: boolean, ofIdentity: boolean): number {
    const { bytes } = this;
    for (let at = from; ;) {
      at = skipBlanks(bytes, at, end);
      if (at >= end) return INCOMPLETE;
      if (bytes[at] === COMMA) {
        at++;
        continue;
      }
      if (bytes[at] === CLOSES) return at + 1;
      if (bytes[at] !== QUOTE) return MALFORMED;
      const before = this.#escapes;
      const keyEnd = this.#text(at, end);
      if (keyEnd < 0) return INCOMPLETE;
      const colon = skipBlanks(bytes, keyEnd, end);
      if (colon >= end) return INCOMPLETE;
      if (bytes[colon] !== COLON) return MALFORMED;
      const value = skipBlanks(bytes, colon + 1, end);
      if (value >= end) return INCOMPLETE;
      if (listsOpen && bytes[value] === OPENS_LIST && isListKey(bytes, at + 1, keyEnd - 1)) {
        spans.list = value;
        return LIST;
      }
      const field = this.#field(at + 1, keyEnd - 1, ofIdentity, this.#escapes !== before);
      if (field === USER_IDENTITY) {
        spans.start[IDENTITY_TYPE] = spans.start[INVOKED_BY] = -1;
        at = bytes[value] === OPENS ? this.#members(value + 1, end, spans, false, true) : this.value(value, end);
      } else at = this.value(value, end);
      if (at < 0) return at;
      if (field !== NO_FIELD) spans.note(bytes, value, at, field);
    }
  }

  #field(key: number, keyEnd: number, ofIdentity: boolean, escaped: boolean): number {
    if (escaped) return fieldEscaped(this.bytes, key, keyEnd, ofIdentity);
    return ofIdentity ? identityField(this.#view, key, keyEnd) : recordField(this.#view, key, keyEnd);
  }

  /** The byte behind the value that begins at `at`. */
  value(at: number, end: number): number {
    const { bytes } = this;
    const first = bytes[at];
    if (first === QUOTE) return this.#text(at, end);
    // `{` and `[` differ in one bit, as do `}` and `]`.
    if ((first | 32) === OPENS) return this.#nested(at, end);
    for (let i = at; i < end; i++) {
      const byte = bytes[i];
      if (byte === COMMA || (byte | 32) === CLOSES || byte <= 32) return i === at ? MALFORMED : i;
      if (byte === QUOTE || byte === COLON || (byte | 32) === OPENS) return MALFORMED;
    }
    return INCOMPLETE;
  }

  /** Looks at four bytes at once, which is half of the work. */
  #text(from: number, end: number): number {
    const view = this.#view;
    let at = from + 1;
    while (at + 4 <= end) {
      const four = view.getInt32(at, true);
      const found = bytesThatAre(four, QUOTES) | bytesThatAre(four, BACKSLASHES);
      if (found === 0) {
        at += 4;
        continue;
      }
      at += (31 - Math.clz32(found & -found)) >> 3;
      if (view.getUint8(at) === QUOTE) return at + 1;
      this.#escape(at, end);
      at += 2;
    }
    for (; at < end; at++) {
      const byte = view.getUint8(at);
      if (byte === QUOTE) return at + 1;
      if (byte === BACKSLASH) this.#escape(at++, end);
    }
    return INCOMPLETE;
  }

  #escape(at: number, end: number): void {
    if (at + 1 < end && this.bytes[at + 1] === LETTER_U) this.#escapes++;
  }

  #nested(at: number, end: number): number {
    const { bytes } = this;
    let depth = 0;
    for (let i = at; i < end; i++) {
      const byte = bytes[i];
      if (byte === QUOTE) {
        i = this.#text(i, end) - 1;
        if (i < 0) return INCOMPLETE;
      } else if ((byte | 32) === OPENS) depth++;
      else if ((byte | 32) === CLOSES && --depth === 0) return i + 1;
    }
    return INCOMPLETE;
  }
}

const QUOTES = 0x22222222;
const BACKSLASHES = 0x5c5c5c5c;

/** The high bit of each byte of `four` that is the byte of `wanted`, and perhaps of such that come behind it. */
function bytesThatAre(four: number, wanted: number): number {
  const zeros = four ^ wanted;
  return (zeros - 0x01010101) & ~zeros & 0x80808080;
}

function fieldEscaped(bytes: Buffer, key: number, keyEnd: number, ofIdentity: boolean): number {
  const name = unescaped(bytes, key, keyEnd);
  if (name === undefined) return NO_FIELD;
  return ofIdentity ? (FIELDS as readonly string[]).indexOf(`userIdentity.${name}`) : fieldNamed(name);
}

/** What the text between two quotes reads; `undefined` where it is no JSON. */
function unescaped(bytes: Buffer, from: number, to: number): string | undefined {
  try {
    return JSON.parse(bytes.toString("utf8", from - 1, to + 1)) as string;
  } catch {
    return undefined;
  }
}

const LIST_KEYS = LISTS.map((name) => Buffer.from(name, "latin1"));

function isListKey(bytes: Buffer, key: number, keyEnd: number): boolean {
  return LIST_KEYS.some((name) => name.length === keyEnd - key && bytes.subarray(key, keyEnd).equals(name));
}

export function skipBlanks(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  for (; at < end; at++) {
    const byte = bytes[at];
    if (byte > 32 || (byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9)) break;
  }
  return at;
}
