import type { Status, Verdict } from "../../policies/evaluate";
import { unique } from "../grouping";
import { place } from "../place";
import type { JudgedPolicy, JudgedStack, Report } from "../report";
import { countByPolicy, stackName, standing, type Counts } from "../summary";
import { count, number, shownValue } from "../text";
import { html, joined, type Content, type Markup } from "./markup";
import { controlText, name, observed, prose, section, standingBadge, statusBadge, table, term, terms } from "./parts";

/** Checks of one policy and status that get a row; the other subjects are named in one line. */
const MOST_ROWS: Partial<Record<Status, number>> = {
  fail: 10,
  error: 25,
  unknown: 25,
  waived: 25,
  declared: 25,
  pass: 10,
};

/** Reasons that are told of a policy that found nothing to judge. */
const MOST_REASONS = 3;

interface Check {
  stack: JudgedStack;
  verdict: Verdict;
}

type Checks = Record<Status, Check[]>;

/** Every policy with what it found on every subject. Closed, so that a page of fifty is read like a table of contents. */
export function policies(report: Report): Markup {
  const countsOf = countByPolicy(report);
  const checks = checksByPolicy(report);
  const idle = new Set(
    report.policies.filter(({ id, level }) => level !== "disabled" && standing(countsOf(id)) === "not-applicable"),
  );
  return section("policies", "Policies and evidence", [
    html`<p class="lead">
      Each policy was applied to every resource that it is about. Open one to see why it is asked, what was observed,
      and how to mend it.
    </p>`,
    report.policies
      .filter((policy) => !idle.has(policy))
      .map((policy) => policyDetails(policy, countsOf(policy.id), checks.get(policy.id), report.stacks.length > 1)),
    idlePolicies([...idle], checks),
  ]);
}

/** Policies that found nothing to judge, in one table: there is no evidence in them, only the reason. */
function idlePolicies(policies: readonly JudgedPolicy[], checks: ReadonlyMap<string, Checks>): Content {
  if (policies.length === 0) return undefined;
  const reasons = ({ id }: JudgedPolicy): string[] =>
    unique((checks.get(id)?.["not-applicable"] ?? []).map(({ verdict }) => verdict.message ?? ""));
  return html`<details class="idle">
    <summary>
      <span class="title">${count(policies.length, "policy")} with nothing to judge</span>
      ${statusBadge("not-applicable")}
      <span class="facts">no resource that they are about, or none to which they apply</span>
    </summary>
    <div class="body">
      ${table(
        "Policies that found nothing to judge, and why",
        [{ title: "Policy" }, { title: "Why" }],
        policies.map((policy) => [
          html`<span id="policy-${policy.id}">${policy.title}</span> <small><code>${policy.id}</code></small>`,
          html`<bdi>${reasons(policy).slice(0, MOST_REASONS).join("; ")}</bdi>`,
        ]),
        policies.map(() => html` data-row`),
      )}
    </div>
  </details> `;
}

function checksByPolicy({ stacks }: Report): Map<string, Checks> {
  const checks = new Map<string, Checks>();
  for (const stack of stacks)
    for (const verdict of stack.verdicts) {
      let ofPolicy = checks.get(verdict.policy);
      if (!ofPolicy)
        checks.set(
          verdict.policy,
          (ofPolicy = { fail: [], error: [], unknown: [], waived: [], declared: [], pass: [], "not-applicable": [] }),
        );
      ofPolicy[verdict.status].push({ stack, verdict });
    }
  return checks;
}

const policyDetails = (policy: JudgedPolicy, counts: Counts, checks: Checks | undefined, several: boolean): Markup =>
  html`<details class="policy" id="policy-${policy.id}" data-row data-severity="${policy.severity}">
    <summary>
      <span class="title">${policy.title}</span>
      ${policy.level === "disabled" ? html`<span class="badge mute">– Switched off</span>` : standingBadge(standing(counts))}
      <span class="facts"
        ><code>${policy.id}</code> · ${policy.severity}${policy.level === "advisory" ? ", advisory" : ""} ·
        ${countText(counts)}</span
      >
    </summary>
    <div class="body">
      <p>${prose(policy.description)}</p>
      ${terms([
        term("How to mend", prose(policy.remediation)),
        term("Controls", controlText(policy.controls)),
        term("Background", policy.pages.length > 0 ? joined(policy.pages.map(pageLink), " ") : undefined),
      ])}
      ${checks ? checkTable(policy, checks, several) : ""} ${policy.parameters.length > 0 ? parameterTable(policy) : ""}
    </div>
  </details> `;

const pageLink = (page: string): Markup => html`<a href="${page}" rel="noreferrer">${page}</a>`;

function countText(counts: Counts): string {
  const words: [Status, string][] = [
    ["fail", "failed"],
    ["error", "in error"],
    ["unknown", "not judged"],
    ["waived", "waived"],
    ["declared", "declared"],
    ["pass", "passed"],
    ["not-applicable", "not applicable"],
  ];
  const parts = words
    .filter(([status]) => counts[status] > 0)
    .map(([status, word]) => `${number(counts[status])} ${word}`);
  return parts.join(", ") || "no check";
}

function checkTable(policy: JudgedPolicy, checks: Checks, several: boolean): Content {
  const statuses = ["fail", "error", "unknown", "waived", "declared", "pass", "not-applicable"] as const;
  const told = statuses.flatMap((status) => checks[status].slice(0, MOST_ROWS[status] ?? 0));
  const rows = told.map(({ stack, verdict }) => [
    [name(verdict.subject), ...origin(stack, verdict, several)],
    statusBadge(verdict.status),
    [verdict.message ? html`<bdi class="why">${verdict.message}</bdi> ` : "", observed(verdict), covered(verdict)],
  ]);
  const columns = [{ title: "Subject" }, { title: "Result" }, { title: "Observed" }];
  return [
    rows.length > 0 ? table(html`Checks of <code>${policy.id}</code>`, columns, rows) : "",
    statuses.map((status) => theRest(status, checks[status].slice(MOST_ROWS[status] ?? 0))),
  ];
}

const covered = ({ status, waiver }: Verdict): Content =>
  status === "waived" && waiver
    ? html`<small><a href="#waivers">${waiver.id}</a> until ${waiver.expires}, approved by ${waiver.approver}</small>`
    : "";

function origin(stack: JudgedStack, { position }: Verdict, several: boolean): Content[] {
  const parts = [several ? stackName(stack) : "", place(stack, position)].filter((part) => part !== "");
  return parts.map((part) => html`<small><bdi>${part}</bdi></small>`);
}

/** Everything that got no row, by reason, the subjects named one after the other. */
function theRest(status: Status, checks: readonly Check[]): Content {
  const byMessage = new Map<string, string[]>();
  for (const { verdict } of checks) {
    const why = status === "not-applicable" ? (verdict.message ?? "") : "";
    const subjects = byMessage.get(why);
    if (subjects) subjects.push(verdict.subject);
    else byMessage.set(why, [verdict.subject]);
  }
  return [...byMessage].map(
    ([why, subjects]) =>
      html`<p class="rest">
        ${statusBadge(status)}
        ${count(subjects.length, status === "not-applicable" ? "subject" : "more subject")}${why ? `, ${why}` : ""}:
        <span class="subjects">${subjects.join(", ")}</span>
      </p> `,
  );
}

const parameterTable = ({ parameters }: JudgedPolicy): Markup =>
  table(
    "Parameters in force",
    [{ title: "Parameter" }, { title: "Value" }, { title: "Meaning" }, { title: "Set by" }],
    parameters.map(({ name: parameter, value, description, from, source }) => [
      html`<code>${parameter}</code>`,
      html`<code class="value">${shownValue(value)}</code>`,
      description,
      from === "configuration" ? "configuration" : ["default", source ? `: ${source}` : ""],
    ]),
  );
