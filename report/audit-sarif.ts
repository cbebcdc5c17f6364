import type {
  Log,
  ReportingDescriptor,
  ReportingDescriptorRelationship,
  Result,
  Suppression,
  ToolComponent,
} from "sarif";
import type { Status, Waiver } from "../policies/evaluate";
import { frameworks, splitControl, type FrameworkId } from "../policies/frameworks/controls";
import { checksOf, unique, type Check } from "./grouping";
import { fingerprintOf, runId, uuidOf } from "./identity";
import { laidOut } from "./layout";
import type { JudgedPolicy, Report } from "./report";
import { level, locationOf, rule } from "./sarif";
import { stackName, summarize } from "./summary";
import { observedText, visible } from "./text";

const kinds: Record<Status, Result.kind> = {
  ...{ pass: "pass", fail: "fail", waived: "fail", unknown: "open", declared: "review", error: "open" },
  "not-applicable": "notApplicable",
};

/** SARIF 2.1.0 for auditors' tools: every check, waivers as suppressions, controls as taxonomies. Not for code scanning. */
export function renderAuditSarif(report: Report): string {
  const policies = report.policies.filter(({ level }) => level !== "disabled");
  const index = new Map(policies.map(({ id }, i) => [id, i]));
  const { outcome, verdicts } = summarize(report);
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            ...{ name: report.tool.name, version: report.tool.version, semanticVersion: report.tool.version },
            rules: policies.map(ruleWithControls),
          },
        },
        automationDetails: {
          id: `trailwatch-audit/${report.stacks.map(stackName).map(visible).join("+")}/`,
          guid: runId(report),
        },
        invocations: [
          {
            ...{ executionSuccessful: verdicts.error === 0, endTimeUtc: report.judgedAt },
            commandLine: visible(report.command.line),
          },
        ],
        taxonomies: taxonomies(policies),
        results: checksOf(report).map((check) => resultOf(check, index)),
        columnKind: "utf16CodeUnits",
        properties: { outcome },
      },
    ],
  };
  return laidOut(log, 4);
}

const ruleWithControls = (policy: JudgedPolicy): ReportingDescriptor => ({
  ...rule(policy),
  relationships: policy.controls.map(({ control, strength }): ReportingDescriptorRelationship => ({
    target: { id: splitControl(control).control, toolComponent: { name: splitControl(control).framework } },

    kinds: ["relevant"],
    properties: { strength },
  })),
});

function taxonomies(policies: readonly JudgedPolicy[]): ToolComponent[] {
  const controls = unique(policies.flatMap((policy) => policy.controls.map(({ control }) => control)));
  const byFramework = new Map<FrameworkId, ReportingDescriptor[]>();
  for (const { framework, control } of controls.map(splitControl)) {
    const taxa = byFramework.get(framework) ?? [];
    byFramework.set(framework, taxa);
    taxa.push({ id: control });
  }
  return [...byFramework].map(([name, taxa]) => ({
    ...{ name, fullName: frameworks[name].title, guid: uuidOf("framework", name), taxa },
  }));
}

function resultOf({ stack, verdict, policy }: Check, index: ReadonlyMap<string, number>): Result {
  const { status, waiver, change } = verdict;
  const text = verdict.message ?? (observedText(verdict, 120) || policy.title);
  return {
    ...{ ruleId: policy.id, ruleIndex: index.get(policy.id), kind: kinds[status] },
    level: kinds[status] === "fail" ? level[policy.severity] : "none",
    message: { text: `${visible(verdict.subject)}: ${visible(text)}` },
    locations: [locationOf(stack, verdict)],
    partialFingerprints: { primaryLocationLineHash: fingerprintOf(stack, verdict) },
    ...(status === "waived" && waiver ? { suppressions: [suppression(waiver)] } : {}),
    properties: {
      ...{ status, stack: stackName(stack), urn: verdict.urn, change, expiredWaiver: expired(status, waiver) },
      observed: verdict.evidence.length > 0 ? observedText(verdict) : undefined,
    },
  };
}

const expired = (status: Status, waiver?: Waiver): string | undefined =>
  status === "fail" && waiver ? `${waiver.id}, until ${waiver.expires}` : undefined;

const suppression = (waiver: Waiver): Suppression => ({
  ...{ kind: "external", status: "accepted", guid: uuidOf("waiver", waiver.id) },
  justification: visible(waiver.reason),
  properties: { ...waiver },
});
