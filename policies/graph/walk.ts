import { isRecord, Secret, Unknown, type Values } from "./value";

/** Every value that a path reaches; lists are walked through. */
export function valuesAt(value: unknown, path: readonly string[], step = 0, into: unknown[] = []): unknown[] {
  if (value instanceof Secret) valuesAt(value.value, path, step, into);
  else if (value instanceof Unknown) into.push(value);
  else if (Array.isArray(value)) for (const element of value) valuesAt(element, path, step, into);
  else if (step === path.length) into.push(value);
  else if (isRecord(value)) valuesAt((value as Values)[path[step]], path, step + 1, into);
  return into;
}

/** Gathers the texts and numbers inside of secrets. */
export function collectSecrets(value: unknown, secret: boolean, into: (string | number)[]): void {
  if (secret && typeof value === "number") into.push(value);
  if (secret && typeof value === "string" && value !== "") into.push(value, ...tellingParts(value));
  if (typeof value !== "object" || value === null) return;
  if (value instanceof Secret) collectSecrets(value.value, true, into);
  else if (secret && isTextAsset(value)) into.push(value.text);
  else for (const key in value) collectSecrets((value as Values)[key], secret, into);
}

/**
 * The words of a secret document, and the texts of several words in it, which a message may quote alone. A word in small letters
 * may be in any sentence, and is told by its quotes.
 */
function tellingParts(text: string): string[] {
  const texts = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, quoted]) => quoted);
  const parts = new Set([...text.split(/[\s"'{}()[\],;=!<>|&]+/), ...texts.filter((quoted) => /\w\s+\w/.test(quoted))]);
  return [...parts]
    .filter((part) => part !== "" && part !== text)
    .map((part) => (/^[a-z]{4,15}$/.test(part) ? `"${part}"` : part));
}

/** What a function of the program was written out to, which holds the secrets that it uses; no policy quotes code. */
const isTextAsset = (value: object): value is { text: string } =>
  Object.keys(value).length === 1 && "text" in value && typeof value.text === "string";
