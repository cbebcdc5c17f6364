import { hasActions, otherActions } from "../policies/alarms/actions";
import { isBus, otherTarget, shutOut, targetsOf, topicOf } from "../policies/detections/rule-targets";
import type { Graph } from "../policies/graph/graph";
import type { Resource } from "../policies/graph/resource";
import { attempt, UnknownValue } from "../policies/graph/value";
import type { AlarmProps, CompositeAlarmProps, EventRuleProps } from "../policies/kinds/cloudwatch";
import { Topic, type TopicProps } from "../policies/kinds/sns";
import { subscribersOf, type Subscriber } from "../policies/topics/subscribers";
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
    if (deaf) untold.push(`topic ${topic.name}: ${deaf}`);
    else addSubscribers({ told, untold }, topic, graph);
  }
  if (told.length + untold.length === 0 && unknown instanceof UnknownValue) untold.push(unknown.message);
  return { told, untold };
}

/** Who hears of each event that a rule of EventBridge matches. */
export function recipientsOfRule(rule: Resource<EventRuleProps>, graph: Graph): Recipients {
  const recipients: Recipients = { told: [], untold: [] };
  const { told, untold } = recipients;
  for (const target of targetsOf(rule, graph).known) {
    const topic = topicOf(target, graph);
    if (topic) {
      const refused = attempt(() => shutOut(rule, topic, graph));
      if (refused === undefined) addSubscribers(recipients, topic, graph);
      else untold.push(refused instanceof UnknownValue ? refused.message : refused);
      continue;
    }
    const { name, service, tells } = otherTarget(target, graph);
    if (tells) told.push({ protocol: service, endpoint: name });
    else if (tells === false) untold.push(`${name} tells nobody`);
    else if (!isBus(target, graph)) untold.push(`nobody here knows who hears of what it sends to ${name}`);
  }
  if (told.length + untold.length === 0) untold.push("it has no target that tells anybody");
  return recipients;
}

function addSubscribers({ told, untold }: Recipients, topic: Resource<TopicProps>, graph: Graph): void {
  const subscribers = subscribersOf(topic, graph);
  if (subscribers.known.length > 0) told.push(...subscribers.known.map((each) => recipient(each, topic.name)));
  else if (topic.record.external || subscribers.open) untold.push(`nobody here knows who subscribes to ${topic.name}`);
  else untold.push(`nobody subscribes to ${topic.name}`);
}

function recipient({ resource, property }: Subscriber, topic: string): Recipient {
  const shown = (name: string): string => String(resource.shown(name) ?? "");
  if (property === "endpoint") return { protocol: shown("protocol"), endpoint: shown("endpoint"), topic };
  const isSlack = resource.type.includes("/slack");
  return { protocol: isSlack ? "slack" : "teams", endpoint: shown(isSlack ? "slackChannelId" : "channelId"), topic };
}
