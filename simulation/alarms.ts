import { compositesOver, hasActions } from "../policies/alarms/actions";
import { matches, type Match } from "../policies/alarms/matches";
import { compositeTransitions, parseRule } from "../policies/alarms/model/composite";
import { transitions, type Transition } from "../policies/alarms/model/evaluate";
import { NotUnderstood } from "../policies/alarms/model/not-understood";
import { silence } from "../policies/alarms/model/questions";
import type { Sample, Series } from "../policies/alarms/model/series";
import { namedMetrics, readAlarm } from "../policies/alarms/reading";
import type { Emission } from "../policies/filters/emission";
import { emissions } from "../policies/filters/emissions";
import type { Graph } from "../policies/graph/graph";
import type { Resource } from "../policies/graph/resource";
import { UnknownValue } from "../policies/graph/value";
import { MetricAlarm } from "../policies/kinds/cloudwatch";
import type { AlarmProps, CompositeAlarmProps, MetricFilterProps } from "../policies/kinds/cloudwatch";
import type { LogCounts } from "./counts";
import { breakIn } from "./detections";
import { recipientsOf, type Recipients } from "./recipients";

type Filter = Resource<MetricFilterProps>;
type Alarm = Resource<AlarmProps>;
type Composite = Resource<CompositeAlarmProps>;

/** What happens to one alarm while the events come. */
export interface AlarmCourse extends Recipients {
  name: string;
  kind: "alarm" | "composite alarm";
  transitions: readonly Transition[];
  /** Why it never rings, as far as anybody can say. */
  silent?: string;
}

/** How often each filter matched, by minutes since 1970; a filter that sees nothing is not in it. */
export type MinutesByFilter = ReadonlyMap<Filter, ReadonlyMap<number, number>>;

/** The alarms of a stack while the events of the logs come. */
export class Courses {
  readonly #courses = new Map<string, AlarmCourse>();

  constructor(
    readonly graph: Graph,
    readonly logs: LogCounts,
    readonly minutes: MinutesByFilter,
  ) {}

  get all(): AlarmCourse[] {
    return [...this.#courses.values()];
  }

  /** The alarms that are meant to ring for a filter, and the composite alarms over them. */
  of(filter: Filter): AlarmCourse[] {
    const emission = emissionOf(filter, this.graph);
    if (!emission) return [];
    const known = matches(this.graph);
    const alarms = [...known.readersOf(emission), ...known.nearReadersOf(emission)];
    // One that does nothing in ALARM is a light on a wall: nobody is told by it, and nobody is meant to be.
    const composites = new Set(alarms.flatMap((alarm) => compositesOver(alarm, this.graph).known.filter(hasActions)));
    return [...alarms.map((alarm) => this.#ofAlarm(alarm)), ...[...composites].map((each) => this.#ofComposite(each))];
  }

  #ofAlarm(alarm: Alarm): AlarmCourse {
    return this.#once(alarm, "alarm", () => {
      const met = matches(this.graph).of(alarm);
      const miss = met.every((match) => match.miss !== undefined) ? met[0]?.miss : undefined;
      return miss === undefined ? this.#run(alarm, met) : miss;
    });
  }

  #ofComposite(composite: Composite): AlarmCourse {
    return this.#once(composite, "composite alarm", () => {
      const rule = parseRule(composite.props.alarmRule ?? "");
      for (const alarm of this.graph.all(MetricAlarm))
        if (matches(this.graph).of(alarm).length > 0 && compositesOver(alarm, this.graph).known.includes(composite))
          this.#ofAlarm(alarm);
      const alarms = [...this.#courses].filter(([, { kind }]) => kind === "alarm");
      const named = alarms.flatMap(([urn, { transitions: of }]) =>
        namesOf(urn, this.graph).map((name) => [name, of] as const),
      );
      return compositeTransitions(rule, new Map(named), this.#start);
    });
  }

  get #start(): number {
    return (this.logs.first ?? 0) / 1000;
  }

  #once(alarm: Alarm | Composite, kind: AlarmCourse["kind"], run: () => readonly Transition[] | string): AlarmCourse {
    let course = this.#courses.get(alarm.urn);
    if (!course) {
      const outcome = undecided(run);
      const rings = typeof outcome !== "string" && outcome.some(({ to }) => to === "ALARM");
      course = {
        name: alarm.name,
        kind,
        transitions: typeof outcome === "string" ? [] : outcome,
        silent:
          typeof outcome === "string" ? outcome : rings ? undefined : breakIn(alarm as Resource<unknown>, this.graph),
        ...recipientsOf(alarm as Alarm, this.graph),
      };
      this.#courses.set(alarm.urn, course);
    }
    return course;
  }

  #run(resource: Alarm, met: readonly Match[]): Transition[] {
    const alarm = readAlarm(resource.props);
    const named = namedMetrics(resource.props);
    const series = new Map(
      named.map(({ id, metric }): [string, Series] => {
        const emission = met.find((match) => match.metric === metric && !match.miss)?.emission;
        return [id, emission ? this.#series(emission) : []];
      }),
    );
    const length = alarm.range * alarm.settings.period + alarm.step;
    const span = { from: this.#start - length, until: (this.logs.last ?? 0) / 1000 + 2 * length };
    return [...transitions(alarm, series, { ...span, state: silence(alarm, "OK") })];
  }

  /** What the filters of the metric emit for these events. */
  #series(emission: Emission): Series {
    const samples = new Map<number, Map<number, number>>();
    const add = (minute: number, value: number, count: number): void => {
      const counts = samples.get(minute) ?? new Map<number, number>();
      samples.set(minute, counts.set(value, (counts.get(value) ?? 0) + count));
    };
    for (const filter of emission.filters) {
      const hits = this.minutes.get(filter);
      if (!hits) continue;
      const { value = "1", defaultValue } = filter.props.metricTransformation ?? {};
      const amount = Number(value || NaN);
      if (Number.isNaN(amount)) throw new NotUnderstood(`what ${filter.name} emits is the field ${value} of the event`);
      for (const [minute, count] of hits) add(minute, amount, count);
      if (defaultValue !== undefined && defaultValue !== "")
        for (const minute of this.logs.minutes) if (!hits.has(minute)) add(minute, Number(defaultValue), 1);
    }
    return [...samples].sort(([a], [b]) => a - b).map(([minute, counts]): Sample => ({ at: minute * 60, counts }));
  }
}

export function emissionOf(filter: Filter, graph: Graph): Emission | undefined {
  try {
    return emissions(graph).of(filter);
  } catch (error) {
    if (error instanceof UnknownValue) return undefined;
    throw error;
  }
}

/** How rules of composite alarms may call an alarm. */
function namesOf(urn: string, graph: Graph): string[] {
  const alarm = graph.get(urn);
  return ["name", "arn"].flatMap((property) => {
    const name = alarm?.record.values[property];
    return typeof name === "string" ? [name] : [];
  });
}

/** What `run` returns, or why nobody can say. */
function undecided(run: () => readonly Transition[] | string): readonly Transition[] | string {
  try {
    return run();
  } catch (error) {
    if (error instanceof NotUnderstood || error instanceof UnknownValue) return error.message;
    throw error;
  }
}
