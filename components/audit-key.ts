import * as aws from "@pulumi/aws";
import { ComponentResource, interpolate } from "@pulumi/pulumi";
import type { ComponentResourceOptions, Input, Output } from "@pulumi/pulumi";
import { accountIdProblems, locate, organizationProblems, regionalArn, trailArns } from "./location";
import type { Location, TrailOrigin } from "./location";
import { physicalName, trailNamesProblems } from "./names";
import { policyDocument, type Statement } from "./policy-document";
import { outside, refuse, type Problem } from "./problems";

export interface AuditKeyArgs extends TrailOrigin {
  /** Log groups that may use the key; a name may end with `*`. @default every log group below /trailwatch/ */
  readonly logGroupNames?: string[];
  /** Roles that may read the encrypted log files. @default none; the account's IAM policies still apply */
  readonly readerRoleArns?: Input<string>[];
  /** Lets CloudWatch alarms publish to topics that this key encrypts. @default true */
  readonly alarmTopics?: boolean;
  /** Lets CloudTrail publish to a delivery topic that this key encrypts. @default false */
  readonly deliveryTopic?: boolean;
  /** Days between the order to delete the key and its deletion, 7 to 30. @default 30 */
  readonly deletionWindowInDays?: number;
  /** Days between rotations, 90 to 2560. @default 365 */
  readonly rotationPeriodInDays?: number;
  /** Statements to add to the key policy. @default none */
  readonly extraStatements?: Statement[];
  /** Refuses to delete or replace the key. @default true */
  readonly protect?: boolean;
  readonly tags?: Record<string, Input<string>>;
}

/** One key for log files, log group and alarm topics, usable by just those services for just those resources. */
export class AuditKey extends ComponentResource {
  readonly key: aws.kms.Key;
  readonly alias: aws.kms.Alias;

  readonly arn: Output<string>;
  readonly policyJson: Output<string>;

  constructor(name: string, args: AuditKeyArgs, opts?: ComponentResourceOptions) {
    refuse(`AuditKey "${name}"`, auditKeyProblems(args));
    super("trailwatch:kms:AuditKey", name, {}, opts);
    const at = locate(this);

    this.policyJson = keyPolicy(at, args);
    this.key = key(this, name, args, this.policyJson);
    this.alias = alias(this, name, this.key);

    this.arn = this.key.arn;
    this.registerOutputs({ arn: this.arn, aliasName: this.alias.name });
  }
}

function key(parent: AuditKey, name: string, args: AuditKeyArgs, policy: Output<string>) {
  return new aws.kms.Key(
    name,
    {
      description: `Audit trail, its log group and its alarm topics (${physicalName(name)})`,
      policy,
      enableKeyRotation: true,
      rotationPeriodInDays: args.rotationPeriodInDays ?? 365,
      deletionWindowInDays: args.deletionWindowInDays ?? 30,
      tags: args.tags,
    },
    { parent, protect: args.protect ?? true },
  );
}

function alias(parent: AuditKey, name: string, key: aws.kms.Key) {
  return new aws.kms.Alias(name, { name: `alias/${physicalName(name)}`, targetKeyId: key.keyId }, { parent });
}

// The policy is part of the key and not a resource of its own: who gets the key's ARN gets a key that already lets them in.
const keyPolicy = (at: Location, args: AuditKeyArgs): Output<string> =>
  policyDocument([
    accountStatement(at),
    ...trailStatements(at, args),
    logsStatement(at, args.logGroupNames ?? ["/trailwatch/*"]),
    ...(args.readerRoleArns?.length ? [readersStatement(args.readerRoleArns)] : []),
    ...((args.alarmTopics ?? true) ? [alarmsStatement(at)] : []),
    ...(args.deliveryTopic ? [deliveryTopicStatement(at, args)] : []),
    ...(args.extraStatements ?? []),
  ]);

/** Without it nobody could administer the key: KMS looks at IAM policies only when the key policy says so. */
const accountStatement = (at: Location): Statement => ({
  Sid: "AccountAdministers",
  Effect: "Allow",
  Principal: { AWS: interpolate`arn:${at.partition}:iam::${at.accountId}:root` },
  Action: "kms:*",
  Resource: "*",
});

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
const trailStatements = (at: Location, args: AuditKeyArgs): Statement[] => [
  {
    Sid: "CloudTrailEncrypts",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: "kms:GenerateDataKey*",
    Resource: "*",
    Condition: {
      StringEquals: { "aws:SourceArn": trailArns(at, args) },
      // The source is the trail of the home region; the encryption context may carry the region of the call.
      StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": trailArns(at, args, "*") },
    },
  },
  {
    Sid: "CloudTrailDescribes",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: "kms:DescribeKey",
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceArn": trailArns(at, args) } },
  },
];

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
const logsStatement = (at: Location, logGroupNames: string[]): Statement => ({
  Sid: "CloudWatchLogsUses",
  Effect: "Allow",
  Principal: { Service: interpolate`logs.${at.region}.${at.dnsSuffix}` },
  Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
  Resource: "*",
  Condition: {
    ArnLike: {
      "kms:EncryptionContext:aws:logs:arn": logGroupNames.map((name) => regionalArn(at, "logs", `log-group:${name}`)),
    },
  },
});

const readersStatement = (readers: Input<string>[]): Statement => ({
  Sid: "ReadersDecrypt",
  Effect: "Allow",
  Principal: { AWS: readers },
  Action: "kms:Decrypt",
  Resource: "*",
  Condition: { Null: { "kms:EncryptionContext:aws:cloudtrail:arn": "false" } },
});

// The key that AWS manages for SNS cannot be opened to CloudWatch: alarms on a topic with it fail without a sound.
// https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
const alarmsStatement = (at: Location): Statement => ({
  Sid: "CloudWatchAlarmsPublish",
  Effect: "Allow",
  Principal: { Service: "cloudwatch.amazonaws.com" },
  Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
  Resource: "*",
  Condition: {
    ArnLike: { "aws:SourceArn": regionalArn(at, "cloudwatch", "alarm:*") },
    StringEquals: { "aws:SourceAccount": at.accountId },
  },
});

const deliveryTopicStatement = (at: Location, args: AuditKeyArgs): Statement => ({
  Sid: "CloudTrailPublishes",
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
  Resource: "*",
  Condition: { StringEquals: { "aws:SourceArn": trailArns(at, args) } },
});

export const auditKeyProblems = (args: AuditKeyArgs): Problem[] => [
  ...trailNamesProblems(args.trailNames),
  ...(args.accountIds ?? []).flatMap((id) => accountIdProblems("accountIds", id)),
  ...organizationProblems(args.organization),
  ...outside("deletionWindowInDays", args.deletionWindowInDays, 7, 30, "days"),
  ...outside("rotationPeriodInDays", args.rotationPeriodInDays, 90, 2560, "days"),
];
