import { obstacles, unique } from "../grouping";
import type { Report } from "../report";
import { policiesById } from "../summary";
import { count, number } from "../text";
import { html, joined, type Content } from "./markup";
import { name, policyLink, section, statusBadge, table } from "./parts";

const MOST_OBSTACLES = 200;

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
