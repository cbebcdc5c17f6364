/**
 * Tells which environment variables the program asks for in vain. Written out as text and run inside the program, so it may use
 * nothing but its parameters.
 *
 * @param isUsers whether a file is the user's own
 */
export function tellEnvironment(isUsers: (file: string) => boolean, note: (entry: object) => void): void {
  const asked = new Set<string | symbol>();
  const ask = (name: string | symbol): void => {
    if (typeof name === "symbol" || asked.has(name)) return;
    asked.add(name);
    const prepare = Error.prepareStackTrace;
    Error.prepareStackTrace = (_, frames) => frames;
    try {
      // Behind this function and the one that calls it.
      const asker = (new Error().stack as unknown as NodeJS.CallSite[] | undefined)?.[2];
      note({ variable: name, own: isUsers(asker?.getFileName() ?? "node:") });
    } finally {
      Error.prepareStackTrace = prepare;
    }
  };
  process.env = new Proxy(process.env, {
    get(variables, name) {
      if (!(name in variables)) ask(name);
      return Reflect.get(variables, name) as string | undefined;
    },
    has(variables, name) {
      if (!(name in variables)) ask(name);
      return name in variables;
    },
    // Without this the assignment would define a property, which the environment refuses.
    set: (variables, name, value) => Reflect.set(variables, name, value),
  });
}
