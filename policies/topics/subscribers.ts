import { Found } from "../graph/found";
import type { Graph } from "../graph/graph";
import { oncePer } from "../graph/once";
import type { Resource } from "../graph/resource";
import { attempt, isRecord, UnknownValue } from "../graph/value";
import { ChatChannel, TopicSubscription, type SubscriptionProps, type TopicProps } from "../kinds/sns";
import { names } from "../policy";

/** Somebody who hears what a topic says, and the property that says where. */
export interface Subscriber {
  resource: Resource<unknown>;
  property: "endpoint" | "snsTopicArns";
}

/**
 * The subscriptions of the stack, and the chat channels, which are subscribed without one.
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/slr-permissions.html
 */
export const subscribersOf = oncePer((topic: Resource<TopicProps>, graph): Found<Subscriber> => {
  const subscriptions = graph.into(topic, TopicSubscription, "topic");
  const channels = graph.into(topic, ChatChannel, "snsTopicArns");
  const hears = subscriptions.known.map((resource) => ({ resource, deaf: attempt(() => deafness(resource)) }));
  const undecided = hears.map(({ deaf }) => deaf).find((deaf) => deaf instanceof UnknownValue);
  const subscribers = [
    ...hears.filter(({ deaf }) => deaf === undefined).map(({ resource }) => ({ resource, property: "endpoint" })),
    ...channels.known.map((resource) => ({ resource, property: "snsTopicArns" })),
  ];
  return new Found(subscribers as Subscriber[], [], subscriptions.open ?? channels.open ?? undecided);
});

/** Why a topic without a subscriber is heard by nobody. */
export function silenceOf(topics: readonly Resource<TopicProps>[], graph: Graph): string {
  const [deaf] = topics.flatMap((topic) => graph.into(topic, TopicSubscription, "topic").known);
  return deaf
    ? `the filter policy of ${deaf.name} keeps out ${deafness(deaf)}`
    : `nobody subscribes to ${names(topics)}`;
}

/**
 * What a filter policy keeps out, where that is all that alarms say. A policy on attributes keeps out all that services of AWS
 * publish, because their messages have none.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html
 */
function deafness({ props }: Resource<SubscriptionProps>): string | undefined {
  const { filterPolicy = "", filterPolicyScope } = props;
  if (filterPolicy === "") return undefined;
  const conditions = typeof filterPolicy === "string" ? readJson(filterPolicy) : filterPolicy;
  if (filterPolicyScope === "MessageBody") return wantsOtherStates(conditions) ? "alarms that ring" : undefined;
  return needsAttributes(conditions) ? "what has no attributes, as messages of AWS" : undefined;
}

/**
 * Whether the message of an alarm must tell of other states than ALARM.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
function wantsOtherStates(conditions: unknown): boolean {
  const states = isRecord(conditions) ? conditions.NewStateValue : undefined;
  return Array.isArray(states) && states.every((state) => typeof state === "string" && state !== "ALARM");
}

/** Whether a message without attributes fails the conditions; all of them must hold, of an `$or` any. */
function needsAttributes(conditions: unknown): boolean {
  if (!isRecord(conditions)) return false;
  return Object.entries(conditions).some(([attribute, accepted]) =>
    attribute === "$or" && Array.isArray(accepted)
      ? accepted.every(needsAttributes)
      : !(Array.isArray(accepted) && accepted.some((rule) => isRecord(rule) && rule.exists === false)),
  );
}

/** A text that is not JSON is refused when the stack is deployed, and filters nothing. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
