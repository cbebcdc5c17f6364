import { Secret, Unknown, shown } from "../graph/value";
import { Doubt, type Truth } from "./truth";

/** Stands for every text: a question that holds it is answered only where the answer is the same for all of them. */
export const ANYTHING = Symbol("anything");

/**
 * A text in which five code units of the private use area stand for more than themselves. A string, because the engine of the
 * language compares, joins and cuts strings faster than anything that could be written here.
 */
export type Glyphs = string;

/** `?` */
export const ONE = "\uf8f0";
/** `*` */
export const MANY = "\uf8f1";
/**
 * `*` before the end of an ARN segment, of which AWS promises only that it matches inside the segment.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export const MANY_IN_SEGMENT = "\uf8f2";
/** An unknown text that has no colon. */
const SEGMENT = "\uf8f3";
/** An unknown text. */
export const TEXT = "\uf8f4";

const RESERVED = /[\uf8f0-\uf8f4]/;
const isReserved = (unit: number): boolean => unit >= 0xf8f0 && unit <= 0xf8f4;
const COLON = ":".charCodeAt(0);

/** A text of which parts may be unknown or stand for many texts, and how it may be shown to people. */
export class Text {
  // Tens of thousands are made of a large stack; private fields of the language are dearer to make than these.
  private lower: Text | undefined;
  private segments: Text[] | undefined | null = null;
  private head = -1;
  private tail = -1;

  constructor(
    readonly glyphs: Glyphs,
    readonly shown: string,
  ) {}

  /** The text itself where all of it is known. */
  get known(): string | undefined {
    return RESERVED.test(this.glyphs) ? undefined : this.glyphs;
  }

  /** How many units at the beginning stand for themselves. */
  get plainStart(): number {
    if (this.head < 0) {
      const first = this.glyphs.search(RESERVED);
      this.head = first < 0 ? this.glyphs.length : first;
    }
    return this.head;
  }

  /** How many units at the end stand for themselves. */
  get plainEnd(): number {
    const { length } = this.glyphs;
    if (this.plainStart === length) return length;
    if (this.tail < 0) {
      this.tail = 0;
      while (!isReserved(this.glyphs.charCodeAt(length - 1 - this.tail))) this.tail++;
    }
    return this.tail;
  }

  get lowerCase(): Text {
    return (this.lower ??= new Text(this.glyphs.toLowerCase(), this.shown));
  }

  /** The six segments of an ARN; `undefined` where it has fewer or an unknown part may hold a colon. */
  get arnSegments(): Text[] | undefined {
    return this.segments === null ? (this.segments = this.split()) : this.segments;
  }

  private split(): Text[] | undefined {
    const parts = this.glyphs.split(":");
    if (parts.length < 6 || parts.slice(0, 5).some((part) => part.includes(TEXT))) return undefined;
    return [...parts.slice(0, 5), parts.slice(5).join(":")].map((part) => new Text(part, this.shown));
  }
}

/** Known text as glyphs. One that holds a reserved unit itself is taken for unknown: nobody is let in by it, nobody kept out. */
export const literal = (value: string): Glyphs => (RESERVED.test(value) ? TEXT : value);

export type TextPart = string | Text | Unknown | Secret | typeof ANYTHING;

/** A text from known and unknown parts: text`arn:aws:s3:::${bucket}/AWSLogs/${account}/${ANYTHING}`. */
export function text(literals: TemplateStringsArray, ...parts: TextPart[]): Text {
  let glyphs = literals[0];
  let shown = literals[0];
  parts.forEach((part, index) => {
    const piece = typeof part === "string" ? { glyphs: literal(part), shown: part } : textOf(part);
    glyphs += piece.glyphs + literals[index + 1];
    shown += piece.shown + literals[index + 1];
  });
  return new Text(glyphs, shown);
}

export function textOf(part: TextPart): Text {
  if (part instanceof Text) return part;
  if (part === ANYTHING) return new Text(TEXT, "*");
  if (part instanceof Unknown) return new Text(TEXT, "[unknown]");
  if (part instanceof Secret) return new Text(textOf(part.value as TextPart).glyphs, String(shown(part)));
  return new Text(literal(part), part);
}

/** A part without a colon, known or not: a name, a region, an account. It rules out more than an unknown text does. */
export function segment(part: Exclude<TextPart, Text>): Text {
  const whole = textOf(part);
  return whole.glyphs.includes(TEXT) ? new Text(whole.glyphs.replaceAll(TEXT, SEGMENT), whole.shown) : whole;
}

/** Whether the pattern matches the value, whatever the unknown parts of both turn out to be. */
export function fits(pattern: Text, value: Text): Truth {
  const { glyphs: wanted } = pattern;
  const { glyphs: found } = value;
  if (wanted === MANY) return true;
  // What is plain text at the beginning of both is compared first, then at their ends; most patterns are decided here, without a table.
  const start = Math.min(pattern.plainStart, value.plainStart);
  if (wanted.slice(0, start) !== found.slice(0, start)) return false;
  const end = Math.min(pattern.plainEnd, value.plainEnd, wanted.length - start, found.length - start);
  const wantedEnd = wanted.length - end;
  const foundEnd = found.length - end;
  if (wanted.slice(wantedEnd) !== found.slice(foundEnd)) return false;
  const left = wanted.slice(start, wantedEnd);
  const right = found.slice(start, foundEnd);
  if (left === right && !RESERVED.test(left)) return true;
  if (aligned(left, right, "always")) return true;
  if (!UNCERTAIN.test(left + right) || !aligned(left, right, "perhaps")) return false;
  return new Doubt(`${value.shown} may or may not match ${pattern.shown}`);
}

const UNCERTAIN = new RegExp(`[${MANY_IN_SEGMENT}${SEGMENT}${TEXT}]`);

/** Whether the pattern matches the value for every filling of the unknown parts, or for at least one. */
function aligned(pattern: Glyphs, value: Glyphs, filling: "always" | "perhaps"): boolean {
  if (pattern === MANY) return true;
  const perhaps = filling === "perhaps";
  const unknown = (glyph: string) => glyph === SEGMENT || glyph === TEXT;
  const spans = (glyph: string) => glyph === MANY || glyph === MANY_IN_SEGMENT || (perhaps && unknown(glyph));
  const admits = (span: string, glyph: string) => {
    if (span === MANY_IN_SEGMENT) return perhaps || (glyph.charCodeAt(0) !== COLON && glyph !== TEXT);
    return span !== SEGMENT || glyph.charCodeAt(0) !== COLON;
  };
  // row[at]: the glyphs of the pattern so far can match the first `at` glyphs of the value.
  let row = new Uint8Array(value.length + 1);
  row[0] = 1;
  for (let each = 0; each < pattern.length; each++) {
    const wanted = pattern[each];
    const next = new Uint8Array(value.length + 1);
    for (let at = 0; at <= value.length; at++) {
      if (!row[at]) continue;
      const found = value[at];
      if (at < value.length && perhaps && unknown(found)) row[at + 1] = 1;
      if (spans(wanted)) {
        next[at] = 1;
        if (at < value.length && admits(wanted, found)) row[at + 1] = 1;
      } else if (at < value.length && !unknown(wanted)) {
        if (unknown(found)) next[at] ||= perhaps && admits(found, wanted) ? 1 : 0;
        else if (wanted === ONE || wanted === found) next[at + 1] = 1;
      }
    }
    row = next;
  }
  for (let at = 0; perhaps && at < value.length; at++) if (row[at] && unknown(value[at])) row[at + 1] = 1;
  return row[value.length] === 1;
}
