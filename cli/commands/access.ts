import type { AccessReport } from "../../report/access/report";
import type { Wanted } from "../../simulation/access/wanted";
import type { ResourceRecord } from "../../policies/graph/resource";
import { wantsColour } from "../deliver";
import { logOptions, logsOf, time } from "../log-options";
import type { Command, Given } from "../options";
import { Problem } from "../problem";
import { commandLine, now } from "../provenance";
import { readStacks } from "../read-stacks";
import { stackOptions } from "../stack-options";

declare const TRAILWATCH_VERSION: string;

type Renderer = (report: AccessReport) => string;

const formats: Record<string, () => Promise<Renderer>> = {
  terminal: async () => {
    const { renderAccess } = await import("../../report/access/terminal.js");
    return (report) => renderAccess(report, { colour: wantsColour(), width: process.stdout.columns ?? 100 });
  },
  json: async () => (await import("../../report/access/json.js")).renderAccessJson,
  html: async () => (await import("../../report/access/html.js")).renderAccessHtml,
  csv: async () => (await import("../../report/access/csv.js")).renderAccessCsv,
};

export const access: Command = {
  name: "access",
  usage: "[PATH] --events LOGS… --resource NAME…",
  summary:
    "Says from CloudTrail logs who read, changed or deleted something, from where, when, and whether it was allowed; or what happened around a time.",
  options: {
    resource: {
      value: "NAME…",
      words: true,
      help: "ARN, name or glob of buckets, objects (bucket/key), tables, functions, keys, databases, log groups, secrets",
    },
    ...logOptions,
    around: { value: "TIME", help: "every call around this time; without --resource of whatever there is" },
    window: { value: "DURATION", help: "how far around it, as 30s, 15m or 2h (15m by default)" },
    who: { value: "GLOB", help: "only callers with such a name, session, ARN or account" },
    format: { value: "FORMAT", choices: Object.keys(formats), help: "what to print (terminal by default)" },
    ...stackOptions,
  },
  notes: `Examples
  trailwatch access --events logs/ --resource patient-records --format csv > access.csv
  trailwatch access --events logs/ --resource 'arn:aws:dynamodb:*:*:table/patients' --who '*@example.com'
  trailwatch access --events logs/ --around 2024-05-01T12:00Z --window 15m
  trailwatch access state.json --events logs/ --resource records    a resource by its name in the stack

Exit codes: 0 the logs were read · 2 usage or bad input · 3 no event in the logs`,

  async run(given) {
    const files = await logsOf("access", given);
    const window = windowOf(given);
    const names = given.list("resource");
    if (names.length === 0 && window.around === undefined)
      throw new Problem("trailwatch access: --resource NAME… says what is asked about; or --around TIME when");
    const { AccessLog, inTime } = await import("../../simulation/access/access.js");
    const { glob } = await import("../../simulation/access/wanted.js");
    const { notesOn } = await import("../../simulation/access/notes.js");
    const { readLogs } = await import("../../simulation/read/read.js");
    const { stack, resources } = await wantedIn(names, given);
    const who = given.one("who");
    const log = new AccessLog({ resources, window, who: who === undefined ? undefined : glob(who) });
    await readLogs(files, log);
    const report: AccessReport = {
      version: 1,
      tool: { name: "trailwatch", version: TRAILWATCH_VERSION },
      reportedAt: now(),
      command: commandLine("access", given),
      asked: { resources: names, who, from: given.one("from"), to: given.one("to"), around: window.around },
      stack,
      logs: { files: log.files, records: log.records, unread: log.unread },
      coverage: log.coverage,
      notes: notesOn(log.coverage),
      accesses: inTime(log.accesses),
    };
    const render = await formats[given.one("format") ?? "terminal"]();
    process.stdout.write(render(report));
    return log.records > 0 ? 0 : 3;
  },
};

interface AskedWindow {
  from?: number;
  to?: number;
  /** The time and the duration, as they were given. */
  around?: string;
}

function windowOf(given: Given): AskedWindow {
  const around = time("around", given);
  const text = given.one("window") ?? "15m";
  if (around === undefined) {
    if (given.has("window")) throw new Problem("--window belongs to --around TIME");
    return { from: time("from", given), to: time("to", given) };
  }
  if (given.has("from") || given.has("to")) throw new Problem("--around TIME and --from or --to exclude each other");
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(s|m|h|d)$/.exec(text) ?? [];
  if (unit === undefined) throw new Problem(`--window ${text}: expected a duration such as 30s, 15m, 2h or 1d`);
  const length = Number(amount) * { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit as "s"];
  return { from: around - length, to: around + length + 1, around: `${given.one("around")} ± ${text}` };
}

/** What is asked about; with a stack, its resources may be called as they are called there. */
async function wantedIn(names: readonly string[], given: Given): Promise<{ stack?: string; resources: Wanted[] }> {
  const { wanted } = await import("../../simulation/access/wanted.js");
  if (given.paths.length === 0 && !given.has("stack")) return { resources: names.map((name) => wanted(name)) };
  const [snapshot, ...more] = await readStacks(given);
  if (more.length > 0)
    throw new Problem(`trailwatch access: one stack at a time; --stack named ${given.list("stack").join(", ")}`);
  return {
    stack: `${snapshot.project}/${snapshot.stack}`,
    resources: names.map((name) =>
      wanted(
        name,
        snapshot.resources.flatMap((record) => otherNames(record, name)),
      ),
    ),
  };
}

/** What AWS calls a resource that the stack calls so. */
function otherNames({ urn, values }: ResourceRecord, name: string): string[] {
  if (urn.split("::").at(-1) !== name) return [];
  return ["arn", "bucket", "keyId"].flatMap((property) => {
    const value = values[property];
    return typeof value === "string" && value !== "" ? [value] : [];
  });
}
