import type { Status } from "../policies/evaluate";
import { byImportance } from "./controls";
import { csvLine, type Cell } from "./csv";
import type { Pieces } from "./formats";
import { checksOf } from "./grouping";
import { fingerprintOf, runId } from "./identity";
import { sorted } from "./layout";
import { fileOf } from "./place";
import type { JudgedPolicy, Report } from "./report";
import { observedText } from "./text";

/** Every check with what was seen, what passed included: an auditor's population. */
export const writeFindingsCsv =
  (report: Report): Pieces =>
  (write) => {
    write(csvLine(findingColumns));
    for (const row of findingRows(report)) write(csvLine(row));
  };

export const findingColumns = [
  ...["run_id", "evaluated_at", "tool_version", "project", "stack", "account", "region"],
  ...["policy_id", "policy_title", "severity", "enforcement", "control_refs"],
  ...["resource_urn", "resource_type", "resource_name", "source_file", "source_line"],
  ...["status", "raw_status", "waived", "waiver_id", "waiver_approver", "waiver_expires"],
  ...["reason", "expected", "observed", "parameters", "remediation", "change", "fingerprint"],
];

export function* findingRows(report: Report): Generator<Cell[]> {
  const run = [runId(report), report.judgedAt, report.tool.version];
  const cellsOf = new Map(report.policies.map((policy) => [policy, policyCells(policy)]));
  for (const { stack, verdict, policy } of checksOf(report)) {
    const { position, status, waiver } = verdict;
    yield [
      ...run,
      ...[stack.project, stack.stack, stack.account, stack.region],
      ...(cellsOf.get(policy) ?? []),
      ...[verdict.urn, verdict.type, verdict.subject],
      ...[position && (fileOf(stack, position) ?? position.file), position?.line],
      ...[status, rawStatus(status), status === "waived", waiver?.id, waiver?.approver, waiver?.expires],
      ...[verdict.message, policy.title, observedText(verdict), parameters(policy), policy.remediation],
      ...[verdict.change, fingerprintOf(stack, verdict)],
    ];
  }
}

/** What a check would be without its waiver. */
export const rawStatus = (status: Status): Status => (status === "waived" ? "fail" : status);

const policyCells = (policy: JudgedPolicy): Cell[] => [
  ...[policy.id, policy.title, policy.severity, policy.level],
  [...policy.controls]
    .sort(byImportance)
    .map(({ control, strength }) => `${control} (${strength})`)
    .join("; "),
];

const parameters = ({ parameters }: JudgedPolicy): string =>
  parameters.map(({ name, value, from }) => `${name}=${JSON.stringify(sorted(value))} (${from})`).join("; ");
