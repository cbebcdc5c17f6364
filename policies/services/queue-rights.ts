import { ruleArn } from "../detections/rule-role";
import { partial, supporting } from "../frameworks/controls";
import { EventRule, EventTarget } from "../kinds/cloudwatch";
import { Topic, TopicSubscription } from "../kinds/sns";
import { Queue } from "../kinds/sqs";
import { notApplicable, policy } from "../policy";
import { topicArn } from "../topics/alarm-topics";
import { takes } from "./queue-access";

const about = {
  severity: "medium",
  description:
    "A queue that keeps out the service that is to fill it, by its policy or by its key, stays empty, and looks as if nothing had happened.",
  controls: [partial("nist-800-53-r5/SI-4(12)"), supporting("nist-800-53-r5/AU-5")],
} as const;

const KEYS = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html";
const NOT_OURS = notApplicable("it fills no queue of this stack");

/** Queues let in whoever fills them. */
export default [
  policy({
    ...about,
    id: "event-target-queue-takes-events",
    title: "Queues take what event rules put into them",
    remediation:
      "Allow `events.amazonaws.com` `sqs:SendMessage` on the queue in its `QueuePolicy`, with the rule in `aws:SourceArn`, and `kms:Decrypt` and `kms:GenerateDataKey` on its key.",
    pages: ["https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html", KEYS],
    about: EventTarget,
    check(target, graph) {
      const [queue] = graph.follow(target, "arn", Queue).known;
      const [rule] = graph.follow(target, "rule", EventRule).known;
      if (!queue || !rule) return NOT_OURS;
      if (target.has("roleArn")) return notApplicable("it fills the queue in the name of a role");
      return takes(queue, "events.amazonaws.com", { of: rule, arn: ruleArn(rule, graph) }, graph) ?? NOT_OURS;
    },
  }),
  policy({
    ...about,
    id: "subscription-queue-takes-messages",
    title: "Queues take what the topics say that they listen to",
    remediation:
      "Allow `sns.amazonaws.com` `sqs:SendMessage` on the queue in its `QueuePolicy`, with the topic in `aws:SourceArn`, and `kms:Decrypt` and `kms:GenerateDataKey` on its key.",
    pages: ["https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html", KEYS],
    about: TopicSubscription,
    check(subscription, graph) {
      const [queue] = graph.follow(subscription, "endpoint", Queue).known;
      const [topic] = graph.follow(subscription, "topic", Topic).known;
      if (!queue || !topic) return NOT_OURS;
      return takes(queue, "sns.amazonaws.com", { of: topic, arn: topicArn(topic, graph) }, graph) ?? NOT_OURS;
    },
  }),
];
