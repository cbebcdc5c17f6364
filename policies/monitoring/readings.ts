import { understood } from "../alarms/model/not-understood";
import type { Graph } from "../graph/graph";
import { Multimap } from "../graph/multimap";
import { oncePerAccount } from "../graph/once";
import type { Resource } from "../graph/resource";
import { attempt, UnknownValue } from "../graph/value";
import { MetricAlarm, type AlarmProps, type MetricQuery } from "../kinds/cloudwatch";
import { parseInsights, type InsightsQuery } from "./metrics-insights";
import { neverPublished, regionOf, spelled, type Dimensions } from "./never-published";

type Alarm = Resource<AlarmProps>;

/** One metric that an alarm reads. */
export interface Reading {
  alarm: Alarm;
  /** As meant, where a slip explains what is written. */
  namespace: string;
  metricName: string;
  dimensions: Dimensions | UnknownValue;
  /** Where the dimensions stand. */
  path: string;
  /** Set where the metrics are chosen by a query. */
  query?: InsightsQuery;
  /** Why CloudWatch never has a data point for it. */
  fault?: string;
}

/** What an alarm reads without that anybody here knows which metric it is. */
export interface Vague {
  alarm: Alarm;
  /** Absent where not even that is known. */
  namespace?: string;
  path: string;
  why: UnknownValue;
}

export class Readings {
  readonly byNamespace = new Multimap<string, Reading>();
  readonly byAlarm = new Multimap<Alarm, Reading>();
  readonly vague: Vague[] = [];
  readonly vagueOf = new Map<Alarm, Vague>();

  constructor(readonly graph: Graph) {
    for (const alarm of graph.nearby(MetricAlarm)) {
      const queries = attempt(() => alarm.props.metricQueries ?? []);
      if (queries instanceof UnknownValue) this.#blur({ alarm, path: "metricQueries", why: queries });
      else if (queries.length === 0) this.#add(alarm, alarm.props, "dimensions");
      else for (const query of queries) this.#query(alarm, query, graph.account(alarm));
    }
  }

  #blur(vague: Vague): void {
    this.vague.push(vague);
    this.vagueOf.set(vague.alarm, vague);
  }

  #query(alarm: Alarm, query: MetricQuery, account: string | undefined): void {
    const owner = attempt(() => query.accountId);
    if (typeof owner === "string" && owner !== "" && owner !== (account ?? owner)) return;
    const metric = attempt(() => query.metric);
    if (metric instanceof UnknownValue) this.#blur({ alarm, path: "metricQueries.metric", why: metric });
    else if (metric) this.#add(alarm, metric, "metricQueries.metric.dimensions");
    const path = "metricQueries.expression";
    const expression = attempt(() => query.expression ?? "");
    if (expression instanceof UnknownValue) this.#blur({ alarm, path, why: expression });
    else if (/^\s*SELECT\b/i.test(expression)) this.#select(alarm, expression, path);
  }

  #select(alarm: Alarm, expression: string, path: string): void {
    const query = understood(() => parseInsights(expression));
    if (typeof query === "string") {
      const [, namespace] = /["'](AWS\/[\w/]+)["']/.exec(expression) ?? [];
      const why = new UnknownValue(`what ${alarm.name} reads`, `not readable: ${query}`);
      this.#blur({ alarm, namespace, path, why });
      return;
    }
    const dimensions = new Map(Object.entries(query.where));
    this.#keep({ alarm, ...spelled(query.namespace, query.metricName), dimensions, path, query });
  }

  #add(alarm: Alarm, metric: NonNullable<MetricQuery["metric"]>, path: string): void {
    const namespace = attempt(() => metric.namespace ?? "");
    const name = attempt(() => metric.metricName ?? "");
    if (namespace instanceof UnknownValue) return this.#blur({ alarm, path, why: namespace });
    if (name instanceof UnknownValue) return this.#blur({ alarm, namespace, path, why: name });
    if (namespace === "" || name === "") return;
    const meant = spelled(namespace, name);
    const given = attempt(() => metric.dimensions ?? {});
    if (given instanceof UnknownValue) return this.#keep({ alarm, ...meant, dimensions: given, path });
    // `Object.keys` would read each value to see whether it is enumerable, and so throw at the first unknown one.
    const names = Reflect.ownKeys(given) as string[];
    const dimensions = new Map(names.map((each) => [each, attempt(() => given[each])]));
    const unit = attempt(() => metric.unit);
    const fault = meant.fault ?? neverPublished(meant, dimensions, typeof unit === "string" ? unit : undefined);
    this.#keep({ alarm, ...meant, dimensions, path, fault });
  }

  #keep(reading: Reading): void {
    const global = regionOf(reading.namespace);
    const region = global && attempt(() => this.graph.region(reading.alarm));
    if (typeof region === "string" && region !== "" && region !== global)
      reading.fault ??= `AWS publishes ${reading.namespace} in ${global} only, and the alarm looks in ${region}`;
    this.byNamespace.add(reading.namespace, reading);
    this.byAlarm.add(reading.alarm, reading);
  }
}

export const readings = oncePerAccount((graph) => new Readings(graph));
