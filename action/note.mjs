import { markedText, markerOf } from "./comment.mjs";

/** One note on a merge request of GitLab, found again by a mark that nobody sees. https://docs.gitlab.com/api/notes/ */

const PAGE = 100;

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
    for (let page = 1; ; page++) {
      const found = await ask("GET", `${notes}?sort=asc&per_page=${PAGE}&page=${page}`);
      // Somebody who writes our mark into a note of their own must not find the verdict in it, where they can change it.
      const own = found.find((note) => note.author?.id === me.id && note.body?.startsWith(markerOf(name)));
      if (own) {
        if (own.body !== body) await ask("PUT", `${notes}/${own.id}`, { body });
        return "updated";
      }
      if (found.length < PAGE) break;
    }
    await ask("POST", notes, { body });
    return "created";
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
