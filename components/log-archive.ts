import * as aws from "@pulumi/aws";
import { ComponentResource, interpolate, log } from "@pulumi/pulumi";
import type { ComponentResourceOptions, Input, Output, Resource } from "@pulumi/pulumi";
import { accessLoggedProblems, accessLogging, type AccessLogBucket, type AccessLogs } from "./access-logs";
import { keyPrefixProblems, trailDeliveryStatements } from "./archive-access";
import {
  replication,
  replicationProblems,
  type ArchiveReplication,
  type Replication,
  type WantedReplication,
} from "./archive-replication";
import { lifecycleRules, resolveRetention, retentionProblems, retentionWarnings } from "./archive-retention";
import type { Retention, RetentionArgs } from "./archive-retention";
import { accountIdProblems, bucketArn, locate, organizationProblems } from "./location";
import type { Location, TrailOrigin } from "./location";
import { regionalName, trailNamesProblems } from "./names";
import { denyPlainHttp, policyDocument, type Statement } from "./policy-document";
import { privateBucket, type PrivateBucket } from "./private-bucket";
import { refuse, type Problem } from "./problems";

export interface LogArchiveArgs extends TrailOrigin, RetentionArgs {
  /** Key that encrypts the archive, in the region of the bucket. */
  readonly kmsKeyArn: Input<string>;
  /** Name of the bucket. @default name and stack, account and region */
  readonly bucketName?: string;
  /** Folder for the log files, without slashes at its ends. @default the top of the bucket */
  readonly keyPrefix?: string;
  /** Who read the archive: a bucket of its own, a bucket that exists already, or `false`. @default its own, for 400 days */
  readonly accessLogs?: AccessLogs;
  /** A second copy of every file, in another region or account. @default none */
  readonly replication?: Replication;
  /** Statements to add to the bucket policy; a second policy resource would overwrite this one. @default none */
  readonly extraStatements?: Statement[];
  /** Refuses to delete or replace the buckets. @default true */
  readonly protect?: boolean;
  readonly tags?: Record<string, Input<string>>;
}

/** The bucket that keeps the log files: private, versioned, locked, encrypted, TLS only, and open to the named trails. */
export class LogArchive extends ComponentResource {
  readonly archive: PrivateBucket;
  readonly lock: aws.s3.BucketObjectLockConfiguration | undefined;
  readonly lifecycle: aws.s3.BucketLifecycleConfiguration;
  readonly policy: aws.s3.BucketPolicy;
  readonly accessLogs: AccessLogBucket | undefined;
  readonly logging: aws.s3.BucketLogging | undefined;
  readonly replication: ArchiveReplication | undefined;

  readonly bucketName: Output<string>;
  readonly bucketArn: Output<string>;
  readonly keyPrefix: string | undefined;
  /** Buckets that hold records about this trail: a trail that records reads and writes leaves them out. */
  readonly logBucketArns: Output<string>[];
  /** What has to exist before a trail may name the bucket: CloudTrail tries the bucket when the trail is made. */
  readonly ready: Resource[];

  constructor(name: string, args: LogArchiveArgs, opts?: ComponentResourceOptions) {
    refuse(`LogArchive "${name}"`, logArchiveProblems(name, args));
    super("trailwatch:storage:LogArchive", name, {}, opts);
    const at = locate(this);
    const retention = resolveRetention(args);
    for (const warning of retentionWarnings(retention)) void log.warn(warning, this);

    this.archive = archiveBucket(this, name, at, args, retention);
    this.lock = lock(this, name, this.archive, retention);
    this.lifecycle = lifecycle(this, name, this.archive, retention);
    this.policy = bucketPolicy(this, name, at, this.archive, args);
    ({ accessLogs: this.accessLogs, logging: this.logging } = accessLogging(this, name, this.archive.bucket, at, args));
    const source = { parent: this, name, at, archive: this.archive, tags: args.tags };
    this.replication = args.replication && replication(source, args.replication);

    this.bucketName = this.archive.bucket.bucket;
    this.bucketArn = bucketArn(at, this.bucketName);
    this.keyPrefix = args.keyPrefix;
    this.logBucketArns = [this.archive, ...(this.accessLogs ? [this.accessLogs] : [])].map(({ bucket }) =>
      bucketArn(at, bucket.bucket),
    );
    this.ready = [this.policy, this.archive.publicAccessBlock, this.archive.ownership];
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }
}

function archiveBucket(parent: LogArchive, name: string, at: Location, args: LogArchiveArgs, { lock }: Retention) {
  const { kmsKeyArn, tags, protect = true } = args;
  const bucketName = args.bucketName ?? regionalName(at, name);
  return privateBucket(name, { bucketName, kmsKeyArn, objectLock: lock !== undefined, tags }, { parent, protect });
}

function lock(parent: LogArchive, name: string, { bucket, versioning }: PrivateBucket, { lock }: Retention) {
  if (lock === undefined) return undefined;
  return new aws.s3.BucketObjectLockConfiguration(
    name,
    { bucket: bucket.bucket, rule: { defaultRetention: { mode: lock.mode, days: lock.days } } },
    { parent, dependsOn: [versioning] },
  );
}

function lifecycle(parent: LogArchive, name: string, { bucket, versioning }: PrivateBucket, retention: Retention) {
  return new aws.s3.BucketLifecycleConfiguration(
    name,
    {
      bucket: bucket.bucket,
      rules: lifecycleRules(retention),
      transitionDefaultMinimumObjectSize: retention.tiering?.smallObjects
        ? "varies_by_storage_class"
        : "all_storage_classes_128K",
    },
    { parent, dependsOn: [versioning] },
  );
}

function bucketPolicy(parent: LogArchive, name: string, at: Location, archive: PrivateBucket, args: LogArchiveArgs) {
  const { bucket } = archive.bucket;
  const arn = bucketArn(at, bucket);
  const policy = policyDocument([
    ...trailDeliveryStatements(at, bucket, args.keyPrefix, args),
    denyPlainHttp("s3:*", [arn, interpolate`${arn}/*`]),
    ...(args.extraStatements ?? []),
  ]);
  // S3 refuses two changes to one bucket at the same time (OperationAborted), so the policy comes last.
  return new aws.s3.BucketPolicy(
    name,
    { bucket, policy },
    { parent, dependsOn: [archive.publicAccessBlock, archive.ownership] },
  );
}

/** What can be chosen about an archive before there are a key and a topic. */
export type ArchiveSettings = Omit<LogArchiveArgs, "kmsKeyArn" | "replication"> & {
  /** A second copy of every file, in another region or account. @default none */
  readonly replication?: WantedReplication;
};

export function logArchiveProblems(name: string, args: ArchiveSettings): Problem[] {
  return [
    ...trailNamesProblems(args.trailNames),
    ...(args.accountIds ?? []).flatMap((id) => accountIdProblems("accountIds", id)),
    ...organizationProblems(args.organization),
    ...accessLoggedProblems(name, args),
    ...keyPrefixProblems("keyPrefix", args.keyPrefix),
    ...retentionProblems(args),
    ...replicationProblems(name, args.replication),
  ];
}
