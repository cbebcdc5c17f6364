import type { Severity } from "../policies/policy";
import { checksOf } from "./grouping";
import { keyOf } from "./identity";
import { laidOut } from "./layout";
import { fileOf } from "./place";
import type { Report } from "./report";
import { visible } from "./text";

const severity: Record<Severity, string> = { critical: "blocker", high: "critical", medium: "major", low: "minor" };

/** GitLab's code quality: the findings that nobody waived. https://docs.gitlab.com/ci/testing/code_quality/ */
export function renderGitlab(report: Report): string {
  const found = checksOf(report).filter(({ verdict }) => verdict.status === "fail");
  const issues = found.map(({ stack, verdict, policy }) => {
    const file = verdict.position && fileOf(stack, verdict.position);
    return {
      description: `${visible(verdict.subject)}: ${visible(verdict.message ?? policy.title)}`,
      check_name: policy.id,
      fingerprint: keyOf(stack, verdict),
      severity: severity[policy.severity],
      location: {
        path: file ?? fileOf(stack, { file: "Pulumi.yaml", line: 1 }) ?? "Pulumi.yaml",
        lines: { begin: file ? Math.max(1, verdict.position?.line ?? 1) : 1 },
      },
    };
  });
  return laidOut(issues, 1);
}
