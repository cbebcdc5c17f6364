import { partial, supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import { parseArn, type Resource } from "../graph/resource";
import { Topic, TopicSubscription, type SubscriptionProps } from "../kinds/sns";
import { Queue } from "../kinds/sqs";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { alarmsOn } from "./alarm-topics";

const SNS = "https://docs.aws.amazon.com/sns/latest/dg";

/** Protocols whose messages SNS can put aside in a queue when an endpoint is out of reach. */
const QUEUEABLE = ["application", "firehose", "http", "https", "lambda", "sqs"];

/** Protocols of people and pages, to which nothing is delivered in order. */
const PERSONAL = /^(email|email-json|sms|https?)$/;

/** What the endpoint of each protocol is. */
const ENDPOINTS: Record<string, string> = {
  email: "an address of e-mail",
  http: "a URL of plain HTTP",
  https: "a URL of HTTPS",
  sms: "a telephone number",
  sqs: "the ARN of sqs",
  lambda: "the ARN of lambda",
  firehose: "the ARN of firehose",
  application: "the ARN of sns",
};

/** Of a name without any sign of what it is, which may stand for the host of a URL. */
const NAME = "a bare word";

/** https://docs.aws.amazon.com/sns/latest/dg/sns-large-payload-raw-message-delivery.html */
const RAW = /^(firehose|https?|sqs)$/;

/** What stands in an offline run for a setting that is missing or encrypted. */
const STAND_IN = /^(encrypted$|placeholder-|arn:aws:service:|https:\/\/[\w-]+\.example\.com$)/;

/** What an endpoint certainly is; `undefined` of what may be anything. */
function kindOfEndpoint(endpoint: unknown): string | undefined {
  if (typeof endpoint !== "string") return undefined;
  if (STAND_IN.test(endpoint)) return undefined;
  if (/^https?:\/\//i.test(endpoint)) return ENDPOINTS[/^https:/i.test(endpoint) ? "https" : "http"];
  const arn = parseArn(endpoint);
  if (arn) return `the ARN of ${arn.service}`;
  if (/^\+?\d[\d\s().-]{4,}$/.test(endpoint)) return ENDPOINTS.sms;
  if (/^[^@\s/]+@[^@\s/]+$/.test(endpoint)) return ENDPOINTS.email;
  return /^[a-z][\w.-]*$/i.test(endpoint) ? NAME : undefined;
}

const isFifo = (name: unknown, flag: unknown): boolean => flag === true || String(name).endsWith(".fifo");

/** Why SNS does not subscribe the endpoint to a topic of this kind. */
function fifoRefuses(subscription: Resource<SubscriptionProps>, graph: Graph): string | undefined {
  const [topic] = graph.follow(subscription, "topic", Topic).known;
  if (!topic) return undefined;
  const { protocol = "" } = subscription.props;
  const { name, fifoTopic } = topic.record.values;
  if (isFifo(name, fifoTopic))
    return PERSONAL.test(protocol) ? `topic ${topic.name} is FIFO, and SNS delivers no ${protocol} from it` : undefined;
  if (protocol !== "sqs") return undefined;
  const { known, elsewhere } = graph.follow(subscription, "endpoint", Queue);
  const isFifoQueue = known.some(({ record: { values } }) => isFifo(values.name, values.fifoQueue));
  return isFifoQueue || elsewhere.some((arn) => isFifo(arn, false))
    ? `its queue is FIFO, and topic ${topic.name} is not`
    : undefined;
}

/** Whether a policy certainly names nothing that takes dead letters; SNS puts them into queues of SQS only. */
function namesNoQueue(redrivePolicy: unknown): boolean {
  if (typeof redrivePolicy !== "string") return false;
  const arn = /"deadLetterTargetArn"\s*:\s*"([^"]*)"/.exec(redrivePolicy)?.[1];
  return arn === undefined || (parseArn(arn)?.service ?? "sqs") !== "sqs";
}

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
    id: "subscription-endpoint-fits",
    title: "Subscriptions name an endpoint of their protocol",
    severity: "high",
    description:
      "SNS refuses a queue that is named by its URL, a page that is to get e-mail, or e-mail from a FIFO topic, and does so only when the stack is deployed: nobody listens.",
    remediation:
      "Take a standard topic for whatever is no queue. Give `email` an address, `sms` a number, `https` a URL that begins with `https://`, and `sqs`, `lambda` and `firehose` an ARN.",
    controls: [partial("nist-800-53-r5/AU-5(2)"), supporting("nist-800-53-r5/SI-4(5)")],
    pages: [`${SNS}/sns-create-subscribe-endpoint-to-topic.html`, `${SNS}/fifo-message-delivery.html`],
    about: TopicSubscription,
    check(subscription, graph) {
      const refused = fifoRefuses(subscription, graph);
      if (refused) return fail(refused, evidence(subscription, "protocol"));
      if (subscription.props.rawMessageDelivery && !RAW.test(subscription.props.protocol ?? ""))
        return fail(
          `SNS delivers ${subscription.props.protocol} with its frame only`,
          evidence(subscription, "rawMessageDelivery"),
        );
      if (!subscription.knows("endpoint")) return notApplicable("its endpoint is decided when it is deployed");
      const { protocol = "", endpoint } = subscription.props;
      const wanted = ENDPOINTS[protocol.replace(/-json$/, "")];
      const given = kindOfEndpoint(endpoint);
      const seen = evidence(subscription, "protocol");
      if (!wanted || !given || (given === NAME && /^https?$/.test(protocol))) return pass(seen);
      return given === wanted ? pass(seen) : fail(`SNS delivers ${protocol} to ${wanted}, and it names ${given}`, seen);
    },
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
      if (!subscription.has("redrivePolicy")) return fail("what it cannot deliver is dropped", seen);
      const given = subscription.knows("redrivePolicy") ? subscription.props.redrivePolicy : undefined;
      return given !== undefined && namesNoQueue(given) ? fail("its redrivePolicy names no queue", seen) : pass(seen);
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
