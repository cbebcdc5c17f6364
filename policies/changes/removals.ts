import { archiveOf } from "../archive/archive";
import type { Graph } from "../graph/graph";
import type { Kind, Resource } from "../graph/resource";
import { attempt } from "../graph/value";
import { Trail } from "../kinds/cloudtrail";
import { EventRule, MetricAlarm, MetricFilter } from "../kinds/cloudwatch";
import { Bucket } from "../kinds/s3";
import { TopicSubscription } from "../kinds/sns";
import { isAuditAlarm, isAuditFilter, isAuditRule, isAuditSubscription } from "./audit";

/** What must not go away without something in its place. */
export interface Removal<P> {
  kind: Kind<P>;
  matters(was: Resource<P>, before: Graph): boolean;
  /** Whether the resource does what the removed one did. */
  replaces(now: Resource<P>, was: Resource<P>): boolean;
}

const removal = <P>(each: Removal<P>): Removal<never> => each as unknown as Removal<never>;

const same = <P>(now: Resource<P>, was: Resource<P>, ...properties: (keyof P & string)[]): boolean =>
  properties.every((property) => was.has(property) && now.props[property] === was.props[property]);

export const removals: readonly Removal<never>[] = [
  removal({ kind: Trail, matters: () => true, replaces: () => false }),
  removal({
    kind: Bucket,
    matters: (bucket, before) => before.all(Trail).some((trail) => attempt(() => archiveOf(trail, before)) === bucket),
    replaces: () => false,
  }),
  removal({ kind: MetricFilter, matters: isAuditFilter, replaces: (now, was) => same(now, was, "pattern") }),
  removal({
    kind: MetricAlarm,
    matters: isAuditAlarm,
    replaces: (now, was) => same(now, was, "namespace", "metricName"),
  }),
  removal({ kind: EventRule, matters: isAuditRule, replaces: (now, was) => same(now, was, "eventPattern") }),
  removal({
    kind: TopicSubscription,
    matters: isAuditSubscription,
    replaces: (now, was) => same(now, was, "protocol", "endpoint"),
  }),
];
