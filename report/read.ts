import { isRecord } from "../policies/graph/value";
import type { Report } from "./report";

/** Whether the text is a report as `--format json` writes it; looks at its beginning only. */
export const isReport = (text: string): boolean =>
  /^\s*\{\s*"schema":\s*"urn:trailwatch:report"/.test(text.slice(0, 200));

/** The report in a JSON file. @param path for messages */
export function readReport(text: string, path: string): Report {
  const document: unknown = parsed(text, path);
  if (!isRecord(document) || document.schema !== "urn:trailwatch:report")
    throw refused(`${path}: not a report. Expected what trailwatch check --format json writes.`);
  if (document.version !== 1)
    throw refused(
      `${path}: version ${String(document.version)} of the report is not one that is known here, only 1 is.`,
    );
  const { version, tool, judgedAt, command, policies, stacks, waivers, comparedWith } = document as unknown as Report;
  return { version, tool, judgedAt, command, policies, stacks, waivers, comparedWith };
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refused(`${path}: not valid JSON (${error instanceof Error ? error.message : String(error)}).`);
  }
}

const refused = (message: string): Error => Object.assign(new Error(message), { exitCode: 2 });
