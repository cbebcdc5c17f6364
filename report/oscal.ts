import { runId, uuidOf } from "./identity";
import { laidOut } from "./layout";
import { controlToken, listed, metadata, NO_CONTROL } from "./oscal/parts";
import { results } from "./oscal/results";
import type { Report } from "./report";
import { summarize } from "./summary";
import { visible } from "./text";

/**
 * OSCAL assessment results: an objective for each policy, an observation for each check, a finding for each policy that was
 * decided, a risk for each that fails. A control is named where a policy says something about it, and never found satisfied:
 * that is the assessor's to decide. https://pages.nist.gov/OSCAL/learn/concepts/layer/assessment/assessment-results/
 */
export function renderOscal(report: Report): string {
  const run = runId(report);
  const plan = uuidOf("plan", run);
  const { reason } = summarize(report);
  const judged = report.policies.filter(({ level }) => level !== "disabled");
  const document = {
    "assessment-results": {
      uuid: uuidOf("assessment-results", run),
      metadata: metadata(`TrailWatch: ${reason}`, report),
      "import-ap": { href: `#${plan}` },
      "local-definitions": listed(
        "objectives-and-methods",
        judged.map(({ id, title, description, controls }) => ({
          "control-id": controls.length > 0 ? controlToken(controls[0].control) : NO_CONTROL,
          description,
          parts: [{ id, name: "objective", prose: title }],
        })),
      ),
      results: results(report, judged),
      "back-matter": {
        resources: [
          {
            ...{ uuid: plan, title: "The policies of TrailWatch, as an assessment plan" },
            description: `Repeat with: ${visible(report.command.line)}`,
          },
        ],
      },
    },
  };
  return laidOut(document, 5);
}
