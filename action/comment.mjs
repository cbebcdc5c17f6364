import { keepOne } from "./kept.mjs";

/** One comment on a pull request, found again by a mark that nobody sees, and kept up to date. */

/** A comment takes 65,536 characters. */
const MOST_CHARACTERS = 65_000;

/** The marker is the first thing in the comment, so that no name of a resource can stand for it. */
export const markerOf = (name) => `<!-- trailwatch:${encodeURIComponent(name).replaceAll("-", "%2D")} -->`;

/** The text of the comment, its mark first, cut at a line where it is too long. */
export function markedText(name, text) {
  const kept =
    text.length > MOST_CHARACTERS
      ? `${text.slice(0, text.lastIndexOf("\n", MOST_CHARACTERS))}\n\n_The rest is in the summary of the run._`
      : text;
  return `${markerOf(name)}\n${kept}`;
}

/**
 * @returns created, updated, or the reason why neither could be done
 */
export async function keepComment({ api, repository, pullRequest, token, name }, text) {
  const marker = markerOf(name);
  const body = markedText(name, text);
  const ask = async (method, path, content) => {
    const response = await fetch(`${api}${path}`, {
      method,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "user-agent": "trailwatch",
        "x-github-api-version": "2022-11-28",
      },
      body: content && JSON.stringify(content),
    });
    if (!response.ok)
      throw Object.assign(new Error(`${method} ${path}: ${response.status}`), { status: response.status });
    return response.json();
  };
  try {
    const me = await login(ask);
    const issues = `/repos/${repository}/issues`;
    return await keepOne({
      ask,
      list: `${issues}/${pullRequest}/comments`,
      isOwn: (comment) => comment.body?.startsWith(marker) && isOwn(comment.user, me),
      update: ({ id }) => ["PATCH", `${issues}/comments/${id}`],
      body,
    });
  } catch (error) {
    if (error.status === 403 || error.status === 404)
      return `no comment: the token may not write to pull requests (${error.message})`;
    return `no comment: ${error.message}`;
  }
}

/** A token of the workflow's own has no user: its comments are those of a bot. */
async function login(ask) {
  try {
    return (await ask("GET", "/user")).login;
  } catch {
    return undefined;
  }
}

const isOwn = (user, me) => (me === undefined ? user?.type === "Bot" : user?.login === me);
