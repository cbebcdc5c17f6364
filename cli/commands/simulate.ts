import { join, resolve } from "node:path";
import { Graph } from "../../policies/graph/graph";
import type { SimulationReport } from "../../report/simulation/report";
import type { Snapshot } from "../../sources/snapshot";
import type { Counts } from "../../simulation/counts";
import type { Watched } from "../../simulation/simulate";
import type { DialectName } from "../../simulation/sql/query";
import type { Window } from "../../simulation/tally";
import { logOptions, logsOf, time } from "../log-options";
import type { Command, Given } from "../options";
import { Problem } from "../problem";
import { commandLine, now } from "../provenance";
import { readStacks } from "../read-stacks";
import { stackOptions } from "../stack-options";
import { wantsColour } from "../deliver";

declare const TRAILWATCH_VERSION: string;

type Renderer = (report: SimulationReport) => string;

const formats: Record<string, () => Promise<Renderer>> = {
  terminal: async () => {
    const { renderSimulation } = await import("../../report/simulation/terminal.js");
    return (report) => renderSimulation(report, look());
  },
  json: async () => (await import("../../report/simulation/json.js")).renderSimulationJson,
  html: async () => (await import("../../report/simulation/html.js")).renderSimulationHtml,
  csv: async () => (await import("../../report/simulation/csv.js")).renderSimulationCsv,
};

export const simulate: Command = {
  name: "simulate",
  usage: "[PATH] --events LOGS…",
  summary:
    "Runs the detections of a stack over CloudTrail logs: what they find, which alarms ring, who is told, and which changes nothing watches.",
  options: {
    ...stackOptions,
    ...logOptions,
    explain: { value: "EVENT_ID", help: "say for this one event, detection by detection, which clause decided" },
    sql: {
      value: "DIALECT",
      choices: ["athena", "duckdb"],
      help: "print the detections as SQL instead: over CloudTrail's table in Athena, or over the log files",
    },
    table: { value: "NAME", help: "the table that --sql athena asks (cloudtrail_logs by default)" },
    jobs: {
      value: "N",
      help: "read in N threads (by default as many as there are cores, or fewer where the logs are small)",
    },
    format: { value: "FORMAT", choices: Object.keys(formats), help: "what to print (terminal by default)" },
  },
  notes: `Examples
  trailwatch simulate --stack dev --events logs/           every log file below a folder
  trailwatch simulate state.json --events logs/*.json.gz   the stack as it was deployed
  aws s3 cp s3://bucket/key - | trailwatch simulate --stack dev --events -

Exit codes: 0 the logs were read · 2 usage or bad input · 3 no event in the logs, or not the one to be explained, or
a detection that SQL cannot say`,

  async run(given) {
    const window = { from: time("from", given), to: time("to", given) };
    const dialect = given.one("sql") as DialectName | undefined;
    const files = dialect === "athena" ? [] : await logsOf("simulate", given);
    const snapshot = await oneStack(given);
    const { project, stack, region, account, resources } = snapshot;
    const graph = new Graph({ project, stack, region, account }, resources);
    if (dialect) return printSql(dialect, files, window, graph, given);
    const report = reportOf(snapshot, given);
    const eventID = given.one("explain");
    if (eventID !== undefined && !["terminal", "json"].includes(given.one("format") ?? "terminal"))
      throw new Problem(`--explain is printed as terminal or json, not as ${given.one("format")}`);
    return eventID === undefined
      ? runOver(files, window, graph, report, given)
      : explainOne(eventID, files, graph, report, given);
  },
};

type Heading = Omit<SimulationReport, "simulation">;

async function runOver(files: string[], window: Window, graph: Graph, heading: Heading, given: Given): Promise<number> {
  const { simulate: run, watched } = await import("../../simulation/simulate.js");
  const detections = watched(graph);
  const counts = await countsOf(files, detections, window, given);
  const report: SimulationReport = { ...heading, simulation: run(graph, detections, counts) };
  const render = await formats[given.one("format") ?? "terminal"]();
  process.stdout.write(render(report));
  return counts.logs.records > 0 ? 0 : 3;
}

async function countsOf(files: string[], detections: Watched[], window: Window, given: Given): Promise<Counts> {
  const jobs = await jobsOf(files, given);
  if (jobs === 1) return (await import("../../simulation/count-logs.js")).countLogs(files, detections, window);
  const { countInJobs } = await import("../../simulation/jobs/count-in-jobs.js");
  return countInJobs(files, detections, window, jobs, join(__dirname, "count-worker.cjs"));
}

async function explainOne(
  eventID: string,
  files: string[],
  graph: Graph,
  heading: Heading,
  given: Given,
): Promise<number> {
  const { detectionsOf } = await import("../../simulation/detections.js");
  const { explain, Search } = await import("../../simulation/explain.js");
  const { readLogs } = await import("../../simulation/read/read.js");
  const search = new Search(eventID);
  await readLogs(files, search);
  if (!search.found)
    throw new Problem(`--explain ${eventID}: none of the ${search.records} events in the logs has this eventID`, 3);
  const { renderExplanation, renderExplanationJson } = await import("../../report/simulation/explanation.js");
  const report = {
    ...heading,
    file: search.file,
    record: search.found,
    detections: explain(detectionsOf(graph), search.found),
  };
  process.stdout.write(
    given.one("format") === "json" ? renderExplanationJson(report) : renderExplanation(report, look()),
  );
  return 0;
}

async function printSql(
  dialect: DialectName,
  files: readonly string[],
  window: Window,
  graph: Graph,
  given: Given,
): Promise<number> {
  const { watched } = await import("../../simulation/simulate.js");
  const { queryOf } = await import("../../simulation/sql/query.js");
  const detections = watched(graph).map(({ name, blind, watch }) => ({ name, blind, of: watch.of }));
  const table = given.one("table") ?? "cloudtrail_logs";
  if (!/^[\w."-]+$/.test(table))
    throw new Problem(`--table ${table}: expected the name of a table, such as audit.cloudtrail_logs`);
  const { text, leftOut } = queryOf(dialect, {
    detections,
    window,
    table,
    files: files.map((file) => (file === "-" ? "/dev/stdin" : resolve(file))),
  });
  process.stdout.write(text);
  for (const line of leftOut) process.stderr.write(`${line}\n`);
  return leftOut.length > 0 ? 3 : 0;
}

const look = () => ({ colour: wantsColour(), width: process.stdout.columns ?? 100 });

async function oneStack(given: Given): Promise<Snapshot> {
  const snapshots = await readStacks(given);
  if (snapshots.length > 1)
    throw new Problem(`trailwatch simulate: one stack at a time; --stack named ${given.list("stack").join(", ")}`);
  return snapshots[0];
}

function reportOf({ project, stack, origin, path, region, account, assumptions }: Snapshot, given: Given): Heading {
  return {
    version: 1,
    tool: { name: "trailwatch", version: TRAILWATCH_VERSION },
    simulatedAt: now(),
    command: commandLine("simulate", given),
    stack: { project, stack, origin, path, region, account, assumptions },
  };
}

/** How many threads read. */
async function jobsOf(files: readonly string[], given: Given): Promise<number> {
  const text = given.one("jobs");
  if (text === undefined) return (await import("../../simulation/jobs/batches.js")).jobsFor(files);
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new Problem(`--jobs ${text}: expected a number of threads, 1 to 999`);
  return Number(text);
}
