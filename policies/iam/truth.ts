/** Why a question about a policy document has no certain answer. */
export class Doubt {
  constructor(readonly why: string) {}
}

/** A certain yes, a certain no, or a doubt. A doubt never counts as either. */
export type Truth = boolean | Doubt;

export function not(truth: Truth): Truth {
  return truth instanceof Doubt ? truth : !truth;
}

/** Whether all parts hold: one certain no decides, whatever else is in doubt. */
export function all<T>(parts: readonly T[], holds: (part: T, at: number) => Truth): Truth {
  let doubt: Doubt | undefined;
  for (let at = 0; at < parts.length; at++) {
    const truth = holds(parts[at], at);
    if (truth === false) return false;
    if (truth instanceof Doubt) doubt ??= truth;
  }
  return doubt ?? true;
}

/** Whether any part holds: one certain yes decides, whatever else is in doubt. */
export function any<T>(parts: readonly T[], holds: (part: T) => Truth): Truth {
  let doubt: Doubt | undefined;
  for (let at = 0; at < parts.length; at++) {
    const truth = holds(parts[at]);
    if (truth === true) return true;
    if (truth instanceof Doubt) doubt ??= truth;
  }
  return doubt ?? false;
}
