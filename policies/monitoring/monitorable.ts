import type { Graph } from "../graph/graph";
import type { Kind, Resource } from "../graph/resource";
import type { Severity } from "../policy";
import type { Reading } from "./readings";

/** How a dimension of a metric names the resource that the metric is about. */
export interface Naming {
  dimension: string;
  /** Path of the property that has the same text as the dimension. */
  property: string;
  /** What the dimension names, where that is not the subject itself. */
  kind?: Kind<unknown>;
  /** The subject's property that names it, or its property that names the subject. */
  through?: { from: "subject" | "named"; path: string };
  /** What the text of the dimension has besides. */
  strip?: RegExp;
}

/** A type of resource that CloudWatch has metrics of, and the metrics without which nobody learns that it fails. */
export interface Monitorable<P> {
  id: string;
  title: string;
  severity: Severity;
  /** What goes wrong unseen. */
  description: string;
  about: Kind<P>;
  namespaces: readonly string[];
  named: readonly Naming[];
  /** By name: other metrics that say the same. */
  metrics: Readonly<Record<string, readonly string[]>>;
  /** Its namespace has the same metrics without dimensions, over all resources of the account. @default false */
  acrossAll?: boolean;
  page: string;
  /** Why this one needs no alarm of its own. */
  exempt?(resource: Resource<P>, graph: Graph): string | undefined;
  /** Why this one does not publish what the alarm reads. */
  silent?(resource: Resource<P>, reading: Reading): string | undefined;
}

/** Lets the compiler infer the properties that the functions of a row read. */
export const monitorable = <P>(row: Monitorable<P>): Monitorable<unknown> => row;
