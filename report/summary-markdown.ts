import { severities } from "../policies/policy";
import { countChanges } from "./changes";
import { controlsByFramework, shortControls } from "./controls";
import { checksOf, obstacles, type Check } from "./grouping";
import { runId } from "./identity";
import { code, details, plain, table } from "./markdown";
import { place } from "./place";
import type { Report } from "./report";
import { decides, stackName, summarize, type Outcome } from "./summary";
import { count, number } from "./text";

/** A comment on GitHub takes 65,536 characters; the rest is for who posts it. */
const MOST_CHARACTERS = 60_000;
const MOST_FAILURES = 20;
const MOST_IN_FULL = 400;
const MOST_REASONS = 20;

const marks: Record<Outcome, string> = { passed: "✅ Passed", failed: "❌ Failed", incomplete: "⚠️ Incomplete" };

/** What a pull request and a job's summary show: the verdict first, then what is new, the worst failures, the rest folded. */
export function renderMarkdown(report: Report): string {
  const { outcome, reason } = summarize(report);
  const failures = failuresOf(report);
  const told = failures.slice(0, MOST_FAILURES);
  const parts = [
    `## ${marks[outcome]}: ${plain(reason)}`,
    scope(report),
    changes(report),
    told.length > 0 ? failureTable(told, report) : "",
    failures.length > told.length
      ? details(
          `${count(failures.length - told.length, "more failure")}`,
          failureTable(failures.slice(MOST_FAILURES, MOST_IN_FULL), report),
        )
      : "",
    waivers(report),
    notJudged(report),
    frameworkTable(report),
    `<sub>run ${runId(report)} · ${report.tool.name} ${report.tool.version} · ${code(report.command.line)}</sub>`,
  ];
  return `${fitting(parts.filter(Boolean)).join("\n\n")}\n`;
}

/** Leaves out the longest folded part first: a text that was cut in the middle of a table is none. */
function fitting(parts: readonly string[]): string[] {
  const kept = [...parts];
  const left = "_Some parts are left out here; the reports in the artifact have everything._";
  while (kept.join("\n\n").length + left.length > MOST_CHARACTERS) {
    const longest = kept.reduce((a, b) => (b.length > a.length ? b : a));
    kept.splice(kept.indexOf(longest), 1);
    if (!kept.includes(left)) kept.push(left);
  }
  return kept;
}

/** New ones first, then by whether they fail the run, then by severity. */
function failuresOf(report: Report): Check[] {
  const rank = ({ verdict, policy }: Check): number =>
    (verdict.change === "new" ? 0 : 100) +
    (decides(policy, report, verdict) ? 0 : 10) +
    severities.indexOf(policy.severity);
  return checksOf(report)
    .filter(({ verdict }) => verdict.status === "fail")
    .sort((a, b) => rank(a) - rank(b));
}

function scope(report: Report): string {
  const { verdicts, resources, stacks } = summarize(report);
  const counts = [
    [verdicts.fail, "failed"],
    [verdicts.unknown + verdicts.error, "not judged"],
    [verdicts.waived, "waived"],
    [verdicts.declared, "declared"],
    [verdicts.pass, "passed"],
    [verdicts["not-applicable"], "not applicable"],
  ] as const;
  const names = report.stacks.slice(0, 6).map((stack) => code(stackName(stack)));
  return [
    counts
      .filter(([n], i) => n > 0 || i === 0)
      .map(([n, word]) => `${number(n)} ${word}`)
      .join(" · "),
    `${names.join(", ")}${stacks > names.length ? ` and ${stacks - names.length} more` : ""} · ${count(resources, "resource")}`,
  ].join("  \n");
}

function changes(report: Report): string {
  if (!report.comparedWith) return "";
  const { new: added, stillThere, fixed } = countChanges(report);
  const since = plain(report.comparedWith.judgedAt);
  const words = `**${number(added)} new**, ${number(fixed)} fixed, ${number(stillThere)} still there since ${since}${report.command.onlyNew ? "; only new ones can fail this run" : ""}`;
  const lines = report.stacks
    .flatMap((stack) => stack.fixed ?? [])
    .slice(0, MOST_FAILURES)
    .map(({ policy, subject }) => `- ${code(policy)} ${code(subject)}`);
  return lines.length > 0 ? `${words}\n\n${details(`${count(fixed, "failure")} fixed`, lines.join("\n"))}` : words;
}

const failureTable = (failures: readonly Check[], report: Report): string =>
  table(
    ["", "Resource", "What is wrong", "How to mend", "Controls"],
    failures.map(({ stack, verdict, policy }) => [
      `${verdict.change === "new" ? "**new** " : ""}${policy.severity}${decides(policy, report, verdict) ? "" : ", advisory"}`,
      [code(verdict.urn ? verdict.subject : stackName(stack)), code(place(stack, verdict.position))]
        .filter(Boolean)
        .join("<br>"),
      `${plain(verdict.message ?? policy.title)}<br>${code(policy.id)}`,
      policy.remediation,
      shortControls(policy.controls).map(plain).join(", "),
    ]),
  );

function waivers(report: Report): string {
  const waived = checksOf(report).filter(({ verdict }) => verdict.waiver);
  const remarks = (report.waivers ?? []).flatMap((file) => file.remarks);
  if (waived.length + remarks.length === 0) return "";
  const rows = waived
    .slice(0, MOST_IN_FULL)
    .map(({ verdict: { waiver, subject, policy, status } }) => [
      `${plain(waiver?.id ?? "")}${status === "waived" ? "" : " (**no longer**)"}`,
      `${code(policy)}<br>${code(subject)}`,
      plain(waiver?.expires ?? ""),
      `${plain(waiver?.approver ?? "")}, for ${plain(waiver?.owner ?? "")}`,
      `${plain(waiver?.reason ?? "")} ${plain(waiver?.ticket ?? "")}`,
    ]);
  return [
    remarks.map((remark) => `- ${plain(remark)}`).join("\n"),
    rows.length > 0
      ? details(
          `${count(waived.length, "finding")} under a waiver`,
          table(["Waiver", "Covers", "Until", "Approved by", "Reason"], rows),
        )
      : "",
  ]
    .filter(Boolean)
    .join("\n\n");
}

function notJudged(report: Report): string {
  const reasons = obstacles(report.stacks);
  if (reasons.length === 0) return "";
  const checks = reasons.reduce((sum, { verdicts }) => sum + verdicts.length, 0);
  const preview = report.stacks.some(({ origin }) => origin !== "state") ? " until it is deployed" : "";
  const lines = reasons
    .slice(0, MOST_REASONS)
    .map(({ message, verdicts }) => `- ${plain(message)} (${verdicts.length})`);
  return details(`${count(checks, "check")} could not be judged${preview}`, lines.join("\n"));
}

function frameworkTable(report: Report): string {
  const rows = controlsByFramework(report).map(({ title, controls }) => {
    const of = (...standings: string[]): string =>
      number(controls.filter(({ standing }) => standings.includes(standing)).length);
    return [plain(title), of("fail"), of("unknown", "error"), of("waived", "declared"), of("pass")];
  });
  if (rows.length === 0) return "";
  const head = ["Framework", "With findings", "Not fully judged", "Waived or declared", "Without findings"];
  return details("Controls that the policies are evidence for", table(head, rows));
}
