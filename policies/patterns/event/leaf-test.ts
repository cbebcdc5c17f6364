import { contains, parseRange } from "../../iam/addresses";
import type { Bound, Matcher, TextOperator } from "./ast";
import { wildcardTest } from "./wildcard";

/** Whether a leaf of the event (a text, a number, true, false or null) passes. */
export type LeafTest = (leaf: unknown) => boolean;

/** Whether one of the matchers takes the leaf. `exists: false` takes none: it is about leaves that are not there. */
export function leafTest(matchers: readonly Matcher[]): LeafTest {
  const plain = new Set(matchers.flatMap((matcher) => (isPlain(matcher) ? [matcher.value] : [])));
  const others = matchers.filter((matcher) => !isPlain(matcher)).map(test);
  if (others.length === 0 && plain.size === 1) {
    const [only] = plain;
    return (leaf) => leaf === only;
  }
  if (others.length === 0) return (leaf) => plain.has(leaf as string);
  if (plain.size === 0 && others.length === 1) return others[0];
  return (leaf) => plain.has(leaf as string) || others.some((other) => other(leaf));
}

function isPlain(matcher: Matcher): matcher is Matcher & { op: "equals" } {
  return matcher.op === "equals" && (typeof matcher.value !== "string" || !parseRange(matcher.value));
}

function test(matcher: Matcher): LeafTest {
  switch (matcher.op) {
    case "equals":
      return addressTest(matcher.value as string);
    case "exactly":
      return ifText((leaf) => leaf === matcher.text);
    case "prefix":
    case "suffix":
      return ifText(affixTest(matcher.op, matcher.text, matcher.ignoreCase));
    case "equals-ignore-case":
    case "wildcard":
      return ifText(textTest(matcher.op, matcher.text));
    case "numeric":
      return (leaf) => typeof leaf === "number" && matcher.bounds.every((bound) => within(bound, leaf));
    case "cidr":
      return ifText((leaf) => {
        const address = parseAddress(leaf);
        return address !== undefined && contains(matcher.range, address);
      });
    case "exists":
      return () => matcher.exists;
    case "anything-but": {
      if (!("but" in matcher)) return (leaf) => !matcher.values.includes(leaf as string);
      const excluded = matcher.texts.map((text) => textTest(matcher.but, text));
      // Numbers, true, false and null are anything but any text.
      return (leaf) => typeof leaf !== "string" || !excluded.some((takes) => takes(leaf));
    }
  }
}

/** A value that is an address is compared as one: `::1` is `0:0:0:0:0:0:0:1`. */
function addressTest(text: string): LeafTest {
  const wanted = parseRange(text);
  return ifText((leaf) => {
    if (leaf === text) return true;
    const address = parseAddress(leaf);
    return address !== undefined && wanted !== undefined && contains(wanted, address);
  });
}

function parseAddress(text: string) {
  return text.includes("/") ? undefined : parseRange(text);
}

function ifText(takes: (leaf: string) => boolean): LeafTest {
  return (leaf) => typeof leaf === "string" && takes(leaf);
}

function textTest(operator: TextOperator, text: string): (leaf: string) => boolean {
  if (operator === "wildcard") return wildcardTest(text);
  if (operator !== "equals-ignore-case") return affixTest(operator, text, false);
  const wanted = fold(text);
  return (leaf) => fold(leaf) === wanted;
}

function affixTest(operator: "prefix" | "suffix", text: string, ignoreCase: boolean): (leaf: string) => boolean {
  if (!ignoreCase) return operator === "prefix" ? (leaf) => leaf.startsWith(text) : (leaf) => leaf.endsWith(text);
  const wanted = fold(text);
  return operator === "prefix" ? (leaf) => fold(leaf).startsWith(wanted) : (leaf) => fold(leaf).endsWith(wanted);
}

/** Two ways, because some letters have no counterpart in one of them: ß becomes SS becomes ss. */
function fold(text: string): string {
  return text.toUpperCase().toLowerCase();
}

function within({ operator, number }: Bound, leaf: number): boolean {
  switch (operator) {
    case "=":
      return leaf === number;
    case "<":
      return leaf < number;
    case "<=":
      return leaf <= number;
    case ">":
      return leaf > number;
    case ">=":
      return leaf >= number;
  }
}
