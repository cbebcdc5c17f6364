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

/** A piece of a line that stays together where it fits, and how it is painted. */
export interface Piece {
  text: string;
  paint?: (text: string) => string;
}

export const words = (text: string, paint?: Piece["paint"]): Piece[] =>
  text.split(" ").map((word) => ({ text: word, paint }));

/** `a · b · c`, to be broken before a dot only. */
export const dotted = (pieces: readonly Piece[]): Piece[] =>
  pieces.map(({ text, paint }, i) => ({ text: i === 0 ? text : `· ${text}`, paint }));

const painted = ({ text, paint = plain }: Piece): string => paint(text);

/** Lines of at most `width` columns; a piece that is longer than a line is broken wherever it has to be. */
export function flow(pieces: readonly Piece[], width: number): string[] {
  const whole = pieces.map(({ text }) => text).join(" ");
  const measure = narrow.test(whole) ? lengthOf : columns;
  if (pieces[0]?.text && measure(whole) <= width) return [pieces.map(painted).join(" ")];
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

/** The words of one text in lines. */
export function wrap(text: string, width: number, paint: Piece["paint"] = plain): string[] {
  const isNarrow = narrow.test(text);
  if ((isNarrow ? text.length : columns(text)) <= width) return [paint(text)];
  const lines = isNarrow ? cutAtSpaces(text, width) : undefined;
  return lines ? lines.map((line) => paint(line)) : flow(words(text, paint), width);
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

/** A piece that is too long becomes its words, a word that is too long its parts. */
function broken({ text, paint }: Piece, width: number): Piece[] {
  if (columns(text) <= width) return [{ text, paint }];
  if (text.includes(" ")) return words(text, paint).flatMap((piece) => broken(piece, width));
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
      (text: string) => (colour ? `\u001b[${on}m${text}\u001b[${off}m` : text),
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
