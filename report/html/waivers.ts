import { checksOf } from "../grouping";
import type { Report } from "../report";
import { stackName } from "../summary";
import { count } from "../text";
import { html, joined, type Content, type Markup } from "./markup";
import { name, observed, policyLink, section, statusBadge, table, time } from "./parts";

/**
 * Everything under a waiver, and everything under one that no longer holds: who answers for what, until when, and why. Where there is
 * none, that is said as well: a reader who asks for exceptions must not wonder whether they were left out.
 */
export function waivers(report: Report): Content {
  const covered = checksOf(report).filter(({ verdict }) => verdict.waiver);
  const files = report.waivers ?? [];
  if (covered.length + files.length === 0)
    return section(
      "waivers",
      "Waivers",
      html`<p class="empty">No file of waivers was read: nobody waived anything.</p>`,
    );
  const rows = covered.flatMap(({ stack, verdict, policy }) => {
    const { waiver, status, subject, message } = verdict;
    if (!waiver) return [];
    return [
      [
        [
          html`<span class="id">${waiver.id}</span>`,
          html`<small>${waiver.kind.replaceAll("-", " ")}, ${waiver.ticket}</small>`,
        ],
        [
          policyLink(policy),
          html`<small>${name(subject)} in ${stackName(stack)}</small>`,
          html`<bdi class="why">${message}</bdi>`,
        ],
        [
          status === "waived" ? waiver.expires : html`<strong>${waiver.expires}, no longer</strong>`,
          " ",
          statusBadge(status),
        ],
        [waiver.approver, html`<small>on ${waiver.approvedOn}, for ${waiver.owner}</small>`],
        [waiver.reason, waiver.compensatingControl ? html`<small>Instead: ${waiver.compensatingControl}</small>` : ""],
      ],
    ];
  });
  const remarks = files.flatMap((file) => file.remarks);
  const columns = ["Waiver", "Covers", "Until", "Approved by", "Reason"].map((title) => ({ title }));
  return section("waivers", "Waivers", [
    html`<p class="lead">
      A waiver hides nothing: what it covers fails, and counts as neither passed nor met. After its last day the finding
      counts again.
    </p>`,
    remarks.length > 0
      ? html`<ul class="limits">
          ${remarks.map((remark) => html`<li>${remark}</li> `)}
        </ul>`
      : "",
    rows.length > 0
      ? table(
          "Findings under a waiver",
          columns,
          rows,
          rows.map(() => html` data-row`),
        )
      : html`<p class="empty">No finding is under a waiver.</p>`,
    files.map(
      ({ path, digest, commit }) =>
        html`<p class="note">
          Read from <code>${path}</code>, SHA-256
          <code>${digest}</code>${commit ? html`, commit <code>${commit}</code>` : ", not committed as it was read"}.
        </p>`,
    ),
  ]);
}

/** What somebody answers for without that anything shows it. */
export function declared(report: Report): Content {
  const said = checksOf(report).filter(({ verdict }) => verdict.status === "declared");
  if (said.length === 0) return undefined;
  const rows = said.map(({ stack, verdict, policy }) => [
    [policyLink(policy), html`<small>${name(verdict.subject)} in ${stackName(stack)}</small>`],
    [html`<bdi>${verdict.message}</bdi>`, " ", observed(verdict)],
  ]);
  return section("declared", "Declared, not observed", [
    html`<p class="lead">
      Somebody said that these hold, in a setting of the run; nothing that was read shows it. Ask for the evidence.
    </p>`,
    table(
      "Declarations",
      [{ title: "About" }, { title: "What was declared" }],
      rows,
      rows.map(() => html` data-row`),
    ),
  ]);
}

const MOST_CHANGES = 200;

/** What an earlier run had found and this one has not, and the other way round. */
export function changes(report: Report): Content {
  const { comparedWith, stacks } = report;
  if (!comparedWith) return undefined;
  const fixed = stacks.flatMap((stack) => (stack.fixed ?? []).map((verdict) => ({ stack, verdict })));
  const failures = checksOf(report).filter(({ verdict }) => verdict.status === "fail");
  const added = failures.filter(({ verdict }) => verdict.change === "new");
  const still = failures.filter(({ verdict }) => verdict.change === "still-there").length;
  const titles = new Map(report.policies.map((policy) => [policy.id, policy]));
  const rows = [
    ...added.map(({ stack, verdict }) => ({ stack, verdict, badge: html`<span class="badge bad">+ New</span>` })),
    ...fixed.map((each) => ({ ...each, badge: html`<span class="badge good">✓ Fixed</span>` })),
  ];
  const told = rows.slice(0, MOST_CHANGES).map(({ stack, verdict, badge }): Content[] => {
    const policy = titles.get(verdict.policy);
    return [
      [name(verdict.subject), html`<small>${stackName(stack)}</small>`],
      badge,
      [policy ? policyLink(policy) : verdict.policy, " ", html`<bdi class="why">${verdict.message}</bdi>`],
    ];
  });
  const facts = [
    count(added.length, "new finding"),
    `${count(fixed.length, "finding")} fixed`,
    `${count(still, "finding")} still there`,
  ];
  return section("changes", "Since the last run", [
    html`<p class="lead">
      Compared with <code>${comparedWith.path}</code> of ${time(comparedWith.judgedAt)}: ${joined(facts, ", ")}.
    </p>`,
    told.length > 0
      ? table(
          "New and fixed",
          ["Subject", "Change", "Finding"].map((title) => ({ title })),
          told,
          told.map(() => html` data-row`),
        )
      : "",
    rows.length > told.length
      ? html`<p class="note">${count(rows.length - told.length, "further change")} in the JSON report.</p>`
      : "",
  ] satisfies (Markup | string)[]);
}
