import type { AlarmState } from "./missing-data";
import { NotUnderstood } from "./not-understood";

/** The rule of a composite alarm. */
export type Rule =
  | { type: "constant"; value: boolean }
  | { type: "state"; state: AlarmState; alarm: string }
  | { type: "not"; of: Rule }
  | { type: "and" | "or"; of: Rule[] }
  | {
      type: "at-least";
      threshold: number;
      /** Whether the threshold is a share of the alarms, of 100. */
      percent: boolean;
      state: AlarmState;
      /** Whether the alarms must not be in the state. */
      negated: boolean;
      alarms: string[];
    };

const TOKEN = /\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([(),])|([^\s"'(),]+))/y;

const STATES: readonly string[] = ["ALARM", "OK", "INSUFFICIENT_DATA"];
const isState = (word?: string): word is AlarmState => word !== undefined && STATES.includes(word);

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
const LONGEST = 10_240;
const DEEPEST = 100;

/**
 * NOT binds more strongly than AND, and AND than OR: the documentation shows brackets wherever it matters.
 * @throws NotUnderstood
 */
export function parseRule(source: string): Rule {
  const refuse = (): never => {
    throw new NotUnderstood(`the rule ${source.length > 100 ? `${source.slice(0, 100)}…` : source} cannot be read`);
  };
  if (source.length > LONGEST) refuse();
  const tokens: { word?: string; sign?: string; quoted?: string }[] = [];
  TOKEN.lastIndex = 0;
  const end = source.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const [, double, single, sign, word] = TOKEN.exec(source) ?? refuse();
    tokens.push({ quoted: double?.replace(/\\(.)/g, "$1") ?? single, sign, word });
  }

  let at = 0;
  let depth = 0;
  const skip = (sign: string): boolean => tokens[at]?.sign === sign && at++ >= 0;
  const skipWord = (word: string): boolean => tokens[at]?.word === word && at++ >= 0;
  const need = (sign: string): unknown => skip(sign) || refuse();
  const alarm = (): string => {
    const { quoted, word } = tokens[at++] ?? refuse();
    return quoted ?? word ?? refuse();
  };

  const chain = (type: "and" | "or", word: string, operand: () => Rule): Rule => {
    const of = [operand()];
    while (skipWord(word)) of.push(operand());
    return of.length === 1 ? of[0] : { type, of };
  };
  const either = (): Rule => chain("or", "OR", both);
  const both = (): Rule => chain("and", "AND", single);

  const single = (): Rule => {
    if (++depth > DEEPEST) refuse();
    const rule: Rule = skipWord("NOT") ? { type: "not", of: single() } : primary();
    depth--;
    return rule;
  };

  const primary = (): Rule => {
    const { word, sign } = tokens[at++] ?? refuse();
    if (sign === "(") {
      const inner = either();
      need(")");
      return inner;
    }
    if (word === "TRUE" || word === "FALSE") return { type: "constant", value: word === "TRUE" };
    need("(");
    if (word === "AT_LEAST") return atLeast();
    const state = isState(word) ? word : refuse();
    const name = alarm();
    need(")");
    return { type: "state", state, alarm: name };
  };

  const atLeast = (): Rule => {
    const [, threshold, percent] = /^(\d+)(%?)$/.exec(tokens[at++]?.word ?? "") ?? refuse();
    need(",");
    const negated = skipWord("NOT");
    const word = tokens[at++]?.word;
    const state = isState(word) ? word : refuse();
    need(",");
    need("(");
    const alarms = [alarm()];
    while (skip(",")) alarms.push(alarm());
    need(")");
    need(")");
    return { type: "at-least", threshold: Number(threshold), percent: percent === "%", state, negated, alarms };
  };

  const rule = either();
  return at === tokens.length ? rule : refuse();
}
