import { partitionOfRegion } from "../graph/aws-regions";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown, attempt } from "../graph/value";
import { segment, text, textOf, type Text, type TextPart } from "./text";
import type { TrailProps } from "../kinds/cloudtrail";
import type { LogGroupProps } from "../kinds/cloudwatch";
import type { RoleProps } from "../kinds/iam";
import type { KeyProps } from "../kinds/kms";
import type { BucketProps } from "../kinds/s3";

/** ARNs as far as they are known before AWS has given them: what is not known stays open in the text. */

export function partitionOf(resource: Resource<unknown>, graph: Graph): Text {
  const region = attempt(() => graph.region(resource));
  if (typeof region !== "string") return segment(new Unknown());
  return textOf(partitionOfRegion(region));
}

export function regionOf(resource: Resource<unknown>, graph: Graph): Text {
  const region = attempt(() => graph.region(resource));
  return segment(typeof region === "string" ? region : new Unknown());
}

/** The account of a resource; without one, the account of the stack. */
export const accountOf = (graph: Graph, of?: Resource<unknown>): Text =>
  segment((of ? graph.account(of) : graph.facts.account) ?? new Unknown());

/** A name that the program chose; where it chose none, Pulumi makes one up when it deploys. */
export function nameOf(resource: Resource<unknown>, property: string): Text {
  const name = resource.record.values[property];
  return segment(typeof name === "string" && name !== "" ? name : new Unknown());
}

export function trailArn(trail: Resource<TrailProps>, graph: Graph): Text {
  const { arn } = trail.record.values;
  if (typeof arn === "string") return textOf(arn);
  const home = text`arn:${partitionOf(trail, graph)}:cloudtrail:${regionOf(trail, graph)}:${accountOf(graph, trail)}`;
  return text`${home}:trail/${nameOf(trail, "name")}`;
}

export function bucketArn(bucket: Resource<BucketProps>, graph: Graph): Text {
  return text`arn:${partitionOf(bucket, graph)}:s3:::${nameOf(bucket, "bucket")}`;
}

export function keyArn(key: Resource<KeyProps>, graph: Graph): Text {
  const { arn } = key.record.values;
  if (typeof arn === "string") return textOf(arn);
  const place = text`arn:${partitionOf(key, graph)}:kms:${regionOf(key, graph)}:${accountOf(graph, key)}`;
  return text`${place}:key/${segment(new Unknown())}`;
}

export function roleArn(role: Resource<RoleProps>, graph: Graph): Text {
  const { arn, path } = role.record.values;
  if (typeof arn === "string") return textOf(arn);
  const folder = path === undefined ? "/" : typeof path === "string" ? path : new Unknown();
  return text`arn:${partitionOf(role, graph)}:iam::${accountOf(graph, role)}:role${folder}${nameOf(role, "name")}`;
}

/** Without the `:*` that stands for its streams. */
export function logGroupArn(group: Resource<LogGroupProps>, graph: Graph): Text {
  const { arn } = group.record.values;
  if (typeof arn === "string") return textOf(arn.replace(/:\*$/, ""));
  const place = text`arn:${partitionOf(group, graph)}:logs:${regionOf(group, graph)}:${accountOf(graph, group)}`;
  return text`${place}:log-group:${nameOf(group, "name")}`;
}

export function alarmArn(alarm: Resource<unknown>, name: TextPart, graph: Graph): Text {
  const place = text`arn:${partitionOf(alarm, graph)}:cloudwatch:${regionOf(alarm, graph)}:${accountOf(graph, alarm)}`;
  return text`${place}:alarm:${name}`;
}

export function queueArn(queue: Resource<{ arn?: string }>, graph: Graph): Text {
  const { arn } = queue.record.values;
  if (typeof arn === "string") return textOf(arn);
  const place = text`arn:${partitionOf(queue, graph)}:sqs:${regionOf(queue, graph)}:${accountOf(graph, queue)}`;
  return text`${place}:${nameOf(queue, "name")}`;
}
