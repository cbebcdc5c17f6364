import { partial, supporting } from "../frameworks/controls";
import { Topic, TopicSubscription } from "../kinds/sns";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { alarmsOn } from "./alarm-topics";

const SNS = "https://docs.aws.amazon.com/sns/latest/dg";

/** Protocols whose messages SNS can put aside in a queue when an endpoint is out of reach. */
const QUEUEABLE = ["application", "firehose", "http", "https", "lambda", "sqs"];

/** How messages get from a topic to whoever hears them. */
export default [
  policy({
    id: "subscription-https",
    title: "Subscriptions deliver over HTTPS",
    severity: "high",
    description: "Over plain HTTP everybody on the way reads what an alarm says, and can keep it from arriving.",
    remediation: "Set `protocol: https` and an `https://` endpoint on the subscription.",
    controls: [supporting("soc2-2017/CC6.7"), supporting("iso-27001-2022/A.8.20")],
    pages: [`${SNS}/sns-security-best-practices.html`],
    about: TopicSubscription,
    scope: "resource",
    check: (subscription) =>
      subscription.props.protocol === "http"
        ? fail("it delivers over plain HTTP", evidence(subscription, "protocol"))
        : pass(evidence(subscription, "protocol")),
  }),
  policy({
    id: "subscription-redrive",
    title: "Subscriptions of alarm topics put aside what they cannot deliver",
    severity: "low",
    description: "SNS tries for a while and then drops the message. A dead-letter queue keeps it.",
    remediation: "Set `redrivePolicy` with a `deadLetterTargetArn` on the subscription.",
    controls: [supporting("nist-800-53-r5/AU-5"), supporting("pci-dss-4.0.1/10.7.2")],
    pages: [`${SNS}/sns-dead-letter-queues.html`],
    about: TopicSubscription,
    check(subscription, graph) {
      const { protocol = "" } = subscription.props;
      if (!QUEUEABLE.includes(protocol)) return notApplicable(`SNS puts nothing aside for ${protocol}`);
      const topics = graph.follow(subscription, "topic", Topic);
      if (topics.known.every((topic) => alarmsOn(topic, graph).isEmpty))
        return notApplicable("no alarm acts on its topic");
      const seen = evidence(subscription, "redrivePolicy");
      return subscription.has("redrivePolicy") ? pass(seen) : fail("what it cannot deliver is dropped", seen);
    },
  }),
  policy({
    id: "subscription-confirmed",
    title: "Subscriptions are confirmed",
    severity: "high",
    description: "Until its owner confirms, SNS sends an endpoint nothing but the question whether it wants to listen.",
    remediation:
      "Follow the link that SNS sent to the endpoint, or set `endpointAutoConfirms` where it answers itself.",
    controls: [partial("nist-800-53-r5/AU-5(2)"), supporting("nist-800-53-r5/SI-4(5)")],
    pages: [`${SNS}/SendMessageToHttp.confirm.html`],
    about: TopicSubscription,
    check(subscription) {
      const pending = subscription.knows("pendingConfirmation") ? subscription.props.pendingConfirmation : undefined;
      const seen = evidence(subscription, "pendingConfirmation");
      if (pending === undefined)
        return notApplicable("only the state of a deployed stack says whether it is confirmed");
      return pending ? fail("nobody has confirmed it", seen) : pass(seen);
    },
  }),
];
