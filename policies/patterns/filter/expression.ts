import { allOf, anyOf, type Explanation } from "../explanation";
import type { Reader } from "./reader";

/** Clauses joined by `&&` and `||`. */
export type Expression<C> = C | Junction<C>;

export interface Junction<C> {
  join: "&&" | "||";
  of: readonly Expression<C>[];
}

export function isJunction<C extends object>(expression: Expression<C>): expression is Junction<C> {
  return "join" in expression;
}

/**
 * Brackets first, then `&&`, then `||`.
 *
 * @param readClause reads one clause at the reader's place
 */
export function readExpression<C extends object>(reader: Reader, readClause: (reader: Reader) => C): Expression<C> {
  const readFactor = (): Expression<C> => {
    reader.skipBlanks();
    if (!reader.accept("(")) return readClause(reader);
    const inner = readExpression(reader, readClause);
    reader.expect(")", '&&, || or ")"');
    return inner;
  };
  const readList = (join: "&&" | "||", readPart: () => Expression<C>): Expression<C> => {
    const parts = [readPart()];
    for (reader.skipBlanks(); reader.accept(join); reader.skipBlanks()) parts.push(readPart());
    return joined(join, parts);
  };
  return readList("||", () => readList("&&", readFactor));
}

function joined<C extends object>(join: "&&" | "||", parts: readonly Expression<C>[]): Expression<C> {
  if (parts.length === 1) return parts[0];
  return { join, of: parts.flatMap((part) => (isJunction(part) && part.join === join ? part.of : [part])) };
}

export function printExpression<C extends object>(
  expression: Expression<C>,
  printClause: (clause: C) => string,
): string {
  if (!isJunction(expression)) return printClause(expression);
  const printPart = (part: Expression<C>): string => {
    const text = printExpression(part, printClause);
    return expression.join === "&&" && isJunction(part) ? `(${text})` : text;
  };
  return expression.of.map(printPart).join(` ${expression.join} `);
}

export function clausesOf<C extends object>(expression: Expression<C>): C[] {
  return isJunction(expression) ? expression.of.flatMap(clausesOf) : [expression];
}

export function explainExpression<C extends object>(
  expression: Expression<C>,
  explainClause: (clause: C) => Explanation,
): Explanation {
  if (!isJunction(expression)) return explainClause(expression);
  const parts = expression.of.map((part) => explainExpression(part, explainClause));
  return expression.join === "&&" ? allOf(parts) : anyOf(parts);
}

export type Test<T> = (subject: T) => boolean;

export function every<T>(tests: readonly Test<T>[]): Test<T> {
  const [first, second, third] = tests;
  if (tests.length === 1) return first;
  if (tests.length === 2) return (subject) => first(subject) && second(subject);
  if (tests.length === 3) return (subject) => first(subject) && second(subject) && third(subject);
  return (subject) => {
    for (const test of tests) if (!test(subject)) return false;
    return true;
  };
}

export function some<T>(tests: readonly Test<T>[]): Test<T> {
  const [first, second, third] = tests;
  if (tests.length === 1) return first;
  if (tests.length === 2) return (subject) => first(subject) || second(subject);
  if (tests.length === 3) return (subject) => first(subject) || second(subject) || third(subject);
  return (subject) => {
    for (const test of tests) if (test(subject)) return true;
    return false;
  };
}
