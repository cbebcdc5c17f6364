import type { Waiver } from "../policies/evaluate";
import type { Pieces } from "./formats";
import { Each, laidOut, sorted, writeLaidOut } from "./layout";
import type { JudgedPolicy, JudgedStack, Report, ReportedVerdict } from "./report";
import { summarize } from "./summary";

/**
 * The report as JSON after `report.schema.json`, the summary included. The same report gives the same bytes: keys come in the
 * order written here, keys of observed values in the order of the alphabet.
 */
export const renderJson = (report: Report): string => laidOut(documentOf(report), LEVELS);

/** The same for a report of any length. */
export const writeJson =
  (report: Report): Pieces =>
  (write) =>
    writeLaidOut(documentOf(report), LEVELS, write);

const LEVELS = 4;

function documentOf(report: Report): object {
  const { version, tool, judgedAt, command, policies, stacks, waivers, comparedWith } = report;
  return {
    schema: "urn:trailwatch:report",
    version,
    tool: { name: tool.name, version: tool.version },
    judgedAt,
    command: { line: command.line, failOn: command.failOn, only: command.only, onlyNew: command.onlyNew },
    waivers: waivers?.map(({ path, digest, commit, remarks }) => ({ path, digest, commit, remarks })),
    comparedWith: comparedWith && { path: comparedWith.path, judgedAt: comparedWith.judgedAt },
    summary: summarize(report),
    policies: policies.map(policyJson),
    stacks: new Each(stacks, stackJson),
  };
}

const policyJson = (policy: JudgedPolicy): JudgedPolicy => ({
  id: policy.id,
  title: policy.title,
  severity: policy.severity,
  level: policy.level,
  description: policy.description,
  remediation: policy.remediation,
  controls: policy.controls.map(({ control, strength }) => ({ control, strength })),
  pages: policy.pages,
  parameters: policy.parameters.map(({ name, description, value, from, source }) => ({
    name,
    description,
    value: sorted(value),
    from,
    source,
  })),
});

/** What is only counted has no place here: who asks for this form has every verdict kept. */
const stackJson = (stack: JudgedStack): Record<Exclude<keyof JudgedStack, "counted">, unknown> => ({
  project: stack.project,
  stack: stack.stack,
  origin: stack.origin,
  path: stack.path,
  folder: stack.folder,
  region: stack.region,
  account: stack.account,
  resources: sorted(stack.resources) as Record<string, number>,
  assumptions: stack.assumptions.map(({ kind, subject, text }) => ({ kind, subject, text })),
  log: stack.log?.map(({ severity, message, times }) => ({ severity, message, times })),
  verdicts: new Each(stack.verdicts, verdictJson),
  fixed: stack.fixed?.map(verdictJson),
});

const verdictJson = (verdict: ReportedVerdict): ReportedVerdict => ({
  policy: verdict.policy,
  status: verdict.status,
  subject: verdict.subject,
  type: verdict.type,
  urn: verdict.urn,
  message: verdict.message,
  change: verdict.change,
  waiver: verdict.waiver && waiverJson(verdict.waiver),
  position: verdict.position && {
    file: verdict.position.file,
    line: verdict.position.line,
    column: verdict.position.column,
  },
  chain: verdict.chain?.map(({ noun, name, broken }) => ({ noun, name, broken })),
  evidence: verdict.evidence.map(({ resource, urn, stack, property, value }) => ({
    resource,
    urn,
    stack,
    property,
    value: value === undefined ? null : sorted(value),
  })),
});

const waiverJson = (waiver: Waiver): Waiver => ({
  id: waiver.id,
  kind: waiver.kind,
  reason: waiver.reason,
  compensatingControl: waiver.compensatingControl,
  owner: waiver.owner,
  approver: waiver.approver,
  approvedOn: waiver.approvedOn,
  expires: waiver.expires,
  ticket: waiver.ticket,
});
