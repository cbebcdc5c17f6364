#!/usr/bin/env node
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { keepNote } from "./note.mjs";

/** In a job of GitLab: keeps one note on the merge request, with the summary that the check has written. */

const {
  TRAILWATCH_OUT: out = "trailwatch-report",
  TRAILWATCH_NAME: name = "trailwatch",
  TRAILWATCH_TOKEN: token,
  CI_API_V4_URL: api,
  CI_MERGE_REQUEST_PROJECT_ID: project,
  CI_MERGE_REQUEST_SOURCE_PROJECT_ID: source,
  CI_MERGE_REQUEST_IID: mergeRequest,
} = process.env;

const summary = join(out, "summary.md");

/** Why there is nothing to write, or nobody to write it; the reports in the artifact say the same. */
function obstacle() {
  if (!mergeRequest || !api) return "this is no pipeline of a merge request";
  if (source !== project) return "the merge request comes from a fork";
  if (!token) return "TRAILWATCH_TOKEN is not set; CI_JOB_TOKEN may not write notes";
  if (!existsSync(summary)) return `there is no ${summary}; add markdown to --format`;
  return undefined;
}

const why = obstacle();
process.stdout.write(
  why
    ? `no note: ${why}\n`
    : `note ${await keepNote({ api, project, mergeRequest, token, name }, readFileSync(summary, "utf8"))}\n`,
);
