import { failuresOf } from "./report.mjs";
import { command } from "./workflow-commands.mjs";

/** The runner shows ten of a kind for a step and drops the rest without a word. */
const MOST = 10;

/** The worst findings at their lines, and how many there are in all. */
export function annotationsOf(report) {
  const failures = failuresOf(report);
  const marked = failures.slice(0, MOST).map(({ stack, verdict, policy, decides, file }) =>
    command(
      decides ? "error" : "warning",
      {
        ...(file ? { file, line: Math.max(1, verdict.position.line), col: verdict.position.column } : {}),
        title: `${policy.severity}: ${policy.id}`,
      },
      `${verdict.urn ? verdict.subject : `${stack.project}/${stack.stack}`}: ${verdict.message ?? policy.title}\n${policy.remediation}`,
    ),
  );
  const more = failures.length - marked.length;
  const note = `${failures.length} findings; the worst ${marked.length} are marked, the summary and the report have all of them`;
  return [...marked, ...(more > 0 ? [command("notice", { title: "TrailWatch" }, note)] : [])].join("");
}
