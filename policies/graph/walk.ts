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
  if (secret && typeof value === "string")
    for (const part of [value, ...value.split(/[\s"'{}()[\],;=!<>|&]+/)]) if (part !== "") into.push(part);
  if (typeof value !== "object" || value === null) return;
  if (value instanceof Secret) collectSecrets(value.value, true, into);
  else for (const key in value) collectSecrets((value as Values)[key], secret, into);
}
