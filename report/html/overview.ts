import { severities } from "../../policies/policy";
import { assumptionsOf } from "../grouping";
import type { Report } from "../report";
import {
  countByPolicy,
  countResources,
  countVerdicts,
  decides,
  stackName,
  type Outcome,
  type Summary,
} from "../summary";
import { count, number } from "../text";
import { html, joined, type Content, type Markup } from "./markup";
import { name, policyLink, prose, section, severityBadge, table, time } from "./parts";

export const outcomeTitles: Record<Outcome, string> = { passed: "Passed", failed: "Failed", incomplete: "Incomplete" };

const outcomeMarks: Record<Outcome, string> = {
  passed: "M14 25l7 7 14-16",
  failed: "M16 16l16 16M32 16L16 32",
  incomplete: "M18 19a6 6 0 1 1 8 5.6c-1.5.6-2 1.5-2 3.4M24 33.9v.1",
};

/** Stacks that are named above the overview; all of them are in its table. */
const MOST_STACKS = 6;

/** The verdict, before anything else. */
export function masthead(report: Report, summary: Summary): Markup {
  const stacks = report.stacks.map((stack) => name(stackName(stack)));
  const more = stacks.length > MOST_STACKS ? [` and ${stacks.length - MOST_STACKS} more`] : [];
  const assumed = assumptionsOf(report.stacks).length;
  const extent = [
    count(summary.resources, "resource"),
    count(summary.policies, "policy"),
    count(
      Object.values(summary.verdicts).reduce((sum, n) => sum + n),
      "check",
    ),
    ...(assumed > 0 ? [html`<a href="#assumptions">${count(assumed, "assumption")}</a>`] : []),
  ];
  return html`<header class="masthead ${summary.outcome}">
    <div class="inner">
      <p class="eyebrow">TrailWatch audit report <span class="when">${time(report.judgedAt)}</span></p>
      <div class="verdict">
        <svg class="seal" viewBox="0 0 48 48" aria-hidden="true">
          <circle cx="24" cy="24" r="22" />
          <path d="${outcomeMarks[summary.outcome]}" />
        </svg>
        <div>
          <h1>${outcomeTitles[summary.outcome]}</h1>
          <p class="reason">${capital(summary.reason)}.</p>
          ${onlyNew(report, summary)}
        </div>
      </div>
      <p class="scope">${joined(stacks.slice(0, MOST_STACKS), " · ")}${more}</p>
      <p class="extent">${joined(extent, " · ")}</p>
    </div>
  </header> `;
}

/** A run that only new findings can fail must not be taken for one without any. */
function onlyNew({ command, comparedWith, stacks }: Report, { verdicts }: Summary): Content {
  if (!command.onlyNew || !comparedWith) return undefined;
  const before = stacks.flatMap((stack) => stack.verdicts.filter(({ change }) => change === "still-there")).length;
  return html`<p class="only-new">
    Only findings that are <a href="#changes">new</a> since ${time(comparedWith.judgedAt)} can fail this run:
    ${number(before)} of the ${count(verdicts.fail, "finding")} below ${before === 1 ? "was" : "were"} there before.
  </p>`;
}

/** Counts, the share of each, and a row for each stack. */
export function overview(report: Report, summary: Summary): Markup {
  const { pass, fail, unknown, error, waived, declared, "not-applicable": notApplicable } = summary.verdicts;
  const bySeverity = severities
    .filter((severity) => summary.findings[severity] > 0)
    .map((severity) => `${number(summary.findings[severity])} ${severity}`);
  const figures: (readonly [tone: string, n: number, label: string, detail: string])[] = [
    ["bad", fail, fail === 1 ? "finding" : "findings", bySeverity.join(", ")],
    [
      "open",
      unknown + error,
      "not judged",
      error > 0 ? `${count(error, "error")} of a policy` : "values not known yet",
    ],
    [
      "good",
      pass,
      "passed",
      declared > 0 ? `and ${number(declared)} declared, not observed` : "each with its evidence",
    ],
    ...(waived > 0 ? [["open", waived, "waived", "each until a day"] as const] : []),
    ["mute", notApplicable, "not applicable", "each with its reason"],
  ];
  return section("overview", "Overview", [
    html`<ul class="figures">
      ${figures.map(([tone, n, label, detail]) => html`<li class="figure ${n > 0 ? tone : "none"}"><strong>${number(n)}</strong> <span>${label}</span> ${n > 0 ? html`<small>${detail}</small>` : ""}</li> `)}
    </ul> `,
    shares(summary),
    stackTable(report),
    mendFirst(report),
  ]);
}

function shares({ verdicts }: Summary): Content {
  const parts: [tone: string, label: string, n: number][] = [
    ["bad", "failed", verdicts.fail],
    ["open", "not judged", verdicts.unknown + verdicts.error],
    ["open", "waived", verdicts.waived],
    ["open", "declared", verdicts.declared],
    ["good", "passed", verdicts.pass],
    ["mute", "not applicable", verdicts["not-applicable"]],
  ];
  const all = parts.reduce((sum, [, , n]) => sum + n, 0);
  if (all === 0) return undefined;
  let x = 0;
  const bars = parts.map(([tone, , n]) => {
    const width = (100 * n) / all;
    const bar = html`<rect class="${tone}" x="${x.toFixed(2)}" width="${width.toFixed(2)}" height="4" />`;
    x += width;
    return n > 0 ? bar : "";
  });
  const words = parts.map(([, label, n]) => `${number(n)} ${label}`).join(", ");
  return html`<svg
    class="shares"
    viewBox="0 0 100 4"
    preserveAspectRatio="none"
    role="img"
    aria-label="Of ${count(all, "check")}: ${words}"
  >
    ${bars}
  </svg> `;
}

/** Policies that are named first; each mends as many findings as it has. */
const MOST_POLICIES = 8;

/** Where mending begins: the policies that fail the run, the worst first, then the one with most findings. */
function mendFirst(report: Report): Content {
  const countsOf = countByPolicy(report);
  const failed = report.policies
    .filter((policy) => countsOf(policy.id).fail > 0)
    .sort(
      (a, b) =>
        Number(decides(b, report)) - Number(decides(a, report)) ||
        severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
        countsOf(b.id).fail - countsOf(a.id).fail,
    );
  if (failed.length === 0) return undefined;
  const more = failed.length - MOST_POLICIES;
  return [
    table(
      "What to mend first",
      [{ title: "Policy" }, { title: "Severity" }, { title: "How to mend" }, { title: "Findings", numeric: true }],
      failed
        .slice(0, MOST_POLICIES)
        .map((policy) => [
          policyLink(policy),
          severityBadge(policy.severity),
          prose(policy.remediation),
          number(countsOf(policy.id).fail),
        ]),
    ),
    more > 0 ? html`<p class="note">and ${count(more, "more policy")} with findings.</p>` : "",
  ];
}

const origins: Record<Report["stacks"][number]["origin"], string> = {
  program: "Program, run offline",
  state: "Exported state",
  preview: "Preview of the Pulumi engine",
};

function stackTable({ stacks }: Report): Markup {
  const numeric = true;
  const columns = [
    { title: "Stack" },
    { title: "Read from" },
    { title: "Account and region" },
    { title: "Resources", numeric },
    { title: "Findings", numeric },
    { title: "Not judged", numeric },
    { title: "Passed", numeric },
  ];
  const rows = stacks.map((stack) => {
    const { pass, fail, unknown, error } = countVerdicts(stack);
    return [
      name(stackName(stack)),
      [origins[stack.origin], stack.path === "." ? "" : html` <code>${stack.path}</code>`],
      [
        stack.account ?? "account not known",
        ", ",
        html`<span class="word">${stack.region ?? "region not known"}</span>`,
      ],
      number(countResources(stack)),
      number(fail),
      number(unknown + error),
      number(pass),
    ];
  });
  return table("Stacks that were judged", columns, rows);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
