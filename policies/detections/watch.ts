import type { Graph } from "../graph/graph";
import { Multimap } from "../graph/multimap";
import { oncePerAccount } from "../graph/once";
import type { Resource } from "../graph/resource";
import { attempt, UnknownValue } from "../graph/value";
import { LogGroup, MetricFilter, type LogGroupProps } from "../kinds/cloudwatch";
import { hearing, type Hearing } from "./heard";
import { patternSight, type PatternSight } from "./sight";

/** A metric filter or an event rule whose pattern is known, with what the pattern sees and who hears of it. */
export interface Watch {
  subject: Resource<unknown>;
  /** The property that has the pattern. */
  property: string;
  sight: PatternSight;
  hearing(): Hearing;
}

/** The metric filters of a stack by the group that they read. */
class Watches {
  readonly #onGroup = new Multimap<Resource<LogGroupProps>, Watch>();
  readonly #open = new Map<Resource<LogGroupProps> | undefined, UnknownValue>();
  readonly all: Watch[] = [];

  constructor(graph: Graph) {
    for (const filter of graph.nearby(MetricFilter)) {
      const groups = graph.follow(filter, "logGroupName", LogGroup);
      if (groups.open) this.#open.set(undefined, groups.open);
      const text = attempt(() => filter.props.pattern ?? "");
      if (text instanceof UnknownValue) {
        for (const group of groups.known) this.#open.set(group, text);
        continue;
      }
      const watch = {
        subject: filter as Resource<unknown>,
        property: "pattern",
        sight: patternSight(text),
        hearing: () => hearing(filter, graph),
      };
      this.all.push(watch);
      for (const group of groups.known) this.#onGroup.add(group, watch);
    }
  }

  on(group: Resource<LogGroupProps>): readonly Watch[] {
    return this.#onGroup.get(group);
  }

  /** Why nobody can say that no other filter on the group sees an event. */
  openOn(group: Resource<LogGroupProps>): UnknownValue | undefined {
    return this.#open.get(group) ?? this.#open.get(undefined);
  }
}

export const watches = oncePerAccount((graph) => new Watches(graph));
