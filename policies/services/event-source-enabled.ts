import { looksForCloudTrailEvents } from "../detections/rule-pattern";
import { partial, supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { attempt } from "../graph/value";
import { Trail } from "../kinds/cloudtrail";
import { EventRule, EventTarget, LogGroup, LogSubscriptionFilter } from "../kinds/cloudwatch";
import { Stream } from "../kinds/kinesis";
import { EventSourceMapping } from "../kinds/lambda";
import { Topic, TopicSubscription, type TopicProps } from "../kinds/sns";
import { Queue } from "../kinds/sqs";
import { evidence, fail, link, notApplicable, pass, policy } from "../policy";
import { alarmsOn } from "../topics/alarm-topics";

type Place = Resource<{ arn?: string }>;

/** The event rule on CloudTrail that hands its events to a place. */
const ruleInto = (place: Place, graph: Graph): Resource<unknown> | undefined =>
  graph
    .into(place, EventTarget, "arn")
    .known.flatMap((target) => graph.follow(target, "rule", EventRule).known)
    .find((rule) => attempt(() => looksForCloudTrailEvents(rule.props.eventPattern ?? "")) === true);

const topicInto = (queue: Place, graph: Graph): Resource<TopicProps> | undefined =>
  graph
    .into(queue, TopicSubscription, "endpoint")
    .known.flatMap((subscription) => graph.follow(subscription, "topic", Topic).known)
    .find((topic) => alarmsOn(topic, graph).known.length > 0 || ruleInto(topic, graph) !== undefined);

/** The log group of a trail whose events go into a stream. */
const groupInto = (stream: Place, graph: Graph): Resource<unknown> | undefined =>
  graph
    .into(stream, LogSubscriptionFilter, "destinationArn")
    .known.flatMap((filter) => graph.follow(filter, "logGroup", LogGroup).known)
    .find((group) => graph.into(group, Trail, "cloudWatchLogsGroupArn").known.length > 0);

/** What fills a queue or a stream with alerts or audit logs. */
function fills(place: Place, graph: Graph): Resource<unknown> | undefined {
  return ruleInto(place, graph) ?? (place.kind === Queue ? topicInto(place, graph) : groupInto(place, graph));
}

export default policy({
  id: "event-source-enabled",
  title: "Functions read the queues and streams of alerts",
  severity: "medium",
  description:
    "A queue that alarms, event rules or log groups fill looks like a subscriber. While the mapping is disabled, no function reads it, and what is in it is dropped in time.",
  remediation: "Set `enabled: true` on the `EventSourceMapping`, or leave it out.",
  controls: [partial("nist-800-53-r5/SI-4(12)"), supporting("nist-800-53-r5/AU-5")],
  pages: ["https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html"],
  about: EventSourceMapping,
  check(mapping, graph) {
    const places: readonly Place[] = [Queue, Stream].flatMap(
      (kind) => graph.follow(mapping, "eventSourceArn", kind).known as readonly Place[],
    );
    const from = places.map((place) => fills(place, graph)).find(Boolean);
    if (!from) return notApplicable("no alarm, no event rule and no log group of a trail fills what it reads");
    const seen = evidence(mapping, "enabled");
    const { noun, name } = link(from);
    return mapping.props.enabled === false
      ? fail(`it is disabled, and reads what ${noun} ${name} says`, seen)
      : pass(seen);
  },
});
