import type { Configuration } from "./configuration";

/** Anything shorter would mask ordinary words as well. */
const SHORTEST = 4;

/** Environment variables that are let through to the program are no secrets as such (`AWS_REGION`). */
const SECRET_NAME = /secret|token|passw|key|credential/i;

/** The secrets that a program is given in plain text; encrypted ones never reach it. */
export function secretsGiven(
  { values, secretKeys, encrypted, undefinedKeys }: Configuration,
  passEnv: readonly string[],
  environment: NodeJS.ProcessEnv,
): string[] {
  const madeUp = new Set([...encrypted, ...undefinedKeys]);
  const configured = secretKeys.filter((key) => !madeUp.has(key)).map((key) => values[key]);
  const passed = passEnv.filter((name) => SECRET_NAME.test(name)).map((name) => environment[name]);
  return [...configured, ...passed].filter((text): text is string => text !== undefined && text.length >= SHORTEST);
}
