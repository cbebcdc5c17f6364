import * as aws from "@pulumi/aws";
import { interpolate, output, type Input, type Output, type Resource } from "@pulumi/pulumi";
import { accountIdProblems, bucketArn, type Location } from "./location";
import { physicalName } from "./names";
import { policyDocument, type Statement } from "./policy-document";
import type { PrivateBucket } from "./private-bucket";
import { alarmActionProblems, problem, type Problem } from "./problems";

/** A second copy of every log file, in another region or out of the reach of whoever rules over the first. */
export interface Replication {
  /** ARN of the bucket that takes the copies: versioned, and with Object Lock as the archive. Another `LogArchive` is both. */
  readonly bucketArn: Input<string>;
  /** Key of the copies, in the region of their bucket. */
  readonly kmsKeyArn: Input<string>;
  /** Account of that bucket, which then owns the copies; bucket and key have to let the role in. @default this account */
  readonly accountId?: string;
  /** What rings when a file is not copied; 1 to 5 actions. */
  readonly alarmActions: Input<string>[];
}

export interface ArchiveReplication {
  readonly role: aws.iam.Role;
  readonly rolePolicy: aws.iam.RolePolicy;
  readonly config: aws.s3.BucketReplicationConfig;
  readonly alarm: aws.cloudwatch.MetricAlarm;
}

interface Source {
  readonly parent: Resource;
  readonly name: string;
  readonly at: Location;
  readonly archive: PrivateBucket;
  readonly tags: Record<string, Input<string>> | undefined;
}

export function replication(source: Source, wanted: Replication): ArchiveReplication {
  const { parent, name, archive, tags } = source;
  const role = new aws.iam.Role(
    `${name}-replication`,
    {
      name: replicationRoleName(name),
      assumeRolePolicy: policyDocument([
        { Effect: "Allow", Principal: { Service: "s3.amazonaws.com" }, Action: "sts:AssumeRole" },
      ]),
      tags,
    },
    { parent },
  );
  const rolePolicy = new aws.iam.RolePolicy(
    `${name}-replication`,
    { name: "copy-log-files", role: role.name, policy: mayCopy(source, wanted) },
    { parent },
  );
  const config = new aws.s3.BucketReplicationConfig(
    name,
    { bucket: archive.bucket.bucket, role: role.arn, rules: [rule(wanted)] },
    { parent, dependsOn: [archive.versioning, rolePolicy] },
  );
  return { role, rolePolicy, config, alarm: failureAlarm(source, config, wanted) };
}

function failureAlarm({ parent, name, tags }: Source, config: aws.s3.BucketReplicationConfig, wanted: Replication) {
  const alarm = `${name}-not-copied`;
  return new aws.cloudwatch.MetricAlarm(
    alarm,
    {
      name: physicalName(alarm),
      alarmDescription: interpolate`Files of ${config.bucket} are not copied. Look at the status of their replication, and whether role, bucket and key of the copies are as they were.`,
      namespace: "AWS/S3",
      metricName: "OperationsFailedReplication",
      dimensions: {
        SourceBucket: config.bucket,
        DestinationBucket: output(wanted.bucketArn).apply((arn) => arn.split(":").at(-1) ?? ""),
        RuleId: RULE,
      },
      statistic: "Maximum",
      period: 60,
      evaluationPeriods: 5,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      // While nothing is delivered nothing is copied, and that is no reason to ring.
      treatMissingData: "missing",
      alarmActions: wanted.alarmActions,
      tags,
    },
    { parent },
  );
}

const RULE = "copies";

// What is deleted here stays there: markers are not copied.
const rule = ({ bucketArn: bucket, kmsKeyArn, accountId }: Replication) => ({
  id: RULE,
  status: "Enabled",
  priority: 1,
  filter: { prefix: "" },
  deleteMarkerReplication: { status: "Disabled" },
  // Without it S3 leaves out what KMS encrypts, which is all that CloudTrail delivers.
  sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
  destination: {
    bucket,
    encryptionConfiguration: { replicaKmsKeyId: kmsKeyArn },
    metrics: { status: "Enabled" },
    ...(accountId !== undefined && { account: accountId, accessControlTranslation: { owner: "Destination" } }),
  },
});

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
function mayCopy({ at, archive }: Source, { bucketArn: copies, accountId }: Replication) {
  const onFiles = (Action: string | string[], arn: Output<string>): Statement => ({
    Effect: "Allow",
    Action,
    Resource: interpolate`arn:${at.partition}:kms:*:*:key/*`,
    Condition: { StringLike: { "kms:EncryptionContext:aws:s3:arn": [arn] } },
  });
  const files = bucketArn(at, archive.bucket.bucket);
  return policyDocument([
    { Effect: "Allow", Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"], Resource: files },
    {
      Effect: "Allow",
      Action: [
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
        // The lock of a file goes with its copy.
        "s3:GetObjectRetention",
        "s3:GetObjectLegalHold",
      ],
      Resource: interpolate`${files}/*`,
    },
    {
      Effect: "Allow",
      Action: [
        "s3:ReplicateObject",
        "s3:ReplicateTags",
        ...(accountId === undefined ? [] : ["s3:ObjectOwnerOverrideToBucketOwner"]),
      ],
      Resource: interpolate`${copies}/*`,
    },
    // Keys by the files that they open: the ARN of a key is not known before deployment, and the policy would not be either.
    onFiles("kms:Decrypt", interpolate`${files}/*`),
    onFiles(["kms:Encrypt", "kms:GenerateDataKey"], interpolate`${copies}/*`),
  ]);
}

const replicationRoleName = (name: string): string => physicalName(`${name}-replication`);

/** As it may be checked before there is a topic. */
export type WantedReplication = Omit<Replication, "alarmActions"> & Partial<Pick<Replication, "alarmActions">>;

export const replicationProblems = (name: string, wanted: WantedReplication | undefined): Problem[] =>
  wanted === undefined
    ? []
    : [
        ...(wanted.alarmActions ? alarmActionProblems("replication.alarmActions", wanted.alarmActions) : []),
        ...accountIdProblems("replication.accountId", wanted.accountId),
        ...problem(
          typeof wanted.bucketArn === "string" && !/^arn:[a-z-]+:s3:::[^/*]+$/.test(wanted.bucketArn),
          "replication.bucketArn",
          `"${String(wanted.bucketArn)}" is not the ARN of a bucket; expected the form arn:aws:s3:::name`,
        ),
        ...problem(
          replicationRoleName(name).length > 64,
          "name",
          `"${name}" makes a role name of ${replicationRoleName(name).length} characters; IAM takes 64`,
        ),
      ];
