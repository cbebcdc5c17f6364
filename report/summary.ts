import type { Status } from "../policies/evaluate";
import { severities, type Severity } from "../policies/policy";
import type { FailOn, JudgedPolicy, JudgedStack, Report, ReportedVerdict } from "./report";
import { count, number } from "./text";

/**
 * `failed`: a finding that `--fail-on` asks for. `incomplete`: no such finding, but not everything could be judged that could
 * have been one; or a policy broke, or there was nothing to judge, so that the rest cannot be relied on either.
 */
export type Outcome = "passed" | "failed" | "incomplete";

export type Counts = Record<Status, number>;

export interface Summary {
  outcome: Outcome;
  /** Why, in a few words. */
  reason: string;
  stacks: number;
  resources: number;
  /** Policies that were judged. */
  policies: number;
  verdicts: Counts;
  /** Findings by severity. */
  findings: Record<Severity, number>;
  /** Findings that fail the run. */
  decisive: number;
}

/** Whether a finding of the policy fails the run; one that was there before may not. */
export function decides(
  { severity, level }: JudgedPolicy,
  { command: { failOn, onlyNew } }: Report,
  { change }: Pick<ReportedVerdict, "change"> = {},
): boolean {
  if (onlyNew && change === "still-there") return false;
  return failOn !== "none" && level !== "advisory" && severities.indexOf(severity) <= severities.indexOf(failOn);
}

const none = (): Counts => ({ pass: 0, fail: 0, waived: 0, unknown: 0, declared: 0, "not-applicable": 0, error: 0 });

export function countVerdicts({ verdicts, counted }: JudgedStack): Counts {
  const counts = none();
  for (const { status } of verdicts) counts[status]++;
  for (const alsoCounted of counted?.values() ?? []) add(counts, alsoCounted);
  return counts;
}

function add(counts: Counts, more: Partial<Counts>): void {
  for (const status of Object.keys(more) as Status[]) counts[status] += more[status] ?? 0;
}

/** The verdicts of each policy over all stacks. */
export function countByPolicy({ stacks }: Report): (id: string) => Counts {
  const byPolicy = new Map<string, Counts>();
  const countsOf = (policy: string): Counts => {
    let counts = byPolicy.get(policy);
    if (!counts) byPolicy.set(policy, (counts = none()));
    return counts;
  };
  for (const { verdicts, counted } of stacks) {
    for (const { policy, status } of verdicts) countsOf(policy)[status]++;
    for (const [policy, alsoCounted] of counted ?? []) add(countsOf(policy), alsoCounted);
  }
  return countsOf;
}

/** What many verdicts amount to: one failure fails, one gap leaves open, a waiver or a declaration is no proof; not applicable only where nothing applied. */
export const worst = (statuses: readonly Status[]): Status =>
  (["fail", "error", "unknown", "waived", "declared", "pass"] as const).find((status) => statuses.includes(status)) ??
  "not-applicable";

export const standing = (counts: Counts): Status =>
  worst((Object.keys(counts) as Status[]).filter((status) => counts[status] > 0));

export const countResources = ({ resources }: JudgedStack): number =>
  Object.values(resources).reduce((sum, ofType) => sum + ofType, 0);

export const stackName = ({ project, stack }: Pick<JudgedStack, "project" | "stack">): string => `${project}/${stack}`;

/** The policies by id. A verdict of a policy that the report does not describe is a mistake of the caller. */
export function policiesById(report: Report): (id: string) => JudgedPolicy {
  const byId = new Map(report.policies.map((policy) => [policy.id, policy]));
  return (id) => {
    const policy = byId.get(id);
    if (!policy) throw new Error(`the report has a verdict of ${id} and does not describe that policy`);
    return policy;
  };
}

export function summarize(report: Report): Summary {
  const policyOf = policiesById(report);
  const verdicts = none();
  const findings: Summary["findings"] = { critical: 0, high: 0, medium: 0, low: 0 };
  let decisive = 0;
  let undecided = 0;
  for (const stack of report.stacks) {
    add(verdicts, countVerdicts(stack));
    for (const { status, policy: id, change } of stack.verdicts) {
      if (status !== "fail" && status !== "unknown") continue;
      const policy = policyOf(id);
      if (status === "fail") findings[policy.severity]++;
      if (!decides(policy, report, { change })) continue;
      if (status === "fail") decisive++;
      else undecided++;
    }
  }
  return {
    ...judged(report, {
      errors: verdicts.error,
      decisive,
      undecided,
      findings: verdicts.fail,
      waived: verdicts.waived,
    }),
    stacks: report.stacks.length,
    resources: report.stacks.reduce((sum, stack) => sum + countResources(stack), 0),
    policies: report.policies.filter(({ level }) => level !== "disabled").length,
    verdicts,
    findings,
    decisive,
  };
}

interface Tally {
  errors: number;
  decisive: number;
  undecided: number;
  findings: number;
  waived: number;
}

/** The first of these that is true decides; what is wrong with the run itself weighs more than what it found. */
function judged(
  report: Report,
  { errors, decisive, undecided, findings, waived }: Tally,
): { outcome: Outcome; reason: string } {
  const { stacks, command } = report;
  const empty = stacks.filter((stack) => countResources(stack) === 0);
  const found = `${count(decisive, command.onlyNew ? "new finding" : "finding")} of severity ${orAbove(command.failOn)}`;
  if (stacks.length === 0) return { outcome: "incomplete", reason: "no stack was read" };
  if (empty.length > 0) return { outcome: "incomplete", reason: `no resources in ${empty.map(stackName).join(", ")}` };
  if (stacks.every(({ verdicts, counted }) => verdicts.length === 0 && !counted?.size))
    return { outcome: "incomplete", reason: "no policy was judged" };
  if (errors > 0) {
    const broke = `${count(errors, "check")} ended with an error of the policy itself`;
    return { outcome: "incomplete", reason: decisive > 0 ? `${broke}, besides ${found}` : broke };
  }
  if (decisive > 0) return { outcome: "failed", reason: found };
  if (undecided > 0) return { outcome: "incomplete", reason: `${count(undecided, "check")} could not be judged` };
  if (findings > 0) return { outcome: "passed", reason: `${count(findings, "finding")}, none that fails the run` };
  if (waived > 0) return { outcome: "passed", reason: `no findings beside ${number(waived)} waived` };
  return { outcome: "passed", reason: "no findings" };
}

export const orAbove = (failOn: FailOn): string => (failOn === "critical" ? failOn : `${failOn} or above`);
