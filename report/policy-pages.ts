import { frameworks, splitControl, type ControlLink } from "../policies/frameworks/controls";
import type { Control } from "../policies/frameworks/framework";
import { enforcement, severities, type Parameter, type Policy } from "../policies/policy";
import { controlName } from "./controls";
import { frameworkIds } from "./framework-pages";
import { table } from "./markdown";

/** Two programs that the policy's test judges. */
export interface Example {
  /** With a part of what is said about it. */
  bad: { title: string; message: string; program: string };
  good: { title: string; program: string };
}

/** A policy explained: the page in docs/policies, and what `trailwatch policies ID` prints. Markdown. */
export function policyPage(policy: Policy, example?: Example): string {
  const { id, title, severity, about, description, remediation, controls, parameters, pages } = policy;
  return [
    `# ${id}`,
    `**${title}.** Severity ${severity}, ${enforcement(severity)} by default. Judges ${quantifier(policy)}.`,
    description,
    `## How to mend\n\n${remediation}`,
    policy.scope === "resource" && policy.remediate && REMEDIATES,
    example && `## Examples\n\n${refused(example.bad)}\n\n${passed(example.good)}`,
    parameters && `## Parameters\n\n${parameterTable(parameters)}`,
    `## Controls\n\n${controlTable(controls)}`,
    `## Judged resources\n\n${about.tokens.map((token: string) => `- \`${token}\``).join("\n")}`,
    pages && `## Sources\n\n${pages.map((page: string) => `- <${page}>`).join("\n")}`,
  ]
    .filter(Boolean)
    .join("\n\n")
    .concat("\n");
}

function quantifier({ about, holds, ifNone, scope }: Policy): string {
  const subjects = holds === "some" ? `the stack: one good ${about.noun} is enough` : `every ${about.noun}`;
  const when = scope === "resource" ? "by itself, before it is created" : "with the rest of the stack in sight";
  return `${subjects}, ${when}${ifNone === "fail" ? `; a stack without a ${about.noun} fails` : ""}`;
}

const REMEDIATES = "At the level `remediate` the policy sets the value itself.";

const program = (code: string): string => `\`\`\`ts\n${code}\n\`\`\``;
const refused = ({ title, message, program: code }: Example["bad"]): string =>
  `Refused, ${title}: “…${message}…”\n\n${program(code)}`;
const passed = ({ title, program: code }: Example["good"]): string => `Passed, ${title}:\n\n${program(code)}`;

const parameterTable = (parameters: Record<string, Parameter>): string =>
  table(
    ["Name", "Type", "Default", "Meaning", "Source of the default"],
    Object.entries(parameters).map(([name, { schema, default: value, description, source }]) => [
      `\`${name}\``,
      schema.type,
      `\`${JSON.stringify(value)}\``,
      description,
      source,
    ]),
  );

const controlTable = (controls: readonly ControlLink[]): string =>
  table(
    ["Framework", "Control", "Asks", "Strength", "Why"],
    controls.map((link) => {
      const { framework, control } = splitControl(link.control);
      const { title, controls } = frameworks[framework];
      const asked = (controls as Record<string, Control>)[control];
      return [title, control, asked.asks, link.strength, why(link, asked)];
    }),
  );

function why({ strength, through }: ControlLink, { rest }: Control): string {
  if (through) return `follows from ${controlName(through)}`;
  if (strength === "direct") return "the policy tests it";
  if (rest) return `not shown: ${rest}`;
  return strength === "partial" ? "the policy tests a part of it" : "the policy helps, and does not test it";
}

/** The first word of the id, which is the subject. */
export const familyOf = ({ id }: Policy): string => id.split("-")[0];

/** The list of all policies by family, by severity and by framework. */
export function policyIndex(policies: readonly Policy[], href: (id: string) => string = (id) => `${id}.md`): string {
  const to = ({ id }: Policy): string => `[${id}](${href(id)})`;
  const families = [...new Set(policies.map(familyOf))].map((family) => {
    const members = policies.filter((policy) => familyOf(policy) === family);
    const rows = members.map((policy) => [to(policy), policy.severity, policy.title]);
    return `### ${family}\n\n${table(["Policy", "Severity", "What holds"], rows)}`;
  });
  const bySeverity = severities.map((severity) => {
    const members = policies.filter((policy) => policy.severity === severity);
    return [severity, enforcement(severity), String(members.length), members.map(to).join(", ")];
  });
  const byFramework = frameworkIds.map((framework) => {
    const members = policies.filter(({ controls }) =>
      controls.some(({ control }: ControlLink) => splitControl(control).framework === framework),
    );
    return [`[${frameworks[framework].title}](frameworks/${framework}.md)`, String(members.length)];
  });
  return [
    "# Policies",
    `${policies.length} policies: by family in the order of the reports, [by severity](#by-severity), [by framework](#by-framework) and [by requirement](requirements.md).`,
    "## By family",
    ...families,
    "## By severity",
    table(["Severity", "Level", "Policies", "Which"], bySeverity),
    "## By framework",
    table(["Framework", "Policies that evidence a part of it"], byFramework),
  ]
    .join("\n\n")
    .concat("\n");
}

/** The same list as plain text, for a terminal. */
export function policyList(policies: readonly Policy[]): string {
  const width = Math.max(...policies.map(({ id }) => id.length));
  return policies.map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}\n`).join("");
}
