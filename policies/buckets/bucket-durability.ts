import archiveObjectLock from "../archive/archive-object-lock";
import archiveRetention from "../archive/archive-retention";
import archiveVersioning from "../archive/archive-versioning";
import { judgeSetting, LIFECYCLE, OBJECT_LOCK, settingsOf, VERSIONING } from "../archive/settings";
import { direct, partial, supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { isDisabled } from "../keys/key-use";
import { Key } from "../kinds/kms";
import * as s3 from "../kinds/s3";
import { evidence, fail, notApplicable, pass } from "../policy";
import { required } from "../required";
import { aboutBuckets, isArchive } from "./about-buckets";
import { receivesLogs } from "./receives-logs";

const S3 = "https://docs.aws.amazon.com/AmazonS3/latest/userguide";

type Bucket = Resource<s3.BucketProps>;

const isVersioned = (bucket: Bucket, graph: Graph): boolean =>
  bucket.props.objectLockEnabled === true || settingsOf(VERSIONING, bucket, graph).some(({ read }) => read() === true);

const enabledRules = (rules: s3.LifecycleRule[] = []): s3.LifecycleRule[] =>
  rules.filter(({ status, enabled }) => (status ? status === "Enabled" : enabled === true));

/** Whether the bucket has MFA delete, in either form. */
function mfaDelete(bucket: Bucket, graph: Graph): boolean {
  const { versioning, versionings } = bucket.props;
  const own = graph.into(bucket, s3.BucketVersioning, "bucket");
  return own.isEmpty
    ? (versioning ?? versionings?.[0])?.mfaDelete === true
    : own.some(({ props }) => props.versioningConfiguration?.mfaDelete === "Enabled");
}

/** What becomes of objects that somebody overwrites, deletes or forgets. */
export default [
  aboutBuckets({
    id: "bucket-versioning",
    title: "Buckets keep overwritten and deleted objects",
    severity: "low",
    description: "Without versions, what somebody overwrites or deletes is gone.",
    remediation: "Add a `BucketVersioning` with status `Enabled`.",
    controls: [supporting("soc2-2017/A1.2"), supporting("iso-27001-2022/A.5.33")],
    pages: [`${S3}/Versioning.html`],
    ofArchives: archiveVersioning.id,
    exempt: (bucket, graph) => (receivesLogs(bucket, graph) ? "logs are written to it once, and not again" : undefined),
    check: (bucket, graph) =>
      judgeSetting(VERSIONING, bucket, graph, (enabled, seen) => {
        if (enabled) return pass(seen);
        if (enabled === undefined && bucket.props.objectLockEnabled) return pass(evidence(bucket, "objectLockEnabled"));
        return fail("it keeps no versions", seen);
      }),
  }),
  aboutBuckets({
    id: "bucket-mfa-delete",
    title: "MFA delete is on where it is asked for, and does not stand in the way of a lifecycle",
    severity: "low",
    description:
      "With MFA delete, a version is removed only by the root user with a token. S3 then refuses every change of the lifecycle; Object Lock keeps files safe without that.",
    remediation:
      "Set `mfaDelete: Enabled` with the root user's token, and no lifecycle beside it; or prefer Object Lock, as `LogArchive` does.",
    controls: [partial("cis-aws-3.0.0/2.1.2"), supporting("nist-800-53-r5/AU-9")],
    pages: [`${S3}/MultiFactorAuthenticationDelete.html`, `${S3}/lifecycle-and-other-bucket-config.html`],
    parameters: {
      required: {
        description: "Which buckets must have MFA delete: `none`, those that trails deliver to (`archives`), or `all`.",
        default: "none" as string,
        source: "only the root user can switch MFA delete on, so that no program can; Object Lock does more",
        schema: { type: "string", enum: ["none", "archives", "all"] },
      },
    },
    check(bucket, graph, settings) {
      const seen = evidence(bucket, "versioning.mfaDelete");
      const isAsked = settings.required === "all" || (settings.required === "archives" && isArchive(bucket, graph));
      if (!mfaDelete(bucket, graph))
        return isAsked ? fail("its versions can be removed without MFA", seen) : notApplicable("nobody asked for it");
      const rules = settingsOf(LIFECYCLE, bucket, graph).flatMap(({ read }) => read() ?? []);
      return rules.length > 0 ? fail("S3 refuses its lifecycle, because MFA delete is on", seen) : pass(seen);
    },
  }),
  aboutBuckets({
    id: "bucket-object-lock",
    title: "Buckets with Object Lock lock what they receive",
    severity: "low",
    description: "A bucket that can lock and has no default retention locks only what its writers ask to be locked.",
    remediation: "Set a default retention in a `BucketObjectLockConfiguration`.",
    controls: [supporting("nist-800-53-r5/AU-9"), supporting("iso-27001-2022/A.5.33")],
    pages: [`${S3}/object-lock.html`],
    ofArchives: archiveObjectLock.id,
    parameters: {
      required: required("Whether every bucket must lock.", "most buckets hold what changes"),
    },
    check: (bucket, graph, settings) =>
      judgeSetting(OBJECT_LOCK, bucket, graph, (retention, seen) => {
        if (retention?.mode) return pass(seen);
        if (bucket.props.objectLockEnabled) return fail("it can lock, and locks no object by default", seen);
        return settings.required ? fail("it has no Object Lock", seen) : notApplicable("nobody asked for a lock");
      }),
  }),
  aboutBuckets({
    id: "bucket-lifecycle",
    title: "Versioned buckets say how long they keep old versions",
    severity: "low",
    description: "A versioned bucket without a lifecycle keeps, and pays for, every version for ever.",
    remediation: "Add a `BucketLifecycleConfiguration` with `noncurrentVersionExpiration`.",
    controls: [direct("aws-security-hub/S3.13"), supporting("iso-27001-2022/A.8.10")],
    pages: [`${S3}/object-lifecycle-mgmt.html`],
    ofArchives: archiveRetention.id,
    parameters: {
      everyBucket: {
        description: "Whether buckets without versions need a lifecycle, too.",
        default: false,
        source: "AWS Security Hub S3.10 asks it of versioned buckets, S3.13 of all",
        schema: { type: "boolean" },
      },
    },
    check(bucket, graph, { everyBucket }) {
      if (mfaDelete(bucket, graph)) return notApplicable("S3 takes no lifecycle beside MFA delete");
      if (!everyBucket && !isVersioned(bucket, graph)) return notApplicable("it keeps no versions");
      return judgeSetting(LIFECYCLE, bucket, graph, (rules, seen) =>
        enabledRules(rules).length > 0 ? pass(seen) : fail("no rule of a lifecycle works on it", seen),
      );
    },
  }),
  aboutBuckets({
    id: "bucket-aborts-uploads",
    title: "Lifecycles end uploads that nobody finished",
    severity: "low",
    description: "Parts of an upload that broke off are in no list, and are paid for until somebody ends it.",
    remediation: "Set `abortIncompleteMultipartUpload.daysAfterInitiation` in a rule. `LogArchive` sets 7 days.",
    controls: [supporting("nist-800-53-r5/AU-4"), supporting("iso-27001-2022/A.8.10")],
    pages: [`${S3}/mpu-abort-incomplete-mpu-lifecycle-config.html`],
    exempt: (bucket, graph) =>
      isArchive(bucket, graph) || receivesLogs(bucket, graph) ? "log files arrive in one piece" : undefined,
    check: (bucket, graph) =>
      judgeSetting(LIFECYCLE, bucket, graph, (given, seen) => {
        const rules = enabledRules(given);
        if (rules.length === 0) return notApplicable("it has no lifecycle");
        const ends = (rule: s3.LifecycleRule): boolean =>
          Boolean(rule.abortIncompleteMultipartUpload?.daysAfterInitiation ?? rule.abortIncompleteMultipartUploadDays);
        return rules.some(ends) ? pass(seen) : fail("no rule ends unfinished uploads", seen);
      }),
  }),
  aboutBuckets({
    id: "bucket-replication",
    title: "Replication works where it is set up",
    severity: "low",
    description: "A rule that is off copies nothing, and S3 takes replication from versioned buckets only.",
    remediation: "Set `status: Enabled` on a rule of the `BucketReplicationConfig`, and version the bucket.",
    controls: [supporting("nist-800-53-r5/AU-9(2)"), supporting("soc2-2017/A1.2")],
    pages: [`${S3}/replication.html`],
    parameters: {
      required: required("Whether every bucket must be replicated.", "a copy elsewhere is decided bucket by bucket"),
    },
    check(bucket, graph, settings) {
      const [replication] = graph.into(bucket, s3.BucketReplication, "bucket").all;
      if (!replication)
        return settings.required
          ? fail("it is not replicated", evidence(bucket, "replication"))
          : notApplicable("nobody asked for a copy of it");
      const seen = evidence(replication, "rules");
      if (!replication.props.rules?.some(({ status }) => status === "Enabled"))
        return fail("no rule of its replication is on", seen);
      return isVersioned(bucket, graph)
        ? pass(seen)
        : fail("it keeps no versions, and S3 replicates no such bucket", seen);
    },
  }),
  aboutBuckets({
    id: "bucket-encryption",
    title: "Buckets are encrypted with a key that works",
    severity: "medium",
    description:
      "S3 encrypts every object with a key of its own where nobody chooses one. With a disabled key it takes and hands out nothing.",
    remediation: "Name an enabled key of the account in `kmsMasterKeyId`, or leave the encryption to S3.",
    controls: [partial("aws-security-hub/S3.17"), partial("nist-800-53-r5/SC-28(1)"), supporting("soc2-2017/CC6.1")],
    pages: [`${S3}/default-bucket-encryption.html`],
    parameters: {
      required: required("Whether every bucket needs a key of KMS.", "S3 encrypts by itself since January 2023"),
    },
    check(bucket, graph, settings) {
      const [own] = graph.into(bucket, s3.BucketEncryption, "bucket").all;
      const path = own ? "rules" : "serverSideEncryptionConfiguration";
      const seen = evidence(own ?? bucket, path);
      const config = own?.props ?? bucket.props.serverSideEncryptionConfiguration;
      const rule = (config?.rules?.[0] ?? config?.rule)?.applyServerSideEncryptionByDefault;
      if (!rule?.sseAlgorithm?.startsWith("aws:kms"))
        return settings.required ? fail("S3 encrypts it with a key of its own", seen) : pass(seen);
      const holder = (own ?? bucket) as Resource<unknown>;
      const at = `${own ? "" : "serverSideEncryptionConfiguration."}${config?.rules ? "rules" : "rule"}.applyServerSideEncryptionByDefault.kmsMasterKeyId`;
      const disabled = graph.follow(holder, at, Key).known.find(isDisabled);
      return disabled ? fail(`key ${disabled.name} is disabled`, seen) : pass(seen);
    },
  }),
];
