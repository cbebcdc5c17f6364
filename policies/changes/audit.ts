import { matches } from "../alarms/matches";
import { alarmsOn } from "../topics/alarm-topics";
import { looksForCloudTrail } from "../filters/cloudtrail-pattern";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { attempt } from "../graph/value";
import { MetricAlarm, type AlarmProps, type EventRuleProps, type MetricFilterProps } from "../kinds/cloudwatch";
import { Topic, type SubscriptionProps } from "../kinds/sns";

/** What belongs to auditing, as opposed to the monitoring of an application that comes and goes with it. */

export const isAuditFilter = ({ props }: Resource<MetricFilterProps>): boolean =>
  looksForCloudTrail(props.pattern ?? "");

/** It reads what a filter on CloudTrail's events counts, or whether log events arrive at all. */
export function isAuditAlarm(alarm: Resource<AlarmProps>, graph: Graph): boolean {
  return attempt(() => alarm.props.namespace) === "AWS/Logs" || matches(graph).isOfAudit(alarm);
}

export const isAuditRule = ({ props }: Resource<EventRuleProps>): boolean =>
  /via CloudTrail|aws\.cloudtrail/.test(props.eventPattern ?? "");

/** It hears of an alarm that belongs to auditing. */
export function isAuditSubscription(subscription: Resource<SubscriptionProps>, graph: Graph): boolean {
  const topics = graph.follow(subscription, "topic", Topic).known;
  return topics.some((topic) =>
    alarmsOn(topic, graph).known.some(
      (alarm) => alarm.kind !== (MetricAlarm as unknown) || attempt(() => isAuditAlarm(alarm as never, graph)) === true,
    ),
  );
}
