import type { Graph } from "../graph/graph";
import { Multimap } from "../graph/multimap";
import { oncePerAccount } from "../graph/once";
import { parseArn, type Kind, type Resource } from "../graph/resource";
import { attempt, isRecord, UnknownValue } from "../graph/value";
import type { Monitorable, Naming } from "./monitorable";
import { regionOf } from "./never-published";
import { readings, type Reading, type Vague } from "./readings";
import { resourceTypes } from "./resource-types";

type Any = Resource<unknown>;
type Row = Monitorable<unknown>;

/** Outputs that no dimension has and that people take for the one that it has. */
const OTHER_NAMES = ["arn", "id", "resourceId", "dbiResourceId", "clusterResourceId", "address", "endpoint"];

/** The resources of one kind by the text that a dimension names them with, and by texts that people take for it. */
class Names {
  readonly #exact = new Multimap<string, Any>();
  readonly #slips = new Multimap<string, Any>();

  constructor(
    readonly naming: Naming,
    readonly kind: Kind<unknown>,
    graph: Graph,
  ) {
    for (const resource of graph.nearby(kind)) {
      const name = nameOf(resource, naming);
      if (name === undefined) continue;
      this.#exact.add(name, resource);
      const others = OTHER_NAMES.map((output) => resource.record.values[output]);
      for (const other of new Set([...others, name.toLowerCase(), resource.name]))
        if (typeof other === "string") this.#slips.add(other, resource);
    }
  }

  of(value: string): readonly Any[] {
    const { strip } = this.naming;
    return this.#exact.get(strip ? value.replace(strip, "") : value);
  }

  /** The resource that the value is another name of. */
  meant(value: string): Any | undefined {
    const arn = parseArn(value);
    const inArn = arn && this.kind.nameInArn?.(arn);
    return (
      [value, value.toLowerCase()].flatMap((each) => this.#slips.get(each))[0] ??
      (inArn ? this.of(inArn)[0] : undefined)
    );
  }
}

/** What the dimension calls the resource; `undefined` where AWS or somebody else decides it. */
export function nameOf(resource: Any, { property }: Naming): string | undefined {
  const value = attempt(() =>
    property.split(".").reduce<unknown>((of, step) => (isRecord(of) ? of[step] : undefined), resource.props),
  );
  return typeof value === "string" && value !== "" ? value : undefined;
}

const key = ({ id }: Row, { urn }: Any, metricName: string): string => `${id}\n${urn}\n${metricName}`;

/** Which alarms read which metrics of which resources. */
export class Watched {
  readonly #readings = new Multimap<string, Reading>();
  /** Why nobody can say that nothing else reads a metric, by row and metric or by row and resource. */
  readonly #open = new Map<string, UnknownValue>();
  /** Names that no resource of the stack is known to have. */
  readonly #elsewhere = new Map<Reading, string>();
  readonly #found = new Set<Reading>();
  readonly #undecided = new Map<Reading, UnknownValue>();

  constructor(readonly graph: Graph) {
    const { byNamespace, vague } = readings(graph);
    for (const row of resourceTypes) {
      const names = row.named.map((naming) => new Names(naming, naming.kind ?? row.about, graph));
      for (const namespace of row.namespaces)
        for (const reading of byNamespace.get(namespace)) this.#match(row, names, reading);
      for (const each of vague)
        if (each.namespace === undefined || row.namespaces.includes(each.namespace)) this.#blur(row, each);
    }
  }

  readersOf(row: Row, resource: Any, metricName: string): readonly Reading[] {
    return this.#readings.get(key(row, resource, metricName));
  }

  /** Why nobody can say that no other alarm reads it. */
  openFor(row: Row, resource: Any, metricName: string): UnknownValue | undefined {
    const unnamed = row.named.some((naming) => this.#mayHaveAnyName(resource, naming));
    return (
      this.#open.get(row.id) ??
      this.#open.get(`${row.id}\n${metricName}`) ??
      this.#open.get(`${row.id}\n${resource.urn}`) ??
      (unnamed ? this.#open.get(`${row.id}\n${metricName}\nby name`) : undefined)
    );
  }

  /** The name of a resource that is not part of the stack. */
  elsewhere(reading: Reading): string | undefined {
    return this.#found.has(reading) ? undefined : this.#elsewhere.get(reading);
  }

  undecided(reading: Reading): UnknownValue | undefined {
    return this.#undecided.get(reading);
  }

  /** Whether AWS or another stack decides what the dimension calls it. */
  #mayHaveAnyName(resource: Any, naming: Naming): boolean {
    if (!naming.kind || !naming.through) return nameOf(resource, naming) === undefined;
    if (naming.through.from === "named") return false;
    const { known } = this.graph.follow<unknown>(resource, naming.through.path, naming.kind);
    return known.length === 0 || known.some((each) => nameOf(each, naming) === undefined);
  }

  #match(row: Row, names: readonly Names[], reading: Reading): void {
    const { dimensions, metricName, alarm } = reading;
    const about = `${row.id}\n${metricName}`;
    const named = names.filter(({ naming }) => dimensions instanceof UnknownValue || dimensions.has(naming.dimension));
    if (named.length === 0) return this.#matchAll(row, reading);
    for (const one of named) {
      const value = dimensions instanceof UnknownValue ? dimensions : dimensions.get(one.naming.dimension);
      if (typeof value === "string") {
        const found = this.#resolve(one, value, reading);
        this.#add(row, one, found, reading);
        if (found.length > 0) continue;
        this.#elsewhere.set(reading, value);
        const which = `which resource has ${one.naming.dimension} ${value}`;
        const why = new UnknownValue(which, `not known, and ${alarm.name} reads it`);
        if (!this.#open.has(`${about}\nby name`)) this.#open.set(`${about}\nby name`, why);
      } else {
        const path = dimensions instanceof UnknownValue ? reading.path : `${reading.path}.${one.naming.dimension}`;
        const found = this.graph.follow<unknown>(alarm as Any, path, one.kind);
        this.#add(row, one, found.known, reading);
        if (one.naming.through?.from === "subject") this.#addSubjects(row, path, reading);
        if (!found.open) continue;
        this.#undecided.set(reading, found.open);
        this.#open.set(about, found.open);
      }
    }
  }

  /** The resources with this name, or the one that is meant by another name of it. */
  #resolve(names: Names, value: string, reading: Reading): readonly Any[] {
    const exact = names.of(value);
    if (exact.length > 0) return exact;
    const meant = names.meant(value);
    if (!meant) return [];
    const { dimension } = names.naming;
    reading.fault ??= `${dimension} is ${value}; CloudWatch knows ${meant.name} as ${nameOf(meant, names.naming)}`;
    return [meant];
  }

  #matchAll(row: Row, reading: Reading): void {
    const { query, dimensions, metricName } = reading;
    const everything = !(dimensions instanceof UnknownValue) && dimensions.size === 0;
    if (!everything || (!query && !row.acrossAll)) return;
    // One among many is seen in a sum or an extreme of all, not in their average.
    if (query && query.groupBy.length === 0 && /^(AVG|COUNT)$/.test(query.aggregate)) {
      const why = new UnknownValue(`what one resource adds to ${query.aggregate}(${metricName})`, "not known");
      this.#open.set(`${row.id}\n${metricName}`, why);
      return;
    }
    for (const resource of this.graph.nearby(row.about)) this.#readings.add(key(row, resource, metricName), reading);
  }

  #add(row: Row, { naming }: Names, named: readonly Any[], reading: Reading): void {
    const near = named.filter((resource) => !this.#otherRegion(resource, reading));
    if (named.length > 0 && near.length === 0) reading.fault ??= this.#otherRegion(named[0], reading);
    for (const resource of near.length > 0 ? near : named) {
      this.#found.add(reading);
      reading.fault ??= row.silent?.(resource, reading);
      for (const subject of this.#subjects(row, naming, resource))
        this.#readings.add(key(row, subject, reading.metricName), reading);
    }
  }

  /** The subject has the name of what it points at, as an output of its own: a metric of a bucket has the bucket's. */
  #addSubjects(row: Row, path: string, reading: Reading): void {
    for (const subject of this.graph.follow<unknown>(reading.alarm as Any, path, row.about).known)
      this.#readings.add(key(row, subject, reading.metricName), reading);
  }

  #subjects({ about }: Row, { kind, through }: Naming, resource: Any): readonly Any[] {
    if (!kind || !through) return [resource];
    return through.from === "named"
      ? this.graph.follow(resource, through.path, about).known
      : this.graph.into(resource, about, through.path).known;
  }

  /** Names are unique in a region only. */
  #otherRegion(resource: Any, { alarm, namespace }: Reading): string | undefined {
    if (regionOf(namespace)) return undefined;
    const [here, there] = [alarm as Any, resource].map((each) => attempt(() => this.graph.region(each)));
    return typeof here === "string" && typeof there === "string" && here !== there
      ? `${resource.name} is in ${there}, and the alarm looks in ${here}`
      : undefined;
  }

  /** An alarm whose metric is not known may read any metric of what it names; where it names nothing, of anything. */
  #blur(row: Row, { alarm, path, why }: Vague): void {
    let names = false;
    for (const naming of row.named) {
      const at = path.endsWith("dimensions") ? `${path}.${naming.dimension}` : path;
      const found = this.graph.follow<unknown>(alarm as Any, at, naming.kind ?? row.about);
      names ||= found.known.length > 0 || (at !== path && found.elsewhere.length > 0);
      for (const resource of found.known.flatMap((each) => this.#subjects(row, naming, each)))
        this.#open.set(`${row.id}\n${resource.urn}`, why);
    }
    if (!names) this.#open.set(row.id, why);
  }
}

export const watched = oncePerAccount((graph) => new Watched(graph));
