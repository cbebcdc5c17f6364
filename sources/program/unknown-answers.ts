/** How many elements stand in for those of an unknown list. */
export const ELEMENTS = 3;

/** Answers of functions (`aws.ec2.getAmi`) that nobody knows. */
export interface UnknownAnswers {
  /** @param returned fields that are known all the same */
  answer(token: string, returned?: Record<string, unknown>): unknown;
  isAnswer(value: object): boolean;
}

/**
 * Makes answers that are unknown through and through: each field, each element, each text made of one. The SDK alone would make
 * absent fields of it, which the program would silently pass on; and a list without elements would pass for one that was written
 * empty. Put as text into the program, so it may use nothing but its parameters.
 *
 * @param options.elements how many an unknown list has where a program goes through it
 * @param note tells, once for each function, that the program counts or goes through what is not known
 */
export function unknownAnswers(
  { unknownText, elements }: { unknownText: string; elements: number },
  note: (entry: object) => void,
): UnknownAnswers {
  type Call = (...given: unknown[]) => unknown;
  const walked = new Set<string>();
  const methods = new Set(
    (
      "map filter slice forEach find findIndex some every join includes indexOf concat reduce sort flatMap " +
      "split replace replaceAll startsWith endsWith toLowerCase toUpperCase trim substring match at"
    ).split(" "),
  );
  // What a program makes of each element is seen in these; what the others decide nobody knows.
  const walks = new Set(["map", "flatMap", "forEach"]);
  const answers = new WeakSet<object>();
  const answer = (token: string, returned: Record<string, unknown> = {}, number = NaN): unknown => {
    const walk = (): void => {
      if (!walked.has(token)) note({ walked: token });
      walked.add(token);
    };
    // The fields of the answer know nothing of its arguments.
    const inside: unknown = Object.keys(returned).length > 0 ? answer(token) : undefined;
    const list = (): unknown[] => Array<unknown>(elements).fill(inside ?? unknown);
    const unknown: unknown = new Proxy(Object.create(null) as object, {
      get(_, key) {
        if (key === "__pulumiUnknown") return true;
        if (key === Symbol.toPrimitive) return (hint: string) => (hint === "number" ? number : unknownText);
        if (key === Symbol.iterator) return () => (walk(), list()[Symbol.iterator]());
        if (typeof key === "symbol" || key === "then" || key === "constructor" || key.startsWith("__"))
          return undefined;
        if (/^[0-9a-f]{32}$/.test(key)) return undefined;
        if (key === "toString" || key === "toJSON" || key === "valueOf") return () => unknownText;
        if (Object.hasOwn(returned, key)) return returned[key];
        if (walks.has(key) && elements > 0)
          return (...given: unknown[]) => (walk(), (list() as unknown as Record<string, Call>)[key](...given));
        if (methods.has(key)) return () => (walk(), unknown);
        if (key !== "length") return inside ?? unknown;
        walk();
        // As a limit of a loop it is a number, as a setting of a resource it is not known.
        return elements > 0 ? answer(token, {}, elements) : (inside ?? unknown);
      },
    });
    answers.add(unknown as object);
    return unknown;
  };
  // The marker begins with digits.
  for (const name of ["parseInt", "parseFloat"] as const) {
    const original = globalThis[name] as Call;
    globalThis[name] = Number[name] = (text: unknown, ...rest: unknown[]) =>
      original(String(text).includes(unknownText) ? "" : text, ...rest) as number;
  }
  const parse = JSON.parse;
  JSON.parse = (text, reviver) =>
    typeof text === "object" && answers.has(text) ? (text as unknown) : (parse(text, reviver) as unknown);
  return { answer, isAnswer: (value) => answers.has(value) };
}
