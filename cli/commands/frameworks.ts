import { catalogue } from "../../policies/catalogue";
import type { FrameworkId } from "../../policies/frameworks/controls";
import { didYouMean } from "../../policies/nearest";
import { frameworkIds, frameworkList, frameworkPage } from "../../report/framework-pages";
import type { Command } from "../options";
import { Problem } from "../problem";

export const frameworks: Command = {
  name: "frameworks",
  usage: "[ID…]",
  summary:
    "Lists the compliance frameworks, or one control by control: which policies evidence it, how strongly, and why not more.",
  options: {},
  async run(given) {
    const unknown = given.paths.filter((id) => !frameworkIds.includes(id as FrameworkId));
    if (unknown.length > 0)
      throw new Problem(
        `${unknown.map((id) => `there is no framework ${id}${didYouMean(id, frameworkIds)}`).join("\n")}\ntrailwatch frameworks lists them all.`,
      );
    const pages = given.paths.map((id) => frameworkPage(id as FrameworkId, catalogue));
    process.stdout.write(pages.length > 0 ? pages.join("\n") : frameworkList(catalogue));
    return 0;
  },
};
