import { severities } from "../policies/policy";
import type { CommandLine, FailOn, JudgedPolicy, JudgedStack, Report, WaiverFile } from "./report";
import { stackName } from "./summary";

/**
 * Several runs as one report. A stack that was judged more than once stands in it once, as the latest run saw it; the
 * strictest run decides what fails.
 * @param line the command that merged them
 */
export function merged(reports: readonly Report[], line: string): Report {
  const byTime = [...reports].sort((a, b) => (a.judgedAt < b.judgedAt ? -1 : 1));
  const latest = byTime[byTime.length - 1];
  const stacks = new Map<string, JudgedStack>();
  for (const { stacks: ofRun } of byTime)
    for (const stack of ofRun) {
      stacks.delete(stackName(stack));
      stacks.set(stackName(stack), stack);
    }
  const policies = new Map<string, JudgedPolicy>();
  for (const report of byTime) for (const policy of report.policies) policies.set(policy.id, policy);
  const waivers = new Map<string, WaiverFile>();
  for (const report of byTime)
    for (const file of report.waivers ?? []) waivers.set(`${file.path} ${file.digest}`, file);
  const failOn = reports.map(({ command }) => command.failOn).sort((a, b) => strictness(b) - strictness(a))[0];
  const command: CommandLine = { line, failOn, only: [...new Set(reports.flatMap((report) => report.command.only))] };
  return {
    version: 1,
    tool: latest.tool,
    judgedAt: latest.judgedAt,
    command: reports.some((report) => report.command.only.length === 0) ? { ...command, only: [] } : command,
    policies: [...policies.values()],
    stacks: [...stacks.values()].sort((a, b) => (stackName(a) < stackName(b) ? -1 : 1)),
    ...(waivers.size > 0 ? { waivers: [...waivers.values()] } : {}),
  };
}

const strictness = (failOn: FailOn): number => (failOn === "none" ? -1 : severities.indexOf(failOn));
