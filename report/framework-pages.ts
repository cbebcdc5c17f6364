import { frameworks, type FrameworkId } from "../policies/frameworks/controls";
import { coverageOf, reasonOf, type CoveredControl } from "../policies/frameworks/coverage";
import type { Policy } from "../policies/policy";
import { table } from "./markdown";

export const frameworkIds = Object.keys(frameworks) as FrameworkId[];

const STRENGTHS = `- direct: a policy tests what the control asks
- partial: it tests a part
- supporting: it helps the control without testing it
- inherited: AWS does it for its customers
- manual: only people and their documents show it
- not-evidenced: nothing that is judged says anything about it`;

/** Every framework with the number of its controls by evidence, for a terminal. */
export function frameworkList(policies: readonly Policy[]): string {
  const width = Math.max(...frameworkIds.map((id) => id.length));
  return frameworkIds
    .map((id) => `${id.padEnd(width)}  ${frameworks[id].title}: ${counted(coverageOf(id, policies))}\n`)
    .join("");
}

function counted(covered: readonly CoveredControl[]): string {
  const kinds = ["direct", "partial", "supporting", "inherited", "manual", "not-evidenced", "missing"] as const;
  const counts = kinds.map((kind) => ({ kind, count: covered.filter(({ evidence }) => evidence === kind).length }));
  const parts = counts.filter(({ count }) => count > 0).map(({ kind, count }) => `${count} ${kind}`);
  return `${covered.length} controls, ${parts.join(", ")}`;
}

/** A framework control by control: what it asks in our words, how strongly it is evidenced, by which policies, and why not more. */
export function frameworkPage(
  id: FrameworkId,
  policies: readonly Policy[],
  href: (policy: string) => string = (policy) => `${policy}.md`,
): string {
  const { title, note } = frameworks[id];
  const covered = coverageOf(id, policies);
  const rows = covered.map((control) => [
    control.number,
    control.control.asks,
    control.evidence,
    control.by.map(({ policy, link }) => `[${policy.id}](${href(policy.id)}) ${link.strength}`).join(", "),
    reasonOf(control),
  ]);
  return [
    `# ${title}`,
    `\`${id}\`: ${counted(covered)}. Control texts belong to their publisher; these are our own words. Evidence is not compliance: an auditor decides that.`,
    note,
    table(["Control", "Asks", "Evidence", "Policies", "Why"], rows),
    STRENGTHS,
  ]
    .filter(Boolean)
    .join("\n\n")
    .concat("\n");
}

/** The index of the frameworks' pages. */
export function frameworkIndex(policies: readonly Policy[]): string {
  const rows = frameworkIds.map((id) => [`[${frameworks[id].title}](${id}.md)`, counted(coverageOf(id, policies))]);
  return `# Frameworks\n\nWhat the policies evidence in each framework, and what they do not.\n\n${table(["Framework", "Controls"], rows)}\n\n${STRENGTHS}\n`;
}
