import type { LogEntry } from "./snapshot";

/** How many different messages of one severity are kept, and how much of each, in characters. */
const MESSAGES = 200;
const LENGTH = 4_000;

/** What a program and its SDK logged: each message once, with how often it came. */
export class Log {
  readonly entries: LogEntry[] = [];
  readonly #known = new Map<string, LogEntry>();
  readonly #secrets: string[];

  /** @param secrets what no message may show */
  constructor(secrets: readonly string[] = []) {
    this.#secrets = [...secrets].sort((a, b) => b.length - a.length);
  }

  add(severity: LogEntry["severity"], text: string, urn?: string): void {
    const message = this.#secrets.reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), text).slice(0, LENGTH);
    const key = `${severity} ${message}`;
    const known = this.#known.get(key);
    if (known) known.times++;
    else if (this.entries.filter((entry) => entry.severity === severity).length < MESSAGES) {
      const entry = { severity, message, times: 1, ...(urn ? { urn } : {}) };
      this.#known.set(key, entry);
      this.entries.push(entry);
    }
  }
}
