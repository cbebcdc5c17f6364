import type { Waiver } from "../../policies/evaluate";
import type { Link } from "../../policies/policy";
import { ofNewestEdition } from "../controls";
import { findingsBySubject, grouped, rank, type Finding, type Subject } from "../grouping";
import { place } from "../place";
import type { JudgedPolicy, JudgedStack, Report } from "../report";
import { decides, policiesById, stackName, type Summary } from "../summary";
import { count, number, typeName } from "../text";
import { html, type Content, type Markup } from "./markup";
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
  term,
  terms,
} from "./parts";

/** Findings that are told in full, the worst of all stacks; the others get a line each. */
const MOST_IN_FULL = 250;
/** Findings that are told at all; every other one is named below its policy. */
const MOST_TOLD = 10_000;

/** The findings about one subject, with the stack that it is in. */
interface Told {
  stack: JudgedStack;
  i: number;
  subject: Subject;
}

export function findings(report: Report, { verdicts }: Summary): Markup {
  const policyOf = policiesById(report);
  const subjects = report.stacks.flatMap((stack, i) =>
    findingsBySubject(stack, policyOf).map((subject): Told => ({ stack, i, subject })),
  );
  // Array.sort is stable: what is equally bad stays in the order of the stacks.
  const ranked = [...subjects].sort((a, b) => rank(a.subject[0]) - rank(b.subject[0]));
  const inFull = new Set(worst(ranked, MOST_IN_FULL));
  const told = new Set(worst(ranked, MOST_TOLD));
  const untold = verdicts.fail - tally(told);
  const demands = new Map(report.policies.map((policy) => [policy, demand(policy)]));
  const full = (finding: Finding, i: number): Markup => findingCard(finding, i, demands.get(finding.policy), report);
  const cards = subjects
    .filter((each) => told.has(each))
    .map((each) => ({ ...each, card: subjectFindings(each, inFull.has(each) ? full : line(report)) }));
  return section("findings", "Findings", [
    verdicts.fail === 0 ? html`<p class="empty">${statusBadge("pass")} No check failed.</p>` : "",
    told.size > inFull.size
      ? html`<p class="note">
          The worst ${number(tally(inFull))} of ${count(verdicts.fail, "finding")} are told in full, the others in a
          line each. What is expected, how to mend it and the controls stand where the title of the policy leads.
        </p>`
      : "",
    [...grouped(cards, ({ stack }) => stack)].map(
      ([stack, ofStack]) =>
        html`<div class="stack" data-group>
          <h3>${name(stackName(stack))}</h3>
          ${ofStack.map(({ card }) => card)}
        </div> `,
    ),
    untold > 0
      ? html`<p class="note">
          ${count(untold, "further finding")}: every subject is named below its policy, under
          <a href="#policies">Policies</a>, and in full in the JSON report.
        </p>`
      : "",
  ]);
}

const tally = (told: Iterable<Told>): number => [...told].reduce((sum, { subject }) => sum + subject.length, 0);

/** As many subjects as have this many findings together. */
function worst(ranked: readonly Told[], most: number): Told[] {
  let findings = 0;
  const rest = ranked.findIndex(({ subject }) => (findings += subject.length) > most);
  return rest === -1 ? [...ranked] : ranked.slice(0, rest);
}

/** What every finding of a policy says alike. */
const demand = (policy: JudgedPolicy): Content => [
  term("Expected", policyLink(policy)),
  term("How to mend", prose(policy.remediation)),
  term("Controls", controlText(ofNewestEdition(policy.controls))),
];

/** Why a finding does not fail the run; nothing where it does. */
function weight({ policy, verdict: { change } }: Finding, report: Report): string | undefined {
  const { failOn, onlyNew } = report.command;
  if (policy.level === "advisory") return "Advisory: does not fail the run";
  if (!decides(policy, report)) return `Below --fail-on ${failOn}: does not fail the run`;
  return onlyNew && change === "still-there" ? "There before: does not fail the run" : undefined;
}

function subjectFindings({ stack, i, subject }: Told, tell: (finding: Finding, i: number) => Markup): Markup {
  const [{ verdict }] = subject;
  const where = place(stack, verdict.position);
  return html`<article class="subject" data-group>
    <h4>${name(verdict.urn === undefined ? stackName(stack) : verdict.subject)}</h4>
    <p class="about">
      ${verdict.urn === undefined ? "the stack as a whole" : typeName(verdict.type ?? "")}${where ? [" · ", html`<bdi><code>${where}</code></bdi>`] : ""}
    </p>
    ${subject.map((finding) => tell(finding, i))}
  </article> `;
}

const findingCard = (finding: Finding, i: number, asked: Content, report: Report): Markup => {
  const { verdict, policy } = finding;
  return html`<div class="finding" data-row data-severity="${policy.severity}" data-stack="${i}">
    <p class="message">${message(finding)}</p>
    ${terms([term("Chain", verdict.chain && chain(verdict.chain)), term("Observed", observed(verdict)), term("Waiver", verdict.waiver && ended(verdict.waiver)), asked, term("Weight", weight(finding, report))])}
  </div> `;
};

/** A finding in one line; its policy, where the line leads, has the rest. */
const line =
  (report: Report) =>
  (finding: Finding, i: number): Markup => {
    const light = weight(finding, report);
    return html`<p class="finding" data-row data-severity="${finding.policy.severity}" data-stack="${i}">
      ${message(finding)} ${policyLink(finding.policy)}${light ? html` <small>${light}</small>` : ""}
    </p>`;
  };

const message = ({ verdict, policy }: Finding): Content => [
  severityBadge(policy.severity),
  " ",
  verdict.change === "new" ? badge("bad", "+", "new") : "",
  html` <strong>${verdict.message ?? policy.title}</strong>`,
];

const ended = ({ id, expires }: Waiver): Content => html`${id} no longer covers it, its last day was ${expires}`;

/** The links in a row; the one at which the chain breaks says so. */
const chain = (links: readonly Link[]): Markup =>
  html`<ol class="chain">
    ${links.map(
      (link) =>
        html`<li${link.broken === undefined ? "" : html` class="broken"`}>${link.noun} ${name(link.name)}${link.broken === undefined ? "" : html` <span class="break"><span aria-hidden="true">⨯</span> broken here</span>`}</li>`,
    )}
  </ol>`;
