import type { Status } from "../../policies/evaluate";
import { controlsByFramework, type EvidencedControl, type Gap } from "../controls";
import { gapStands } from "../controls-csv";
import { frameworks, type Strength } from "../../policies/frameworks/controls";
import { strengths } from "../../policies/frameworks/framework";
import type { Report } from "../report";
import { count } from "../text";
import { html, joined, type Content, type Markup } from "./markup";
import { badge, policyLink, section, standingBadge, standingWord, table } from "./parts";

/** Of each framework a page: which control is evidenced by what, how strongly, how that stands, and what nothing shows. */
export function controls(report: Report): Markup {
  return section("controls", "Controls", [
    html`<p class="lead">
      A policy is evidence for a control, not the control itself. <em>Direct</em>: it tests what the control asks.
      <em>Partial</em>: a part of it. <em>Supporting</em>: it helps without testing it. Whether a control is met is the
      assessor’s decision.
    </p> `,
    controlsByFramework(report).map(
      ({ framework, title, controls, gaps }) =>
        html`<details class="framework">
          <summary><span class="title">${title}</span> <span class="facts">${roll(controls, gaps)}</span></summary>
          <div class="body">
            ${note(frameworks[framework])}
            ${table(
              html`${title}: evidence by control`,
              [{ title: "Control" }, { title: "Strength" }, { title: "Stands" }, { title: "Evidence" }],
              controls.map((control) => [
                [control.control, html`<small>${control.asks}</small>`],
                html`<span class="word">${control.strength}</span>`,
                standing(control),
                [evidence(control), control.rest ? html`<small>Not shown by settings: ${control.rest}</small>` : ""],
              ]),
              controls.map(() => html` data-row`),
            )}
            ${
              gaps.length > 0
                ? table(
                    html`${title}: in scope, and no policy that was judged says anything about it`,
                    [{ title: "Control" }, { title: "Evidence" }, { title: "What shows it" }],
                    gaps.map((gap) => [
                      [gap.control, html`<small>${gap.asks}</small>`],
                      gapStands(gap),
                      gap.rest ?? "policies that this run left out",
                    ]),
                    gaps.map(() => html` data-row`),
                  )
                : ""
            }
          </div>
        </details> `,
    ),
  ]);
}

const note = ({ note: text }: { note?: string }): Content => (text ? html`<p>${text}</p>` : "");

/** Evidence that only supports a control, or shows a part of it, never says that it holds. */
const heldWords: Record<Strength, string> = { direct: "Holds", partial: "Holds in part", supporting: "Supported" };

const standing = ({ standing: stands, strength }: EvidencedControl): Markup =>
  stands === "pass" ? badge("good", "✓", heldWords[strength]) : standingBadge(stands);

/** The policies by strength; those that found nothing to judge are counted. */
function evidence({ by }: EvidencedControl): Content {
  const idle = by.filter(({ standing }) => standing === "not-applicable").length;
  const told = strengths.flatMap((strength) => {
    const policies = by.filter((each) => each.strength === strength && each.standing !== "not-applicable");
    if (policies.length === 0) return [];
    const links = policies.map(({ policy, standing }) => [
      policyLink(policy),
      standing === "pass" ? "" : html` <strong>(${standingWord(standing)})</strong>`,
    ]);
    return [html`<span class="why"><em>${strength}</em> ${joined(links, " · ")}</span>`];
  });
  return [told, idle > 0 ? html`<small>${count(idle, "policy")} found nothing to judge</small>` : ""];
}

function roll(controls: readonly EvidencedControl[], gaps: readonly Gap[]): string {
  const words: [Status, string][] = [
    ["fail", "with findings"],
    ["error", "in error"],
    ["unknown", "not fully judged"],
    ["waived", "waived"],
    ["declared", "declared"],
    ["pass", "without findings"],
    ["not-applicable", "with nothing to judge"],
  ];
  const parts = words.flatMap(([status, word]) => {
    const n = controls.filter(({ standing }) => standing === status).length;
    return n > 0 ? [`${n} ${word}`] : [];
  });
  if (gaps.length > 0) parts.push(`${gaps.length} without evidence from policies`);
  return `${count(controls.length + gaps.length, "control")}: ${parts.join(", ")}`;
}
