import { readFileSync } from "node:fs";

/** The pull request that the run is about, and whether its token may write: on one from a fork it may only read. */
export function readEvent({ GITHUB_EVENT_PATH: path, GITHUB_ACTOR: actor }) {
  const event = path ? JSON.parse(readFileSync(path, "utf8")) : {};
  const { pull_request: pull, repository } = event;
  if (!pull) return { mayWrite: true };
  const head = pull.head?.repo?.full_name;
  // A pull request of Dependabot has the token of a fork, too.
  return { pullRequest: pull.number, mayWrite: head === repository?.full_name && actor !== "dependabot[bot]" };
}
