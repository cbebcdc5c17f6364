import * as aws from "@pulumi/aws";
import { interpolate, type Output } from "@pulumi/pulumi";
import { accessLogging } from "../access-logs";
import { bucketArn, regionalArn } from "../location";
import { physicalName, regionalName } from "../names";
import { denyPlainHttp, policyDocument } from "../policy-document";
import { privateBucket } from "../private-bucket";
import type { PortalContext } from "./context";

/** Where patient records are: documents in a bucket, appointments in a table. */
export interface Records {
  readonly bucketName: Output<string>;
  readonly bucketArn: Output<string>;
  readonly table: aws.dynamodb.Table;
  /** Known before the table exists, as that of the bucket is. */
  readonly tableArn: Output<string>;
}

export function records(context: PortalContext, bucketName: string | undefined): Records {
  const { parent, name, at, kmsKeyArn, retentionInDays, protect, tags } = context;
  const part = `${name}-records`;
  const made = privateBucket(
    part,
    { bucketName: bucketName ?? regionalName(at, part), kmsKeyArn, objectLock: false, tags },
    { parent, protect },
  );
  const { bucket } = made.bucket;
  const arn = bucketArn(at, bucket);
  new aws.s3.BucketPolicy(
    part,
    { bucket, policy: policyDocument([denyPlainHttp("s3:*", [arn, interpolate`${arn}/*`])]) },
    { parent, dependsOn: [made.publicAccessBlock, made.ownership] },
  );
  new aws.s3.BucketLifecycleConfiguration(
    part,
    {
      bucket,
      rules: [
        {
          id: "old-versions",
          status: "Enabled",
          filter: {},
          noncurrentVersionExpiration: { noncurrentDays: retentionInDays },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    },
    { parent, dependsOn: [made.versioning] },
  );
  accessLogging(parent, part, made.bucket, at, { accessLogs: { retentionDays: retentionInDays }, tags, protect });
  const table = new aws.dynamodb.Table(
    `${name}-appointments`,
    {
      name: physicalName(`${name}-appointments`),
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
      serverSideEncryption: { enabled: true, kmsKeyArn },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: true,
      tags,
    },
    { parent, protect },
  );
  return {
    bucketName: bucket,
    bucketArn: arn,
    table,
    tableArn: regionalArn(at, "dynamodb", interpolate`table/${table.name}`),
  };
}
