import { markedText, markerOf } from "./comment.mjs";
import { keepOne } from "./kept.mjs";

/** One note on a merge request of GitLab, found again by a mark that nobody sees. https://docs.gitlab.com/api/notes/ */

/**
 * @returns created, updated, or why it could not be written
 */
export async function keepNote({ api, project, mergeRequest, token, name }, text) {
  const body = markedText(name, quiet(text));
  const ask = async (method, path, content) => {
    const response = await fetch(`${api}${path}`, {
      method,
      headers: { "private-token": token, "content-type": "application/json", "user-agent": "trailwatch" },
      body: content && JSON.stringify(content),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
    return response.json();
  };
  try {
    const me = await ask("GET", "/user");
    const notes = `/projects/${encodeURIComponent(project)}/merge_requests/${encodeURIComponent(mergeRequest)}/notes`;
    return await keepOne({
      ask,
      list: notes,
      query: "sort=asc&",
      isOwn: ({ author, body: text }) => author?.id === me.id && text?.startsWith(markerOf(name)),
      update: ({ id }) => ["PUT", `${notes}/${id}`],
      body,
    });
  } catch (error) {
    return `not written: ${error.message}`;
  }
}

/**
 * What GitLab does beyond GitHub: a line that begins with a slash is a command, and more signs than @ and # refer to something.
 * https://docs.gitlab.com/user/project/quick_actions/, https://docs.gitlab.com/user/markdown/#gitlab-specific-references
 */
const quiet = (text) =>
  text.replace(/^(\s*)\//gm, "$1&#47;").replace(/(&#(?:33|36|38|126);|%)(?=[\w"&])/g, "$1<!-- -->");
