import { shownCaller } from "../../simulation/access/caller";
import type { Access } from "../../simulation/access/access";
import type { TerminalOptions } from "../terminal";
import {
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
import { countsOf, type AccessReport } from "./report";

/** The other formats have all of them. */
const MOST_CALLS = 200;
const MOST_PLACES = 20;

/** Who called what, and the sum of it last. */
export function renderAccess(report: AccessReport, { colour, width }: TerminalOptions): string {
  const to = terminal(colour, width);
  const { accesses } = report;
  // Whoever looks for the cause of an incident begins with what went wrong.
  const failed = report.asked.around ? accesses.filter(({ outcome }) => outcome !== "allowed") : [];
  const others = accesses.filter((each) => !failed.includes(each));
  const sections = [
    heading(report, to),
    ...(failed.length > 0 ? [calls("Refused and failed calls", failed, to)] : []),
    ...(others.length > 0 ? [calls(failed.length > 0 ? "Other calls" : "Calls", others, to)] : []),
    notes(report, to),
    unread(report, to),
    outcome(report, to),
  ];
  return sectionsText(sections);
}

function heading({ asked, logs }: AccessReport, { paint, width }: Terminal): string[] {
  const facts = [
    ...(asked.around ? [`around ${asked.around}`] : []),
    ...(asked.from ? [`from ${asked.from}`] : []),
    ...(asked.to ? [`to ${asked.to}`] : []),
    ...(asked.who ? [`by ${asked.who}`] : []),
    `${count(logs.records, "event")} in ${count(logs.files, "file")}`,
  ];
  const name: Piece = { text: visible(asked.resources.join(", ") || "all calls"), paint: paint.bold };
  return flow([name, ...dotted(facts.map((text) => ({ text: visible(text), paint: paint.dim })))], width);
}

function calls(title: string, accesses: readonly Access[], to: Terminal): string[] {
  const more = accesses.length - MOST_CALLS;
  return [
    to.paint.bold(`${title}: ${number(accesses.length)}`),
    ...accesses.slice(0, MOST_CALLS).flatMap((each) => lines(each, to)),
    ...(more > 0 ? [to.paint.dim(`  and ${count(more, "more call")}; --format csv has them all`)] : []),
  ];
}

function lines(
  { time = "without a time", deed, outcome, errorCode, ...each }: Access,
  { paint, width }: Terminal,
): string[] {
  const tone = outcome === "allowed" ? (deed === "delete" ? paint.yellow : undefined) : paint.red;
  const said = outcome === "allowed" ? [deed] : [`${deed} ${outcome}`, ...(errorCode ? [errorCode] : [])];
  const head: Piece[] = [
    { text: visible(time), paint: paint.dim },
    ...dotted([
      ...said.map((text) => ({ text: visible(text), paint: tone })),
      { text: visible(`${each.service}:${each.call}`), paint: paint.bold },
    ]),
  ];
  const detail = [
    shownCaller(each.caller),
    ...(each.from ? [`from ${each.from}`] : []),
    ...(each.agent ? [each.agent.length > 60 ? `${each.agent.slice(0, 59)}…` : each.agent] : []),
  ];
  return [
    ...indent(2, flow(head, width - 2)),
    ...indent(6, flow(dotted(detail.map((text) => ({ text: visible(text) }))), width - 6)),
    ...each.resources.slice(0, 3).flatMap((arn) => indent(6, wrap(visible(arn), width - 6, paint.dim))),
    ...(each.resources.length > 3 ? [paint.dim(`      and ${number(each.resources.length - 3)} more`)] : []),
  ];
}

function notes({ notes: said }: AccessReport, { paint, width }: Terminal): string[] {
  if (said.length === 0) return [];
  return [
    paint.bold("What these logs cannot show"),
    ...said.flatMap((each) => indent(2, wrap(visible(each), width - 2, paint.yellow))),
  ];
}

function unread({ logs: { unread: found } }: AccessReport, { paint, width }: Terminal): string[] {
  if (found.count === 0) return [];
  const shown = found.places.slice(0, MOST_PLACES);
  return [
    paint.bold(`Not read: ${count(found.count, "place")}`),
    ...shown.flatMap(({ file, line, column, why }) => {
      const place = [file, ...(line ? [line, column] : [])].join(":");
      return indent(2, wrap(`${visible(place)}  ${visible(why)}`, width - 2));
    }),
    ...(found.count > shown.length ? [paint.dim(`  and ${number(found.count - shown.length)} more`)] : []),
  ];
}

function outcome({ accesses }: AccessReport, { paint, width }: Terminal): string[] {
  const { read, change, delete: deleted, denied, failed, callers } = countsOf(accesses);
  const parts: Piece[] = [
    { text: count(read, "read") },
    { text: count(change, "change") },
    { text: count(deleted, "deletion"), paint: deleted > 0 ? paint.yellow : undefined },
    { text: `${number(denied)} denied`, paint: denied > 0 ? paint.red : undefined },
    { text: `${number(failed)} failed` },
  ];
  const sum = `${count(accesses.length, "call")} by ${count(callers.size, "caller")}:`;
  return flow([words(sum, paint.bold), ...dotted(parts)], width);
}
