import { Graph } from "../../policies/graph/graph";
import type { SimulationReport } from "../../report/simulation/report";
import type { Snapshot } from "../../sources/snapshot";
import type { Command, Given } from "../options";
import { Problem } from "../problem";
import { commandLine, now } from "../provenance";
import { readStacks } from "../read-stacks";
import { stackOptions } from "../stack-options";
import { wantsColour } from "../deliver";

declare const TRAILWATCH_VERSION: string;

export const simulate: Command = {
  name: "simulate",
  usage: "[PATH] --events LOGS…",
  summary:
    "Runs the detections of a stack over CloudTrail logs: what they find, which alarms ring, who is told, and which changes nothing watches.",
  options: {
    ...stackOptions,
    events: {
      value: "LOGS…",
      words: true,
      help: "log files or folders of them, gzip or not: CloudTrail's, exports of CloudWatch Logs, EventBridge events, JSON Lines; - is standard input",
    },
    from: { value: "TIME", help: "leave out events before this time (2024-08-01 or 2024-08-01T13:00:00Z)" },
    to: { value: "TIME", help: "leave out events from this time on" },
    explain: { value: "EVENT_ID", help: "say for this one event, detection by detection, which clause decided" },
    format: { value: "FORMAT", choices: ["terminal", "json"], help: "what to print (terminal by default)" },
  },
  notes: `Examples
  trailwatch simulate --stack dev --events logs/           every log file below a folder
  trailwatch simulate state.json --events logs/*.json.gz   the stack as it was deployed
  aws s3 cp s3://bucket/key - | trailwatch simulate --stack dev --events -

Exit codes: 0 the logs were read · 2 usage or bad input · 3 no event in the logs, or not the one to be explained`,

  async run(given) {
    const window = { from: time("from", given), to: time("to", given) };
    const paths = given.list("events");
    if (paths.length === 0)
      throw new Problem("trailwatch simulate: --events LOGS… says which logs to read; - is standard input");
    if (given.paths.length > 1)
      throw new Problem(
        `trailwatch simulate: one PATH at a time; logs come after --events (${given.paths.join(", ")})`,
      );
    const { logFiles } = await import("../../simulation/read/files.js");
    const files = found(paths, logFiles);
    const snapshot = await oneStack(given);
    const { project, stack, region, account, resources } = snapshot;
    const graph = new Graph({ project, stack, region, account }, resources);
    const report = reportOf(snapshot, given);
    const eventID = given.one("explain");
    return eventID === undefined
      ? runOver(files, window, graph, report, given)
      : explainOne(eventID, files, graph, report, given);
  },
};

type Heading = Omit<SimulationReport, "simulation">;

async function runOver(
  files: string[],
  window: { from?: number; to?: number },
  graph: Graph,
  heading: Heading,
  given: Given,
): Promise<number> {
  const { simulate: run, watched } = await import("../../simulation/simulate.js");
  const { countLogs } = await import("../../simulation/count-logs.js");
  const detections = watched(graph);
  const counts = await countLogs(files, detections, window);
  const report: SimulationReport = { ...heading, simulation: run(graph, detections, counts) };
  const { renderSimulationJson } = await import("../../report/simulation/json.js");
  const { renderSimulation } = await import("../../report/simulation/terminal.js");
  process.stdout.write(
    given.one("format") === "json" ? renderSimulationJson(report) : renderSimulation(report, look()),
  );
  return counts.logs.records > 0 ? 0 : 3;
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

const look = () => ({ colour: wantsColour(), width: process.stdout.columns ?? 100 });

function found(paths: string[], list: (paths: string[]) => string[]): string[] {
  const missing: string[] = [];
  const files = paths.flatMap((path) => {
    try {
      return list([path]);
    } catch {
      missing.push(path);
      return [];
    }
  });
  if (missing.length > 0)
    throw new Problem(missing.map((path) => `--events ${path}: no such file or folder`).join("\n"));
  if (files.length === 0)
    throw new Problem(`--events ${paths.join(" ")}: no log file here; expected .json, .jsonl, .log, .txt, or .gz`);
  return files;
}

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

/** Milliseconds since 1970. */
function time(option: "from" | "to", given: Given): number | undefined {
  const text = given.one(option);
  if (text === undefined) return undefined;
  // Without an offset a time is UTC, as CloudTrail writes it.
  const dated = /^\d{4}-\d\d-\d\dT[\d:.]+$/.test(text) ? `${text}Z` : text;
  const value = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(dated) : NaN;
  if (Number.isNaN(value))
    throw new Problem(`--${option} ${text}: expected a time such as 2024-08-01 or 2024-08-01T13:00:00Z`);
  return value;
}
