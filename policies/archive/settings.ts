import { Found } from "../graph/found";
import type { Graph } from "../graph/graph";
import type { Kind, Resource } from "../graph/resource";
import { UnknownValue } from "../graph/value";
import { readDocument, type PolicyDocument } from "../iam/document";
import * as s3 from "../kinds/s3";
import { evidence, names, type Answer, type Evidence } from "../policy";

type Bucket = Resource<s3.BucketProps>;

/**
 * One setting of a bucket, which programs write in two ways: as a resource of its own, or inside the bucket. The resource
 * wins. Both are read into one form.
 */
interface BucketSetting<P, T> {
  kind: Kind<P>;
  /** Where the setting sits in a resource of `kind`. */
  path: string;
  read(own: Resource<P>): T | undefined;
  /** What the generations of the provider call it on the bucket. */
  inline: readonly (keyof s3.BucketProps & string)[];
  readInline(bucket: Bucket): T | undefined;
}

export const VERSIONING: BucketSetting<NonNullable<typeof s3.BucketVersioning.props>, boolean> = {
  kind: s3.BucketVersioning,
  path: "versioningConfiguration.status",
  read: ({ props }) => props.versioningConfiguration?.status === "Enabled",
  inline: ["versioning", "versionings"],
  readInline: ({ props: { versioning, versionings } }) => (versioning ?? versionings?.[0])?.enabled,
};

export const LIFECYCLE: BucketSetting<NonNullable<typeof s3.BucketLifecycleConfiguration.props>, s3.LifecycleRule[]> = {
  kind: s3.BucketLifecycleConfiguration,
  path: "rules",
  read: ({ props }) => props.rules,
  inline: ["lifecycleRules"],
  readInline: ({ props }) => props.lifecycleRules,
};

export const OBJECT_LOCK: BucketSetting<s3.ObjectLockProps, s3.DefaultRetention> = {
  kind: s3.BucketObjectLockConfiguration,
  path: "rule.defaultRetention",
  read: ({ props }) => props.rule?.defaultRetention,
  inline: ["objectLockConfiguration"],
  readInline({ props: { objectLockConfiguration: lock } }) {
    return lock?.rule?.defaultRetention ?? lock?.rules?.[0]?.defaultRetentions?.[0];
  },
};

export const LOGGING: BucketSetting<NonNullable<typeof s3.BucketLogging.props>, { targetPrefix?: string }> = {
  kind: s3.BucketLogging,
  path: "targetBucket",
  read: ({ props }) => props,
  inline: ["logging", "loggings"],
  readInline: ({ props: { logging, loggings } }) => logging ?? loggings?.[0],
};

export const POLICY: BucketSetting<NonNullable<typeof s3.BucketPolicy.props>, PolicyDocument> = {
  kind: s3.BucketPolicy,
  path: "policy",
  read: ({ record }) => readDocument(record.values.policy, "resource"),
  inline: ["policy"],
  readInline: ({ record }) => readDocument(record.values.policy, "resource"),
};

/** The canned ACL and the groups that an ACL names. */
export const ACL: BucketSetting<NonNullable<typeof s3.BucketAcl.props>, string[]> = {
  kind: s3.BucketAcl,
  path: "acl",
  read: ({ props: { acl, accessControlPolicy } }) =>
    [acl, ...(accessControlPolicy?.grants ?? []).map(({ grantee }) => grantee?.uri)].filter(
      (name) => name !== undefined,
    ),
  inline: ["acl", "grants"],
  readInline: ({ props: { acl, grants = [] } }) =>
    [acl, ...grants.map(({ uri }) => uri)].filter((name) => name !== undefined),
};

export const PUBLIC_ACCESS: BucketSetting<s3.PublicAccessBlockProps, s3.PublicAccessBlockProps> = {
  kind: s3.BucketPublicAccessBlock,
  path: "blockPublicAcls",
  read: ({ props }) => props,
  inline: ["publicAccessBlock"],
  readInline: ({ props }) => props.publicAccessBlock,
};

/** Where a setting was found. `read` throws UnknownValue where it is not known. */
export interface FoundSetting<T> {
  read(): T | undefined;
  from: Resource<unknown>;
  path: string;
}

/** What sets up the bucket: resources of their own, else the bucket itself. Throws where neither can be seen. */
export function settingsOf<P, T>(setting: BucketSetting<P, T>, bucket: Bucket, graph: Graph): FoundSetting<T>[] {
  const { kind, path, inline } = setting;
  const { known, open } = graph.into(bucket, kind, "bucket");
  if (known.length > 0) return known.map((own) => ({ from: own, path, read: () => setting.read(own) }));
  if (open) throw open;
  const given = inline.find((property) => bucket.has(property));
  if (!given && bucket.record.external)
    throw new UnknownValue(
      `the ${kind.noun} of bucket ${bucket.name}`,
      "not in this stack, which only reads the bucket",
    );
  return [{ from: bucket, path: given ?? inline[0] ?? kind.noun, read: () => setting.readInline(bucket) }];
}

/** Judges a setting of the bucket; `check` gets `undefined` where it is left to the default of AWS. */
export function judgeSetting<P, T>(
  setting: BucketSetting<P, T>,
  bucket: Bucket,
  graph: Graph,
  check: (value: T | undefined, seen: Evidence, found: FoundSetting<T>) => Answer,
): Answer {
  const settings = settingsOf(setting, bucket, graph);
  const judge = (found: FoundSetting<T>): Answer => check(found.read(), evidence(found.from, found.path), found);
  if (settings.length === 1) return judge(settings[0]);
  // Which of several resources AWS saw last, nobody knows: each has to be good.
  const worst = new Found(settings).find((found) => judge(found).status !== "pass") ?? settings[0];
  const answer = judge(worst);
  if (answer.status !== "fail") return answer;
  const rivals = names(settings.map(({ from }) => from));
  return { ...answer, message: `${rivals} overwrite each other, and with ${worst.from.name} ${answer.message}` };
}

/** Days for which a default retention locks new files. */
export const lockedDays = ({ mode, days, years }: s3.DefaultRetention): number =>
  mode ? days || (years ?? 0) * 365 : 0;
