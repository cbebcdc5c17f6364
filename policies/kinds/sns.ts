import type { Kind } from "../graph/resource";

export interface TopicProps {
  arn?: string;
  name?: string;
  fifoTopic?: boolean;
  policy?: unknown;
  kmsMasterKeyId?: string;
  applicationFailureFeedbackRoleArn?: string;
  firehoseFailureFeedbackRoleArn?: string;
  httpFailureFeedbackRoleArn?: string;
  lambdaFailureFeedbackRoleArn?: string;
  sqsFailureFeedbackRoleArn?: string;
}

export const Topic: Kind<TopicProps> = {
  noun: "topic",
  tokens: ["aws:sns/topic:Topic", "aws-native:sns:Topic"],
  decidedByAws: ["policy"],
  nameInArn: ({ service, resource }) => (service === "sns" ? resource : undefined),
};

export const TopicPolicy: Kind<{ arn?: string; policy?: unknown }> = {
  noun: "topic policy",
  tokens: ["aws:sns/topicPolicy:TopicPolicy", "aws-native:sns:TopicPolicy"],
};

export interface SubscriptionProps {
  topic?: string;
  protocol?: string;
  endpoint?: string;
  redrivePolicy?: string;
  rawMessageDelivery?: boolean;
  filterPolicy?: unknown;
  /** @default "MessageAttributes" */
  filterPolicyScope?: string;
  /** Only AWS says so, once the subscription is there. */
  pendingConfirmation?: boolean;
}

export const TopicSubscription: Kind<SubscriptionProps> = {
  noun: "subscription",
  tokens: ["aws:sns/topicSubscription:TopicSubscription", "aws-native:sns:Subscription"],
  decidedByAws: ["filterPolicyScope"],
  settledLater: ["pendingConfirmation"],
};

/** AWS Chatbot, now Amazon Q Developer in chat applications, subscribes itself to the topics that a channel names. */
export const ChatChannel: Kind<{ snsTopicArns?: string[] }> = {
  noun: "chat channel",
  tokens: [
    "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
    "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
  ],
  decidedByAws: ["snsTopicArns"],
};
