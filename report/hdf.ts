import { hash } from "node:crypto";
import { splitControl } from "../policies/frameworks/controls";
import type { Severity } from "../policies/policy";
import { checksOf, type Check } from "./grouping";
import { laidOut, sorted } from "./layout";
import type { JudgedPolicy, Report } from "./report";
import { stackName } from "./summary";
import { observedText, visible } from "./text";

const impact: Record<Severity, number> = { critical: 0.9, high: 0.7, medium: 0.5, low: 0.3 };

/** Heimdall's data format: a control for each policy, a result for each check. */
export function renderHdf(report: Report): string {
  const byPolicy = new Map<string, Check[]>(report.policies.map(({ id }) => [id, []]));
  for (const check of checksOf(report)) byPolicy.get(check.policy.id)?.push(check);
  const judged = report.policies.filter(({ level }) => level !== "disabled");
  const document = {
    platform: { name: report.tool.name, release: report.tool.version },
    version: report.tool.version,
    statistics: {},
    profiles: [
      {
        ...{ name: "trailwatch", title: "TrailWatch: AWS audit logging and monitoring", version: report.tool.version },
        ...{ sha256: hash("sha256", JSON.stringify(sorted(judged))), supports: [], groups: [], status: "loaded" },
        attributes: judged.flatMap(({ id, parameters }) =>
          parameters.map(({ name, value, description }) => ({
            name: `${id}.${name}`,
            options: { value: sorted(value), description },
          })),
        ),
        controls: judged.map((policy) => control(policy, byPolicy.get(policy.id) ?? [], report)),
      },
    ],
  };
  return laidOut(document, 6);
}

function control(policy: JudgedPolicy, checks: readonly Check[], report: Report): object {
  const applies = checks.some(({ verdict }) => verdict.status !== "not-applicable");
  const waiver = checks.find(({ verdict }) => verdict.status === "waived")?.verdict.waiver;
  return {
    ...{ id: policy.id, title: policy.title, desc: policy.description, code: "" },
    descriptions: [{ label: "fix", data: policy.remediation }],
    // Heimdall takes a control of no impact as one that does not apply.
    impact: applies ? impact[policy.severity] : 0,
    refs: policy.pages.map((url) => ({ url })),
    tags: {
      severity: policy.severity,
      nist: policy.controls
        .filter(({ control }) => splitControl(control).framework === "nist-800-53-r5")
        .map(({ control }) => splitControl(control).control),
      controls: policy.controls.map(({ control, strength }) => `${control} (${strength})`),
    },
    source_location: {},
    results: checks.map((check) => result(check, report)),
    ...(waiver
      ? {
          waiver_data: {
            ...{ expiration_date: waiver.expires, justification: visible(waiver.reason) },
            ...{ run: true, skipped_due_to_waiver: true, message: `${waiver.id}, approved by ${waiver.approver}` },
          },
        }
      : {}),
  };
}

function result({ stack, verdict, policy }: Check, { judgedAt }: Report): object {
  const { status, waiver, message } = verdict;
  const named = `${stackName(stack)} ${visible(verdict.subject)}`;
  const told = {
    code_desc: `${named}: ${policy.title}`,
    start_time: judgedAt,
    resource_id: verdict.urn,
    resource: verdict.type,
  };
  if (status === "pass") return { ...told, status: "passed", message: observedText(verdict) };
  if (status === "fail" || status === "error")
    return { ...told, status: status === "fail" ? "failed" : "error", message: visible(message ?? "") };
  const why = waiver ? `waived by ${waiver.id} until ${waiver.expires}: ${message}` : `${status}: ${message}`;
  return { ...told, status: "skipped", skip_message: visible(why) };
}
