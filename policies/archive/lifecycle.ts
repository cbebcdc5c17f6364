import type { LifecycleRule } from "../kinds/s3";

/**
 * Days after which the rule expires a file, whatever state it is in; `Infinity` where it never does. Where rules overlap,
 * S3 takes the shortest expiry: https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-conflicts.html
 */
export function currentDays(rule: LifecycleRule): number {
  const expiration = rule.expiration ?? rule.expirations?.[0];
  // From its date on, a rule expires files however young they are.
  if (expiration?.date) return 0;
  return expiration?.days || Infinity;
}

/** When the rule expires a file, in words. */
export function expiry(rule: LifecycleRule): string {
  const expiration = rule.expiration ?? rule.expirations?.[0];
  return expiration?.date ? `on ${expiration.date}` : `after ${expiration?.days} days`;
}

/** Days after which the rule removes the version that an overwritten or deleted file leaves behind. */
export function noncurrentDays(rule: LifecycleRule): number {
  const expiration = rule.noncurrentVersionExpiration ?? rule.noncurrentVersionExpirations?.[0];
  // CloudTrail writes each file once, so the newest noncurrent version is the file itself.
  if (expiration?.newerNoncurrentVersions) return Infinity;
  return expiration?.noncurrentDays || expiration?.days || Infinity;
}

/** Whether the rule works on any of the files whose names begin with `delivered`. A rule for some sizes does on some. */
export function touches(rule: LifecycleRule, delivered: string): boolean {
  const isEnabled = rule.status ? rule.status === "Enabled" : rule.enabled === true;
  if (!isEnabled) return false;
  const { filter } = rule;
  // CloudTrail tags no files.
  const tags = [filter?.tag, ...Object.keys({ ...rule.tags, ...filter?.and?.tags })].filter(Boolean);
  if (tags.length > 0) return false;
  const prefix = filter?.prefix || filter?.and?.prefix || rule.prefix || "";
  return delivered.startsWith(prefix) || prefix.startsWith(delivered);
}
