import type { Graph } from "../graph/graph";
import { Multimap } from "../graph/multimap";
import { oncePerAccount } from "../graph/once";
import type { Resource } from "../graph/resource";
import { attempt, UnknownValue } from "../graph/value";
import { MetricFilter, type MetricFilterProps } from "../kinds/cloudwatch";
import { Emission } from "./emission";

/** What the metric filters of a stack emit. */
export class Emissions {
  readonly #byFilter = new Map<Resource<MetricFilterProps>, Emission | UnknownValue>();
  readonly #byMetric = new Map<string, Emission>();
  readonly #byTrait = new Multimap<string, Emission>();
  readonly #auditNamespaces = new Map<string, boolean>();
  /** Filters whose metric is only known in part. */
  readonly #blurred = new Blurred();

  constructor(readonly graph: Graph) {
    for (const filter of graph.nearby(MetricFilter)) {
      const transformation = () => filter.props.metricTransformation;
      const namespace = attempt(() => transformation()?.namespace ?? "");
      const name = attempt(() => transformation()?.name ?? "");
      if (typeof namespace === "string" && typeof name === "string")
        this.#byFilter.set(filter, this.#emit(filter, namespace, name, graph.place(filter)));
      else this.#byFilter.set(filter, this.#blurred.add(namespace, name));
    }
  }

  get isEmpty(): boolean {
    return this.#byFilter.size === 0;
  }

  get all(): Iterable<Emission> {
    return this.#byMetric.values();
  }

  of(filter: Resource<MetricFilterProps>): Emission {
    const emission = this.#byFilter.get(filter);
    if (emission instanceof Emission) return emission;
    throw emission;
  }

  exactly(namespace: string, name: string, place: string): Emission | undefined {
    return this.#byMetric.get([place, namespace, name].join("\n"));
  }

  /** In any region; upper and lower case are the same. */
  alike({ namespace, name }: { namespace: string; name: string }): readonly Emission[] {
    return this.#byTrait.get(`metric ${namespace}\n${name}`.toLowerCase());
  }

  /** In any namespace; upper and lower case are the same. */
  named(name: string): readonly Emission[] {
    return this.#byTrait.get(`name ${name}`.toLowerCase());
  }

  ofFilterNamed(name: string): readonly Emission[] {
    return this.#byTrait.get(`filter ${name}`);
  }

  inNamespace(namespace: string): readonly Emission[] {
    return this.#byTrait.get(`namespace ${namespace}`);
  }

  /** Whether the namespace is one of audit filters: nothing else is expected in it. */
  isAudit(namespace: string): boolean {
    let audit = this.#auditNamespaces.get(namespace);
    if (audit === undefined) {
      audit = this.inNamespace(namespace).some((emission) => attempt(() => emission.audit) === true);
      this.#auditNamespaces.set(namespace, audit);
    }
    return audit;
  }

  /** Why nobody can say that no filter with a metric that is not known yet emits this one. */
  perhaps(namespace: string, name: string): UnknownValue | undefined {
    return this.#blurred.perhaps(namespace, name);
  }

  /** Whether a metric that is only known in part could be one of these. */
  mayHave(namespace: string | UnknownValue, name: string | UnknownValue): boolean {
    if (!this.#blurred.isEmpty) return true;
    const strangeNamespace = typeof namespace === "string" && this.inNamespace(namespace).length === 0;
    const strangeName = typeof name === "string" && this.named(name).length === 0;
    return !strangeNamespace && !strangeName;
  }

  #emit(filter: Resource<MetricFilterProps>, namespace: string, name: string, place: string): Emission {
    let emission = this.exactly(namespace, name, place);
    if (!emission) {
      emission = new Emission(namespace, name, place, this.graph);
      this.#byMetric.set([place, namespace, name].join("\n"), emission);
      this.#byTrait.add(`metric ${namespace}\n${name}`.toLowerCase(), emission);
      this.#byTrait.add(`name ${name}`.toLowerCase(), emission);
      this.#byTrait.add(`namespace ${namespace}`, emission);
    }
    emission.filters.push(filter);
    // The id of a filter is its name.
    if (typeof filter.record.values.name === "string")
      this.#byTrait.add(`filter ${filter.record.values.name}`, emission);
    return emission;
  }
}

export const emissions = oncePerAccount((graph) => new Emissions(graph));

/** Metrics of which the namespace, the name or both are not known yet. */
export class Blurred {
  readonly #unknowns = new Map<string, UnknownValue>();

  add(namespace: string | UnknownValue, name: string | UnknownValue): UnknownValue {
    const unknown = [namespace, name].find((part) => part instanceof UnknownValue) as UnknownValue;
    const key = [namespace, name].map((part) => (typeof part === "string" ? part : "")).join("\n");
    if (!this.#unknowns.has(key)) this.#unknowns.set(key, unknown);
    return unknown;
  }

  get isEmpty(): boolean {
    return this.#unknowns.size === 0;
  }

  /** Why nobody can say that none of them is this metric. */
  perhaps(namespace: string, name: string): UnknownValue | undefined {
    return this.#unknowns.get(`${namespace}\n`) ?? this.#unknowns.get(`\n${name}`) ?? this.#unknowns.get("\n");
  }
}
