/** What one field must be for a pattern to match: one of these texts, or `undefined` where the pattern does not say. */
export type Needs = ReadonlySet<string> | undefined;

export function bothNeed(left: Needs, right: Needs): Needs {
  if (!left || !right) return left ?? right;
  return new Set([...left].filter((text) => right.has(text)));
}

export function eitherNeeds(left: Needs, right: Needs): Needs {
  return left && right && new Set([...left, ...right]);
}
