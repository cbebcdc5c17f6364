import type { LogEntry } from "./snapshot";

/** How many different messages of one severity are kept, and how much of each, in characters. */
const MESSAGES = 200;
const LENGTH = 4_000;

/** What a program and its SDK logged: each message once, with how often it came. */
export class Log {
  readonly #entries = new Map<string, LogEntry>();
  readonly #secrets: Set<string>;

  /** @param secrets what no message may show */
  constructor(secrets: readonly string[] = []) {
    this.#secrets = new Set(secrets);
  }

  /** What turns out to be a secret is masked in earlier messages, too. */
  hide(secrets: readonly string[]): void {
    for (const secret of secrets) this.#secrets.add(secret);
  }

  add(severity: LogEntry["severity"], text: string, urn?: string): void {
    // More than is shown, so that no secret is cut in two before it is masked.
    const message = text.slice(0, 4 * LENGTH);
    const key = `${severity} ${message}`;
    const known = this.#entries.get(key);
    if (known) known.times++;
    else if ([...this.#entries.values()].filter((entry) => entry.severity === severity).length < MESSAGES)
      this.#entries.set(key, { severity, message, times: 1, ...(urn ? { urn } : {}) });
  }

  get entries(): LogEntry[] {
    return [...this.#entries.values()].map((entry) => ({
      ...entry,
      message: this.mask(entry.message).slice(0, LENGTH),
    }));
  }

  /** A text without the secrets, a longer one before one that it holds. */
  mask(text: string): string {
    const secrets = [...this.#secrets].sort((a, b) => b.length - a.length);
    return secrets.reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), text);
  }
}
