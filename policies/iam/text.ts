import { Secret, Unknown, shown } from "../graph/value";
import { Doubt, type Truth } from "./truth";

/** Stands for every text: a question that holds it is answered only where the answer is the same for all of them. */
export const ANYTHING = Symbol("anything");

/** UTF-16 units and, below zero, what stands for more than itself. */
export type Glyphs = readonly number[];

/** `?` */
export const ONE = -1;
/** `*` */
export const MANY = -2;
/**
 * `*` before the end of an ARN segment, of which AWS promises only that it matches inside the segment.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export const MANY_IN_SEGMENT = -3;
/** An unknown text that has no colon. */
const SEGMENT = -4;
/** An unknown text. */
export const TEXT = -5;

const COLON = 58;

/** A text of which parts may be unknown or stand for many texts, and how it may be shown to people. */
export class Text {
  #lowerCase: Text | undefined;
  #arnSegments: Text[] | undefined | null = null;

  constructor(
    readonly glyphs: Glyphs,
    readonly shown: string,
  ) {}

  /** The text itself where all of it is known. */
  get known(): string | undefined {
    if (this.glyphs.some((glyph) => glyph < 0)) return undefined;
    return this.glyphs.map((glyph) => String.fromCharCode(glyph)).join("");
  }

  get lowerCase(): Text {
    if (this.#lowerCase) return this.#lowerCase;
    const glyphs: number[] = [];
    for (const glyph of this.glyphs) {
      if (glyph < 65 || (glyph > 90 && glyph < 128)) glyphs.push(glyph);
      else if (glyph <= 90) glyphs.push(glyph + 32);
      else glyphs.push(...units(String.fromCharCode(glyph).toLowerCase()));
    }
    return (this.#lowerCase = new Text(glyphs, this.shown));
  }

  /** The six segments of an ARN; `undefined` where it has fewer or an unknown part may hold a colon. */
  get arnSegments(): Text[] | undefined {
    return this.#arnSegments === null ? (this.#arnSegments = this.#split()) : this.#arnSegments;
  }

  #split(): Text[] | undefined {
    const ends: number[] = [];
    for (let at = 0; at < this.glyphs.length && ends.length < 5; at++) {
      if (this.glyphs[at] === TEXT) return undefined;
      if (this.glyphs[at] === COLON) ends.push(at);
    }
    if (ends.length < 5) return undefined;
    return [...ends, this.glyphs.length].map(
      (end, index) => new Text(this.glyphs.slice(index === 0 ? 0 : ends[index - 1] + 1, end), this.shown),
    );
  }
}

export function units(value: string): number[] {
  const glyphs: number[] = [];
  for (let at = 0; at < value.length; at++) glyphs.push(value.charCodeAt(at));
  return glyphs;
}

export type TextPart = string | Text | Unknown | Secret | typeof ANYTHING;

/** A text from known and unknown parts: text`arn:aws:s3:::${bucket}/AWSLogs/${account}/${ANYTHING}`. */
export function text(literals: TemplateStringsArray, ...parts: TextPart[]): Text {
  const glyphs: number[] = [];
  let shown = "";
  const append = (piece: Text): void => {
    for (const glyph of piece.glyphs) glyphs.push(glyph);
    shown += piece.shown;
  };
  literals.forEach((literal, index) => {
    append(textOf(literal));
    if (index < parts.length) append(textOf(parts[index]));
  });
  return new Text(glyphs, shown);
}

export function textOf(part: TextPart): Text {
  if (part instanceof Text) return part;
  if (part === ANYTHING) return new Text([TEXT], "*");
  if (part instanceof Unknown) return new Text([TEXT], "[unknown]");
  if (part instanceof Secret) return new Text(textOf(part.value as TextPart).glyphs, String(shown(part)));
  return new Text(units(part), part);
}

/** A part without a colon, known or not: a name, a region, an account. It rules out more than an unknown text does. */
export function segment(part: Exclude<TextPart, Text>): Text {
  const whole = textOf(part);
  return new Text(
    whole.glyphs.map((glyph) => (glyph === TEXT ? SEGMENT : glyph)),
    whole.shown,
  );
}

/** Whether the pattern matches the value, whatever the unknown parts of both turn out to be. */
export function fits(pattern: Text, value: Text): Truth {
  let start = 0;
  let patternEnd = pattern.glyphs.length;
  let valueEnd = value.glyphs.length;
  const literal = (left: number, right: number) => left >= 0 && right >= 0;
  // What is plain text on both sides is compared first; most patterns are decided here, without a table.
  while (start < Math.min(patternEnd, valueEnd) && literal(pattern.glyphs[start], value.glyphs[start])) {
    if (pattern.glyphs[start] !== value.glyphs[start]) return false;
    start++;
  }
  while (
    Math.min(patternEnd, valueEnd) > start &&
    literal(pattern.glyphs[patternEnd - 1], value.glyphs[valueEnd - 1])
  ) {
    if (pattern.glyphs[--patternEnd] !== value.glyphs[--valueEnd]) return false;
  }
  const left = pattern.glyphs.slice(start, patternEnd);
  const right = value.glyphs.slice(start, valueEnd);
  if (aligned(left, right, "always")) return true;
  if ([...left, ...right].every((glyph) => glyph >= MANY) || !aligned(left, right, "perhaps")) return false;
  return new Doubt(`${value.shown} may or may not match ${pattern.shown}`);
}

/** Whether the pattern matches the value for every filling of the unknown parts, or for at least one. */
function aligned(pattern: Glyphs, value: Glyphs, filling: "always" | "perhaps"): boolean {
  if (pattern.length === 1 && pattern[0] === MANY) return true;
  const perhaps = filling === "perhaps";
  const unknown = (glyph: number) => glyph === SEGMENT || glyph === TEXT;
  const spans = (glyph: number) => glyph === MANY || glyph === MANY_IN_SEGMENT || (perhaps && unknown(glyph));
  const admits = (span: number, glyph: number) => {
    if (span === MANY_IN_SEGMENT) return perhaps || (glyph !== COLON && glyph !== TEXT);
    return span !== SEGMENT || glyph !== COLON;
  };
  // row[at]: the glyphs of the pattern so far can match the first `at` glyphs of the value.
  let row = new Uint8Array(value.length + 1);
  row[0] = 1;
  for (const wanted of pattern) {
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
