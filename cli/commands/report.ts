import { merged } from "../../report/merge";
import { readReport } from "../../report/read";
import { summarize } from "../../report/summary";
import { deliver, deliveryOptions } from "../deliver";
import { readText } from "../files";
import type { Command } from "../options";
import { Problem } from "../problem";
import { commandLine } from "../provenance";

export const report: Command = {
  name: "report",
  usage: "RUN…",
  summary:
    "Renders what trailwatch check has found before, from its report.json; nothing is read or judged again. Several runs become one report with --merge.",
  options: {
    merge: { help: "fold the runs into one report; of a stack that is in several, the latest run counts" },
    ...deliveryOptions,
  },
  notes: `Examples
  trailwatch report run.json                          a run once more, for the terminal
  trailwatch report */report.json --merge --out all   what many pipelines found, as one report

Exit codes: those of the run, or of the strictest one`,

  async run(given) {
    const { paths } = given;
    if (paths.length === 0) throw new Problem("trailwatch report: name the report.json of a run");
    const runs = paths.map((path) => readReport(readText(path, "the report"), path));
    if (runs.length > 1 && !given.has("merge"))
      throw new Problem(`trailwatch report: ${runs.length} runs need --merge to become one report`);
    const whole = given.has("merge") ? merged(runs, commandLine("report", given)) : runs[0];
    await deliver(whole, given);
    return { passed: 0, failed: 1, incomplete: 3 }[summarize(whole).outcome];
  },
};
