/** What EventBridge says against a text with wildcards, if anything. */
export function wildcardProblem(text: string): string | undefined {
  if (/\\(?![*\\])/.test(text.replace(/\\[*\\]/g, ""))) return "a backslash only before a star or a backslash";
  return /\*\*/.test(text.replace(/\\[*\\]/g, "_")) ? "no two wildcards in a row" : undefined;
}

/** The literal texts between the wildcards; a backslash takes a star's or a backslash's meaning away. */
export function literalsOf(text: string): string[] {
  const literals = [""];
  for (const token of text.match(/\\[*\\]|[^]/g) ?? []) {
    if (token === "*") literals.push("");
    else literals[literals.length - 1] += token.length === 2 ? token[1] : token;
  }
  return literals;
}

/** Whether a text has the literals in their order, the first at its start and the last at its end. */
export function wildcardTest(text: string): (value: string) => boolean {
  const literals = literalsOf(text);
  const [first] = literals;
  if (literals.length === 1) return (value) => value === first;
  const last = literals[literals.length - 1];
  const between = literals.slice(1, -1);
  return (value) => {
    const end = value.length - last.length;
    if (!value.startsWith(first) || !value.endsWith(last)) return false;
    // The earliest place for each literal leaves most room for the next; no way ever has to be taken back.
    let at = first.length;
    for (const literal of between) {
      const found = value.indexOf(literal, at);
      if (found < 0) return false;
      at = found + literal.length;
    }
    return at <= end;
  };
}
