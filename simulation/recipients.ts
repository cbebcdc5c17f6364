import { hasActions, otherActions } from "../policies/alarms/actions";
import type { Graph } from "../policies/graph/graph";
import type { Resource } from "../policies/graph/resource";
import { attempt, UnknownValue } from "../policies/graph/value";
import type { AlarmProps, CompositeAlarmProps } from "../policies/kinds/cloudwatch";
import { Topic, TopicSubscription } from "../policies/kinds/sns";
import { breakIn } from "./detections";

/** Somebody who is told, or something that is started. */
export interface Recipient {
  /** `email`, `https`, `lambda`, … */
  protocol: string;
  endpoint: string;
  /** The topic that the message goes through. */
  topic?: string;
}

export interface Recipients {
  told: Recipient[];
  /** Why a message reaches nobody, or who else may hear it. */
  untold: string[];
}

/** Who hears of an alarm that enters the ALARM state. */
export function recipientsOf(alarm: Resource<AlarmProps> | Resource<CompositeAlarmProps>, graph: Graph): Recipients {
  const off = attempt(() => (alarm.props.actionsEnabled === false ? "its actions are switched off" : ""));
  const has = attempt(() => hasActions(alarm));
  const unknown = [off, has].find((each) => each instanceof UnknownValue);
  if (off) return { told: [], untold: [off instanceof UnknownValue ? off.message : off] };
  const topics = graph.follow(alarm, "alarmActions", Topic);
  const others = otherActions(alarm, graph);
  const told: Recipient[] = others.flatMap(({ name, tells }) =>
    tells ? [{ protocol: "action", endpoint: name }] : [],
  );
  const untold = others.flatMap(({ name, tells }) =>
    tells === undefined ? [`nobody here knows who hears ${name}`] : [],
  );
  for (const topic of topics.known) {
    const deaf = breakIn(topic, graph);
    const subscriptions = graph.into(topic, TopicSubscription, "topic");
    if (deaf) untold.push(`topic ${topic.name}: ${deaf}`);
    else if (subscriptions.known.length > 0)
      told.push(...subscriptions.known.map((each) => recipient(each, topic.name)));
    else if (topic.record.external || subscriptions.open)
      untold.push(`nobody here knows who subscribes to ${topic.name}`);
    else untold.push(`nobody subscribes to ${topic.name}`);
  }
  if (told.length + untold.length === 0 && unknown instanceof UnknownValue) untold.push(unknown.message);
  return { told, untold };
}

function recipient(subscription: Resource<never> | Resource<object>, topic: string): Recipient {
  const shown = (property: string): string => String(subscription.shown(property) ?? "");
  return { protocol: shown("protocol"), endpoint: shown("endpoint"), topic };
}
