import { severities } from "../../policies/policy";
import { countChanges } from "../changes";
import { controlsByFramework, familyOf } from "../controls";
import { assumptionsOf, headline, loggedIn, obstacles, unique } from "../grouping";
import type { Report } from "../report";
import { countByPolicy, policiesById } from "../summary";
import { count, number, observedText, visible } from "../text";
import { dotted, flow, indent, words, wrap, type Piece, type Terminal } from "./layout";

/** How many reasons are listed before the rest is counted; the files have them all. */
const MOST_REASONS = 15;

/** The remediation of every policy with findings, once. */
export function remedies(report: Report, { paint, width }: Terminal): string[] {
  const countsOf = countByPolicy(report);
  const failed = report.policies
    .filter(({ id }) => countsOf(id).fail > 0)
    .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const lines = failed.flatMap(({ id, remediation }) => [
    `  ${id}  ${paint.dim(count(countsOf(id).fail, "finding"))}`,
    ...indent(4, wrap(visible(remediation), width - 4)),
  ]);
  return lines.length > 0 ? [paint.bold("How to mend"), ...lines] : [];
}

export function notJudged({ stacks }: Report, { paint, width }: Terminal): string[] {
  const reasons = obstacles(stacks);
  if (reasons.length === 0) return [];
  const checks = reasons.reduce((sum, { verdicts }) => sum + verdicts.length, 0);
  const more = reasons.length - MOST_REASONS;
  return [
    paint.bold(`Not judged: ${count(checks, "check")}`),
    ...reasons.slice(0, MOST_REASONS).flatMap(({ stack, status, message, verdicts }) => {
      const where = stacks.length > 1 ? ` (${visible(stack)})` : "";
      const policies = unique(verdicts.map(({ policy }) => policy)).map((text) => ({ text, paint: paint.dim }));
      const reason = wrap(visible(message) + where, width - 4);
      const mark = status === "error" ? paint.red("!") : paint.yellow("?");
      return [
        ...reason.map((line, i) => (i === 0 ? `  ${mark} ${line}` : `    ${line}`)),
        ...indent(4, flow(dotted(policies), width - 4)),
      ];
    }),
    ...(more > 0 ? [paint.dim(`    and ${number(more)} more reasons; the JSON and HTML reports list them all`)] : []),
  ];
}

/** What somebody answers for until a day, and what the files of waivers should be looked at for. */
export function waivedFindings(report: Report, { paint, width }: Terminal): string[] {
  const remarks = (report.waivers ?? []).flatMap((file) => file.remarks);
  const covered = report.stacks.flatMap(({ verdicts }) => verdicts.filter(({ status }) => status === "waived"));
  const lines = covered.flatMap(({ policy, subject, message = "", waiver }) => {
    const until = waiver ? `${waiver.id} until ${waiver.expires}, approved by ${waiver.approver}` : "";
    const pieces: Piece[] = [
      { text: policy },
      { text: visible(subject), paint: paint.bold },
      words(visible(message)),
      words(visible(until), paint.dim),
    ];
    return flow(pieces, width - 4).map((line, i) => `  ${i === 0 ? paint.yellow("≉") : " "} ${line}`);
  });
  for (const remark of remarks)
    lines.push(...wrap(visible(remark), width - 4).map((line, i) => `  ${i === 0 ? "·" : " "} ${line}`));
  return lines.length > 0 ? [paint.bold(`Waived: ${count(covered.length, "finding")}`), ...lines] : [];
}

export function changes(report: Report, { width }: Terminal): string[] {
  if (!report.comparedWith) return [];
  const { new: added, stillThere, fixed } = countChanges(report);
  const { path, judgedAt } = report.comparedWith;
  const pieces = [`${number(added)} new`, `${number(fixed)} fixed`, `${number(stillThere)} still there`];
  return flow([words(visible(`Since ${judgedAt} (${path}):`)), ...dotted(pieces.map((text) => ({ text })))], width);
}

export function assumed({ stacks }: Report, { paint, width }: Terminal): string[] {
  const lines = assumptionsOf(stacks).flatMap(({ text, stacks: of }) => {
    const where = of.length < stacks.length ? ` (${of.join(", ")})` : "";
    return wrap(visible(text + where), width - 4).map((line, i) => `  ${i === 0 ? "·" : " "} ${line}`);
  });
  return lines.length > 0 ? [paint.bold("Assumed, not read"), ...lines] : [];
}

/** What `pulumi preview` would show below its plan, the first line of each message. */
export function logged({ stacks }: Report, { paint, width }: Terminal): string[] {
  const messages = loggedIn(stacks);
  const lines = messages.slice(0, MOST_REASONS).flatMap((message) => {
    const { severity, times, stacks: of } = message;
    const where = of.length < stacks.length ? ` (${of.join(", ")})` : "";
    const text = `${severity}: ${headline(message)}${times > 1 ? ` (${number(times)} times)` : ""}${where}`;
    return wrap(visible(text), width - 4).map((line, i) => `  ${i === 0 ? "·" : " "} ${line}`);
  });
  const more = messages.length - MOST_REASONS;
  if (more > 0) lines.push(`  · and ${count(more, "more message", "more messages")}`);
  return lines.length > 0 ? [paint.bold("Logged by the program, judged by nobody"), ...lines] : [];
}

/** Everything that passed, with what was seen, and everything that did not apply, with the reason. */
export function answers(report: Report, { paint, width }: Terminal): string[] {
  const policyOf = policiesById(report);
  const lines = report.stacks.flatMap((stack) =>
    stack.verdicts.flatMap((verdict) => {
      const { policy, status, subject, message = "" } = verdict;
      if (status !== "pass" && status !== "declared" && status !== "not-applicable") return [];
      const text = status === "pass" ? observedText(verdict, 120) : visible(message);
      const pieces: Piece[] = [
        { text: policyOf(policy).id },
        { text: visible(subject), paint: paint.bold },
        words(text, paint.dim),
      ];
      const mark = { pass: paint.green("✓"), declared: paint.yellow("≈"), "not-applicable": paint.dim("–") }[status];
      return flow(pieces, width - 6).map((line, i) => (i === 0 ? `  ${mark} ${line}` : `      ${line}`));
    }),
  );
  return lines.length > 0 ? [paint.bold("Passed, and not applicable"), ...lines] : [];
}

/** What a run without findings is evidence for: the controls whose policies hold, in the newest version of each framework. */
export function proved(report: Report, { width }: Terminal): string[] {
  const held = controlsByFramework(report)
    .filter(
      ({ framework }, i, all) => i === all.findIndex((other) => familyOf(other.framework) === familyOf(framework)),
    )
    .map(({ title, controls }) => ({ title, holding: controls.filter(({ standing }) => standing === "pass").length }))
    .filter(({ holding }) => holding > 0);
  const pieces = held.map(({ title, holding }, i) => ({
    text: `${i === 0 ? count(holding, "control") : number(holding)} of ${title}`,
  }));
  return pieces.length > 0 ? flow([{ text: "Evidence for" }, ...dotted(pieces)], width) : [];
}
