import type { ResourceRecord } from "./resource";
import { Secret } from "./value";

/** The account that most ARNs of the stack carry: where a source cannot ask AWS, the program has usually asked already. */
export function accountIn(records: readonly ResourceRecord[]): string | undefined {
  const counts = new Map<string, number>();
  const count = (value: unknown): void => {
    if (typeof value === "string") {
      for (const [, account] of value.matchAll(/arn:aws[\w-]*:[\w-]*:[\w-]*:(\d{12}):/g))
        counts.set(account, (counts.get(account) ?? 0) + 1);
    } else if (typeof value === "object" && value !== null && !(value instanceof Secret)) {
      Object.values(value).forEach(count);
    }
  };
  for (const { values } of records) count(values);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
