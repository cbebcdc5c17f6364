import type { AlarmCourse } from "../../simulation/alarms";
import type { Hits, Sighting } from "../../simulation/counts";
import type { Recipients } from "../../simulation/recipients";
import type { DetectionCourse, Simulation } from "../../simulation/simulate";
import type { TerminalOptions } from "../terminal";
import {
  columns,
  dotted,
  flow,
  indent,
  sectionsText,
  terminal,
  words,
  wrap,
  type Piece,
  type Terminal,
} from "../terminal/layout";
import { count, number, visible } from "../text";
import { isHeard, minutesToRing, rings } from "./courses";
import { shownTime, type SimulationReport } from "./report";

/** How many of a kind are listed before the rest is counted; the JSON has them all. */
const MOST_ROWS = 20;
const MOST_RINGS = 3;

/** The simulation for people at a terminal: what rang and who was told, what nobody watches, and the sum of it last. */
export function renderSimulation(report: SimulationReport, { colour, width }: TerminalOptions): string {
  const to = terminal(colour, width);
  const { simulation } = report;
  const fired = simulation.detections.filter(({ hits }) => hits.count > 0);
  const sections = [
    heading(report, to),
    ...fired.map((detection) => detectionLines(detection, to)),
    neverFired(simulation, to),
    unwatched(simulation, to),
    malformed(simulation, to),
    outcome(simulation, to),
  ];
  return sectionsText(sections);
}

function heading({ stack, simulation: { logs, detections } }: SimulationReport, { paint, width }: Terminal): string[] {
  const { first, last, records, files, outside, undated } = logs;
  const facts = [
    `${stack.origin} ${stack.path}`,
    count(detections.length, "detection"),
    `${count(records, "event")} in ${count(files, "file")}`,
    ...(first !== undefined && last !== undefined ? [`${shownTime(first)} to ${shownTime(last)}`] : []),
    ...(outside > 0 ? [`${number(outside)} outside of the time asked for`] : []),
    ...(undated > 0 ? [`${number(undated)} without a time, which ring nothing`] : []),
  ];
  const name: Piece = { text: visible(`${stack.project}/${stack.stack}`), paint: paint.bold };
  return flow([name, ...dotted(facts.map((text) => ({ text: visible(text), paint: paint.dim })))], width);
}

function detectionLines(detection: DetectionCourse, to: Terminal): string[] {
  const { paint, width } = to;
  const { name, hits, blind, assumed, alarms, metric, tells } = detection;
  const mark = isHeard(detection) ? paint.green("●") : paint.red("✗");
  const failed = hits.failed > 0 ? [`${number(hits.failed)} of failed calls`] : [];
  const title = flow(
    [
      { text: visible(name), paint: paint.bold },
      ...dotted([count(hits.count, "hit"), ...failed].map((text) => ({ text, paint: paint.dim }))),
    ],
    width - 2,
  );
  const sightings = [hits.first, ...(hits.count > 1 ? [hits.last] : [])].filter((each) => each !== undefined);
  return [
    ...title.map((line, i) => (i === 0 ? `${mark} ${line}` : `  ${line}`)),
    ...sightings.flatMap((each, i) => labelled(i === 0 ? "first" : "last", sighted(each), to)),
    ...(assumed ? labelled("supposed", [words(visible(assumed), paint.yellow)], to) : []),
    ...(blind ? labelled("blind", [words(visible(blind), paint.red)], to) : []),
    ...(tells && !blind ? ruleLines(tells, to) : []),
    ...(!blind && !tells && alarms.length === 0
      ? labelled("silent", [words(`no alarm reads ${visible(metric ?? "its metric")}`, paint.red)], to)
      : []),
    ...(blind ? [] : alarms.flatMap((alarm) => alarmLines(alarm, hits, to))),
  ];
}

function sighted({ eventTime = "without a time", eventSource, eventName, errorCode, who, from }: Sighting): Piece[] {
  const parts = [
    eventTime,
    `${eventSource} ${eventName}`,
    ...(errorCode ? [errorCode] : []),
    ...(who ? [`by ${who}`] : []),
    ...(from ? [`from ${from}`] : []),
  ];
  return dotted(parts.map((text) => ({ text: visible(text) })));
}

function alarmLines(alarm: AlarmCourse, hits: Hits, to: Terminal): string[] {
  const { paint } = to;
  const at = rings(alarm);
  const label = alarm.kind === "alarm" ? "alarm" : "composite";
  if (at.length === 0)
    return labelled(
      label,
      [
        words(
          `${visible(alarm.name)} stays silent: ${visible(alarm.silent ?? "its threshold is not reached")}`,
          paint.red,
        ),
      ],
      to,
    );
  const wait = minutesToRing(alarm, hits);
  const waits = wait === undefined ? "" : `, ${count(wait, "minute")} after the first event`;
  const shown = at.slice(0, MOST_RINGS).map((time, i) => `${shownTime(time * 1000)}${i === 0 ? waits : ""}`);
  const more = at.length > MOST_RINGS ? [`${number(at.length - MOST_RINGS)} times more`] : [];
  return [
    ...labelled(label, [words(`OK → ALARM`), ...dotted([...shown, ...more].map((text) => ({ text })))], to),
    ...recipientLines(alarm, to),
    ...(alarm.told.length + alarm.untold.length === 0
      ? labelled("untold", [words("it has no action for the ALARM state", paint.red)], to)
      : []),
  ];
}

const ruleLines = (tells: Recipients, to: Terminal): string[] => [
  ...labelled("rule", [words("hands on each event, in near real time")], to),
  ...recipientLines(tells, to),
];

const recipientLines = ({ told, untold }: Recipients, to: Terminal): string[] => [
  ...told.flatMap(({ protocol, endpoint, topic }) =>
    labelled("told", [words(visible(`${protocol} ${endpoint}${topic ? ` through ${topic}` : ""}`))], to),
  ),
  ...untold.flatMap((why) => labelled("untold", [words(visible(why), to.paint.red)], to)),
];

const LABEL = 11;

function labelled(label: string, pieces: readonly Piece[], { paint, width }: Terminal): string[] {
  const lines = flow(pieces, width - LABEL - 4);
  return lines.map((line, i) => `    ${paint.dim((i === 0 ? label : "").padEnd(LABEL))}${line}`);
}

function neverFired({ detections }: Simulation, { paint, width }: Terminal): string[] {
  const silent = detections.filter(({ hits }) => hits.count === 0);
  if (silent.length === 0) return [];
  const named = silent.filter(({ blind }) => !blind).map(({ name }) => ({ text: visible(name) }));
  return [
    paint.bold(`Never fired: ${count(silent.length, "detection")}`),
    ...indent(2, flow(dotted(named), width - 2)),
    ...silent.flatMap(({ name, blind }) =>
      blind ? indent(2, wrap(`${visible(name)} sees no event: ${visible(blind)}`, width - 2, paint.red)) : [],
    ),
  ];
}

function unwatched({ unwatched: calls }: Simulation, { paint, width }: Terminal): string[] {
  if (calls.length === 0) return [];
  const events = calls.reduce((sum, each) => sum + each.count, 0);
  const shown = calls.slice(0, MOST_ROWS);
  const margin = Math.max(...shown.map((each) => columns(number(each.count))));
  return [
    paint.bold(`Changes that nothing watches: ${count(events, "event")} of ${count(calls.length, "call")}`),
    ...shown.flatMap(({ eventSource, eventName, count: times }) => {
      const lines = wrap(`${visible(eventSource)} ${visible(eventName)}`, width - margin - 4);
      return lines.map((line, i) => `  ${(i === 0 ? number(times) : "").padStart(margin)}  ${line}`);
    }),
    ...(calls.length > MOST_ROWS
      ? [paint.dim(`  and ${count(calls.length - MOST_ROWS, "more call")}; --format json lists them all`)]
      : []),
  ];
}

function malformed({ logs: { malformed: found } }: Simulation, { paint, width }: Terminal): string[] {
  if (found.count === 0) return [];
  const shown = found.places.slice(0, MOST_ROWS);
  return [
    paint.bold(`Not read: ${count(found.count, "place")}`),
    ...shown.flatMap(({ file, line, column, why }) => {
      const place = [file, ...(line ? [line, column] : [])].join(":");
      return indent(2, wrap(`${visible(place)}  ${visible(why)}`, width - 2));
    }),
    ...(found.count > shown.length ? [paint.dim(`  and ${number(found.count - shown.length)} more`)] : []),
  ];
}

/** The last thing to read, because it is what stays on the screen. */
function outcome({ detections, unwatched: calls, logs }: Simulation, { paint, width }: Terminal): string[] {
  const fired = detections.filter(({ hits }) => hits.count > 0);
  const heard = fired.filter(isHeard);
  const changes = calls.reduce((sum, each) => sum + each.count, 0);
  const parts = [
    { text: `${number(heard.length)} told somebody`, paint: heard.length > 0 ? paint.green : undefined },
    ...(fired.length > heard.length
      ? [{ text: `${number(fired.length - heard.length)} hit and told nobody`, paint: paint.red }]
      : []),
    { text: `${number(detections.length - fired.length)} never fired` },
    { text: `${count(changes, "change")} unwatched`, paint: changes > 0 ? paint.yellow : undefined },
    ...(logs.malformed.count > 0
      ? [{ text: `${count(logs.malformed.count, "place")} not read`, paint: paint.yellow }]
      : []),
  ];
  return [
    ...flow([{ text: `${count(detections.length, "detection")}:`, paint: paint.bold }, ...dotted(parts)], width),
    ...wrap(
      "Times are those of the events; CloudTrail delivers to CloudWatch Logs some five minutes later.",
      width,
      paint.dim,
    ),
  ];
}
