import { Found } from "../graph/found";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { ChatChannel, TopicSubscription, type TopicProps } from "../kinds/sns";

/** Somebody who hears what a topic says, and the property that says where. */
export interface Subscriber {
  resource: Resource<unknown>;
  property: "endpoint" | "snsTopicArns";
}

/**
 * The subscriptions of the stack, and the chat channels, which are subscribed without one.
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/slr-permissions.html
 */
export function subscribersOf(topic: Resource<TopicProps>, graph: Graph): Found<Subscriber> {
  const subscriptions = graph.into(topic, TopicSubscription, "topic");
  const channels = graph.into(topic, ChatChannel, "snsTopicArns");
  const subscribers = [
    ...subscriptions.known.map((resource) => ({ resource, property: "endpoint" })),
    ...channels.known.map((resource) => ({ resource, property: "snsTopicArns" })),
  ];
  return new Found(subscribers as Subscriber[], [], subscriptions.open ?? channels.open);
}
