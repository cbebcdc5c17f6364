import alarmFiresOnOneEvent from "../policies/alarms/alarm-fires-on-one-event";
import { evaluate } from "../policies/evaluate";
import { looksForCloudTrail } from "../policies/filters/cloudtrail-pattern";
import trailFiltersOnOwnGroup from "../policies/filters/trail-filters-on-own-group";
import type { Graph } from "../policies/graph/graph";
import { once } from "../policies/graph/once";
import type { Resource } from "../policies/graph/resource";
import { attempt, UnknownValue } from "../policies/graph/value";
import { Trail } from "../policies/kinds/cloudtrail";
import { LogGroup, MetricFilter, type MetricFilterProps } from "../policies/kinds/cloudwatch";
import logGroupKeyUsable from "../policies/log-groups/log-group-key-usable";
import topicKeyUsable from "../policies/topics/topic-key-usable";
import topicLetsCloudwatchPublish from "../policies/topics/topic-lets-cloudwatch-publish";
import trailLogging from "../policies/trail/trail-logging";
import trailRoleDelivers from "../policies/trail/trail-role-delivers";
import { ruleDetectionsOf, type RuleDetection } from "./detections-of-rules";

export type Detection = FilterDetection | RuleDetection;

/** A metric filter that looks for CloudTrail events. */
export interface FilterDetection {
  kind: "metric filter";
  filter: Resource<MetricFilterProps>;
  name: string;
  pattern: string;
  /** Why no event of the trail ever reaches it. */
  blind?: string;
  /** What had to be supposed for it to see events at all. */
  assumed?: string;
}

/** What breaks on the way from the trail to the filter and from the alarm to its subscribers, as the policies judge it. */
const CHAIN = [
  trailLogging,
  trailRoleDelivers,
  logGroupKeyUsable,
  trailFiltersOnOwnGroup,
  alarmFiresOnOneEvent,
  topicLetsCloudwatchPublish,
  topicKeyUsable,
];

const verdicts = once((graph) => {
  const all = evaluate(CHAIN, graph);
  return new Map(all.filter(({ urn, status }) => urn && status !== "pass").map((verdict) => [key(verdict), verdict]));
});

const key = ({ urn, policy }: { urn?: string; policy: string }): string => `${policy} ${urn}`;

/** What the policies of the chain find wrong with a resource. */
export function breakIn(resource: Resource<never> | Resource<unknown>, graph: Graph): string | undefined {
  const found = CHAIN.map(({ id }) => verdicts(graph).get(key({ urn: resource.urn, policy: id })));
  return found.find((verdict) => verdict?.status === "fail")?.message;
}

/** The metric filters of a stack that look for CloudTrail events, or sit where such events come, and the rules of EventBridge that do. */
export function detectionsOf(graph: Graph): Detection[] {
  const filters = graph.all(MetricFilter).flatMap((filter) => detectionOf(filter, graph) ?? []);
  return [...filters, ...ruleDetectionsOf(graph)];
}

function detectionOf(filter: Resource<MetricFilterProps>, graph: Graph): FilterDetection | undefined {
  const kind = "metric filter";
  const { name } = filter;
  const pattern = attempt(() => filter.props.pattern ?? "");
  const groups = graph.follow(filter, "logGroupName", LogGroup).known;
  const trails = groups.flatMap((group) => graph.into(group, Trail, "cloudWatchLogsGroupArn").known);
  if (pattern instanceof UnknownValue)
    return trails.length > 0 ? { kind, filter, name, pattern: "", blind: pattern.message } : undefined;
  if (trails.length === 0 && !looksForCloudTrail(pattern)) return undefined;

  const placed = verdicts(graph).get(key({ urn: filter.urn, policy: trailFiltersOnOwnGroup.id }));
  const detection: FilterDetection = { kind, filter, name, pattern };
  if (placed?.status === "fail") return { ...detection, blind: placed.message };
  if (trails.length === 0 && placed?.status === "not-applicable") return { ...detection, blind: placed.message };
  if (trails.length === 0) return { ...detection, assumed: placed?.message };
  const faults = trails.map((trail) => breakIn(trail, graph));
  const fault = faults.every((found) => found !== undefined) ? `trail ${trails[0].name}: ${faults[0]}` : undefined;
  const [locked] = groups.flatMap((group) => breakIn(group, graph) ?? []);
  return { ...detection, blind: fault ?? (locked && `log group ${groups[0].name}: ${locked}`) };
}
