import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { annotationsOf } from "./annotations.mjs";
import { keepComment } from "./comment.mjs";
import { readEvent } from "./event.mjs";
import { readReport } from "./report.mjs";
import { command, fittingSummary } from "./workflow-commands.mjs";

/** Tells people what the check found: at the lines, in the summary of the run, in a comment on the pull request. */

const {
  TRAILWATCH_OUT: out = "trailwatch-report",
  TRAILWATCH_NAME: name = "trailwatch",
  TRAILWATCH_COMMENT: wantsComment,
  TRAILWATCH_ANNOTATIONS: wantsAnnotations,
  TRAILWATCH_TOKEN: token,
  GITHUB_STEP_SUMMARY: summary,
  GITHUB_API_URL: api = "https://api.github.com",
  GITHUB_REPOSITORY: repository,
} = process.env;

const report = readReport(out);
const markdown = join(out, "summary.md");
const text = existsSync(markdown) ? readFileSync(markdown, "utf8") : "";

if (report && wantsAnnotations === "true") process.stdout.write(annotationsOf(report));
if (summary && text) appendFileSync(summary, fittingSummary(text));

const { pullRequest } = readEvent(process.env);
if (pullRequest !== undefined && text) {
  const said =
    wantsComment === "true"
      ? await keepComment({ api, repository, pullRequest, token, name }, text)
      : "no comment: it is switched off, or the pull request comes from a fork; the summary of the run has the same";
  process.stdout.write(
    said.startsWith("no comment") ? command("notice", { title: "TrailWatch" }, said) : `comment ${said}\n`,
  );
}
