import type { Status } from "../policies/evaluate";
import { frameworks, splitControl } from "../policies/frameworks/controls";
import type { Severity } from "../policies/policy";
import type { Pieces } from "./formats";
import { checksOf, unique, type Check } from "./grouping";
import { keyOf, runId } from "./identity";
import { place } from "./place";
import type { JudgedPolicy, Report } from "./report";
import { observedText, visible } from "./text";

/** https://schema.ocsf.io/classes/compliance_finding */
const CLASS = 2003;
const CREATED = 1;

const severities: Record<Severity, [id: number, severity: string]> = {
  low: [2, "Low"],
  medium: [3, "Medium"],
  high: [4, "High"],
  critical: [5, "Critical"],
};

/** A check without a result is a warning: "did not yield a result due to missing information". */
const results: Record<Exclude<Status, "not-applicable">, [id: number, status: string]> = {
  pass: [1, "Pass"],
  unknown: [2, "Warning"],
  declared: [2, "Warning"],
  error: [2, "Warning"],
  fail: [3, "Fail"],
  waived: [3, "Fail"],
};

/** OCSF Compliance Findings as JSON Lines: one event for each check that applied. A waived one is suppressed. */
export const writeOcsf =
  (report: Report): Pieces =>
  (write) => {
    const context = { report, run: runId(report), time: Date.parse(report.judgedAt) };
    const claimsOf = new Map(report.policies.map((policy) => [policy, claims(policy)]));
    for (const check of checksOf(report)) {
      if (check.verdict.status === "not-applicable") continue;
      write(`${JSON.stringify(event(check, claimsOf.get(check.policy), context))}\n`);
    }
  };

const claims = ({ controls }: JudgedPolicy): { standards: string[]; requirements: string[] } => ({
  standards: unique(controls.map(({ control }) => frameworks[splitControl(control).framework].title)),
  requirements: controls.map(({ control }) => control),
});

function event(
  { stack, verdict, policy }: Check,
  claimed: object | undefined,
  { report, run, time }: { report: Report; run: string; time: number },
): object {
  const { status, waiver, position } = verdict;
  const failed = status === "fail" || status === "waived";
  const [severity_id, severity] = failed ? severities[policy.severity] : [1, "Informational"];
  const [status_id, result] = results[status as Exclude<Status, "not-applicable">];
  const [state_id, state] = status === "waived" ? [3, "Suppressed"] : failed ? [1, "New"] : [4, "Resolved"];
  const observed = observedText(verdict);
  return {
    ...{ class_uid: CLASS, class_name: "Compliance Finding", category_uid: 2, category_name: "Findings" },
    ...{ activity_id: CREATED, activity_name: "Create", type_uid: CLASS * 100 + CREATED, time, severity_id, severity },
    ...{ status_id: state_id, status: state, message: visible(verdict.message ?? policy.title) },
    metadata: {
      version: "1.5.0",
      product: { name: report.tool.name, vendor_name: report.tool.name, version: report.tool.version },
      ...{ uid: keyOf(stack, verdict), correlation_uid: run, profiles: ["cloud"] },
    },
    cloud: {
      provider: "AWS",
      ...(stack.account ? { account: { uid: stack.account, type: "AWS Account", type_id: 10 } } : {}),
      ...(stack.region ? { region: stack.region } : {}),
    },
    finding_info: {
      ...{ uid: keyOf(stack, verdict), title: policy.title, desc: policy.description, created_time: time },
      types: ["Software and Configuration Checks"],
    },
    compliance: {
      ...{ ...claimed, control: policy.id, status_id, status: result },
      checks: [{ uid: policy.id, name: policy.title, status_id, status: result }],
    },
    remediation: { desc: policy.remediation, references: policy.pages },
    resources: [
      {
        ...{ uid: verdict.urn ?? `${stack.project}/${stack.stack}`, name: visible(verdict.subject) },
        ...{ type: verdict.type ?? "pulumi:pulumi:Stack", region: stack.region },
      },
    ],
    ...(observed ? { evidences: [{ data: { observed } }] } : {}),
    unmapped: {
      ...{ project: stack.project, stack: stack.stack, status, place: place(stack, position) || undefined, waiver },
    },
  };
}
