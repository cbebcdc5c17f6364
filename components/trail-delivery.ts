import * as aws from "@pulumi/aws";
import { interpolate, type Input, type Output, type Resource } from "@pulumi/pulumi";
import { regionalArn, trailArns, type Location, type Organization, type TrailOrigin } from "./location";
import { physicalName } from "./names";
import { denyPlainHttp, policyDocument } from "./policy-document";

/** What lets a trail deliver to a log group and to a topic. */

type Tags = Record<string, Input<string>> | undefined;

export const deliveryRoleName = (name: string): string => `${physicalName(name)}-cloudtrail-logs`;

export function deliveryRole(parent: Resource, name: string, tags: Tags): aws.iam.Role {
  // No condition on the source: with one, CloudTrail silently stops delivering to the log group.
  // https://github.com/prowler-cloud/prowler/issues/4714
  const assumeRolePolicy = policyDocument([
    { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "sts:AssumeRole" },
  ]);
  return new aws.iam.Role(name, { name: deliveryRoleName(name), assumeRolePolicy, tags }, { parent });
}

export function deliveryRolePolicy(
  parent: Resource,
  name: string,
  at: Location,
  role: aws.iam.Role,
  logGroupArn: Output<string>,
  organization: Organization | undefined,
): aws.iam.RolePolicy {
  // CloudTrail names its streams after the account and, in an organization trail, after the organization.
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html
  const streams = [
    interpolate`${at.accountId}_CloudTrail_${at.region}*`,
    ...(organization ? [interpolate`${organization.id}_*`] : []),
  ];
  const policy = policyDocument([
    {
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: streams.map((stream) => interpolate`${logGroupArn}:log-stream:${stream}`),
    },
  ]);
  return new aws.iam.RolePolicy(name, { name: "deliver-to-log-group", role: role.name, policy }, { parent });
}

export function deliveryTopic(parent: Resource, name: string, kmsKeyArn: Input<string>, tags: Tags): aws.sns.Topic {
  const topic = `${name}-delivery`;
  return new aws.sns.Topic(topic, { name: physicalName(topic), kmsMasterKeyId: kmsKeyArn, tags }, { parent });
}

export function deliveryTopicPolicy(
  parent: Resource,
  name: string,
  at: Location,
  topic: aws.sns.Topic,
  origin: TrailOrigin,
): aws.sns.TopicPolicy {
  const arn = regionalArn(at, "sns", topic.name);
  const policy = policyDocument([
    {
      Sid: "CloudTrailPublishes",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "sns:Publish",
      Resource: arn,
      Condition: { StringEquals: { "aws:SourceArn": trailArns(at, origin) } },
    },
    denyPlainHttp("sns:Publish", [arn]),
  ]);
  return new aws.sns.TopicPolicy(`${name}-delivery`, { arn: topic.arn, policy }, { parent });
}
