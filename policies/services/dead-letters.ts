import { supporting } from "../frameworks/controls";
import { ruleArn } from "../detections/rule-role";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { attempt } from "../graph/value";
import { EventRule, EventTarget } from "../kinds/cloudwatch";
import { Topic, TopicSubscription, type TopicProps } from "../kinds/sns";
import { evidence, fail, notApplicable, policy } from "../policy";
import { topicArn } from "../topics/alarm-topics";
import { ofSubscription, ofTarget, type DeadLetterQueue } from "./dead-letter-queue";
import { takes } from "./queue-access";

const NOT_OURS = notApplicable("its queue for dead letters is not part of this stack");

const about = {
  severity: "low",
  description:
    "What could not be delivered is put into a queue for dead letters, as long as the queue and its key let the service in, and it stands where the service looks for it; else it is gone without a trace.",
  controls: [supporting("nist-800-53-r5/AU-5"), supporting("soc2-2017/CC7.2")],
} as const;

const isFifo = ({ record: { values } }: Resource<TopicProps>): boolean =>
  values.fifoTopic === true || String(values.name).endsWith(".fifo");

/** Why the service puts nothing into what is named, whoever lets it in. */
function misfit(to: DeadLetterQueue, from: Resource<unknown>, graph: Graph): string | undefined {
  if (to.service !== "sqs") return `${to.name} is no queue of SQS, and dead letters go nowhere else`;
  const region = attempt(() => graph.region(from));
  if (to.region && typeof region === "string" && to.region !== region)
    return `queue ${to.name} is in ${to.region}, and ${from.name} in ${region}`;
  return undefined;
}

/** Queues for dead letters that take them. */
export default [
  policy({
    ...about,
    id: "event-target-queue-takes-dead-letters",
    title: "The queues of event targets take what could not be delivered",
    remediation:
      "Name a standard queue of the rule's region, allow `events.amazonaws.com` `sqs:SendMessage` in its `QueuePolicy`, with the rule in `aws:SourceArn`, and let it use the key of the queue. `EventAlerts` does so.",
    pages: [
      "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html",
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html",
    ],
    about: EventTarget,
    check(target, graph) {
      const to = ofTarget(target, graph);
      const [rule] = graph.follow(target, "rule", EventRule).known;
      if (!to || !rule) return NOT_OURS;
      const fifo = to.isFifo
        ? `queue ${to.name} is FIFO, and EventBridge puts dead letters into standard queues`
        : undefined;
      const wrong = misfit(to, target, graph) ?? fifo;
      if (wrong) return fail(wrong, evidence(target, "deadLetterConfig"));
      return (
        (to.queue && takes(to.queue, "events.amazonaws.com", { of: rule, arn: ruleArn(rule, graph) }, graph)) ??
        NOT_OURS
      );
    },
  }),
  policy({
    ...about,
    id: "subscription-queue-takes-dead-letters",
    title: "The queues of subscriptions take what could not be delivered",
    remediation:
      "Name a queue of the subscription's account and region, FIFO only for a FIFO topic, allow `sns.amazonaws.com` `sqs:SendMessage` in its `QueuePolicy`, with the topic in `aws:SourceArn`, and let it use the key of the queue.",
    pages: [
      "https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html",
      "https://docs.aws.amazon.com/sns/latest/dg/sns-configure-dead-letter-queue.html",
    ],
    about: TopicSubscription,
    check(subscription, graph) {
      const to = ofSubscription(subscription, graph);
      const [topic] = graph.follow(subscription, "topic", Topic).known;
      if (!to || !topic) return NOT_OURS;
      // What names no queue at all is subscription-redrive's finding.
      if (to.service !== "sqs") return notApplicable("its redrivePolicy names no queue");
      const account = graph.facts.accountIsAssumed ? undefined : graph.account(subscription);
      const isFar = account && to.account && to.account !== account;
      const wrong =
        misfit(to, subscription, graph) ??
        (isFar ? `queue ${to.name} is in account ${to.account}, and the subscription in ${account}` : undefined) ??
        (to.isFifo && !isFifo(topic) ? `queue ${to.name} is FIFO, and topic ${topic.name} is not` : undefined);
      if (wrong) return fail(wrong, evidence(subscription, "redrivePolicy"));
      return (
        (to.queue && takes(to.queue, "sns.amazonaws.com", { of: topic, arn: topicArn(topic, graph) }, graph)) ??
        NOT_OURS
      );
    },
  }),
];
