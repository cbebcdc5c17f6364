import * as aws from "@pulumi/aws";
import { interpolate, type Resource } from "@pulumi/pulumi";
import type { AlertRoutes } from "./alert-routing";
import type { Location } from "./location";
import { physicalName } from "./names";
import { policyDocument } from "./policy-document";

export interface ChatChannels {
  readonly role: aws.iam.Role;
  readonly slack: aws.chatbot.SlackChannelConfiguration | undefined;
  readonly teams: aws.chatbot.TeamsChannelConfiguration | undefined;
}

/** Carries the messages of topics into chat; what people type there can read metrics and nothing else. */
export function chatChannels(
  parent: Resource,
  name: string,
  at: Location,
  topics: aws.sns.Topic[],
  { slack, teams }: AlertRoutes,
): ChatChannels | undefined {
  if (slack === undefined && teams === undefined) return undefined;
  const readMetrics = interpolate`arn:${at.partition}:iam::aws:policy/CloudWatchReadOnlyAccess`;
  const role = chatRole(parent, name, readMetrics);
  const shared = {
    iamRoleArn: role.arn,
    guardrailPolicyArns: [readMetrics],
    snsTopicArns: topics.map(({ arn }) => arn),
    loggingLevel: "ERROR",
  };
  return {
    role,
    slack:
      slack &&
      new aws.chatbot.SlackChannelConfiguration(
        name,
        {
          ...shared,
          configurationName: physicalName(`${name}-slack`),
          slackTeamId: slack.teamId,
          slackChannelId: slack.channelId,
        },
        { parent },
      ),
    teams:
      teams &&
      new aws.chatbot.TeamsChannelConfiguration(
        name,
        { ...shared, configurationName: physicalName(`${name}-teams`), ...teams },
        { parent },
      ),
  };
}

function chatRole(parent: Resource, name: string, readMetrics: aws.iam.RolePolicyAttachmentArgs["policyArn"]) {
  const role = new aws.iam.Role(
    `${name}-chat`,
    {
      name: physicalName(`${name}-chat`),
      assumeRolePolicy: policyDocument([
        { Effect: "Allow", Principal: { Service: "chatbot.amazonaws.com" }, Action: "sts:AssumeRole" },
      ]),
    },
    { parent },
  );
  new aws.iam.RolePolicyAttachment(`${name}-chat`, { role: role.name, policyArn: readMetrics }, { parent });
  return role;
}
