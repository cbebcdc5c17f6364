import { interpolate, type Input, type Output } from "@pulumi/pulumi";
import type { AuditKeyArgs } from "./audit-key";
import { regionalArn, trailArns, type Location } from "./location";
import { policyDocument, type Statement } from "./policy-document";

/** Who may use an audit key, and for what. */
export const keyPolicy = (at: Location, args: AuditKeyArgs): Output<string> =>
  policyDocument([
    accountStatement(at),
    ...trailStatements(at, args),
    logsStatement(at, args.logGroupNames ?? ["/trailwatch/*"]),
    ...(args.readerRoleArns?.length ? [readersStatement(args.readerRoleArns)] : []),
    ...((args.alarmTopics ?? true) ? [alarmsStatement(at), eventsStatement(at)] : []),
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

// A condition on the source, as alarms have it, is not supported here, and messages would be lost without a sound.
// https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
const eventsStatement = (at: Location): Statement => ({
  Sid: "EventBridgePublishes",
  Effect: "Allow",
  Principal: { Service: "events.amazonaws.com" },
  Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
  Resource: "*",
  Condition: { ArnLike: { "kms:EncryptionContext:aws:sns:topicArn": regionalArn(at, "sns", "*") } },
});

const deliveryTopicStatement = (at: Location, args: AuditKeyArgs): Statement => ({
  Sid: "CloudTrailPublishes",
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
  Resource: "*",
  Condition: { StringEquals: { "aws:SourceArn": trailArns(at, args) } },
});
