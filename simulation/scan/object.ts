/**
 * A walk over the bytes of one JSON object that parses nothing: it finds where the fields stand that most detections decide
 * by. For valid JSON the spans are exact; what is no JSON may pass, and is found out when somebody parses it.
 */

/** Fields that are looked for, as the places of their spans. */
export const EVENT_NAME = 0;
export const EVENT_SOURCE = 1;
export const ERROR_CODE = 2;
export const EVENT_TIME = 3;
export const READ_ONLY = 4;
export const IDENTITY_TYPE = 5;
const FIELD_COUNT = 6;

/** The paths of the fields, by their places. */
export const PATHS = ["eventName", "eventSource", "errorCode", "eventTime", "readOnly", "userIdentity.type"] as const;

/** What `scanObject` and `scanMembers` return instead of the end of the object. */
export const INCOMPLETE = -1;
export const MALFORMED = -2;
/** A list of records begins at `Spans.list`. */
export const LIST = -3;

/** Where the fields of one object stand: of a text what is between the quotes, of anything else all of it. */
export class Spans {
  /** -1 where the object has no such field. */
  readonly start = new Int32Array(FIELD_COUNT);
  readonly end = new Int32Array(FIELD_COUNT);
  /** Where the list of an envelope begins. */
  list = -1;

  clear(): void {
    this.start.fill(-1);
    this.list = -1;
  }

  isText(bytes: Uint8Array, field: number): boolean {
    const start = this.start[field];
    return start > 0 && bytes[start - 1] === QUOTE && bytes[this.end[field]] === QUOTE;
  }
}

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const COLON = 58;
const OPENS = 123;
const CLOSES = 125;
const OPENS_LIST = 91;

const bytesOf = (text: string): Uint8Array => Buffer.from(text, "latin1");
const KEYS = PATHS.map(bytesOf);
const IDENTITY_KEY = bytesOf("userIdentity");
const TYPE_KEY = bytesOf("type");
/** The key whose value has one field more. */
const IDENTITY = FIELD_COUNT;
const NO_FIELD = -1;

/** The fields of an envelope that hold records, by who writes them: CloudTrail, CloudWatch Logs, `aws cloudtrail lookup-events`. */
export const LISTS = ["Records", "events", "logEvents", "Events"] as const;
const LIST_KEYS = LISTS.map(bytesOf);

/**
 * Walks from the `{` at `at` to the byte behind its `}`.
 *
 * @param listsOpen whether to stop where a list of records begins
 */
export function scanObject(bytes: Uint8Array, at: number, end: number, spans: Spans, listsOpen: boolean): number {
  spans.clear();
  return scanMembers(bytes, at + 1, end, spans, listsOpen);
}

/** Walks over the members that are left of an object, to the byte behind its `}`. */
export function scanMembers(bytes: Uint8Array, from: number, end: number, spans: Spans, listsOpen: boolean): number {
  for (let at = from; ;) {
    at = skipBlanks(bytes, at, end);
    if (at >= end) return INCOMPLETE;
    if (bytes[at] === COMMA) {
      at++;
      continue;
    }
    if (bytes[at] === CLOSES) return at + 1;
    if (bytes[at] !== QUOTE) return MALFORMED;
    const keyEnd = skipText(bytes, at, end);
    if (keyEnd < 0) return INCOMPLETE;
    const colon = skipBlanks(bytes, keyEnd, end);
    if (colon >= end) return INCOMPLETE;
    if (bytes[colon] !== COLON) return MALFORMED;
    const value = skipBlanks(bytes, colon + 1, end);
    if (value >= end) return INCOMPLETE;
    if (bytes[value] === OPENS_LIST && listsOpen && isListKey(bytes, at + 1, keyEnd - 1)) {
      spans.list = value;
      return LIST;
    }
    const field = fieldNamed(bytes, at + 1, keyEnd - 1);
    if (field === IDENTITY && bytes[value] === OPENS) at = scanIdentity(bytes, value, end, spans);
    else {
      at = skipValue(bytes, value, end);
      if (at >= 0 && field === IDENTITY) spans.start[IDENTITY_TYPE] = -1;
      else if (at >= 0 && field !== NO_FIELD) note(bytes, value, at, field, spans);
    }
    if (at < 0) return at;
  }
}

/** The field that a key of the record names. */
function fieldNamed(bytes: Uint8Array, key: number, keyEnd: number): number {
  switch (keyEnd - key) {
    case 8:
      return equal(bytes, key, KEYS[READ_ONLY]) ? READ_ONLY : NO_FIELD;
    case 9:
      if (bytes[key] !== 101) return NO_FIELD;
      if (equal(bytes, key, KEYS[EVENT_NAME])) return EVENT_NAME;
      if (equal(bytes, key, KEYS[EVENT_TIME])) return EVENT_TIME;
      return equal(bytes, key, KEYS[ERROR_CODE]) ? ERROR_CODE : NO_FIELD;
    case 11:
      return equal(bytes, key, KEYS[EVENT_SOURCE]) ? EVENT_SOURCE : NO_FIELD;
    case 12:
      return equal(bytes, key, IDENTITY_KEY) ? IDENTITY : NO_FIELD;
    default:
      // An escape makes each of these keys longer than 12 bytes.
      return keyEnd - key > 12 && includesBackslash(bytes, key, keyEnd) ? fieldEscaped(bytes, key, keyEnd) : NO_FIELD;
  }
}

function fieldEscaped(bytes: Uint8Array, key: number, keyEnd: number): number {
  const name = unescaped(bytes, key, keyEnd);
  if (name === "userIdentity") return IDENTITY;
  return (PATHS as readonly (string | undefined)[]).slice(0, IDENTITY_TYPE).indexOf(name);
}

/** The last one counts, as for JSON.parse. */
function note(bytes: Uint8Array, value: number, valueEnd: number, field: number, spans: Spans): void {
  const isText = bytes[value] === QUOTE;
  spans.start[field] = isText ? value + 1 : value;
  spans.end[field] = isText ? valueEnd - 1 : valueEnd;
}

/** Walks over the identity of the caller, to the byte behind its `}`. */
function scanIdentity(bytes: Uint8Array, from: number, end: number, spans: Spans): number {
  spans.start[IDENTITY_TYPE] = -1;
  for (let at = from + 1; ;) {
    at = skipBlanks(bytes, at, end);
    if (at >= end) return INCOMPLETE;
    if (bytes[at] === COMMA) {
      at++;
      continue;
    }
    if (bytes[at] === CLOSES) return at + 1;
    if (bytes[at] !== QUOTE) return MALFORMED;
    const keyEnd = skipText(bytes, at, end);
    if (keyEnd < 0) return INCOMPLETE;
    const colon = skipBlanks(bytes, keyEnd, end);
    if (colon >= end) return INCOMPLETE;
    if (bytes[colon] !== COLON) return MALFORMED;
    const value = skipBlanks(bytes, colon + 1, end);
    if (value >= end) return INCOMPLETE;
    const valueEnd = skipValue(bytes, value, end);
    if (valueEnd < 0) return valueEnd;
    if (isType(bytes, at + 1, keyEnd - 1)) note(bytes, value, valueEnd, IDENTITY_TYPE, spans);
    at = valueEnd;
  }
}

function isType(bytes: Uint8Array, key: number, keyEnd: number): boolean {
  if (keyEnd - key === 4) return equal(bytes, key, TYPE_KEY);
  return keyEnd - key > 4 && includesBackslash(bytes, key, keyEnd) && unescaped(bytes, key, keyEnd) === "type";
}

function isListKey(bytes: Uint8Array, key: number, keyEnd: number): boolean {
  return LIST_KEYS.some((name) => name.length === keyEnd - key && equal(bytes, key, name));
}

function equal(bytes: Uint8Array, at: number, name: Uint8Array): boolean {
  for (let i = 0; i < name.length; i++) if (bytes[at + i] !== name[i]) return false;
  return true;
}

export function includesBackslash(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] === BACKSLASH) return true;
  return false;
}

/** What the text between two quotes reads; `undefined` where it is no JSON. */
export function unescaped(bytes: Uint8Array, from: number, to: number): string | undefined {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + from - 1, to - from + 2).toString()) as string;
  } catch {
    return undefined;
  }
}

export function skipBlanks(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  for (; at < end; at++) {
    const byte = bytes[at];
    if (byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9) break;
  }
  return at;
}

/** The byte behind the value that begins at `at`. */
export function skipValue(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at];
  if (first === QUOTE) return skipText(bytes, at, end);
  // `{` and `[` differ in one bit, as do `}` and `]`.
  if ((first | 32) === OPENS) return skipNested(bytes, at, end);
  for (let i = at; i < end; i++) {
    const byte = bytes[i];
    if (byte === COMMA || (byte | 32) === CLOSES || byte <= 32) return i === at ? MALFORMED : i;
    if (byte === QUOTE || byte === COLON || (byte | 32) === OPENS) return MALFORMED;
  }
  return INCOMPLETE;
}

function skipText(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at + 1; i < end; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) return i + 1;
    if (byte === BACKSLASH) i++;
  }
  return INCOMPLETE;
}

function skipNested(bytes: Uint8Array, at: number, end: number): number {
  let depth = 0;
  for (let i = at; i < end; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      for (i++; i < end && bytes[i] !== QUOTE; i++) if (bytes[i] === BACKSLASH) i++;
    } else if ((byte | 32) === OPENS) depth++;
    else if ((byte | 32) === CLOSES && --depth === 0) return i + 1;
  }
  return INCOMPLETE;
}
