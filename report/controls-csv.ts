import { controlsByFramework, type Gap } from "./controls";
import { renderCsv, type Cell } from "./csv";
import { runId } from "./identity";
import type { Report } from "./report";

/** Every control in scope of the frameworks: what evidences it, how strongly, how that stands, and what nothing shows. */
export const renderControlsCsv = (report: Report): string => renderCsv(controlColumns, controlRows(report));

export const controlColumns = [
  ...["run_id", "evaluated_at", "framework", "framework_title", "control", "asks"],
  ...["evidence", "stands", "policies", "policies_with_findings", "not_shown_by_settings"],
];

export function controlRows(report: Report): Cell[][] {
  const run = [runId(report), report.judgedAt];
  return controlsByFramework(report).flatMap(({ framework, title, controls, gaps }) => [
    ...controls.map(({ control, asks, rest, strength, by, standing }): Cell[] => [
      ...[...run, framework, title, control, asks, strength, standing],
      by.map((each) => `${each.policy.id} (${each.strength}, ${each.standing})`).join("; "),
      by
        .filter((each) => each.standing === "fail")
        .map(({ policy }) => policy.id)
        .join("; "),
      rest,
    ]),
    ...gaps.map((gap): Cell[] => [
      ...[...run, framework, title, gap.control, gap.asks],
      ...[gap.report ?? "none", gapStands(gap), "", "", gap.rest],
    ]),
  ]);
}

/** Why nothing that was judged evidences a control. */
export function gapStands({ evidence, report }: Gap): string {
  if (report) return "this report, retained";
  return evidence === "inherited" || evidence === "manual" ? evidence : "not evidenced";
}
