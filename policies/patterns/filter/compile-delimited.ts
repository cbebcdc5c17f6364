import type { Comparison, DelimitedPattern } from "./ast";
import { numberTest, textTest } from "./comparison";
import { every, isJunction, some, type Expression, type Test } from "./expression";
import { fieldTexts, isNamed } from "./line";

/** Whether a line matches. */
export function compileDelimitedPattern(pattern: DelimitedPattern): Test<string> {
  const tests = pattern.fields.filter(isNamed).map(({ condition }) => condition && compile(condition));
  return (line) => {
    const texts = fieldTexts(pattern, line);
    return texts !== undefined && tests.every((test, index) => !test || test(texts[index]));
  };
}

function compile(condition: Expression<Comparison>): Test<string> {
  if (!isJunction(condition)) return compileCondition(condition);
  return (condition.join === "&&" ? every : some)(condition.of.map(compile));
}

/** All fields of a line are texts; where the pattern has a number, a field that is written like one is one. */
export function compileCondition({ operator, value }: Comparison): Test<string> {
  if (value.type === "number") {
    const holds = numberTest(operator, value.number);
    const test: Test<string> = (found) => found.trim() !== "" && holds(Number(found));
    return operator === "!=" ? (found) => !test(found) : test;
  }
  const equal = textTest(value);
  return operator === "!=" ? (found) => !equal(found) : equal;
}
