/**
 * The three kinds of value that a resource can carry besides plain JSON. Sources translate the engine's wire forms into
 * these once; nothing downstream knows a sentinel string.
 */

/** A value that is not known before deployment, or that was never decrypted. Reading it throws {@link UnknownValue}. */
export class Unknown {
  constructor(readonly why: string = "not known before deployment") {}
}

/** The one instance for the common case. */
export const UNKNOWN = new Unknown();

/** A known value that must not be shown. Policies read through it; evidence and messages mask it. */
export class Secret {
  constructor(readonly value: unknown) {}
}

/** What a secret hides; any other value as it is. */
export const opened = (value: unknown): unknown => (value instanceof Secret ? opened(value.value) : value);

/** Thrown by reading an unknown value; the evaluation loop turns it into the verdict `unknown` for that subject alone. */
export class UnknownValue extends Error {
  readonly where: string;
  readonly why: string;

  constructor(where: string, why: string = UNKNOWN.why) {
    // An answer, and no mistake: writing down where it was thrown would take longer than finding it.
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(`${where} is ${why}`);
    Error.stackTraceLimit = limit;
    this.name = "UnknownValue";
    this.where = where;
    this.why = why;
  }
}

/** What `read` returns, or the unknown value that it came upon. */
export function attempt<T>(read: () => T): T | UnknownValue {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnknownValue) return error;
    throw error;
  }
}

/** What a property bag holds: JSON with {@link Unknown} and {@link Secret} in any place. */
export type Values = Record<string, unknown>;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is, or contains, something that a plain read must not hand out. */
export function isGuarded(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (value instanceof Unknown || value instanceof Secret) return true;
  for (const key in value) if (isGuarded((value as Values)[key])) return true;
  return false;
}

/** `value` with secrets opened and every read of an unknown throwing. Values without either are returned as they are. */
export function guard<T>(value: T, where: string): T {
  if (value instanceof Unknown) throw new UnknownValue(where, value.why);
  if (value instanceof Secret) return guard(value.value as T, where);
  return isGuarded(value) ? guarded(value, where) : value;
}

/** An object that may hold unknowns or secrets in any place, read as {@link guard} does. */
export function guarded<T>(value: T, where: string): T {
  const read = (target: object, key: string | symbol): unknown => {
    const field = Reflect.get(target, key);
    return typeof key === "symbol" || typeof field === "function"
      ? field
      : guard(field, Array.isArray(target) ? `${where}[${key}]` : `${where}.${key}`);
  };
  return new Proxy(value as object, {
    get: read,
    // Spread, Object.entries and JSON.stringify read through descriptors first; without this they would hand the marker out.
    getOwnPropertyDescriptor: (target, key) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(target, key);
      return descriptor?.configurable ? { ...descriptor, value: read(target, key) } : descriptor;
    },
  }) as T;
}

/** `value` as it may be shown to people: secrets masked, unknowns named. What has neither is shown as it is. */
export function shown(value: unknown): unknown {
  if (!isGuarded(value)) return value;
  if (value instanceof Secret) return "[secret]";
  if (value instanceof Unknown) return `[${value.why}]`;
  if (Array.isArray(value)) return value.map(shown);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, shown(field)]));
  return value;
}
