import { flow, indent, painter, words, wrap, type Paint } from "../terminal/layout";
import type { TerminalOptions } from "../terminal";
import { number, visible } from "../text";
import type { Clause } from "../../policies/patterns/explanation";
import type { ExplainedDetection } from "../../simulation/explain";
import type { ExplanationReport } from "./report";

/** For one event: which clause of each detection decided. */
export function renderExplanation(report: ExplanationReport, { colour, width: columns }: TerminalOptions): string {
  const paint = painter(colour);
  const width = Math.min(Math.max(columns, 40), 120);
  const { record, file, detections } = report;
  const text = (name: string): string => visible(String(record[name] ?? "?"));
  const matching = detections.filter(({ matched, blind }) => matched && !blind).length;
  const sections = [
    [
      ...flow(
        [{ text: `${text("eventSource")} ${text("eventName")}`, paint: paint.bold }, words(text("eventTime"))],
        width,
      ),
      ...indent(2, wrap(`${text("eventID")} in ${visible(file)}`, width - 2, paint.dim)),
    ],
    ...detections.map((detection) => lines(detection, paint, width)),
    wrap(`${number(matching)} of ${number(detections.length)} detections see it`, width, paint.bold),
  ];
  return `${sections.map((section) => section.join("\n")).join("\n\n")}\n`;
}

function lines({ name, matched, because, blind }: ExplainedDetection, paint: Paint, width: number): string[] {
  const mark = matched && !blind ? paint.green("✓") : matched ? paint.red("✗") : paint.dim("–");
  const outcome = matched ? "holds" : "does not hold";
  return [
    `${mark} ${paint.bold(visible(name))}`,
    ...(blind ? indent(4, wrap(`sees no event: ${visible(blind)}`, width - 4, paint.red)) : []),
    ...alike(because).flatMap(({ text, found }) =>
      indent(4, flow([words(visible(text)), words(`${outcome}: it is ${visible(found)}`, paint.dim)], width - 4)),
    ),
  ];
}

/** Clauses that ask the same field for one text after the other, as one. */
function alike(clauses: readonly Clause[]): Clause[] {
  const byField = new Map<string, Clause[]>();
  for (const clause of clauses) {
    const field = `${/^\S+ = /.exec(clause.text)?.[0] ?? clause.text}\n${clause.found}`;
    byField.set(field, [...(byField.get(field) ?? []), clause]);
  }
  return [...byField].map(([field, [first, ...more]]) => {
    const start = field.indexOf("\n");
    const values = more.map(({ text }) => text.slice(start)).filter((value) => value !== "");
    return { text: [first.text, ...values].join(", "), found: first.found };
  });
}

export function renderExplanationJson({
  version,
  tool,
  simulatedAt,
  command,
  stack,
  ...rest
}: ExplanationReport): string {
  const { file, record, detections } = rest;
  const document = {
    schema: "urn:trailwatch:explanation",
    ...{ version, tool, simulatedAt, command, stack },
    event: { file, record },
    detections: detections.map(({ name, matched, blind, because }) => ({ name, matched, blind, because })),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
