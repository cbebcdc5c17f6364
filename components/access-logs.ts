import * as aws from "@pulumi/aws";
import { interpolate, type CustomResourceOptions, type Input } from "@pulumi/pulumi";
import { lifecycleRules } from "./archive-retention";
import { bucketArn, type Location } from "./location";
import { denyPlainHttp, policyDocument } from "./policy-document";
import { privateBucket, type PrivateBucket } from "./private-bucket";

export interface AccessLogBucket extends PrivateBucket {
  readonly lifecycle: aws.s3.BucketLifecycleConfiguration;
  readonly policy: aws.s3.BucketPolicy;
}

export interface AccessLogBucketArgs {
  readonly bucketName: Input<string>;
  /** Bucket whose access logs are kept. */
  readonly of: aws.s3.Bucket;
  /** Days after which access logs expire. */
  readonly retentionDays: number;
  readonly tags?: Record<string, Input<string>>;
}

/** A bucket that S3 writes the access logs of one other bucket to. */
export function accessLogBucket(
  name: string,
  args: AccessLogBucketArgs,
  at: Location,
  opts: CustomResourceOptions,
): AccessLogBucket {
  const { parent } = opts;
  // No lock: S3 cannot deliver access logs to a locked bucket. No key of ours: S3 delivers them to SSE-S3 buckets only.
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
  const made = privateBucket(name, { bucketName: args.bucketName, objectLock: false, tags: args.tags }, opts);
  const { bucket } = made.bucket;
  const arn = bucketArn(at, bucket);
  const policy = policyDocument([
    {
      Sid: "S3WritesAccessLogs",
      Effect: "Allow",
      Principal: { Service: "logging.s3.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: interpolate`${arn}/*`,
      Condition: {
        ArnLike: { "aws:SourceArn": bucketArn(at, args.of.bucket) },
        StringEquals: { "aws:SourceAccount": at.accountId },
      },
    },
    denyPlainHttp("s3:*", [arn, interpolate`${arn}/*`]),
  ]);
  return {
    ...made,
    lifecycle: new aws.s3.BucketLifecycleConfiguration(
      name,
      { bucket, rules: lifecycleRules({ retentionDays: args.retentionDays, noncurrentDays: 90 }) },
      { parent, dependsOn: [made.versioning] },
    ),
    policy: new aws.s3.BucketPolicy(
      name,
      { bucket, policy },
      { parent, dependsOn: [made.publicAccessBlock, made.ownership] },
    ),
  };
}
