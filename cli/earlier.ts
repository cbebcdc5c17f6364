import { readReport } from "../report/read";
import type { Report } from "../report/report";
import { stackName } from "../report/summary";
import type { Snapshot } from "../sources/snapshot";
import { readText } from "./files";
import type { Given } from "./options";
import { Problem } from "./problem";

/** The report that `--diff` names. One of which no stack is judged was given by mistake. */
export function readEarlier(
  given: Given,
  stacks: readonly Pick<Snapshot, "project" | "stack">[],
): { path: string; report: Report } | undefined {
  const path = given.one("diff");
  if (path === undefined) {
    if (given.has("only-new")) throw new Problem("--only-new belongs to --diff REPORT, which says what is not new");
    return undefined;
  }
  const report = readReport(readText(path, "the earlier report"), path);
  const judged = stacks.map(stackName);
  const known = report.stacks.map(stackName);
  if (!known.some((name) => judged.includes(name)))
    throw new Problem(`--diff ${path}: it is of ${known.join(", ")}, and what is judged is ${judged.join(", ")}`);
  return { path, report };
}
