import { frameworks, type ControlLink, type FrameworkId } from "../policies/frameworks/controls";
import { enforcement, type Parameter, type Policy } from "../policies/policy";

/** A policy explained: the page in docs/policies, and what `trailwatch policies ID` prints. Markdown. */
export function policyPage(policy: Policy): string {
  const { id, title, severity, about, description, remediation, controls, parameters, pages } = policy;
  return [
    `# ${id}`,
    `**${title}.** Severity ${severity}, ${enforcement(severity)} by default. Judges ${quantifier(policy)}.`,
    description,
    `## How to mend\n\n${remediation}`,
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

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`)
    .join("\n");

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
    ["Framework", "Control", "Strength"],
    controls.map(({ control, strength }) => {
      const [framework, ...id] = control.split("/");
      return [frameworks[framework as FrameworkId].title, id.join("/"), strength];
    }),
  );

/** The list of all policies, by family: the first word of the id. */
export function policyIndex(policies: readonly Policy[], href: (id: string) => string = (id) => `${id}.md`): string {
  const familyOf = ({ id }: Policy): string => id.split("-")[0];
  const sections = [...new Set(policies.map(familyOf))].map((family) => {
    const members = policies.filter((policy) => familyOf(policy) === family);
    const rows = members.map(({ id, severity, title }) => [`[${id}](${href(id)})`, severity, title]);
    return `## ${family}\n\n${table(["Policy", "Severity", "What holds"], rows)}`;
  });
  return `# Policies\n\n${policies.length} policies, in the order of the reports.\n\n${sections.join("\n\n")}\n`;
}

/** The same list as plain text, for a terminal. */
export function policyList(policies: readonly Policy[]): string {
  const width = Math.max(...policies.map(({ id }) => id.length));
  return policies.map(({ id, severity, title }) => `${id.padEnd(width)}  ${severity.padEnd(8)}  ${title}\n`).join("");
}
