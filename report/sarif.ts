import { hash } from "node:crypto";
import type { Log, Location, ReportingDescriptor, Result } from "sarif";
import type { Verdict } from "../policies/evaluate";
import { severities, type Severity } from "../policies/policy";
import { byImportance } from "./controls";
import { identityOf } from "./identity";
import { laidOut } from "./layout";
import { fileOf } from "./place";
import type { JudgedPolicy, JudgedStack, Report } from "./report";
import { policiesById, stackName, summarize } from "./summary";
import { shortened, visible } from "./text";

/** A file with more results is refused; see https://docs.github.com/en/code-security/reference/code-scanning/sarif-support-for-code-scanning */
const MOST_RESULTS = 25_000;
const MOST_TAGS = 10;
const LONGEST_TEXT = 1024;

/** Scores in the middle of GitHub's bands, so that no rounding moves a rule into another. */
const securitySeverity: Record<Severity, string> = { critical: "9.5", high: "8.0", medium: "5.5", low: "2.0" };

export const level: Record<Severity, Result.level> = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "note",
};

/** SARIF 2.1.0 for code scanning: failures only, because GitHub turns every result into an alert, whatever its `kind`. */
export function renderSarif(report: Report): string {
  const policies = report.policies.filter(({ level }) => level !== "disabled");
  const results = resultsOf(report, new Map(policies.map(({ id }, i) => [id, i])));
  const { outcome, verdicts } = summarize(report);
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            version: report.tool.version,
            semanticVersion: report.tool.version,
            rules: policies.map(rule),
          },
        },
        automationDetails: { id: `trailwatch/${report.stacks.map(stackName).map(visible).join("+")}/` },
        invocations: [
          {
            executionSuccessful: verdicts.error === 0,
            endTimeUtc: report.judgedAt,
            toolExecutionNotifications: notes(results.length, verdicts.unknown + verdicts.error),
          },
        ],
        results: results.slice(0, MOST_RESULTS),
        columnKind: "utf16CodeUnits",
        properties: { outcome },
      },
    ],
  };
  return laidOut(log, 4);
}

export function rule(policy: JudgedPolicy): ReportingDescriptor {
  const { id, title, description, remediation, severity, pages } = policy;
  const controls = [...policy.controls].sort(byImportance).map(({ control }) => control);
  return {
    id,
    name: id,
    shortDescription: { text: shortened(title, LONGEST_TEXT) },
    fullDescription: { text: shortened(description, LONGEST_TEXT) },
    help: {
      text: `${description}\n\n${remediation}`,
      markdown: [`${description}\n\n**How to mend**\n\n${remediation}`, ...pages.map((page) => `- <${page}>`)].join(
        "\n\n",
      ),
    },
    ...(pages.length > 0 ? { helpUri: pages[0] } : {}),
    defaultConfiguration: { level: level[severity] },
    properties: {
      tags: ["security", ...controls].slice(0, MOST_TAGS),
      precision: "high",
      "security-severity": securitySeverity[severity],
      "problem.severity": level[severity] === "note" ? "recommendation" : level[severity],
    },
  };
}

/** The worst first. One finding in several stacks of a project is one alert, because they are mended in one place. */
function resultsOf(report: Report, ruleIndex: ReadonlyMap<string, number>): Result[] {
  const policyOf = policiesById(report);
  const found = new Map<string, { result: Result; policy: JudgedPolicy; stacks: Set<string> }>();
  for (const stack of report.stacks)
    for (const verdict of stack.verdicts) {
      if (verdict.status !== "fail") continue;
      const policy = policyOf(verdict.policy);
      const identity = identityOf(stack, verdict);
      const known = found.get(identity);
      if (known) known.stacks.add(stack.stack);
      else
        found.set(identity, {
          policy,
          stacks: new Set([stack.stack]),
          result: resultOf(stack, verdict, policy, identity),
        });
    }
  for (const { result, stacks } of found.values())
    if (stacks.size > 1) result.message.text += ` (stacks ${[...stacks].map(visible).join(", ")})`;
  const sorted = [...found.values()].sort(
    (a, b) => severities.indexOf(a.policy.severity) - severities.indexOf(b.policy.severity),
  );
  return sorted.map(({ result, policy }) => ({ ...result, ruleIndex: ruleIndex.get(policy.id) }));
}

function resultOf(stack: JudgedStack, verdict: Verdict, policy: JudgedPolicy, identity: string): Result {
  return {
    ruleId: policy.id,
    level: level[policy.severity],
    message: { text: `${visible(verdict.subject)}: ${visible(verdict.message ?? policy.title)}` },
    locations: [locationOf(stack, verdict)],
    partialFingerprints: { primaryLocationLineHash: hash("sha256", identity) },
  };
}

/** GitHub refuses a result without a place; what has none in the program is shown at the project's own file. */
export function locationOf(stack: JudgedStack, { position }: Verdict): Location {
  const file = position && fileOf(stack, position);
  const project = fileOf(stack, { file: "Pulumi.yaml", line: 1 }) ?? "Pulumi.yaml";
  const region = file
    ? { startLine: Math.max(1, position.line), ...(position.column ? { startColumn: position.column } : {}) }
    : { startLine: 1 };
  const uri = (file ?? project).split("/").map(encodeURIComponent).join("/");
  return { physicalLocation: { artifactLocation: { uri }, region } };
}

function notes(results: number, notJudged: number): { level: "warning"; message: { text: string } }[] {
  return [
    ...(results > MOST_RESULTS ? [`${results - MOST_RESULTS} of ${results} results are left out.`] : []),
    ...(notJudged > 0 ? [`${notJudged} checks could not be judged.`] : []),
  ].map((text) => ({ level: "warning", message: { text } }));
}
