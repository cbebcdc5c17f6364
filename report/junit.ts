import { runId } from "./identity";
import { place } from "./place";
import type { JudgedPolicy, JudgedStack, Report, ReportedVerdict } from "./report";
import { countVerdicts, decides, policiesById, stackName, summarize } from "./summary";
import { observedText, visible } from "./text";

/** JUnit's XML as Jenkins, GitLab and Azure DevOps read it: a suite for each stack, a case for each check. */
export function renderJunit(report: Report): string {
  const { verdicts } = summarize(report);
  const tests = report.stacks.reduce((sum, stack) => sum + stack.verdicts.length, 0);
  const totals = attributes({ name: report.tool.name, tests, failures: verdicts.fail, errors: verdicts.error });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${totals}>`,
    ...report.stacks.flatMap((stack) => suite(stack, report)),
    "</testsuites>\n",
  ].join("\n");
}

function suite(stack: JudgedStack, report: Report): string[] {
  const policyOf = policiesById(report);
  const { fail, error, pass } = countVerdicts(stack);
  const tests = stack.verdicts.length;
  const head = {
    ...{ name: stackName(stack), tests, failures: fail, errors: error, skipped: tests - fail - error - pass },
    timestamp: report.judgedAt.replace(/Z$/, ""),
  };
  const properties = {
    ...{ "trailwatch.version": report.tool.version, "trailwatch.run": runId(report), command: report.command.line },
    ...{ origin: stack.origin, path: stack.path, account: stack.account ?? "", region: stack.region ?? "" },
  };
  return [
    `  <testsuite${attributes(head)}>`,
    "    <properties>",
    ...Object.entries(properties).map(([name, value]) => `      <property${attributes({ name, value })}/>`),
    "    </properties>",
    ...stack.verdicts.map((verdict) => testcase(stack, verdict, policyOf(verdict.policy), report)),
    "  </testsuite>",
  ];
}

function testcase(stack: JudgedStack, verdict: ReportedVerdict, policy: JudgedPolicy, report: Report): string {
  const head = attributes({ name: verdict.subject, classname: policy.id });
  const result = resultOf(stack, verdict, policy, report);
  return result === "" ? `    <testcase${head}/>` : `    <testcase${head}>${result}</testcase>`;
}

/** What is neither good nor bad is skipped, and says why: a reader of JUnit has no other word for it. */
function resultOf(stack: JudgedStack, verdict: ReportedVerdict, policy: JudgedPolicy, report: Report): string {
  const { status, message = policy.title, waiver } = verdict;
  if (status === "pass") return "";
  if (status === "error") return `<error${attributes({ type: "error", message })}/>`;
  if (status === "fail") {
    const type = decides(policy, report, verdict) ? policy.severity : `${policy.severity}, does not fail the run`;
    const told = [
      place(stack, verdict.position),
      observedText(verdict),
      `Expected: ${policy.title}`,
      `How to mend: ${policy.remediation}`,
    ];
    return `<failure${attributes({ type, message })}>${escape(told.filter(Boolean).map(visible).join("\n"))}</failure>`;
  }
  const why = waiver ? `${waiver.id} until ${waiver.expires}, approved by ${waiver.approver}: ${waiver.reason}` : "";
  return `<skipped${attributes({ type: status, message: why ? `${message} (waived: ${why})` : message })}/>`;
}

const attributes = (values: Record<string, string | number>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escape(visible(String(value)))}"`)
    .join("");

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Two characters are no XML at all, escaped or not. https://www.w3.org/TR/xml/#charsets */
const escape = (text: string): string =>
  text.replace(/[&<>"\ufffe\uffff]/g, (character) => entities[character] ?? "\ufffd");
