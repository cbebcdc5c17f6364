import type { Waiver } from "../policies/evaluate";
import { isRecord } from "../policies/graph/value";
import type { JudgedPolicy, JudgedStack, Report, ReportedVerdict } from "./report";
import { summarize } from "./summary";

/**
 * The report as JSON after `report.schema.json`, the summary included. The same report gives the same bytes: keys come in the
 * order written here, keys of observed values in the order of the alphabet.
 */
export function renderJson(report: Report): string {
  const { version, tool, judgedAt, command, policies, stacks, waivers, comparedWith } = report;
  const document = {
    schema: "urn:trailwatch:report",
    version,
    tool: { name: tool.name, version: tool.version },
    judgedAt,
    command: { line: command.line, failOn: command.failOn, only: command.only, onlyNew: command.onlyNew },
    waivers: waivers?.map(({ path, digest, commit, remarks }) => ({ path, digest, commit, remarks })),
    comparedWith: comparedWith && { path: comparedWith.path, judgedAt: comparedWith.judgedAt },
    summary: summarize(report),
    policies: policies.map(policyJson),
    stacks: stacks.map(stackJson),
  };
  const text: string[] = [];
  layOut(document, 4, "", text);
  return `${text.join("")}\n`;
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

const stackJson = (stack: JudgedStack): JudgedStack => ({
  project: stack.project,
  stack: stack.stack,
  origin: stack.origin,
  path: stack.path,
  folder: stack.folder,
  region: stack.region,
  account: stack.account,
  resources: sorted(stack.resources) as Record<string, number>,
  assumptions: stack.assumptions.map(({ kind, subject, text }) => ({ kind, subject, text })),
  verdicts: stack.verdicts.map(verdictJson),
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

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, field]) => [key, sorted(field)]));
}

/** One line for each verdict: a report of 20,000 can still be read, compared and searched line by line. */
function layOut(value: unknown, levels: number, margin: string, into: string[]): void {
  const inner = `${margin}  `;
  if (levels > 0 && Array.isArray(value) && value.length > 0) {
    value.forEach((element, i) => {
      into.push(i === 0 ? "[\n" : ",\n", inner);
      layOut(element, levels - 1, inner, into);
    });
    into.push("\n", margin, "]");
  } else if (levels > 0 && isRecord(value)) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    fields.forEach(([key, field], i) => {
      into.push(i === 0 ? "{\n" : ",\n", inner, JSON.stringify(key), ": ");
      layOut(field, levels - 1, inner, into);
    });
    into.push(fields.length > 0 ? `\n${margin}}` : "{}");
  } else into.push(JSON.stringify(value));
}
