import type { ResourceRecord } from "./resource";
import { isRecord, Secret, type Values } from "./value";

/** The URN in a provider reference `urn::id`. */
export const providerOf = (reference: string): string => reference.slice(0, reference.lastIndexOf("::"));

const accounts = new WeakMap<ResourceRecord, { account?: string }>();

/** The account that an explicit provider works in: that of the role it takes on, else the only one that it is allowed. */
export function accountOfProvider(provider: ResourceRecord): string | undefined {
  let known = accounts.get(provider);
  if (!known) accounts.set(provider, (known = { account: accountIn(provider.values) }));
  return known.account;
}

/** The account that these settings of a provider allow no other beside. */
export function accountIn(values: Values): string | undefined {
  const roles = [plain(values.assumeRole), plain(values.assumeRoles)].flat().filter(isRecord);
  // Roles are taken on one after the other; the last one is what calls AWS.
  const arn = roles.at(-1)?.roleArn;
  if (arn !== undefined) return typeof arn === "string" ? /^arn:[^:]+:iam::(\d{12}):/.exec(arn)?.[1] : undefined;
  const allowed = [plain(values.allowedAccountIds)].flat();
  return allowed.length === 1 && typeof allowed[0] === "string" ? allowed[0] : undefined;
}

/** The engine keeps what a provider is configured with as JSON in text. */
function plain(value: unknown): unknown {
  if (value instanceof Secret) return plain(value.value);
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
