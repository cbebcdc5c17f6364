import { controls } from "./html/controls";
import { renderDocument } from "./html/document";
import { findings } from "./html/findings";
import { html, type Content } from "./html/markup";
import { notJudged } from "./html/not-judged";
import { masthead, outcomeTitles, overview } from "./html/overview";
import { policies } from "./html/policies";
import { assumptions, logged, provenance } from "./html/provenance";
import { script } from "./html/script";
import { style } from "./html/style";
import { toolbar } from "./html/toolbar";
import { changes, declared, waivers } from "./html/waivers";
import { checksOf } from "./grouping";
import { runId } from "./identity";
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
    main: html`${overview(report, summary)} ${toolbar(report)} ${changes(report)} ${findings(report, summary)}
    ${notJudged(report)} ${waivers(report)} ${declared(report)} ${policies(report)} ${controls(report)}
    ${assumptions(report)} ${logged(report)} ${provenance(report, digest)}`,
    style: `${style}${footer(report, digest)}`,
    script,
  });
}

/** On paper each page says which run it belongs to. */
const footer = (report: Report, digest?: string): string =>
  `@page{@bottom-left{content:"TrailWatch run ${runId(report)}${digest ? `, report.json ${digest}` : ""}";font:7pt sans-serif}}`;

const scopeTitle = ({ stacks }: Report): string =>
  stacks.length === 1 ? stackName(stacks[0]) : count(stacks.length, "stack");

function contents(report: Report, { verdicts, policies }: Summary): Content[] {
  const { stacks, comparedWith } = report;
  const undecided = verdicts.unknown + verdicts.error;
  const covered = checksOf(report).filter(({ verdict }) => verdict.waiver).length;
  const links: [there: boolean, id: string, title: string, tally?: number][] = [
    [true, "overview", "Overview"],
    [comparedWith !== undefined, "changes", "Since the last run"],
    [true, "findings", "Findings", verdicts.fail],
    [undecided > 0, "not-judged", "Not judged", undecided],
    [true, "waivers", "Waivers", covered],
    [verdicts.declared > 0, "declared", "Declared", verdicts.declared],
    [true, "policies", "Policies and evidence", policies],
    [true, "controls", "Controls"],
    [stacks.some(({ assumptions }) => assumptions.length > 0), "assumptions", "Assumptions"],
    [stacks.some(({ log = [] }) => log.length > 0), "log", "Logged"],
    [true, "provenance", "Provenance and limits"],
  ];
  return links
    .filter(([there]) => there)
    .map(([, id, title, tally]) =>
      tally === undefined
        ? html`<a href="#${id}">${title}</a>`
        : html`<a href="#${id}">${title} <span class="tally">${number(tally)}</span></a>`,
    );
}
