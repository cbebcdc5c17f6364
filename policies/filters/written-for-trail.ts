import { cisMonitored } from "../detections/cis-monitored";
import { patternSight } from "../detections/sight";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Trail } from "../kinds/cloudtrail";
import { LogGroup, type MetricFilterProps } from "../kinds/cloudwatch";
import { looksForCloudTrail } from "./cloudtrail-pattern";

/**
 * Whether a filter is about CloudTrail records: by its words, or, where these could be anybody's, as in `?StopLogging`, because
 * it sits where a trail delivers and picks out events that a benchmark wants monitored.
 */
export function writtenForTrail(filter: Resource<MetricFilterProps>, graph: Graph): boolean {
  const text = filter.props.pattern ?? "";
  return looksForCloudTrail(text) || (picksOut(text) && readsTrail(filter, graph));
}

function picksOut(text: string): boolean {
  const sight = patternSight(text);
  return sight.ordinary === 0 && cisMonitored.some((each) => sight.of(each).missed.length < each.rings.length);
}

function readsTrail(filter: Resource<MetricFilterProps>, graph: Graph): boolean {
  const groups = graph.follow(filter, "logGroupName", LogGroup).known;
  return groups.some((group) => graph.into(group, Trail, "cloudWatchLogsGroupArn").known.length > 0);
}
