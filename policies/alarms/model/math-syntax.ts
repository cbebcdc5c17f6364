import { NotUnderstood } from "./not-understood";

/** Metric math as it is written. */
export type Formula =
  | { type: "number"; value: number }
  | { type: "id"; id: string }
  | { type: "text"; text: string }
  | { type: "array"; members: Formula[] }
  | { type: "negative"; of: Formula }
  | { type: "binary"; operator: string; left: Formula; right: Formula }
  | { type: "call"; name: string; inputs: Formula[] };

const TOKEN = /\s*(?:(\d+(?:\.\d+)?|\.\d+)|([A-Za-z]\w*)|"([^"]*)"|'([^']*)'|(&&|\|\||[=!<>]=|[-+*/<>()[\],]))/y;

/** Loosest first. What binds how strongly is not documented; this is arithmetic's usual order. */
const LEVELS = [["||"], ["&&"], ["==", "!=", "<=", ">=", "<", ">"], ["+", "-"], ["*", "/"]];

const WORDS: Record<string, string> = { AND: "&&", OR: "||" };

const DEEPEST = 100;

interface Token {
  number?: string;
  word?: string;
  text?: string;
  sign?: string;
}

/**
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 * @throws NotUnderstood
 */
export function parseMath(source: string): Formula {
  const refuse = (): never => {
    throw new NotUnderstood(`what becomes of ${source} is not worked out`);
  };
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = source.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const [, number, name, double, single, sign] = TOKEN.exec(source) ?? refuse();
    const word = name !== undefined && Object.hasOwn(WORDS, name) ? undefined : name;
    tokens.push({ number, word, text: double ?? single, sign: sign ?? (word === name ? undefined : WORDS[name]) });
  }

  let at = 0;
  let depth = 0;
  const skip = (sign: string): boolean => tokens[at]?.sign === sign && at++ >= 0;
  const need = (sign: string): unknown => skip(sign) || refuse();

  const list = (end: string): Formula[] => {
    if (skip(end)) return [];
    const members = [binary(0)];
    while (skip(",")) members.push(binary(0));
    need(end);
    return members;
  };

  const binary = (level: number): Formula => {
    if (level === LEVELS.length) return unary();
    let left = binary(level + 1);
    for (;;) {
      const sign = tokens[at]?.sign;
      if (sign === undefined || !LEVELS[level].includes(sign)) return left;
      at++;
      left = { type: "binary", operator: sign, left, right: binary(level + 1) };
    }
  };

  const unary = (): Formula => {
    if (++depth > DEEPEST) refuse();
    const formula: Formula = skip("-") ? { type: "negative", of: unary() } : primary();
    depth--;
    return formula;
  };

  const primary = (): Formula => {
    const { number, word, text, sign } = tokens[at++] ?? refuse();
    if (number !== undefined) return { type: "number", value: Number(number) };
    if (text !== undefined) return { type: "text", text };
    if (word !== undefined)
      return skip("(") ? { type: "call", name: word, inputs: list(")") } : { type: "id", id: word };
    if (sign === "[") return { type: "array", members: list("]") };
    if (sign !== "(") refuse();
    const inner = binary(0);
    need(")");
    return inner;
  };

  const formula = binary(0);
  return at === tokens.length ? formula : refuse();
}
