import { partial, supporting } from "../frameworks/controls";
import { Topic, TopicSubscription, type TopicProps } from "../kinds/sns";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { alarmsOn } from "./alarm-topics";

/** What logs failed deliveries, by the protocol of the subscription. SNS has nothing of the kind for e-mail. */
const ROLES: Record<string, keyof TopicProps & string> = {
  application: "applicationFailureFeedbackRoleArn",
  firehose: "firehoseFailureFeedbackRoleArn",
  http: "httpFailureFeedbackRoleArn",
  https: "httpFailureFeedbackRoleArn",
  lambda: "lambdaFailureFeedbackRoleArn",
  sqs: "sqsFailureFeedbackRoleArn",
};

export default policy({
  id: "topic-delivery-status",
  title: "Alarm topics log what they could not deliver",
  severity: "low",
  description: "A message that did not arrive is lost without a word; only the delivery log says which, and why.",
  remediation: "Set the topic's `…FailureFeedbackRoleArn` of each protocol that its subscriptions use.",
  controls: [partial("nist-800-53-r5/AU-5"), supporting("pci-dss-4.0.1/10.7.2")],
  pages: ["https://docs.aws.amazon.com/sns/latest/dg/sns-topic-attributes.html"],
  about: Topic,
  check(topic, graph) {
    if (alarmsOn(topic, graph).isEmpty) return notApplicable("no alarm acts on it");
    const subscriptions = graph.into(topic, TopicSubscription, "topic").all;
    const roles = [...new Set(subscriptions.flatMap(({ props }) => ROLES[props.protocol ?? ""] ?? []))];
    if (roles.length === 0) return notApplicable("none of its subscriptions is of a kind whose delivery SNS logs");
    const missing = roles.find((role) => !topic.has(role));
    return missing
      ? fail("failed deliveries leave no trace", evidence(topic, missing))
      : pass(...roles.map((role) => evidence(topic, role)));
  },
});
