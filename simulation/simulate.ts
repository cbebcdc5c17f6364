import { FilterSyntaxError } from "../policies/patterns/filter/syntax-error";
import type { Graph } from "../policies/graph/graph";
import { Courses, emissionOf, type AlarmCourse } from "./alarms";
import type { Counts, Hits, LogCounts, Unwatched } from "./counts";
import { detectionsOf, type Detection } from "./detections";
import { recipientsOfRule, type Recipients } from "./recipients";
import { NOTHING, watchOf, type Watch } from "./watch";
import { watchOfRule } from "./watch-rule";

/** What the detections of one stack make of the events of logs. */
export interface Simulation {
  logs: LogCounts;
  detections: DetectionCourse[];
  alarms: AlarmCourse[];
  /** The most frequent first. */
  unwatched: Unwatched[];
}

export interface DetectionCourse {
  kind: Detection["kind"];
  name: string;
  pattern: string;
  /** Namespace and name of the metric that it counts in. */
  metric?: string;
  /** Why it sees no event; the hits are those that it would have. */
  blind?: string;
  assumed?: string;
  hits: Hits;
  /** The alarms that are to ring for it. */
  alarms: AlarmCourse[];
  /** Who hears of each event, in near real time; only a rule tells somebody without an alarm. */
  tells?: Recipients;
}

/** A detection whose pattern is ready to be run. */
export type Watched = Detection & { watch: Watch };

/** The detections of a stack; one whose pattern CloudWatch Logs refuses sees nothing. */
export function watched(graph: Graph): Watched[] {
  return detectionsOf(graph).map((detection) => {
    if (detection.kind === "event rule") {
      const { pattern, routes, blind } = detection;
      return { ...detection, watch: blind === undefined ? watchOfRule(pattern, routes) : NOTHING };
    }
    try {
      const readable = detection.pattern !== "" || detection.blind === undefined;
      return { ...detection, watch: readable ? watchOf(detection.pattern) : NOTHING };
    } catch (error) {
      if (!(error instanceof FilterSyntaxError)) throw error;
      return { ...detection, blind: `CloudWatch Logs refuses its pattern: ${error.message}`, watch: NOTHING };
    }
  });
}

export function simulate(
  graph: Graph,
  detections: readonly Detection[],
  { logs, hits, unwatched }: Counts,
): Simulation {
  const seeing = detections.flatMap((each, i) =>
    each.kind === "event rule" || each.blind ? [] : [[each.filter, hits[i].minutes] as const],
  );
  const courses = new Courses(graph, logs, new Map(seeing));
  const outcome = detections.map((detection, i): DetectionCourse => {
    const { kind, name, pattern, blind, assumed } = detection;
    const course = { kind, name, pattern, blind, assumed, hits: hits[i], alarms: [] };
    if (detection.kind === "event rule") return { ...course, tells: recipientsOfRule(detection.rule, graph) };
    const { filter } = detection;
    return { ...course, metric: emissionOf(filter, graph)?.toString(), alarms: courses.of(filter) };
  });
  return {
    logs,
    detections: outcome,
    alarms: courses.all,
    unwatched: [...unwatched].sort((a, b) => b.count - a.count || (a.eventName < b.eventName ? -1 : 1)),
  };
}
