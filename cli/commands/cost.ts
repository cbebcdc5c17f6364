import { Estate } from "../../policies/graph/estate";
import { Graph } from "../../policies/graph/graph";
import type { CostReport } from "../../report/cost/report";
import { wantsColour } from "../deliver";
import { memberOf } from "../judge-stacks";
import type { Command, Given } from "../options";
import { Problem } from "../problem";
import { commandLine, now } from "../provenance";
import { readStacks } from "../read-stacks";
import { stackOptions } from "../stack-options";

declare const TRAILWATCH_VERSION: string;

type Renderer = (report: CostReport) => string;

const formats: Record<string, () => Promise<Renderer>> = {
  terminal: async () => {
    const { renderCost } = await import("../../report/cost/terminal.js");
    return (report) => renderCost(report, { colour: wantsColour(), width: process.stdout.columns ?? 100 });
  },
  json: async () => (await import("../../report/cost/json.js")).renderCostJson,
  csv: async () => (await import("../../report/cost/csv.js")).renderCostCsv,
};

export const cost: Command = {
  name: "cost",
  usage: "[PATH…]",
  summary:
    "Estimates what audit logging and monitoring of stacks cost in a month, before they are deployed: as a range, with every assumption and the page of each price.",
  options: {
    ...stackOptions,
    "all-stacks": { help: "estimate every stack that has a Pulumi.<stack>.yaml" },
    "management-events": { value: "N", help: "management events a month (a range is assumed without it)" },
    "events-per-month": { value: "N", help: "data events a month of what the trails record of data" },
    "log-gib-per-month": { value: "N", help: "GiB a month that is written to log groups besides the trails'" },
    "config-items-per-month": { value: "N", help: "changes a month that AWS Config records" },
    format: { value: "FORMAT", choices: Object.keys(formats), help: "what to print (terminal by default)" },
  },
  notes: `Examples
  trailwatch cost --stack prod                                  the project in this folder
  trailwatch cost state.json --events-per-month 50000000        what data events would cost
  trailwatch cost --all-stacks --format csv > cost.csv

Exit codes: 0 estimated · 2 usage or bad input · 3 nothing in the stacks has a price`,

  async run(given) {
    const usage = {
      managementEvents: quantity("management-events", given),
      dataEvents: quantity("events-per-month", given),
      logGib: quantity("log-gib-per-month", given),
      configurationItems: quantity("config-items-per-month", given),
    };
    const snapshots = await readStacks(given);
    const members = snapshots.map(memberOf);
    const graphs =
      members.length > 1 ? new Estate(members).graphs : members.map(({ facts, records }) => new Graph(facts, records));
    const { estimate } = await import("../../cost/estimate.js");
    const report: CostReport = {
      version: 1,
      tool: { name: "trailwatch", version: TRAILWATCH_VERSION },
      estimatedAt: now(),
      command: commandLine("cost", given),
      estimates: estimate(graphs, usage),
      sources: snapshots.map(({ project, stack, origin, path, region }) => ({ project, stack, origin, path, region })),
    };
    const render = await formats[given.one("format") ?? "terminal"]();
    process.stdout.write(render(report));
    return report.estimates.some(({ lines }) => lines.length > 0) ? 0 : 3;
  },
};

function quantity(option: string, given: Given): number | undefined {
  const text = given.one(option);
  if (text === undefined) return undefined;
  const value = Number(text.replaceAll(/[_,]/g, ""));
  if (!(value >= 0) || text.trim() === "" || value === Infinity)
    throw new Problem(`--${option} ${text}: expected a number, 0 or more`);
  return value;
}
