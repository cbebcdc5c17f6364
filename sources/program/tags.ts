import { isRecord, Secret, Unknown, UNKNOWN, type Values } from "../../policies/graph/value";

/**
 * `tagsAll` as the AWS provider computes it: the provider's default tags, overridden by the resource's own. An explicit
 * provider sends `defaultTags` as JSON text.
 */
export function allTags(values: Values, provider: Values): unknown {
  const defaults = defaultTags(provider);
  if (values.tags === undefined && defaults === undefined) return undefined;
  const own = values.tags ?? {};
  if (own instanceof Unknown || defaults instanceof Unknown) return UNKNOWN;
  return { ...(defaults ?? {}), ...(isRecord(own) ? own : {}) };
}

/** The tags in a provider's `defaultTags`; `undefined` where it has none. */
export function defaultTags(provider: Values): Values | Unknown | undefined {
  let setting = provider.defaultTags;
  if (setting instanceof Secret) setting = setting.value;
  if (typeof setting === "string") {
    try {
      setting = JSON.parse(setting);
    } catch {
      return UNKNOWN;
    }
  }
  if (setting instanceof Unknown) return UNKNOWN;
  const tags = isRecord(setting) ? setting.tags : undefined;
  if (tags instanceof Unknown) return UNKNOWN;
  return isRecord(tags) ? tags : undefined;
}
