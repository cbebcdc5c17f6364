import type { Configuration } from "./configuration";

/** Anything shorter would mask ordinary words as well. */
const SHORTEST = 4;

/** Environment variables that are let through to the program are no secrets as such (`AWS_REGION`). */
const SECRET_NAME = /secret|token|passw|key|credential/i;

/** Configuration that is a secret by its name, whether or not it is marked as one. */
const SECRET_SETTING = /(secret|token|passw(or)?d|passphrase|credentials?|(api|private|access)[-_]?key)$/i;

/**
 * The secrets that a program is given in plain text; encrypted ones never reach it.
 *
 * @param madeUp keys that hold a placeholder
 */
export function secretsGiven(
  { values, secretKeys }: Configuration,
  madeUp: readonly string[],
  passEnv: readonly string[],
  environment: NodeJS.ProcessEnv,
): string[] {
  const configured = Object.keys(values).filter((key) => secretKeys.includes(key) || SECRET_SETTING.test(key));
  const passed = passEnv.filter((name) => SECRET_NAME.test(name)).map((name) => environment[name]);
  return [...configured.filter((key) => !madeUp.includes(key)).map((key) => values[key]), ...passed].flatMap(textsOf);
}

/** A secret as it may be shown: as a whole, and each text in one that is made of several. */
export function textsOf(secret: string | undefined): string[] {
  const texts = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === "string") texts.add(value);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(visit);
  };
  visit(secret);
  try {
    visit(JSON.parse(secret ?? ""));
  } catch {
    // It is no JSON.
  }
  return [...texts].filter((text) => text.length >= SHORTEST);
}
