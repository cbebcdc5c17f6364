import * as aws from "@pulumi/aws";
import { interpolate, type CustomResourceOptions, type Input, type Resource } from "@pulumi/pulumi";
import { expiringBucket, type ExpiringBucket } from "./expiring-bucket";
import { bucketArn, type Location } from "./location";
import { bucketNameProblems, OWN_NAME_LENGTH, physicalName, regionalName } from "./names";
import { outside, problem, type Problem } from "./problems";

export type AccessLogBucket = ExpiringBucket;

export interface AccessLogBucketArgs {
  readonly bucketName: Input<string>;
  /** Bucket whose access logs are kept. */
  readonly of: aws.s3.Bucket;
  /** Days after which access logs expire. */
  readonly retentionDays: number;
  readonly tags?: Record<string, Input<string>>;
}

/** Who read a bucket: a bucket of its own for that, a bucket that exists already, or `false`. */
export type AccessLogs = { readonly retentionDays?: number } | { readonly bucketName: Input<string> } | false;

export interface AccessLoggedArgs {
  readonly bucketName?: string;
  readonly accessLogs?: AccessLogs;
  readonly protect?: boolean;
  readonly tags?: Record<string, Input<string>>;
}

export interface AccessLogging {
  readonly accessLogs: AccessLogBucket | undefined;
  readonly logging: aws.s3.BucketLogging | undefined;
}

/** Switches on the access logs of a bucket, and makes the bucket for them where none was named. */
export function accessLogging(
  parent: Resource,
  name: string,
  of: aws.s3.Bucket,
  at: Location,
  { accessLogs = {}, bucketName, tags, protect = true }: AccessLoggedArgs,
): AccessLogging {
  if (accessLogs === false) return { accessLogs: undefined, logging: undefined };
  const logTo = (targetBucket: Input<string>, dependsOn: Resource[]) =>
    new aws.s3.BucketLogging(
      name,
      { bucket: of.bucket, targetBucket, targetPrefix: `${name}/` },
      { parent, dependsOn },
    );
  if ("bucketName" in accessLogs) return { accessLogs: undefined, logging: logTo(accessLogs.bucketName, []) };
  const { retentionDays = 400 } = accessLogs;
  const ownName = bucketName ? `${bucketName}-access` : regionalName(at, `${name}-access`);
  const made = accessLogBucket(`${name}-access`, { bucketName: ownName, of, retentionDays, tags }, at, {
    parent,
    protect,
  });
  return { accessLogs: made, logging: logTo(made.bucket.bucket, [made.policy]) };
}

/** Whether the names are names of buckets, or such can be made. */
export function accessLoggedProblems(name: string, { accessLogs = {}, bucketName }: AccessLoggedArgs): Problem[] {
  const suffix = accessLogs === false || "bucketName" in accessLogs ? "" : "-access";
  const longest = physicalName(`${name}${suffix}`);
  return [
    ...(bucketName === undefined ? [] : bucketNameProblems("bucketName", `${bucketName}${suffix}`)),
    ...problem(
      bucketName === undefined && longest.length > OWN_NAME_LENGTH,
      "bucketName",
      `"${longest}" is too long to make the name of a bucket from; expected at most ${OWN_NAME_LENGTH} characters`,
    ),
    ...(accessLogs && "retentionDays" in accessLogs
      ? outside("accessLogs.retentionDays", accessLogs.retentionDays, 1, Infinity, "days")
      : []),
  ];
}

/** A bucket that S3 writes the access logs of one other bucket to. */
export function accessLogBucket(
  name: string,
  { of, ...args }: AccessLogBucketArgs,
  at: Location,
  opts: CustomResourceOptions,
): AccessLogBucket {
  // No lock: S3 cannot deliver access logs to a locked bucket. No key of ours: S3 delivers them to SSE-S3 buckets only.
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
  const statements: Parameters<typeof expiringBucket>[1]["statements"] = (bucket) => [
    {
      Sid: "S3WritesAccessLogs",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: interpolate`${bucketArn(at, bucket)}/*`,
      Condition: {
        ArnLike: { "aws:SourceArn": bucketArn(at, of.bucket) },
        StringEquals: { "aws:SourceAccount": at.accountId },
      },
    },
  ];
  return expiringBucket(name, { ...args, statements }, at, opts);
}
