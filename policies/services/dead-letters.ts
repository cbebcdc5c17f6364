import { supporting } from "../frameworks/controls";
import { ruleArn } from "../detections/rule-role";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { accountOf, queueArn } from "../iam/arns";
import { attachedPolicy } from "../iam/attached";
import { decide } from "../iam/decide";
import type { Text } from "../iam/text";
import { EventRule, EventTarget } from "../kinds/cloudwatch";
import { Topic, TopicSubscription } from "../kinds/sns";
import { Queue, QueuePolicy } from "../kinds/sqs";
import { fail, notApplicable, pass, policy, type Answer } from "../policy";
import { topicArn } from "../topics/alarm-topics";

const NOT_OURS = notApplicable("its queue for dead letters is not part of this stack");

/** Whether the queue takes what the service could not deliver on behalf of the source. */
function takes(
  queue: Resource<{ arn?: string }> | undefined,
  service: string,
  source: { of: Resource<unknown>; arn: Text },
  graph: Graph,
): Answer {
  const attached = queue && attachedPolicy(queue, graph, QueuePolicy, "queueUrl");
  if (!attached) return NOT_OURS;
  const { document, seen } = attached;
  if (!document.given) return fail(`queue ${queue.name} has no policy that lets ${service} in`, seen);
  const decision = decide([document], {
    principal: { service },
    action: "sqs:SendMessage",
    resource: queueArn(queue, graph),
    context: { "aws:SourceArn": source.arn, "aws:SourceAccount": accountOf(graph, source.of) },
  });
  return decision.allowed ? pass(seen) : fail(`queue ${queue.name} keeps ${service} out: ${decision.why}`, seen);
}

const about = {
  severity: "low",
  description:
    "What could not be delivered is put into a queue for dead letters, as long as the queue lets the service in; else it is gone without a trace.",
  controls: [supporting("nist-800-53-r5/AU-5"), supporting("soc2-2017/CC7.2")],
} as const;

/** Queues for dead letters that take them. */
export default [
  policy({
    ...about,
    id: "event-target-queue-takes-dead-letters",
    title: "The queues of event targets take what could not be delivered",
    remediation:
      "Allow `events.amazonaws.com` `sqs:SendMessage` on the queue in its `QueuePolicy`, with the rule in `aws:SourceArn`. `EventAlerts` does so.",
    pages: ["https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html"],
    about: EventTarget,
    check(target, graph) {
      const [queue] = graph.follow(target, "deadLetterConfig.arn", Queue).known;
      const [rule] = graph.follow(target, "rule", EventRule).known;
      if (!queue || !rule) return NOT_OURS;
      return takes(queue, "events.amazonaws.com", { of: rule, arn: ruleArn(rule, graph) }, graph);
    },
  }),
  policy({
    ...about,
    id: "subscription-queue-takes-dead-letters",
    title: "The queues of subscriptions take what could not be delivered",
    remediation:
      "Allow `sns.amazonaws.com` `sqs:SendMessage` on the queue in its `QueuePolicy`, with the topic in `aws:SourceArn`.",
    pages: ["https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html"],
    about: TopicSubscription,
    check(subscription, graph) {
      const [topic] = graph.follow(subscription, "topic", Topic).known;
      if (!topic || !subscription.has("redrivePolicy")) return NOT_OURS;
      const [queue] = subscription.knows("redrivePolicy")
        ? graph.index(Queue).get(deadLetterTarget(subscription.props.redrivePolicy))
        : graph.follow(subscription, "redrivePolicy", Queue).known;
      return takes(queue, "sns.amazonaws.com", { of: topic, arn: topicArn(topic, graph) }, graph);
    },
  }),
];

/** A text that is not JSON is refused when the stack is deployed, and names no queue. */
function deadLetterTarget(redrivePolicy: unknown): string {
  const named = /"deadLetterTargetArn"\s*:\s*"([^"]*)"/.exec(String(redrivePolicy));
  return named?.[1] ?? "";
}
