import type { Emission } from "../filters/emission";
import { Blurred, emissions } from "../filters/emissions";
import type { Graph } from "../graph/graph";
import { Multimap } from "../graph/multimap";
import { oncePerAccount } from "../graph/once";
import type { Resource } from "../graph/resource";
import { attempt, UnknownValue } from "../graph/value";
import { MetricAlarm, MetricFilter, type AlarmProps } from "../kinds/cloudwatch";
import { metricsOf, mismatch, type AlarmMetric } from "./alarm-metrics";
import { slipOf, Unread } from "./slips";

type Alarm = Resource<AlarmProps>;

/** One metric of an alarm that a filter of the stack emits, or is meant to. */
export interface Match {
  metric: AlarmMetric;
  /** Absent where the alarm reads from a namespace of audit filters and means none of them in particular. */
  emission?: Emission;
  /** Why no data point of the filter ever reaches the alarm. */
  miss?: string;
}

/** A metric of an alarm that no filter emits under exactly this name in this region. */
interface Loose {
  alarm: Alarm;
  metric: AlarmMetric;
  namespace: string | UnknownValue;
  name: string | UnknownValue;
}

/**
 * Which alarm reads the metric of which filter. CloudWatch joins the two by namespace and name alone, so a slip in
 * either deploys without an error and leaves an alarm that never fires. An alarm is taken to mean a filter where a slip
 * explains the difference; every other alarm on a custom metric is about the metric of an application.
 */
export class Matches {
  readonly #emissions;
  readonly #ofAlarm = new Map<Alarm, Match[] | UnknownValue>();
  readonly #readers = new Multimap<Emission, Alarm>();
  readonly #nearReaders = new Multimap<Emission, Alarm>();
  /** By namespace: what reads from among audit filters and means none of them in particular. */
  readonly #astray = new Multimap<string, [Alarm, Match]>();
  readonly #blurred = new Blurred();

  constructor(readonly graph: Graph) {
    this.#emissions = emissions(graph);
    if (this.#emissions.isEmpty) return;
    const loose: Loose[] = [];
    for (const alarm of graph.nearby(MetricAlarm))
      this.#ofAlarm.set(
        alarm,
        attempt(() => this.#exact(alarm, loose)),
      );
    const unread = new Unread([...this.#emissions.all].filter((emission) => this.readersOf(emission).length === 0));
    for (const each of loose) {
      const match = attempt(() => this.#near(each, unread));
      if (match instanceof UnknownValue) this.#ofAlarm.set(each.alarm, match);
      else if (match) this.#add(each.alarm, match);
    }
    this.#pairTheLastTwo();
  }

  /** Throws where an unknown value decides. */
  of(alarm: Alarm): readonly Match[] {
    const matches = this.#ofAlarm.get(alarm) ?? [];
    if (matches instanceof UnknownValue) throw matches;
    return matches;
  }

  /** Whether the alarm reads, or means, what a filter on CloudTrail's events counts. */
  isOfAudit(alarm: Alarm): boolean {
    return this.of(alarm).some(({ emission }) => emission?.audit);
  }

  readersOf(emission: Emission): readonly Alarm[] {
    return this.#readers.get(emission);
  }

  /** Alarms that mean the metric and read another. */
  nearReadersOf(emission: Emission): readonly Alarm[] {
    return this.#nearReaders.get(emission);
  }

  /** Why nobody can say that no other alarm reads it. */
  perhapsRead({ namespace, name }: Emission): UnknownValue | undefined {
    return this.#blurred.perhaps(namespace, name);
  }

  #exact(alarm: Alarm, loose: Loose[]): Match[] {
    const metrics = attempt(() => metricsOf(alarm, this.graph));
    if (metrics instanceof UnknownValue) throw this.#blurred.add(metrics, metrics);
    return metrics.flatMap((metric) => {
      const namespace = attempt(() => metric.namespace ?? "");
      const name = attempt(() => metric.metricName ?? "");
      if (namespace === "" || (typeof namespace === "string" && namespace.startsWith("AWS/"))) return [];
      const known = typeof namespace === "string" && typeof name === "string";
      const { accountId } = metric;
      const place = accountId ? this.graph.places.placeIn(accountId, alarm) : this.graph.place(alarm);
      const emission = known && this.#emissions.exactly(namespace, name, place);
      if (!emission && accountId) return [];
      if (!emission) {
        loose.push({ alarm, metric, namespace, name });
        return [];
      }
      this.#readers.add(emission, alarm);
      return [{ metric, emission, miss: mismatch(metric, emission) }];
    });
  }

  #near({ alarm, metric, namespace, name }: Loose, unread: Unread): Match | undefined {
    if (name instanceof UnknownValue) {
      // What comes from a filter and is not known before deployment is its id, which is its name; the metric is known.
      const [filter] = this.graph.follow(alarm, "metricName", MetricFilter).known;
      const emission = filter && this.#emissions.of(filter);
      if (emission)
        return { metric, emission, miss: `it reads the name of the filter ${filter.name}, which emits ${emission}` };
    }
    if (typeof namespace !== "string" || typeof name !== "string") {
      if (!this.#emissions.mayHave(namespace, name)) return undefined;
      throw this.#blurred.add(namespace, name);
    }
    const perhaps = this.#emissions.perhaps(namespace, name);
    if (perhaps) throw perhaps;
    const place = this.graph.place(alarm);
    const slip = slipOf({ namespace, name, place }, this.#emissions, unread);
    if (slip) return { metric, ...slip };
    return this.#emissions.isAudit(namespace)
      ? { metric, miss: `no filter of this stack emits ${namespace}/${name}` }
      : undefined;
  }

  #add(alarm: Alarm, match: Match): void {
    const known = this.#ofAlarm.get(alarm);
    if (Array.isArray(known)) known.push(match);
    if (match.emission) this.#nearReaders.add(match.emission, alarm);
    else this.#astray.add(match.metric.namespace ?? "", [alarm, match]);
  }

  /** Where a namespace has one filter without an alarm and one alarm without a filter, they mean each other. */
  #pairTheLastTwo(): void {
    for (const [namespace, astray] of this.#astray) {
      const unread = this.#emissions
        .inNamespace(namespace)
        .filter((emission) => this.readersOf(emission).length + this.nearReadersOf(emission).length === 0);
      if (astray.length !== 1 || unread.length !== 1) continue;
      const [[alarm, match]] = astray;
      match.emission = unread[0];
      this.#nearReaders.add(unread[0], alarm);
    }
  }
}

export const matches = oncePerAccount((graph) => new Matches(graph));
