import type { Verdict } from "../../policies/evaluate";
import type { Link, Severity } from "../../policies/policy";
import { shortControls } from "../controls";
import { findingsBySubject, type Finding, type Subject } from "../grouping";
import { place } from "../place";
import type { JudgedPolicy, JudgedStack, Report } from "../report";
import { decides, policiesById, stackName } from "../summary";
import { typeName, visible } from "../text";
import { columns, cut, dotted, flow, indent, words, wrap, type Paint, type Piece, type Terminal } from "./layout";

export const severityPaint = (paint: Paint, severity: Severity): ((text: string) => string) =>
  ({ critical: (text: string) => paint.bold(paint.red(text)), high: paint.red, medium: paint.yellow, low: paint.cyan })[
    severity
  ];

/** The findings of a stack, grouped by subject. What is said of a policy is the same for all stacks. */
export function findingLinesOf(report: Report, { paint, width }: Terminal): (stack: JudgedStack) => string[] {
  const policyOf = policiesById(report);
  const failing = new Map<JudgedPolicy, string[]>();
  const passing = new Map<JudgedPolicy, string[]>();
  const headingOf = ({ policy, verdict }: Finding): string[] => {
    const fails = decides(policy, report, verdict);
    const known = fails ? failing : passing;
    let heading = known.get(policy);
    if (!heading) known.set(policy, (heading = indent(4, policyHeading(policy, fails, paint, width - 4))));
    return heading;
  };
  return (stack) => {
    const lines: string[] = [];
    const add = (more: readonly string[], margin = ""): void => more.forEach((line) => lines.push(margin + line));
    for (const subject of findingsBySubject(stack, policyOf)) {
      lines.push("");
      add(subjectHeading(subject, stack, { paint, width: width - 2 }), "  ");
      for (const finding of subject) {
        add(headingOf(finding));
        add(whatIsWrong(finding.verdict, { paint, width: width - 6 }), "      ");
      }
    }
    return lines;
  };
}

function subjectHeading([{ verdict }]: Subject, stack: JudgedStack, { paint, width }: Terminal): string[] {
  const name = visible(verdict.urn === undefined ? stackName(stack) : verdict.subject);
  const type = verdict.urn === undefined ? "the stack as a whole" : visible(typeName(verdict.type ?? ""));
  const where = visible(place(stack, verdict.position));
  const shortName = cut(name, Math.max(20, width - columns(type) - 2));
  const pieces = [
    { text: shortName, paint: paint.bold },
    { text: ` ${type}`, paint: paint.dim },
    ...(where ? [{ text: ` ${where}` }] : []),
  ];
  return flow(pieces, width);
}

/** The id on the left, severity and controls on the right; below each other where they do not fit. */
function policyHeading(policy: JudgedPolicy, fails: boolean, paint: Paint, width: number): string[] {
  const mark = fails ? paint.red("✗") : paint.dim("○");
  const controls = shortControls(policy.controls);
  const gap = width - 2 - columns(policy.id) - columns([policy.severity, ...controls].join(" · "));
  const right = dotted([
    { text: policy.severity, paint: severityPaint(paint, policy.severity) },
    ...controls.map((text) => ({ text, paint: paint.dim })),
  ]);
  return gap >= 2
    ? [`${mark} ${policy.id}${" ".repeat(gap)}${flow(right, width).join("")}`]
    : [`${mark} ${policy.id}`, ...indent(2, flow(right, width - 2))];
}

/** The message; after the chain that it breaks, where there is one. */
function whatIsWrong({ message = "", chain = [] }: Verdict, { paint, width }: Terminal): string[] {
  if (chain.length === 0) return wrap(visible(message), width);
  const { broken: breaks = "" } = chain.find((link) => link.broken !== undefined) ?? {};
  const pieces = chain.map((link, i) => drawnLink(link, i, paint));
  const drawn = flow([...pieces, words(`⨯ ${visible(breaks)}`, paint.red)], width);
  return breaks === message ? drawn : [...drawn, ...wrap(visible(message), width)];
}

const drawnLink = ({ noun, name, broken }: Link, i: number, paint: Paint): Piece => ({
  text: `${i === 0 ? "" : "→ "}${visible(`${noun} ${name}`)}`,
  paint: broken === undefined ? undefined : paint.red,
});
