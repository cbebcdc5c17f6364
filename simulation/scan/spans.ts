/** What is looked for in a record while the scan walks over it: the fields that most detections read. */
export const FIELDS = [
  "eventName",
  "eventSource",
  "errorCode",
  "eventTime",
  "eventType",
  "readOnly",
  "errorMessage",
  "requestParameters",
  "responseElements",
  "additionalEventData",
  "serviceEventDetails",
  "userIdentity",
  "userIdentity.type",
  "userIdentity.invokedBy",
] as const;

/** The fields as the places of their spans. */
export const EVENT_NAME = 0;
export const EVENT_SOURCE = 1;
export const ERROR_CODE = 2;
export const EVENT_TIME = 3;
export const EVENT_TYPE = 4;
export const READ_ONLY = 5;
const ERROR_MESSAGE = 6;
const REQUEST_PARAMETERS = 7;
const RESPONSE_ELEMENTS = 8;
const ADDITIONAL_EVENT_DATA = 9;
const SERVICE_EVENT_DETAILS = 10;
export const USER_IDENTITY = 11;
export const IDENTITY_TYPE = 12;
export const INVOKED_BY = 13;
export const NO_FIELD = -1;

const QUOTE = 34;

/** Where the fields of one object stand: of a text what is between the quotes, of anything else all of it. */
export class Spans {
  /** -1 where the object has no such field. */
  readonly start = new Int32Array(FIELDS.length);
  readonly end = new Int32Array(FIELDS.length);
  /** Where the list of an envelope begins. */
  list = -1;
  /** Whether there is a `\u` in the object. */
  escaped = false;

  clear(): void {
    this.start.fill(-1);
    this.list = -1;
  }

  /** The last one counts, as for JSON.parse. */
  note(bytes: Uint8Array, value: number, valueEnd: number, field: number): void {
    const isText = bytes[value] === QUOTE;
    this.start[field] = isText ? value + 1 : value;
    this.end[field] = isText ? valueEnd - 1 : valueEnd;
  }

  isText(bytes: Uint8Array, field: number): boolean {
    const start = this.start[field];
    return start > 0 && bytes[start - 1] === QUOTE && bytes[this.end[field]] === QUOTE;
  }

  /** The bytes of a value as JSON; `undefined` where the object has no such field. */
  of(bytes: Buffer, field: number): Buffer | undefined {
    const quote = this.isText(bytes, field) ? 1 : 0;
    const start = this.start[field];
    return start < 0 ? undefined : bytes.subarray(start - quote, this.end[field] + quote);
  }
}

/** The field of that name, NO_FIELD where there is none: those of the identity have paths, and no name of their own. */
export function fieldNamed(name: string): number {
  return name.includes(".") ? NO_FIELD : (FIELDS as readonly string[]).indexOf(name);
}

/** The field that a key of the record names, as long as no escape is in it. */
export function recordField(view: DataView, key: number, keyEnd: number): number {
  const length = keyEnd - key;
  if (length < 8 || length > 19) return NO_FIELD;
  // No two of them end alike.
  switch (view.getInt32(keyEnd - 4)) {
    case 0x4e616d65: // Name
      return fieldIf(view, key, length, EVENT_NAME);
    case 0x75726365: // urce
      return fieldIf(view, key, length, EVENT_SOURCE);
    case 0x436f6465: // Code
      return fieldIf(view, key, length, ERROR_CODE);
    case 0x54696d65: // Time
      return fieldIf(view, key, length, EVENT_TIME);
    case 0x54797065: // Type
      return fieldIf(view, key, length, EVENT_TYPE);
    case 0x4f6e6c79: // Only
      return fieldIf(view, key, length, READ_ONLY);
    case 0x73616765: // sage
      return fieldIf(view, key, length, ERROR_MESSAGE);
    case 0x74657273: // ters
      return fieldIf(view, key, length, REQUEST_PARAMETERS);
    case 0x656e7473: // ents
      return fieldIf(view, key, length, RESPONSE_ELEMENTS);
    case 0x44617461: // Data
      return fieldIf(view, key, length, ADDITIONAL_EVENT_DATA);
    case 0x61696c73: // ails
      return fieldIf(view, key, length, SERVICE_EVENT_DETAILS);
    case 0x74697479: // tity
      return fieldIf(view, key, length, USER_IDENTITY);
    default:
      return NO_FIELD;
  }
}

/** The field that a key of the caller's identity names, as long as no escape is in it. */
export function identityField(view: DataView, key: number, keyEnd: number): number {
  const length = keyEnd - key;
  if (length === 4) return fieldIf(view, key, length, IDENTITY_TYPE);
  return length === 9 ? fieldIf(view, key, length, INVOKED_BY) : NO_FIELD;
}

/** Each key in words of four bytes, the last of them flush with its end. */
const KEYS = FIELDS.map((path) => {
  const key = Buffer.from(path.split(".").at(-1) ?? path, "latin1");
  const words = Array.from({ length: Math.ceil(key.length / 4) }, (_, i) =>
    key.readInt32BE(Math.min(i * 4, key.length - 4)),
  );
  return { length: key.length, words: Int32Array.from(words) };
});

function fieldIf(view: DataView, at: number, length: number, field: number): number {
  const key = KEYS[field];
  if (length !== key.length) return NO_FIELD;
  const { words } = key;
  for (let i = 0; i < words.length; i++)
    if (view.getInt32(at + Math.min(i * 4, length - 4)) !== words[i]) return NO_FIELD;
  return field;
}
