const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const combining = /[\p{Mn}\p{Me}]/u;
/** ASCII and the signs of the report itself: one column each. */
const narrow = /^[\x20-\x7e·×–—…→−≉○⨯✓✗]*$/;

/** Columns that a text takes on a terminal. */
export function columns(text: string): number {
  if (narrow.test(text)) return text.length;
  let total = 0;
  for (const character of text) total += wide.test(character) ? 2 : combining.test(character) ? 0 : 1;
  return total;
}

/** A piece of a line, and how it is painted. */
export interface Piece {
  text: string;
  paint?: (text: string) => string;
  /** Whether it may go on in the next line after each of its words; else it stays together where it fits. @default false */
  breaks?: boolean;
}

export const words = (text: string, paint?: Piece["paint"]): Piece => ({ text, paint, breaks: true });

/** `a · b · c`, to be broken before a dot only. */
export const dotted = (pieces: readonly Piece[]): Piece[] =>
  pieces.map(({ text, paint }, i) => ({ text: i === 0 ? text : `· ${text}`, paint }));

const paintOf = ({ paint = plain }: Piece): NonNullable<Piece["paint"]> => paint;
const painted = (piece: Piece): string => paintOf(piece)(piece.text);

/** Lines of at most `width` columns; a piece that is longer than a line is broken wherever it has to be. */
export function flow(pieces: readonly Piece[], width: number): string[] {
  if (pieces.length === 0) return [];
  const whole = pieces.map(({ text }) => text).join(" ");
  const isNarrow = narrow.test(whole);
  const measure = isNarrow ? lengthOf : columns;
  if (pieces[0].text && measure(whole) <= width) return [pieces.map(painted).join(" ")];
  const lines = isNarrow ? cutInOnePaint(pieces, width) : undefined;
  return lines ?? flowWordByWord(pieces.flatMap(separate), width, measure);
}

/** The words of one text in lines. */
export const wrap = (text: string, width: number, paint: Piece["paint"] = plain): string[] =>
  text === "" ? [paint("")] : flow([words(text, paint)], width);

function flowWordByWord(pieces: readonly Piece[], width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const put = (text: string, length: number, paint: Paint[keyof Paint] = plain): void => {
    if (used > 0 && used + 1 + length > width) {
      lines.push(line);
      line = "";
      used = 0;
    }
    line += used > 0 ? ` ${paint(text)}` : paint(text);
    used += used > 0 ? length + 1 : length;
  };
  for (const piece of pieces) {
    const length = measure(piece.text);
    if (length <= width) put(piece.text, length, piece.paint);
    else for (const part of broken(piece, width)) put(part.text, measure(part.text), part.paint);
  }
  if (used > 0) lines.push(line);
  return lines;
}

/** Stands for a space at which a line must not end. */
const KEPT = "\u00a0";

/** Pieces of one paint as one text. */
function cutInOnePaint(pieces: readonly Piece[], width: number): string[] | undefined {
  const paint = paintOf(pieces[0]);
  if (pieces.some((piece) => paintOf(piece) !== paint)) return undefined;
  const text = pieces.map((piece) => (piece.breaks ? piece.text : piece.text.replaceAll(" ", KEPT))).join(" ");
  return cutAtSpaces(text, width)?.map((line) => paint(line.replaceAll(KEPT, " ")));
}

/** `undefined` where a word is longer than a line, or a space stands where a word should. */
function cutAtSpaces(text: string, width: number): string[] | undefined {
  if (text.includes("  ") || text.startsWith(" ") || text.endsWith(" ")) return undefined;
  const lines: string[] = [];
  let from = 0;
  while (text.length - from > width) {
    const end = text.lastIndexOf(" ", from + width);
    if (end <= from) return undefined;
    lines.push(text.slice(from, end));
    from = end + 1;
  }
  lines.push(text.slice(from));
  return lines;
}

const plain = (text: string): string => text;
const lengthOf = (text: string): number => text.length;

const separate = (piece: Piece): Piece[] =>
  piece.breaks ? piece.text.split(" ").map((text) => ({ text, paint: piece.paint })) : [piece];

/** A piece that is too long becomes its words, a word that is too long its parts. */
function broken({ text, paint }: Piece, width: number): Piece[] {
  if (columns(text) <= width) return [{ text, paint }];
  if (text.includes(" ")) return separate(words(text, paint)).flatMap((piece) => broken(piece, width));
  const parts = [""];
  let used = 0;
  for (const character of text) {
    const length = columns(character);
    if (used + length > width) {
      parts.push("");
      used = 0;
    }
    parts[parts.length - 1] += character;
    used += length;
  }
  return parts.map((part) => ({ text: part, paint }));
}

/** `text` in at most `width` columns: its middle is left out, because names differ at their ends. */
export function cut(text: string, width: number): string {
  if (columns(text) <= width) return text;
  const characters = [...text];
  const half = Math.floor((width - 1) / 2);
  return `${take(characters, half)}…${take(characters.reverse(), half, true)}`;
}

function take(characters: readonly string[], width: number, backwards = false): string {
  let taken = "";
  for (const character of characters) {
    const longer = backwards ? character + taken : taken + character;
    if (columns(longer) > width) break;
    taken = longer;
  }
  return taken;
}

export const indent = (by: number, lines: readonly string[]): string[] =>
  lines.map((line) => (line === "" ? "" : " ".repeat(by) + line));

/** SGR codes; each ends with the code that undoes it, so that paints nest. */
const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

export type Paint = Record<keyof typeof codes, (text: string) => string>;

export const painter = (colour: boolean): Paint =>
  Object.fromEntries(
    Object.entries(codes).map(([name, [on, off]]) => [
      name,
      colour ? (text: string) => `\u001b[${on}m${text}\u001b[${off}m` : plain,
    ]),
  ) as Paint;

/** How something is painted, and the columns that it may take. */
export interface Terminal {
  paint: Paint;
  width: number;
}

/** @param width columns of the terminal; lines wider than 120 are hard to read */
export const terminal = (colour: boolean, width: number): Terminal => ({
  paint: painter(colour),
  width: Math.min(Math.max(width, 40), 120),
});

/** Sections with an empty line between them; those without lines are left out. */
export function writeSections(sections: Iterable<readonly string[]>, write: (piece: string) => void): void {
  let before = "";
  for (const lines of sections) {
    if (lines.length === 0) continue;
    write(before + lines.join("\n"));
    before = "\n\n";
  }
  write("\n");
}

export function sectionsText(sections: Iterable<readonly string[]>): string {
  const pieces: string[] = [];
  writeSections(sections, (piece) => pieces.push(piece));
  return pieces.join("");
}
