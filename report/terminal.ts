import { severities } from "../policies/policy";
import type { Pieces } from "./formats";
import type { JudgedStack, Report } from "./report";
import { countResources, countVerdicts, stackName, summarize, type Outcome, type Summary } from "./summary";
import { findingLinesOf, severityPaint } from "./terminal/findings";
import { dotted, flow, terminal, words, writeSections, type Paint, type Piece, type Terminal } from "./terminal/layout";
import { answers, assumed, changes, logged, notJudged, proved, remedies, waivedFindings } from "./terminal/sections";
import { count, number, visible } from "./text";

export interface TerminalOptions {
  colour: boolean;
  /** Columns; lines wider than 120 are hard to read and are not written. */
  width: number;
  /** Lists what passed and what did not apply, too. @default false */
  verbose?: boolean;
}

/**
 * The report for people at a terminal: what failed, how to mend it, what could not be judged, and the verdict last. Section by
 * section: those of a thousand stacks have a million lines.
 */
export const writeTerminal =
  (report: Report, options: TerminalOptions): Pieces =>
  (write) =>
    writeSections(sectionsOf(report, options), write);

function* sectionsOf(report: Report, { colour, width, verbose = false }: TerminalOptions): Generator<string[]> {
  const to = terminal(colour, width);
  const summary = summarize(report);
  yield* stackSections(report, to);
  yield remedies(report, to);
  yield notJudged(report, to);
  yield waivedFindings(report, to);
  yield assumed(report, to);
  yield logged(report, to);
  if (verbose) yield answers(report, to);
  if (summary.outcome === "passed") yield proved(report, to);
  yield changes(report, to);
  yield verdict(report, summary, to);
}

/** One section for each stack with findings; the others are a line each. */
function* stackSections(report: Report, to: Terminal): Generator<string[]> {
  const findingLines = findingLinesOf(report, to);
  let short: string[] = [];
  for (const stack of report.stacks) {
    const lines = stackHeading(stack, to).concat(findingLines(stack));
    if (lines.length === 1) short.push(...lines);
    else {
      yield short;
      yield lines;
      short = [];
    }
  }
  yield short;
}

function stackHeading(stack: JudgedStack, { paint, width }: Terminal): string[] {
  const { pass, fail, unknown, error, waived: excused } = countVerdicts(stack);
  const open = unknown + error > 0 ? paint.yellow("?") : excused > 0 ? paint.yellow("≉") : paint.green("✓");
  const mark = fail > 0 ? paint.red("✗") : open;
  const facts = [
    visible(`${stack.origin} ${stack.path}`),
    count(countResources(stack), "resource"),
    ...(fail > 0 ? [count(fail, "finding")] : []),
    ...(unknown + error > 0 ? [`${number(unknown + error)} not judged`] : []),
    ...(excused > 0 ? [`${number(excused)} waived`] : []),
    `${number(pass)} passed`,
  ];
  const name: Piece = { text: visible(stackName(stack)), paint: paint.bold };
  const heading = flow([name, ...dotted(facts.map((text) => ({ text, paint: paint.dim })))], width - 2);
  return heading.map((line, i) => (i === 0 ? `${mark} ${line}` : `  ${line}`));
}

const headlines: Record<Outcome, [text: string, colour: keyof Paint]> = {
  passed: ["✓ Passed:", "green"],
  failed: ["✗ Failed:", "red"],
  incomplete: ["? Incomplete:", "yellow"],
};

/** The last thing to read, because it is what stays on the screen. */
function verdict(report: Report, summary: Summary, { paint, width }: Terminal): string[] {
  const { pass, fail, unknown, error, waived, declared, "not-applicable": notApplicable } = summary.verdicts;
  const findings = severities
    .filter((severity) => summary.findings[severity] > 0)
    .map((severity) => ({
      text: `${number(summary.findings[severity])} ${severity}`,
      paint: severityPaint(paint, severity),
    }));
  const checks: Piece[] = [
    { text: `${number(pass)} passed` },
    ...(fail > 0 ? [{ text: `${number(fail)} failed`, paint: paint.red }] : []),
    ...(unknown > 0 ? [{ text: `${number(unknown)} not judged`, paint: paint.yellow }] : []),
    ...(error > 0 ? [{ text: count(error, "error"), paint: paint.red }] : []),
    ...(waived > 0 ? [{ text: `${number(waived)} waived`, paint: paint.yellow }] : []),
    ...(declared > 0 ? [{ text: `${number(declared)} declared`, paint: paint.yellow }] : []),
    { text: `${number(notApplicable)} not applicable` },
  ];
  const scope = [
    { text: count(summary.policies, "policy") },
    { text: count(summary.resources, "resource") },
    { text: count(summary.stacks, "stack") },
  ];
  const { failOn, onlyNew } = report.command;
  const milder = [
    { text: "✗ fails the run" },
    { text: `○ advisory, ${onlyNew ? "there before, " : ""}or below --fail-on ${failOn}` },
  ];
  const rows: [string, Piece[]][] = [
    ["findings", findings],
    ["checks", checks],
    ["scope", scope],
    ["marks", summary.decisive > 0 && summary.decisive < fail ? milder : []],
  ];
  const [text, colour] = headlines[summary.outcome];
  const label = "findings".length + 2;
  return [
    ...flow([words(text, (word) => paint.bold(paint[colour](word))), words(visible(summary.reason))], width),
    ...rows.flatMap(([name, pieces]) =>
      flow(dotted(pieces), width - label - 2).map(
        (line, i) => `  ${paint.dim((i === 0 ? name : "").padEnd(label))}${line}`,
      ),
    ),
  ];
}
