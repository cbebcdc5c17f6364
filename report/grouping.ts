import type { Status, Verdict } from "../policies/evaluate";
import { severities } from "../policies/policy";
import type { Assumption, JudgedPolicy, JudgedStack, LogMessage, Report, ReportedVerdict } from "./report";
import { policiesById, stackName } from "./summary";

export interface Finding {
  verdict: ReportedVerdict;
  policy: JudgedPolicy;
}

/** A verdict with what it is about. */
export interface Check extends Finding {
  stack: JudgedStack;
}

/** Every verdict of every stack. */
export function checksOf(report: Report): Check[] {
  const policyOf = policiesById(report);
  return report.stacks.flatMap((stack) =>
    stack.verdicts.map((verdict) => ({ stack, verdict, policy: policyOf(verdict.policy) })),
  );
}

/** The findings about one resource, or about the stack as a whole, the worst first. */
export type Subject = [Finding, ...Finding[]];

/** How bad a finding is; the worst has the lowest. */
export const rank = ({ policy }: Finding): number => severities.indexOf(policy.severity);

/** The findings of a stack by subject, the subject with the worst finding first. */
export function findingsBySubject(stack: JudgedStack, policyOf: (id: string) => JudgedPolicy): Subject[] {
  const subjects = new Map<string, Subject>();
  for (const verdict of stack.verdicts) {
    if (verdict.status !== "fail") continue;
    const finding = { verdict, policy: policyOf(verdict.policy) };
    const subject = subjects.get(verdict.urn ?? "");
    if (subject) subject.push(finding);
    else subjects.set(verdict.urn ?? "", [finding]);
  }
  // Array.sort is stable: what is equally bad stays in the order of the catalogue and of the program.
  for (const findings of subjects.values()) if (findings.length > 1) findings.sort((a, b) => rank(a) - rank(b));
  return [...subjects.values()].sort(([a], [b]) => rank(a) - rank(b));
}

/** What stood in the way of judging, and everything that it stood in the way of. */
export interface Obstacle {
  stack: string;
  status: Extract<Status, "unknown" | "error">;
  message: string;
  verdicts: Verdict[];
}

/** Why checks could not be judged, the reason that held up most of them first; errors before values that are not known. */
export function obstacles(stacks: readonly JudgedStack[]): Obstacle[] {
  const found = new Map<string, Obstacle>();
  for (const stack of stacks)
    for (const verdict of stack.verdicts) {
      const { status, message = "no reason given" } = verdict;
      if (status !== "unknown" && status !== "error") continue;
      const key = JSON.stringify([stackName(stack), status, message]);
      const obstacle = found.get(key);
      if (obstacle) obstacle.verdicts.push(verdict);
      else found.set(key, { stack: stackName(stack), status, message, verdicts: [verdict] });
    }
  const rank = ({ status }: Obstacle): number => (status === "error" ? 0 : 1);
  return [...found.values()].sort((a, b) => rank(a) - rank(b) || b.verdicts.length - a.verdicts.length);
}

/** What has the same key together, in the order in which it came. */
export function grouped<T, K>(values: readonly T[], keyOf: (value: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

export const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** The first line of what was logged; a stack trace may follow it. */
export const headline = ({ message }: LogMessage): string => message.trim().split("\n")[0];

/** Every logged message once, errors first, with how often it was logged in all and for which stacks. */
export function loggedIn(stacks: readonly JudgedStack[]): (LogMessage & { stacks: string[] })[] {
  const found = new Map<string, LogMessage & { stacks: string[] }>();
  for (const stack of stacks)
    for (const logged of stack.log ?? []) {
      const key = `${logged.severity} ${logged.message}`;
      const { times, stacks: of } = found.get(key) ?? { times: 0, stacks: [] };
      found.set(key, { ...logged, times: times + logged.times, stacks: [...of, stackName(stack)] });
    }
  return [...found.values()].sort((a, b) => Number(a.severity > b.severity) - Number(a.severity < b.severity));
}

/** Every assumption once, with the stacks that it was made for. */
export function assumptionsOf(stacks: readonly JudgedStack[]): (Assumption & { stacks: string[] })[] {
  const found = new Map<string, Assumption & { stacks: string[] }>();
  for (const stack of stacks)
    for (const assumption of stack.assumptions) {
      const key = JSON.stringify([assumption.kind, assumption.subject, assumption.text]);
      const known = found.get(key);
      if (known) known.stacks.push(stackName(stack));
      else found.set(key, { ...assumption, stacks: [stackName(stack)] });
    }
  return [...found.values()];
}
