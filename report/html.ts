import { controls } from "./html/controls";
import { renderDocument } from "./html/document";
import { findings, notJudged } from "./html/findings";
import { html, type Content } from "./html/markup";
import { masthead, outcomeTitles, overview } from "./html/overview";
import { policies } from "./html/policies";
import { assumptions, provenance } from "./html/provenance";
import { script } from "./html/script";
import { style } from "./html/style";
import { toolbar } from "./html/toolbar";
import type { Report } from "./report";
import { stackName, summarize, type Summary } from "./summary";
import { count, number } from "./text";

/** The report as one page that needs nothing else: no network, no script to be read, paper and phones included. */
export function renderHtml(report: Report, { digest }: { digest?: string } = {}): string {
  const summary = summarize(report);
  const title = [outcomeTitles[summary.outcome], scopeTitle(report), "TrailWatch audit report"].join(" · ");
  return renderDocument({
    title,
    skip: "Skip to the findings",
    masthead: masthead(report, summary),
    links: contents(report, summary),
    main: html`${overview(report, summary)} ${toolbar(report)} ${findings(report, summary)} ${notJudged(report)}
    ${policies(report)} ${controls(report)} ${assumptions(report)} ${provenance(report, digest)}`,
    style,
    script,
  });
}

const scopeTitle = ({ stacks }: Report): string =>
  stacks.length === 1 ? stackName(stacks[0]) : count(stacks.length, "stack");

function contents({ stacks }: Report, { verdicts, policies }: Summary): Content[] {
  const undecided = verdicts.unknown + verdicts.error;
  const assumed = stacks.some(({ assumptions }) => assumptions.length > 0);
  return [
    html`<a href="#overview">Overview</a>`,
    html`<a href="#findings">Findings <span class="tally">${number(verdicts.fail)}</span></a>`,
    ...(undecided > 0
      ? [html`<a href="#not-judged">Not judged <span class="tally">${number(undecided)}</span></a>`]
      : []),
    html`<a href="#policies">Policies and evidence <span class="tally">${policies}</span></a>`,
    html`<a href="#controls">Controls</a>`,
    ...(assumed ? [html`<a href="#assumptions">Assumptions</a>`] : []),
    html`<a href="#provenance">Provenance and limits</a>`,
  ];
}
