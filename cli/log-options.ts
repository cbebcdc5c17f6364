import type { Given, Option } from "./options";
import { Problem } from "./problem";

/** How a command is told which logs to read. */
export const logOptions: Record<string, Option> = {
  events: {
    value: "LOGS…",
    words: true,
    help: "log files or folders of them, gzip or not: CloudTrail's, exports of CloudWatch Logs, EventBridge events, JSON Lines; - is standard input",
  },
  from: { value: "TIME", help: "leave out events before this time (2024-08-01 or 2024-08-01T13:00:00Z)" },
  to: { value: "TIME", help: "leave out events from this time on" },
};

/** The log files that were asked for. */
export async function logsOf(command: string, given: Given): Promise<string[]> {
  const paths = given.list("events");
  if (paths.length === 0)
    throw new Problem(`trailwatch ${command}: --events LOGS… says which logs to read; - is standard input`);
  if (given.paths.length > 1)
    throw new Problem(
      `trailwatch ${command}: one PATH at a time; logs come after --events (${given.paths.join(", ")})`,
    );
  const { logFiles } = await import("../simulation/read/files.js");
  const refused: string[] = [];
  const files = paths.flatMap((path) => {
    try {
      return logFiles([path]);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      refused.push(`--events ${path}: ${code === "ENOENT" ? "no such file or folder" : message}`);
      return [];
    }
  });
  if (refused.length > 0) throw new Problem(refused.join("\n"));
  if (files.length === 0)
    throw new Problem(`--events ${paths.join(" ")}: no log file here; expected .json, .jsonl, .log, .txt, or .gz`);
  return files;
}

/** Milliseconds since 1970 of an option that is a time. */
export function time(option: string, given: Given): number | undefined {
  const text = given.one(option);
  if (text === undefined) return undefined;
  // Without an offset a time is UTC, as CloudTrail writes it.
  const dated = /^\d{4}-\d\d-\d\dT[\d:.]+$/.test(text) ? `${text}Z` : text;
  const value = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(dated) : NaN;
  if (Number.isNaN(value))
    throw new Problem(`--${option} ${text}: expected a time such as 2024-08-01 or 2024-08-01T13:00:00Z`);
  return value;
}
