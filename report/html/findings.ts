import type { Waiver } from "../../policies/evaluate";
import type { Link } from "../../policies/policy";
import { findingsBySubject, obstacles, unique, type Finding, type Subject } from "../grouping";
import { place } from "../place";
import type { JudgedPolicy, JudgedStack, Report, ReportedVerdict } from "../report";
import { decides, policiesById, stackName, type Summary } from "../summary";
import { count, number, typeName } from "../text";
import { html, joined, type Content, type Markup } from "./markup";
import {
  badge,
  controlText,
  name,
  observed,
  policyLink,
  prose,
  section,
  severityBadge,
  statusBadge,
  table,
  term,
  terms,
} from "./parts";

/** Findings that are told in full, the worst of each stack first; every other one is named below its policy. */
const MOST_FINDINGS = 500;
const MOST_OBSTACLES = 200;

export function findings(report: Report, { verdicts }: Summary): Markup {
  const policyOf = policiesById(report);
  const demands = new Map(report.policies.map((policy) => [policy, demand(policy)]));
  const demandOf: DemandOf = ({ policy, verdict }) => [
    demands.get(policy),
    term("Weight", weight(policy, verdict, report)),
  ];
  let told = 0;
  const stacks = report.stacks.flatMap((stack, i) => {
    const cards: Markup[] = [];
    for (const subject of findingsBySubject(stack, policyOf)) {
      if (told >= MOST_FINDINGS) break;
      told += subject.length;
      cards.push(subjectFindings(stack, i, subject, demandOf));
    }
    return cards.length > 0
      ? [
          html`<div class="stack" data-group>
            <h3>${name(stackName(stack))}</h3>
            ${cards}
          </div> `,
        ]
      : [];
  });
  return section("findings", "Findings", [
    verdicts.fail === 0 ? html`<p class="empty">${statusBadge("pass")} No check failed.</p>` : "",
    stacks,
    verdicts.fail > told
      ? html`<p class="note">
          ${count(verdicts.fail - told, "further finding")}: every subject is named below its policy, under
          <a href="#policies">Policies</a>, and in full in the JSON report.
        </p>`
      : "",
  ]);
}

type DemandOf = (finding: Finding) => Content;

/** What every finding of a policy says alike. */
const demand = (policy: JudgedPolicy): Content => [
  term("Expected", policyLink(policy)),
  term("How to mend", prose(policy.remediation)),
  term("Controls", controlText(policy.controls)),
];

/** Why a finding does not fail the run; nothing where it does. */
function weight(policy: JudgedPolicy, { change }: ReportedVerdict, report: Report): string | undefined {
  const { failOn, onlyNew } = report.command;
  if (policy.level === "advisory") return "Advisory: does not fail the run";
  if (!decides(policy, report)) return `Below --fail-on ${failOn}: does not fail the run`;
  return onlyNew && change === "still-there" ? "There before: does not fail the run" : undefined;
}

function subjectFindings(stack: JudgedStack, i: number, subject: Subject, demandOf: DemandOf): Markup {
  const [{ verdict }] = subject;
  const where = place(stack, verdict.position);
  return html`<article class="subject" data-group>
    <h4>${name(verdict.urn === undefined ? stackName(stack) : verdict.subject)}</h4>
    <p class="about">
      ${verdict.urn === undefined ? "the stack as a whole" : typeName(verdict.type ?? "")}${where ? [" · ", html`<bdi><code>${where}</code></bdi>`] : ""}
    </p>
    ${subject.map((finding) => findingCard(finding, i, demandOf(finding)))}
  </article> `;
}

const findingCard = ({ verdict, policy }: Finding, i: number, asked: Content): Markup =>
  html`<div class="finding" data-row data-severity="${policy.severity}" data-stack="${i}">
    <p class="message">
      ${severityBadge(policy.severity)} ${verdict.change === "new" ? badge("bad", "+", "new") : ""}
      <strong>${verdict.message ?? policy.title}</strong>
    </p>
    ${terms([term("Chain", verdict.chain && chain(verdict.chain)), term("Observed", observed(verdict)), term("Waiver", verdict.waiver && ended(verdict.waiver)), asked])}
  </div> `;

const ended = ({ id, expires }: Waiver): Content => html`${id} no longer covers it, its last day was ${expires}`;

/** The links in a row; the one at which the chain breaks says so. */
const chain = (links: readonly Link[]): Markup =>
  html`<ol class="chain">
    ${links.map(
      (link) =>
        html`<li${link.broken === undefined ? "" : html` class="broken"`}>${link.noun} ${name(link.name)}${link.broken === undefined ? "" : html` <span class="break"><span aria-hidden="true">⨯</span> broken here</span>`}</li>`,
    )}
  </ol>`;

export function notJudged(report: Report): Content {
  const reasons = obstacles(report.stacks);
  if (reasons.length === 0) return undefined;
  const policyOf = policiesById(report);
  const told = reasons.slice(0, MOST_OBSTACLES);
  const rows = told.map(({ stack, status, message, verdicts }) => [
    [html`<bdi>${message}</bdi>`, html`<small>${name(stack)}</small>`],
    statusBadge(status),
    joined(
      unique(verdicts.map(({ policy }) => policy)).map((id) => policyLink(policyOf(id))),
      " · ",
    ),
    number(verdicts.length),
  ]);
  const more = reasons.length - told.length;
  return section("not-judged", "What could not be judged", [
    html`<p class="lead">
      These checks prove nothing, neither good nor bad. A value that is not known before deployment is known in the
      state: judge the exported state after it.
    </p>`,
    table(
      "What stood in the way, and of which policies",
      [{ title: "Reason" }, { title: "Result" }, { title: "Policies" }, { title: "Checks", numeric: true }],
      rows,
      told.map(() => html` data-row`),
    ),
    more > 0 ? html`<p class="note">${count(more, "further reason")} in the JSON report.</p>` : "",
  ]);
}
