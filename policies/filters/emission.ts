import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Trail } from "../kinds/cloudtrail";
import { LogGroup, type MetricFilterProps } from "../kinds/cloudwatch";
import { link, type Link } from "../policy";
import { writtenForTrail } from "./written-for-trail";

/** One metric in one region, and the filters that emit it. */
export class Emission {
  readonly filters: Resource<MetricFilterProps>[] = [];
  #audit?: boolean;
  #hasDefault?: boolean;
  #counts?: boolean;
  #units?: Map<string, Set<string>>;

  constructor(
    readonly namespace: string,
    readonly name: string,
    readonly place: string,
    readonly graph: Graph,
  ) {}

  /** Whether it counts CloudTrail records, as opposed to lines of an application. */
  get audit(): boolean {
    return (this.#audit ??= this.filters.some((filter) => writtenForTrail(filter, this.graph)));
  }

  /** Whether minutes without a match have a data point too, as long as the log group receives anything. */
  get hasDefault(): boolean {
    return (this.#hasDefault ??= this.filters.some(({ props }) => Boolean(props.metricTransformation?.defaultValue)));
  }

  /** Whether each match counts one, as opposed to the value of a field of the event. */
  get counts(): boolean {
    return (this.#counts ??= this.filters.every(({ props }) => !props.metricTransformation?.value?.startsWith("$")));
  }

  /** The units that it comes in, by the dimensions that it comes with. */
  get units(): Map<string, Set<string>> {
    if (!this.#units) {
      this.#units = new Map();
      for (const { props } of this.filters) {
        const dimensions = shownDimensions(props.metricTransformation?.dimensions);
        const units = this.#units.get(dimensions) ?? new Set();
        this.#units.set(dimensions, units.add(props.metricTransformation?.unit || "None"));
      }
    }
    return this.#units;
  }

  toString(): string {
    return `${this.namespace}/${this.name}`;
  }
}

export function shownDimensions(dimensions: Record<string, string> = {}): string {
  const names = Object.keys(dimensions).sort();
  return names.length === 0 ? "without dimensions" : `by ${names.join(" and ")}`;
}

/** trail → log group → filter → metric, as far as the stack shows it. */
export function chainOf(emission: Emission, graph: Graph): Link[] {
  const [filter] = emission.filters;
  const group = graph.follow(filter, "logGroupName", LogGroup).known[0];
  const trail = group && graph.into(group, Trail, "cloudWatchLogsGroupArn").known[0];
  return [
    ...(trail ? [link(trail)] : []),
    ...(group ? [link(group)] : []),
    link(filter),
    { noun: "metric", name: `${emission}` },
  ];
}
