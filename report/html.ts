import { createHash } from "node:crypto";
import { controls } from "./html/controls";
import { findings, notJudged } from "./html/findings";
import { html, Markup, type Content } from "./html/markup";
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
export function renderHtml(report: Report): string {
  const summary = summarize(report);
  const title = [outcomeTitles[summary.outcome], scopeTitle(report), "TrailWatch audit report"].join(" · ");
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${inline("style", style)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the findings</a>
        ${masthead(report, summary)}
        <div class="page">
          ${contents(report, summary)}
          <main id="main" tabindex="-1">
            ${overview(report, summary)} ${toolbar(report)} ${findings(report, summary)} ${notJudged(report)}
            ${policies(report)} ${controls(report)} ${assumptions(report)} ${provenance(report)}
          </main>
        </div>
        ${inline("script", script)}
      </body>
    </html>`;
  return `${page.text}\n`;
}

/** The text between the tags, to the letter: its hash is in the page. */
const inline = (tag: "style" | "script", text: string): Markup => new Markup(`<${tag}>${text}</${tag}>`);

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing is loaded, and only the page's own style and script are run, even if a name found its way around the escaping. */
const policy = [
  "default-src 'none'",
  `style-src ${hash(style)}`,
  `script-src ${hash(script)}`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

const scopeTitle = ({ stacks }: Report): string =>
  stacks.length === 1 ? stackName(stacks[0]) : count(stacks.length, "stack");

function contents({ stacks }: Report, { verdicts, policies }: Summary): Markup {
  const undecided = verdicts.unknown + verdicts.error;
  const assumed = stacks.some(({ assumptions }) => assumptions.length > 0);
  const links: Content[] = [
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
  return html`<nav aria-label="Contents">
    <ul>
      ${links.map((link) => html`<li>${link}</li>`)}
    </ul>
  </nav>`;
}
