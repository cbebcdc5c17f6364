import { Found } from "../graph/found";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { attempt, UnknownValue } from "../graph/value";
import type { ContextValue } from "../iam/request";
import { ANYTHING, text, textOf, type Text, type TextPart } from "../iam/text";
import { CompositeAlarm, MetricAlarm } from "../kinds/cloudwatch";
import type { TopicProps } from "../kinds/sns";
import { alarmArn, accountOf, nameOf, partitionOf, regionOf } from "../iam/arns";

type Alarm = Resource<unknown>;

/** The alarms that publish to the topic when they enter ALARM. */
export function alarmsOn(topic: Resource<TopicProps>, graph: Graph): Found<Alarm> {
  const metric = graph.into(topic, MetricAlarm, "alarmActions");
  const composite = graph.into(topic, CompositeAlarm, "alarmActions");
  return new Found([...metric.known, ...composite.known] as Alarm[], [], metric.open ?? composite.open);
}

export function topicArn(topic: Resource<TopicProps>, graph: Graph): Text {
  const { arn } = topic.record.values;
  if (typeof arn === "string") return textOf(arn);
  return text`arn:${partitionOf(topic, graph)}:sns:${regionOf(topic, graph)}:${accountOf(graph, topic)}:${nameOf(topic, "name")}`;
}

/** On behalf of which alarm CloudWatch calls SNS and, through SNS, the key. */
function contextOf(alarm: Alarm, name: TextPart, graph: Graph): Record<string, ContextValue> {
  const account = accountOf(graph, alarm);
  return { "aws:SourceArn": alarmArn(alarm, name, graph), "aws:SourceAccount": account, "aws:SourceOwner": account };
}

/**
 * The first refusal that an alarm meets. Most policies let in every alarm of the account or none, so what holds for an
 * alarm of any name is asked first, and each alarm only where that leaves it open.
 */
export function firstRefusal(
  alarms: Found<Alarm>,
  graph: Graph,
  ask: (context: Record<string, ContextValue>) => string | undefined,
): string | undefined {
  const forAny = attempt(() => ask(contextOf(alarms.known[0], ANYTHING, graph)));
  if (!(forAny instanceof UnknownValue)) return forAny;
  const refusalOf = (alarm: Alarm) => ask(contextOf(alarm, nameOf(alarm, alarm.kind?.names?.[0] ?? "name"), graph));
  // The engine hands resources out in no order of its own; the name decides which refusal is told.
  const byName = [...alarms.known].sort((a, b) => (a.name < b.name ? -1 : 1));
  const refused = new Found(byName).find((alarm) => refusalOf(alarm) !== undefined);
  return refused && refusalOf(refused);
}
