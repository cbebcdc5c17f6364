import type { Reader } from "./reader";

/**
 * What AWS reads between two percent signs: no brackets for groups, no look-around, nothing beyond ASCII.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#regex-expressions
 */
export interface Regex {
  source: string;
  alternatives: readonly (readonly Piece[])[];
}

export interface Piece {
  atom: Characters | "start" | "end";
  least: number;
  /** Infinity where there is no upper bound. */
  most: number;
}

/** Which characters one place takes. */
export interface Characters {
  ascii: readonly boolean[];
  /** Whether it takes the characters beyond ASCII. */
  others: boolean;
}

/** The guide names no bound; RE2 stops at 1,000. Only a bound on all of them keeps the matcher small. */
const MOST_REPETITIONS = 1000;
const MOST_PLACES = 2000;

const SYMBOLS = "a letter, a digit, one of : _ # = @ / ; , - or an operator (^ $ ? [ ] { } | \\ * + .)";
/** The blank is not among the listed symbols, but the guide's own example has one: `^shutting down`. */
const LITERAL = /[A-Za-z0-9:_#=@/;,\- ]/;

/** Reads `%…%`, both signs included. */
export function readRegex(reader: Reader): Regex {
  const start = reader.at;
  reader.expect("%");
  const alternatives: Piece[][] = [[]];
  while (!reader.accept("%")) {
    if (reader.done) reader.fail('a closing "%"');
    if (reader.accept("|")) alternatives.push([]);
    else alternatives[alternatives.length - 1].push(readPiece(reader));
  }
  const source = reader.text.slice(start + 1, reader.at - 1);
  if (source === "") reader.fail("a regular expression between the percent signs", start + 1);
  const places = alternatives.flat().reduce((sum, { least, most }) => sum + (most === Infinity ? least + 1 : most), 0);
  if (places > MOST_PLACES) reader.fail(`a regular expression with at most ${MOST_PLACES} repetitions in all`, start);
  return { source, alternatives };
}

function readPiece(reader: Reader): Piece {
  if (reader.accept("^")) return { atom: "start", least: 1, most: 1 };
  if (reader.accept("$")) return { atom: "end", least: 1, most: 1 };
  const atom = readAtom(reader);
  const [least, most] = readRepetition(reader);
  // A reluctant `*?` takes less, which makes no difference to whether there is a match.
  if (least !== most) reader.accept("?");
  if (/[*+?]/.test(reader.next)) reader.fail("something to repeat before it");
  return { atom, least, most };
}

function readRepetition(reader: Reader): [least: number, most: number] {
  if (reader.accept("*")) return [0, Infinity];
  if (reader.accept("+")) return [1, Infinity];
  if (reader.accept("?")) return [0, 1];
  const start = reader.at;
  if (!reader.accept("{")) return [1, 1];
  const least = reader.match(/\d+/y);
  const comma = reader.match(/\s*,\s*/y);
  const most = comma === undefined ? least : reader.match(/\d+/y);
  if (least === undefined && most === undefined) reader.fail("a number of repetitions");
  reader.expect("}", 'a closing "}"');
  const bounds: [number, number] = [Number(least ?? 0), most === undefined ? Infinity : Number(most)];
  if (bounds[0] > bounds[1]) reader.fail("a lower bound that is not above the upper one", start);
  for (const bound of bounds)
    if (bound !== Infinity && bound > MOST_REPETITIONS) reader.fail(`at most ${MOST_REPETITIONS} repetitions`, start);
  return bounds;
}

function readAtom(reader: Reader): Characters {
  if (reader.accept(".")) return ANY;
  if (reader.accept("[")) return readClass(reader);
  if (reader.accept("\\")) return readEscape(reader);
  if (/[*+?{]/.test(reader.next)) reader.fail("something to repeat before it");
  // A closing bracket that closes nothing stands for itself, as in the dialects that AWS's subset is taken from.
  if (reader.next === "]" || reader.next === "}" || LITERAL.test(reader.next)) return only(take(reader));
  return reader.fail(SYMBOLS);
}

function take(reader: Reader): number {
  return reader.text.charCodeAt(reader.at++);
}

const DIGITS = characters((code) => code >= 48 && code <= 57);
const WORD = characters((code) => /\w/.test(String.fromCharCode(code)));
/** The guide names tab, blank and newline; the carriage return is taken along. */
const BLANKS = characters((code) => code === 9 || code === 10 || code === 13 || code === 32);
const ANY = characters(() => true, true);
const NAMED: Record<string, Characters> = {
  d: DIGITS,
  D: inverse(DIGITS),
  w: WORD,
  W: inverse(WORD),
  s: BLANKS,
  S: inverse(BLANKS),
  t: only(9),
  n: only(10),
};

/** After the backslash. */
function readEscape(reader: Reader): Characters {
  const hexadecimal = reader.match(/x[0-9A-Fa-f]{2}/y);
  if (hexadecimal !== undefined) {
    const code = parseInt(hexadecimal.slice(1), 16);
    if (code > 127) reader.fail("a code of ASCII, 00 to 7F", reader.at - 2);
    return only(code);
  }
  const named = NAMED[reader.next];
  if (named) {
    reader.at++;
    return named;
  }
  // `\(` is refused like `(`: https://github.com/ministryofjustice/modernisation-platform-environments/pull/5137
  if (!/[\^$?[\]{}|\\*+.:_#=@/;,-]/.test(reader.next))
    reader.fail("d, D, s, S, w, W, x and two hexadecimal digits, an operator or a listed symbol after the backslash");
  return only(take(reader));
}

/** After the opening bracket. */
function readClass(reader: Reader): Characters {
  const start = reader.at - 1;
  const inverted = reader.accept("^");
  const ascii = Array<boolean>(128).fill(false);
  let others = false;
  const add = (taken: Characters) => {
    taken.ascii.forEach((has, code) => (ascii[code] ||= has));
    others ||= taken.others;
  };
  for (let first = true; first || reader.next !== "]"; first = false) {
    if (reader.done || reader.next === "%") reader.fail('a closing "]"');
    if (first && reader.next === "]") reader.fail("a character of the class");
    const place = reader.at;
    const taken = readClassMember(reader);
    const low = single(taken);
    if (low === undefined || !reader.match(/-(?!\])/y)) {
      add(taken);
      continue;
    }
    const high = single(readClassMember(reader));
    if (high === undefined || high < low) reader.fail("a range from a lower character to a higher one", place);
    add(characters((code) => code >= low && code <= high));
  }
  reader.expect("]");
  if (!others && !ascii.includes(true)) reader.fail("a character of the class", start + 1);
  const all = { ascii, others };
  return inverted ? inverse(all) : all;
}

function readClassMember(reader: Reader): Characters {
  if (reader.accept("\\")) return readEscape(reader);
  if (LITERAL.test(reader.next) || /[\^$?[{}|*+.]/.test(reader.next)) return only(take(reader));
  return reader.fail(SYMBOLS);
}

function single({ ascii, others }: Characters): number | undefined {
  const code = ascii.indexOf(true);
  return others || code !== ascii.lastIndexOf(true) || code < 0 ? undefined : code;
}

function only(code: number): Characters {
  return characters((each) => each === code);
}

function inverse({ ascii, others }: Characters): Characters {
  return { ascii: ascii.map((has) => !has), others: !others };
}

function characters(has: (code: number) => boolean, others = false): Characters {
  return { ascii: Array.from({ length: 128 }, (_, code) => has(code)), others };
}
