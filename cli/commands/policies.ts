import { catalogue } from "../../policies/catalogue";
import { frameworks, type ControlLink } from "../../policies/frameworks/controls";
import { didYouMean } from "../../policies/nearest";
import { severities, type Policy } from "../../policies/policy";
import { frameworkIds, frameworkIndex, frameworkPage } from "../../report/framework-pages";
import { sections } from "../../policies/requirements";
import { requirementPage } from "../../report/requirement-page";
import { familyOf, policyIndex, policyList, policyPage, type Example } from "../../report/policy-pages";
import { readText, writeText } from "../files";
import type { Command, Given } from "../options";
import { Problem } from "../problem";

const families = [...new Set(catalogue.map(familyOf))];
const controls = frameworkIds.flatMap((id) =>
  Object.keys(frameworks[id].controls).map((control) => `${id}/${control}`),
);

export const policies: Command = {
  name: "policies",
  usage: "[ID…]",
  summary: "Lists the policies, or explains one: what it judges, why, how to mend, parameters, controls.",
  options: {
    control: { value: "ID", help: "only those that evidence this control, such as hipaa/164.312(b)" },
    framework: { value: "ID", help: "only those that evidence a control of this framework" },
    severity: { value: "SEVERITY", choices: severities, help: "only those of this severity" },
    family: { value: "NAME", help: "only those about this subject, such as trail or alarm" },
    examples: { value: "FILE", help: "programs for the pages: JSON with those that each policy refuses and passes" },
    out: { value: "DIR", help: "write one Markdown page for each policy and framework, and an index, into DIR" },
  },
  async run(given) {
    const chosen = given.paths.map(find);
    const out = given.one("out");
    const listed = catalogue.filter(asked(given));
    const file = given.one("examples");
    const examples: Record<string, Example> = file ? JSON.parse(readText(file, "the examples")) : {};
    const page = (policy: Policy): string => policyPage(policy, examples[policy.id]);
    if (out) writePages(out, chosen.length > 0 ? chosen : listed, page);
    else process.stdout.write(chosen.length > 0 ? chosen.map(page).join("\n") : policyList(listed));
    return 0;
  },
};

function writePages(out: string, policies: readonly Policy[], page: (policy: Policy) => string): void {
  for (const policy of policies) writeText(out, `${policy.id}.md`, page(policy));
  writeText(out, "README.md", policyIndex(policies));
  for (const id of frameworkIds)
    writeText(
      out,
      `frameworks/${id}.md`,
      frameworkPage(id, policies, (policy) => `../${policy}.md`),
    );
  writeText(out, "frameworks/README.md", frameworkIndex(policies));
  writeText(out, "requirements.md", requirementPage(sections));
  process.stdout.write(`${policies.length} pages in ${out}\n`);
}

/** What the options ask for; every wrong name at once. */
function asked(given: Given): (policy: Policy) => boolean {
  const problems: string[] = [];
  const known = (option: string, names: readonly string[]): string | undefined => {
    const name = given.one(option);
    if (name !== undefined && !names.includes(name))
      problems.push(`--${option} ${name}: there is no such ${option}${didYouMean(name, names)}`);
    return name;
  };
  const control = known("control", controls);
  const framework = known("framework", frameworkIds);
  const family = known("family", families);
  const severity = given.one("severity");
  if (problems.length > 0) throw new Problem(problems.join("\n"));
  const evidences = (policy: Policy, wanted: (link: ControlLink) => boolean): boolean => policy.controls.some(wanted);
  return (policy) =>
    (!severity || policy.severity === severity) &&
    (!family || familyOf(policy) === family) &&
    (!control || evidences(policy, (link) => link.control === control)) &&
    (!framework || evidences(policy, (link) => link.control.startsWith(`${framework}/`)));
}

function find(id: string): Policy {
  const policy = catalogue.find((candidate) => candidate.id === id);
  if (policy) return policy;
  const ids = catalogue.map((candidate) => candidate.id);
  throw new Problem(`there is no policy ${id}${didYouMean(id, ids)}\ntrailwatch policies lists them all.`);
}
