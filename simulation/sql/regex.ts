import type { Characters, Piece, Regex } from "../../policies/patterns/filter/regex";

/** The expression in the words that RE2 (DuckDB) and Joni (Trino) share: classes are spelled out, so that no dialect decides what `\w` is. */
export const printRegex = ({ alternatives }: Regex): string =>
  alternatives.map((pieces) => pieces.map(printPiece).join("")).join("|");

function printPiece({ atom, least, most }: Piece): string {
  if (atom === "start") return "\\A";
  if (atom === "end") return "\\z";
  return printCharacters(atom) + printRepetition(least, most);
}

function printRepetition(least: number, most: number): string {
  if (least === 1 && most === 1) return "";
  if (most === Infinity && least < 2) return least === 0 ? "*" : "+";
  if (least === 0 && most === 1) return "?";
  return `{${least}${least === most ? "" : `,${most === Infinity ? "" : most}`}}`;
}

function printCharacters({ ascii, others }: Characters): string {
  if (others && !ascii.includes(false)) return "(?s:.)";
  const [only, ...more] = codesOf(ascii, true);
  if (!others && more.length === 0) return printCode(only);
  return others ? `[^${ranges(codesOf(ascii, false))}]` : `[${ranges([only, ...more])}]`;
}

const codesOf = (ascii: readonly boolean[], wanted: boolean): number[] =>
  ascii.flatMap((has, code) => (has === wanted ? [code] : []));

function ranges(codes: readonly number[]): string {
  const runs: [from: number, to: number][] = [];
  for (const code of codes) {
    const last = runs.at(-1);
    if (last && last[1] === code - 1) last[1] = code;
    else runs.push([code, code]);
  }
  return runs.map(([from, to]) => printCode(from) + (to > from ? `-${printCode(to)}` : "")).join("");
}

/** Letters and digits stand for themselves everywhere; whatever else may mean something is written by its code. */
function printCode(code: number): string {
  const character = String.fromCharCode(code);
  return /[A-Za-z0-9]/.test(character) ? character : `\\x${code.toString(16).padStart(2, "0")}`;
}
