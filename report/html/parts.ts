import type { Status, Verdict } from "../../policies/evaluate";
import type { ControlLink } from "../../policies/frameworks/controls";
import type { Severity } from "../../policies/policy";
import { strengths } from "../../policies/frameworks/framework";
import { namesByFramework } from "../controls";
import type { JudgedPolicy } from "../report";
import { shownValue } from "../text";
import { html, type Content, type Markup } from "./markup";

/** How a status is marked, said of one check and of a policy as a whole. Never by colour alone. */
const statuses: Record<Status, { mark: string; check: string; policy: string; tone: string }> = {
  fail: { mark: "✗", check: "Failed", policy: "Has findings", tone: "bad" },
  error: { mark: "!", check: "Error", policy: "Ended with an error", tone: "bad" },
  unknown: { mark: "?", check: "Not judged", policy: "Not fully judged", tone: "open" },
  waived: { mark: "≉", check: "Waived", policy: "Fails, waived", tone: "open" },
  declared: { mark: "≈", check: "Declared", policy: "Declared, not observed", tone: "open" },
  pass: { mark: "✓", check: "Passed", policy: "Holds", tone: "good" },
  "not-applicable": { mark: "–", check: "Not applicable", policy: "Not applicable", tone: "mute" },
};

export const badge = (tone: string, mark: string, text: string): Markup =>
  html`<span class="badge ${tone}"><span aria-hidden="true">${mark}</span> ${text}</span>`;

export const statusBadge = (status: Status): Markup =>
  badge(statuses[status].tone, statuses[status].mark, statuses[status].check);

export const standingBadge = (standing: Status): Markup =>
  badge(statuses[standing].tone, statuses[standing].mark, statuses[standing].policy);

export const standingWord = (standing: Status): string => statuses[standing].policy.toLowerCase();

const severityMarks: Record<Severity, string> = { critical: "▲▲", high: "▲", medium: "◆", low: "▽" };

export const severityBadge = (severity: Severity): Markup => badge(severity, severityMarks[severity], severity);

/** Text with code in backticks. */
export const prose = (text: string): Content[] =>
  text.split("`").map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));

/** A name from the judged program: its direction and its characters stay its own. */
export const name = (text: string): Markup => html`<bdi class="name">${text}</bdi>`;

export const policyLink = ({ id, title }: JudgedPolicy): Markup => html`<a href="#policy-${id}">${title}</a>`;

/** `direct CIS AWS 7.0.0 5.3 · PCI DSS 4.0.1 10.2.1, 10.2.2 supporting …` */
export function controlText(controls: readonly ControlLink[]): Content {
  if (controls.length === 0) return undefined;
  return strengths.flatMap((strength) => {
    const ofStrength = controls.filter((link) => link.strength === strength);
    const names = namesByFramework(ofStrength).map((name) =>
      name.replaceAll(" ", "\u00a0").replaceAll(",\u00a0", ", "),
    );
    return names.length > 0 ? [html`<span class="controls"><em>${strength}</em> ${names.join(" · ")}</span> `] : [];
  });
}

export const observed = ({ evidence, subject }: Verdict): Content =>
  evidence.length === 0
    ? undefined
    : evidence.map(
        ({ resource, stack, property, value }) =>
          html`<span class="evidence"
            >${resource === subject ? "" : [name(resource), " "]}<code>${property}</code> =
            <code class="value">${shownValue(value)}</code>${stack ? html` in <bdi>${stack}</bdi>` : ""}</span
          > `,
      );

/** A term and what is said about it; nothing where there is nothing to say. */
export const term = (title: string, text: Content): Markup | undefined =>
  text === undefined
    ? undefined
    : html`<div>
        <dt>${title}</dt>
        <dd>${text}</dd>
      </div> `;

export const terms = (list: Content): Markup => html`<dl>${list}</dl>`;

export interface Column {
  title: string;
  numeric?: boolean;
}

/** A table whose rows begin with their heading. On a narrow screen each cell carries its column's title. */
export const table = (
  caption: Content,
  columns: readonly Column[],
  rows: readonly Content[][],
  attributes?: Content[],
): Markup =>
  html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        ${columns.map(({ title, numeric }) => html`<th scope="col" ${numeric ? html` class="number"` : ""}>${title}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map((cells, row) => html`<tr${attributes?.[row]}>${cells.map((cell, i) => tableCell(cell, columns[i], i))}</tr>\n`)}
    </tbody>
  </table>`;

const tableCell = (cell: Content, { title, numeric }: Column, i: number): Markup =>
  i === 0
    ? html`<th scope="row">${cell}</th>`
    : html`<td data-title="${title}" ${numeric ? html` class="number"` : ""}>${cell}</td>`;

/** A heading with what belongs to it, reachable from the contents. */
export const section = (id: string, title: string, content: Content): Markup =>
  html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${content}
  </section> `;

const months = "January February March April May June July August September October November December".split(" ");

/** `21 November 2026, 02:40 UTC`; a time in any other form stays as it was handed in. */
export function time(iso: string): Markup {
  const [, year, month, day, clock] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?Z$/.exec(iso) ?? [];
  return html`<time datetime="${iso}"
    >${year ? `${Number(day)} ${months[Number(month) - 1]} ${year}, ${clock} UTC` : iso}</time
  >`;
}
