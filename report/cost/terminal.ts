import type { Estimate, Line } from "../../cost/estimate";
import { PRICES } from "../../cost/prices";
import type { TerminalOptions } from "../terminal";
import { indent, painter, wrap, type Paint } from "../terminal/layout";
import { visible } from "../text";
import { shownRange } from "./money";
import type { CostReport } from "./report";

/** The bill by service, what is not on it, and what it rests on. */
export function renderCost({ estimates }: CostReport, { colour, width }: TerminalOptions): string {
  const paint = painter(colour);
  const columns = Math.min(Math.max(width, 60), 120);
  return estimates.map((estimate) => one(estimate, paint, columns).join("\n")).join("\n\n") + "\n";
}

function one({ stacks, lines, total, unpriced, assumptions }: Estimate, paint: Paint, width: number): string[] {
  const services = [...new Set(lines.map(({ service }) => service))];
  const item = (text: string): string[] => indent(2, wrap(`- ${visible(text)}`, width - 2));
  return [
    `${paint.bold(visible(stacks.join(", ")))}  US dollars a month`,
    ...services.flatMap((service) => [
      "",
      paint.bold(service),
      ...lines.filter((line) => line.service === service).flatMap((line) => row(line, paint, width)),
    ]),
    "",
    `${paint.bold(shownRange(total).padStart(AMOUNT))}  in all`,
    ...(unpriced.length > 0
      ? ["", paint.bold("Not estimated"), ...unpriced.flatMap(({ what, why }) => item(`${what}: ${why}`))]
      : []),
    "",
    paint.bold("Assumptions"),
    ...assumptions.flatMap(item),
    ...sources(lines).flatMap(item),
  ];
}

const AMOUNT = 16;

function row(line: Line, paint: Paint, width: number): string[] {
  const [first, ...rest] = wrap(visible(`${line.item} (${line.quantity})`), width - AMOUNT - 2);
  return [`${shownRange(line).padStart(AMOUNT)}  ${first}`, ...indent(AMOUNT + 2, rest).map(paint.dim)];
}

function sources(lines: readonly Line[]): string[] {
  const pages = new Set<string>();
  for (const { prices } of lines)
    for (const price of prices) pages.add(`prices as of ${PRICES[price].asOf}: ${PRICES[price].page}`);
  return [...pages];
}
