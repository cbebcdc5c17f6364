import * as aws from "@pulumi/aws";
import { interpolate, type CustomResourceOptions, type Output } from "@pulumi/pulumi";
import { lifecycleRules } from "./archive-retention";
import { bucketArn, type Location } from "./location";
import { denyPlainHttp, policyDocument, type Statement } from "./policy-document";
import { privateBucket, type PrivateBucket, type PrivateBucketArgs } from "./private-bucket";

/** A private bucket that takes TLS only and whose objects expire. */
export interface ExpiringBucket extends PrivateBucket {
  readonly lifecycle: aws.s3.BucketLifecycleConfiguration;
  readonly policy: aws.s3.BucketPolicy;
}

export interface ExpiringBucketArgs extends Omit<PrivateBucketArgs, "objectLock"> {
  /** Days after which objects expire. */
  readonly retentionDays: number;
  /** Who may write, besides the account. */
  readonly statements: (bucketName: Output<string>) => Statement[];
}

export function expiringBucket(
  name: string,
  { retentionDays, statements, ...args }: ExpiringBucketArgs,
  at: Location,
  opts: CustomResourceOptions,
): ExpiringBucket {
  const { parent } = opts;
  const made = privateBucket(name, { ...args, objectLock: false }, opts);
  const { bucket } = made.bucket;
  const arn = bucketArn(at, bucket);
  const policy = policyDocument([...statements(bucket), denyPlainHttp("s3:*", [arn, interpolate`${arn}/*`])]);
  return {
    ...made,
    lifecycle: new aws.s3.BucketLifecycleConfiguration(
      name,
      { bucket, rules: lifecycleRules({ retentionDays, noncurrentDays: 90 }) },
      { parent, dependsOn: [made.versioning] },
    ),
    // S3 refuses two changes to one bucket at the same time (OperationAborted), so the policy comes last.
    policy: new aws.s3.BucketPolicy(
      name,
      { bucket, policy },
      { parent, dependsOn: [made.publicAccessBlock, made.ownership] },
    ),
  };
}
