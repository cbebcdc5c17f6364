import type { Status } from "../../policies/evaluate";
import { controlsByFramework, type EvidencedControl } from "../controls";
import type { Report } from "../report";
import { count } from "../text";
import { html, joined, type Markup } from "./markup";
import { policyLink, section, standingBadge, table } from "./parts";

/** Which control is evidenced by what, how strongly, and how that evidence stands. */
export function controls(report: Report): Markup {
  return section("controls", "Controls", [
    html`<p class="lead">
      A policy is evidence for a control, not the control itself. <em>Direct</em>: it tests what the control asks.
      <em>Partial</em>: a part of it. <em>Supporting</em>: it helps without testing it. Whether a control is met is the
      assessor’s decision; controls that are not listed were not looked at.
    </p> `,
    controlsByFramework(report).map(
      ({ title, controls }) =>
        html`<details class="framework">
          <summary><span class="title">${title}</span> <span class="facts">${roll(controls)}</span></summary>
          <div class="body">
            ${table(
              html`${title}: evidence by control`,
              [{ title: "Control" }, { title: "Evidence" }, { title: "Stands" }],
              controls.map(({ control, by, standing }) => [
                control,
                joined(
                  by.map(({ policy, strength }) => html`${policyLink(policy)} <small>${strength}</small>`),
                  " · ",
                ),
                standingBadge(standing),
              ]),
              controls.map(() => html` data-row`),
            )}
          </div>
        </details> `,
    ),
  ]);
}

function roll(controls: readonly EvidencedControl[]): string {
  const words: [Status, string][] = [
    ["fail", "with findings"],
    ["error", "in error"],
    ["unknown", "not fully judged"],
    ["waived", "waived"],
    ["declared", "declared"],
    ["pass", "without findings"],
    ["not-applicable", "not applicable"],
  ];
  const parts = words.flatMap(([status, word]) => {
    const n = controls.filter(({ standing }) => standing === status).length;
    return n > 0 ? [`${n} ${word}`] : [];
  });
  return `${count(controls.length, "control")}: ${parts.join(", ")}`;
}
