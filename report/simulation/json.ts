import type { AlarmCourse } from "../../simulation/alarms";
import type { DetectionCourse } from "../../simulation/simulate";
import { shownTime, type SimulationReport } from "./report";

/** The simulation as JSON: the same logs give the same bytes, but for the time of the run. */
export function renderSimulationJson({ simulation, ...heading }: SimulationReport): string {
  const { logs, detections, alarms, unwatched } = simulation;
  const { files, records, outside, undated, first, last, malformed } = logs;
  const document = {
    schema: "urn:trailwatch:simulation",
    version: heading.version,
    tool: heading.tool,
    simulatedAt: heading.simulatedAt,
    command: heading.command,
    stack: heading.stack,
    logs: { files, records, outside, undated, first: timeOrNothing(first), last: timeOrNothing(last), malformed },
    detections: detections.map(detectionJson),
    alarms: alarms.map(alarmJson),
    unwatched,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

const timeOrNothing = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : shownTime(time);

const detectionJson = ({ kind, name, pattern, metric, blind, assumed, hits, alarms, tells }: DetectionCourse) => ({
  kind,
  name,
  pattern,
  metric,
  blind,
  assumed,
  hits: hits.count,
  failedCalls: hits.failed,
  first: hits.first,
  last: hits.last,
  alarms: alarms.map((alarm) => alarm.name),
  told: tells?.told,
  untold: tells?.untold,
});

const alarmJson = ({ name, kind, transitions, silent, told, untold }: AlarmCourse) => ({
  name,
  kind,
  transitions: transitions.map(({ at, from, to }) => ({ at: shownTime(at * 1000), from, to })),
  silent,
  told,
  untold,
});
