import { isMap, isNode, isPair, isSeq, LineCounter, parseDocument, type Document } from "yaml";
import { isRecord } from "../graph/value";
import { didYouMean } from "../nearest";
import { severities, type Policy, type Severity } from "../policy";
import { faultsOf, fields } from "./fields";
import { MAXIMUM_DAYS, type WaiverOf } from "./waiver";

export interface WaiverProblem {
  line: number;
  /** `WVR-2026-014.expiresOn`, or the number of the waiver where it has no id. */
  where: string;
  what: string;
}

export interface ReadWaivers {
  waivers: WaiverOf[];
  problems: WaiverProblem[];
  /** The line on which each waiver begins. */
  lines: number[];
}

/** Reads the text of `waivers.yaml`; every problem at once, with its line. `waivers.schema.json` says the same of a single field. */
export function readWaivers(text: string, policies: readonly Policy[]): ReadWaivers {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const problems: WaiverProblem[] = document.errors.map(({ pos, message }) => ({
    line: counter.linePos(pos[0]).line,
    where: "YAML",
    what: message.toLowerCase(),
  }));
  if (problems.length > 0) return { waivers: [], problems, lines: [] };
  const lineOf = (path: readonly (string | number)[]): number => counter.linePos(offsetOf(document, path)).line;
  const say = (path: readonly (string | number)[], where: string, what: string): void =>
    void problems.push({ line: lineOf(path), where, what });

  const given = asValues(document);
  if (!isRecord(given)) {
    say([], "the file", "expected version: 1 and a list of waivers");
    return { waivers: [], problems, lines: [] };
  }
  for (const key of Object.keys(given))
    if (!["version", "waivers", "maximumDays"].includes(key))
      say([key], key, `is not known here${didYouMean(key, ["version", "waivers", "maximumDays"])}`);
  if (given.version !== 1) say(["version"], "version", "expected 1, the only version there is");
  if (!Array.isArray(given.waivers)) say(["waivers"], "waivers", "expected a list; [] when there are none");
  const maximumDays = { ...MAXIMUM_DAYS, ...readMaximumDays(given.maximumDays, say) };

  const entries: unknown[] = Array.isArray(given.waivers) ? given.waivers : [];
  const ids = entries.map((entry) => (isRecord(entry) && typeof entry.id === "string" ? entry.id : undefined));
  const severityOf = new Map(policies.map(({ id, severity }) => [id, severity]));
  entries.forEach((entry, i) => {
    const name = ids[i] ?? `waiver ${i + 1}`;
    if (!isRecord(entry)) return say(["waivers", i], name, `expected ${Object.keys(fields).join(", ")}`);
    for (const { field, what } of faultsOf(entry, severityOf, maximumDays))
      say(["waivers", i, field], field ? `${name}.${field}` : name, what);
    const first = ids.indexOf(ids[i]);
    if (ids[i] !== undefined && first < i)
      say(["waivers", i, "id"], name, `there is another of this id on line ${lineOf(["waivers", first])}`);
  });
  problems.sort((a, b) => a.line - b.line);
  return {
    waivers: problems.length > 0 ? [] : entries.map((entry) => asWaiver(entry as Record<string, never>)),
    problems,
    lines: entries.map((_, i) => lineOf(["waivers", i])),
  };
}

/** All problems in one message for people. @param path what was read */
export function toldProblems(path: string, problems: readonly WaiverProblem[]): string {
  const lines = problems.map(({ line, where, what }) => `  line ${line}  ${where}: ${what}`);
  return `${path}: ${problems.length === 1 ? "1 thing is" : `${problems.length} things are`} wrong\n${lines.join("\n")}`;
}

type Say = (path: readonly (string | number)[], where: string, what: string) => void;

function readMaximumDays(given: unknown, say: Say): Partial<Record<Severity, number>> {
  if (given === undefined) return {};
  if (!isRecord(given)) {
    say(["maximumDays"], "maximumDays", "expected days by severity, such as high: 60");
    return {};
  }
  const good = Object.entries(given).filter(([severity, days]) => {
    const known = severities.includes(severity as Severity);
    if (!known) say(["maximumDays", severity], `maximumDays.${severity}`, `is none of ${severities.join(", ")}`);
    else if (!Number.isInteger(days) || (days as number) < 1)
      say(
        ["maximumDays", severity],
        `maximumDays.${severity}`,
        "expected a number of days; there is no waiver for ever",
      );
    else return true;
    return false;
  });
  return Object.fromEntries(good);
}

function asWaiver({ expiresOn, finding, compensatingControl, ...same }: Record<string, never>): WaiverOf {
  const waiver: WaiverOf = { ...(same as unknown as WaiverOf), expires: expiresOn };
  if (finding) waiver.finding = finding;
  if (compensatingControl) waiver.compensatingControl = compensatingControl;
  return waiver;
}

/** A file whose aliases would make it grow without end is refused by the parser. */
function asValues(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

/** Where what the path names begins: the key of a pair; what is missing is told at what it is missing from. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  let offset = 0;
  let node: unknown = document.contents;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isNode(key) && String(key) === String(step));
      if (!isPair(pair) || !isNode(pair.key)) break;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[step as number];
      if (isNode(node)) offset = node.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
