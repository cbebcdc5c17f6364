import type { Verdict } from "../policies/evaluate";
import type { JudgedStack, Report } from "./report";
import { stackName } from "./summary";

/**
 * The report, with what changed since an earlier run. A failure that was waived then is new: what was accepted is so no longer.
 * Fixed is only what is known to fail no longer, or is gone; what is waived now, or could not be judged, is not.
 * @param path of the earlier report
 */
export function comparedWith(report: Report, earlier: Report, path: string): Report {
  const judged = new Set(report.policies.filter(({ level }) => level !== "disabled").map(({ id }) => id));
  return {
    ...report,
    comparedWith: { path, judgedAt: earlier.judgedAt },
    stacks: report.stacks.map((stack) => {
      const before = earlier.stacks.find((other) => stackName(other) === stackName(stack));
      return changed(stack, (before?.verdicts ?? []).filter(isFailure), judged);
    }),
  };
}

function changed(stack: JudgedStack, failedBefore: readonly Verdict[], judged: ReadonlySet<string>): JudgedStack {
  const before = new Set(failedBefore.map(key));
  const now = new Map(stack.verdicts.map((verdict) => [key(verdict), verdict.status]));
  return {
    ...stack,
    verdicts: stack.verdicts.map((verdict) =>
      isFailure(verdict) ? { ...verdict, change: before.has(key(verdict)) ? "still-there" : "new" } : verdict,
    ),
    fixed: failedBefore.filter((verdict) => {
      const status = now.get(key(verdict));
      return judged.has(verdict.policy) && (status === undefined || status === "pass" || status === "not-applicable");
    }),
  };
}

const isFailure = ({ status }: Verdict): boolean => status === "fail";

const key = ({ policy, urn = "" }: Verdict): string => `${policy} ${urn}`;

/** How many failures are new, still there and fixed, over all stacks. */
export function countChanges({ stacks }: Report): { new: number; stillThere: number; fixed: number } {
  const all = stacks.flatMap(({ verdicts }) => verdicts);
  return {
    new: all.filter(({ change }) => change === "new").length,
    stillThere: all.filter(({ change }) => change === "still-there").length,
    fixed: stacks.reduce((sum, { fixed = [] }) => sum + fixed.length, 0),
  };
}
