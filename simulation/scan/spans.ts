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

const KEYS = FIELDS.map((path) => Buffer.from(path.split(".").at(-1) ?? path, "latin1"));

/** The field that a key of the record names, as long as no escape is in it. */
export function recordField(bytes: Uint8Array, key: number, keyEnd: number): number {
  switch (keyEnd - key) {
    case 8:
      return fieldIf(bytes, key, READ_ONLY);
    case 9:
      // `event…` or `error…`; the sixth letter tells Name, Time and Type apart, but for the last two.
      if (bytes[key] !== 101) return NO_FIELD;
      if (bytes[key + 1] === 114) return fieldIf(bytes, key, ERROR_CODE);
      if (bytes[key + 5] === 78) return fieldIf(bytes, key, EVENT_NAME);
      return fieldIf(bytes, key, bytes[key + 6] === 105 ? EVENT_TIME : EVENT_TYPE);
    case 11:
      return fieldIf(bytes, key, EVENT_SOURCE);
    case 12:
      return fieldIf(bytes, key, bytes[key] === 117 ? USER_IDENTITY : ERROR_MESSAGE);
    case 16:
      return fieldIf(bytes, key, RESPONSE_ELEMENTS);
    case 17:
      return fieldIf(bytes, key, REQUEST_PARAMETERS);
    case 19:
      return fieldIf(bytes, key, bytes[key] === 97 ? ADDITIONAL_EVENT_DATA : SERVICE_EVENT_DETAILS);
    default:
      return NO_FIELD;
  }
}

/** The field that a key of the caller's identity names, as long as no escape is in it. */
export function identityField(bytes: Uint8Array, key: number, keyEnd: number): number {
  if (keyEnd - key === 4) return fieldIf(bytes, key, IDENTITY_TYPE);
  return keyEnd - key === 9 ? fieldIf(bytes, key, INVOKED_BY) : NO_FIELD;
}

function fieldIf(bytes: Uint8Array, at: number, field: number): number {
  const name = KEYS[field];
  for (let i = 0; i < name.length; i++) if (bytes[at + i] !== name[i]) return NO_FIELD;
  return field;
}
