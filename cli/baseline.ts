import { comparedVerdicts } from "../policies/changes/verdicts";
import { settingsOf, type PolicySettings, type Verdict } from "../policies/evaluate";
import type { Policy } from "../policies/policy";
import { isReport, readReport } from "../report/read";
import type { Report } from "../report/report";
import { stackName } from "../report/summary";
import { detect } from "../sources/detect";
import { SourceError, type Snapshot } from "../sources/snapshot";
import { isFolder, readText } from "./files";
import { Problem } from "./problem";

/** What `--baseline` names: how the stacks were before. */
export interface Baseline {
  states: readonly Snapshot[];
  reports: readonly Report[];
}

/** The policy that compares; a report is compared here, since it has verdicts and no resources. */
export const COMPARES = "update-does-not-weaken-auditing";

export async function readBaseline(paths: readonly string[]): Promise<Baseline> {
  const states: Snapshot[] = [];
  const reports: Report[] = [];
  for (const path of paths) {
    const text = isFolder(path) || path.includes("://") ? "" : readText(path, "the baseline");
    if (isReport(text)) {
      reports.push(readReport(text, path));
      continue;
    }
    const source = detect(path);
    if (source.origin === "program")
      throw new SourceError(`${path}: a program shows what will be. A baseline is a state, a backend or a report.`);
    if (source.origin === "file") states.push(source.read());
    else for await (const snapshot of source.read()) states.push(snapshot);
  }
  return { states, reports };
}

/** A baseline of which no stack is judged was given by mistake. */
export function refuseStrangeBaseline(
  { states, reports }: Baseline,
  stacks: readonly Pick<Snapshot, "project" | "stack">[],
): void {
  const known = [...states, ...reports.flatMap((report) => report.stacks)].map(stackName);
  const judged = stacks.map(stackName);
  if (known.length === 0 || known.some((name) => judged.includes(name))) return;
  throw new Problem(`--baseline: it is of ${known.join(", ")}, and what is judged is ${judged.join(", ")}`);
}

/** The verdicts, with what a report of an earlier run says of them. */
export function compareWithReport(
  verdicts: Verdict[],
  snapshot: Snapshot,
  { states, reports }: Baseline,
  policies: readonly Policy[],
  settings: PolicySettings,
): Verdict[] {
  const report = reports.find(({ stacks }) => stacks.some((stack) => stackName(stack) === stackName(snapshot)));
  if (!report || states.some((state) => stackName(state) === stackName(snapshot))) return verdicts;
  const before = report.stacks.find((stack) => stackName(stack) === stackName(snapshot));
  const incomparable = policies.flatMap((policy) => {
    const then = report.policies.find(({ id }) => id === policy.id)?.parameters ?? [];
    const now: Record<string, unknown> = settingsOf(policy, settings[policy.id]);
    return then.every(({ name, value }) => JSON.stringify(value) === JSON.stringify(now[name])) ? [] : [policy.id];
  });
  const answer = comparedVerdicts(before?.verdicts ?? [], verdicts, new Set(incomparable));
  return verdicts.map((verdict) => (verdict.policy === COMPARES ? { ...verdict, ...answer } : verdict));
}
