import { catalogue } from "../../policies/catalogue";
import { policyIndex, policyList, policyPage } from "../../report/policy-pages";
import { writeText } from "../files";
import type { Command } from "../options";
import { didYouMean } from "../../policies/nearest";
import { Problem } from "../problem";

export const policies: Command = {
  name: "policies",
  usage: "[ID…]",
  summary: "Lists the policies, or explains one: what it judges, why, how to mend, parameters, controls.",
  options: {
    out: { value: "DIR", help: "write one Markdown page for each policy, and an index, into DIR" },
  },
  async run(given) {
    const chosen = given.paths.map(find);
    const out = given.one("out");
    if (out) {
      const pages = chosen.length > 0 ? chosen : catalogue;
      for (const policy of pages) writeText(out, `${policy.id}.md`, policyPage(policy));
      writeText(out, "README.md", policyIndex(pages));
      process.stdout.write(`${pages.length} pages in ${out}\n`);
    } else {
      process.stdout.write(chosen.length > 0 ? chosen.map(policyPage).join("\n") : policyList(catalogue));
    }
    return 0;
  },
};

function find(id: string): (typeof catalogue)[number] {
  const policy = catalogue.find((candidate) => candidate.id === id);
  if (policy) return policy;
  const ids = catalogue.map((candidate) => candidate.id);
  throw new Problem(`there is no policy ${id}${didYouMean(id, ids)}\ntrailwatch policies lists them all.`);
}
