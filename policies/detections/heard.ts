import { acting, otherActions } from "../alarms/actions";
import alarmActions from "../alarms/alarm-actions";
import alarmFiresOnOneEvent from "../alarms/alarm-fires-on-one-event";
import alarmReachesSubscriber from "../alarms/alarm-reaches-subscriber";
import alarmReadsFilterMetric from "../alarms/alarm-reads-filter-metric";
import { matches } from "../alarms/matches";
import { emissions } from "../filters/emissions";
import filterHasAlarm from "../filters/filter-has-alarm";
import filterTransformation from "../filters/filter-transformation";
import type { Graph } from "../graph/graph";
import { once, oncePer } from "../graph/once";
import type { Resource } from "../graph/resource";
import { attempt, UnknownValue } from "../graph/value";
import type { AlarmProps, MetricFilterProps } from "../kinds/cloudwatch";
import { Topic } from "../kinds/sns";
import { evidence, type Answer, type Evidence, type Policy } from "../policy";
import { subscribersOf } from "../topics/subscribers";
import topicKeyUsable from "../topics/topic-key-usable";
import topicLetsCloudwatchPublish from "../topics/topic-lets-cloudwatch-publish";
import { ask } from "./ask";

/**
 * Whether somebody hears of what a filter matches, by the policies that judge the links after it. A link that one of them
 * reports is its finding, so whoever asks for the whole chain stands aside.
 */
export type Hearing =
  | { status: "heard"; evidence: Evidence[] }
  | { status: "reported"; message: string }
  | { status: "unknown"; message: string }
  | { status: "unheard"; message: string };

type Filter = Resource<MetricFilterProps>;
type Alarm = Resource<AlarmProps>;

export const hearing = oncePer((filter: Filter, graph): Hearing => {
  const emission = attempt(() => emissions(graph).of(filter));
  if (emission instanceof UnknownValue) return { status: "unknown", message: emission.message };
  const counted = gap(filterTransformation, filter, graph) ?? gap(filterHasAlarm, filter, graph);
  if (counted) return counted;
  const alarms = matches(graph);
  return best([...alarms.readersOf(emission), ...alarms.nearReadersOf(emission)].map((alarm) => ofAlarm(alarm, graph)));
});

function ofAlarm(alarm: Alarm, graph: Graph): Hearing {
  for (const policy of [alarmReadsFilterMetric, alarmFiresOnOneEvent]) {
    const found = gap(policy, alarm, graph);
    if (found) return found;
  }
  return told(alarm, graph);
}

/** Whether somebody hears of the alarm's ALARM state. */
export function told(alarm: Alarm, graph: Graph): Hearing {
  for (const policy of [alarmActions, alarmReachesSubscriber]) {
    const found = gap(policy, alarm, graph);
    if (found) return found;
  }
  const seen = evidence(alarm, "metricName");
  const actors = acting(alarm, graph);
  const other = actors.known.flatMap((actor) => otherActions(actor, graph)).find(({ tells }) => tells);
  if (other) return { status: "heard", evidence: [seen, evidence(alarm, "alarmActions", other.name)] };
  const topics = actors.flatMap((actor) => graph.follow(actor, "alarmActions", Topic)).known;
  return best(
    topics.flatMap((topic): Hearing[] => {
      const [subscriber] = subscribersOf(topic, graph).known;
      if (!subscriber) return [];
      const shut = gap(topicLetsCloudwatchPublish, topic, graph) ?? gap(topicKeyUsable, topic, graph);
      const { resource, property } = subscriber;
      return [shut ?? { status: "heard", evidence: [seen, evidence(resource, property)] }];
    }),
  );
}

const gaps = once(() => new Map<string, Hearing | undefined>());

/** Why the policy does not let the chain go on at this link; a key is asked for only where there is one. */
function gap(policy: Policy, link: Resource<never> | Resource<unknown>, graph: Graph): Hearing | undefined {
  const known = gaps(graph);
  const key = `${policy.id} ${link.urn}`;
  if (known.has(key)) return known.get(key);
  const found = gapOf(ask(policy, link, graph), policy, link.name);
  known.set(key, found);
  return found;
}

function gapOf(answer: Answer | UnknownValue, { id }: Policy, name: string): Hearing | undefined {
  if (answer instanceof UnknownValue) return { status: "unknown", message: answer.message };
  const { status } = answer;
  if (status === "pass" || (status === "not-applicable" && id === topicKeyUsable.id)) return undefined;
  const message = `${name}: ${answer.message}`;
  if (status === "fail") return { status: "reported", message: `${message} (${id})` };
  return { status: status === "unknown" ? "unknown" : "unheard", message };
}

const ORDER = ["heard", "unknown", "reported", "unheard"] as const;

export function best(hearings: readonly Hearing[], none = "no alarm reads its metric"): Hearing {
  const found = ORDER.flatMap((status) => hearings.find((each) => each.status === status) ?? []);
  return found[0] ?? { status: "unheard", message: none };
}
