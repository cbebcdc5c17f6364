import type { Branch, Matcher } from "./ast";
import { literalsOf } from "./wildcard";

/**
 * EventBridge refuses wildcards of which too many beginnings can match one text. It publishes no number. Rules that it
 * refused ("Rule is too complex") come to 16 here and those it took to 8; emulators stop at 10.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-wildcard-matching
 */
export const MOST_COMPLEX = 10;

/** The complexity of the wildcards of the field that has most of it. */
export function complexity(branches: readonly Branch[]): number {
  const byPath = new Map<string, Set<string>>();
  for (const branch of branches)
    for (const [path, matchers] of branch) {
      const texts = byPath.get(path) ?? new Set<string>();
      for (const text of matchers.flatMap(wildcardsOf)) texts.add(text);
      byPath.set(path, texts);
    }
  const sums = [...byPath.values()].map((texts) => [...texts].reduce((sum, text) => sum + wildcardComplexity(text), 0));
  return Math.max(0, ...sums);
}

function wildcardsOf(matcher: Matcher): readonly string[] {
  if (matcher.op === "wildcard") return [matcher.text];
  return matcher.op === "anything-but" && "but" in matcher && matcher.but === "wildcard" ? matcher.texts : [];
}

/** A letter, or `null` for the wildcard. */
type Token = string | null;

/** How many beginnings of the pattern, quotes included as event-ruler has them, one text can match at most. */
function wildcardComplexity(text: string): number {
  const [first, ...rest] = literalsOf(text).map((literal): Token[] => [...literal]);
  return worst(['"', ...first, ...rest.flatMap((literal) => [null, ...literal]), '"']);
}

function worst(tokens: readonly Token[]): number {
  const letters = new Set(tokens);
  let most = 0;
  const seen = new Set<string>();
  const pending: number[][] = [[0]];
  for (let active = pending.pop(); active && most <= MOST_COMPLEX; active = pending.pop()) {
    for (const letter of letters) {
      const next = step(tokens, active, letter);
      most = Math.max(most, next.length);
      const key = next.join();
      if (next.length > 0 && !seen.has(key)) {
        seen.add(key);
        pending.push(next);
      }
    }
  }
  return most;
}

/** The beginnings, by length, that match after one more letter; `null` is a letter that the pattern does not have. */
function step(tokens: readonly Token[], active: readonly number[], letter: Token): number[] {
  const next = new Set<number>();
  const enter = (length: number) => {
    next.add(length);
    if (tokens[length] === null) next.add(length + 1);
  };
  for (const length of active) {
    if (tokens[length - 1] === null) enter(length);
    if (letter !== null && tokens[length] === letter) enter(length + 1);
  }
  return [...next].sort((left, right) => left - right);
}
