import { spawn } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** What stands in for GitHub: a runner that starts a script of the action, and the part of the API that the scripts use. */

export interface Step {
  code: number;
  stdout: string;
}

export function step(script: string, env: NodeJS.ProcessEnv, cwd: string): Promise<Step> {
  const child = spawn(process.execPath, [join(__dirname, "../../action", script)], {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (stdout += chunk));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code: code ?? -1, stdout })));
}

export interface Comment {
  id: number;
  body: string;
  user: { login: string; type: "Bot" | "User" };
}

/** The comments of one pull request, as https://docs.github.com/en/rest/issues/comments describes them. */
export class Comments {
  readonly asked: string[] = [];
  comments: Comment[] = [];
  /** What a token may not do is refused as GitHub refuses it. */
  mayWrite = true;
  /** Whom the token belongs to; one of the workflow's own has no user. */
  login?: string;
  #server?: Server;

  async start(): Promise<string> {
    this.#server = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk) => (text += chunk));
      request.on("end", () => {
        const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
        this.asked.push(`${request.method} ${request.url}`);
        const [status, answer] =
          request.headers.authorization === "Bearer secret"
            ? this.#answer(`${request.method} ${pathname}`, searchParams, text && JSON.parse(text))
            : [401, { message: "Bad credentials" }];
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server?.close();
  }

  #answer(what: string, query: URLSearchParams, content: { body: string }): [status: number, answer: unknown] {
    const forbidden: [number, unknown] = [403, { message: "Resource not accessible by integration" }];
    if (what === "GET /user") return this.login ? [200, { login: this.login }] : forbidden;
    if (what === "GET /repos/team/shop/issues/7/comments") {
      const size = Math.min(Number(query.get("per_page") ?? 30), 100);
      const first = (Number(query.get("page") ?? 1) - 1) * size;
      return [200, this.comments.slice(first, first + size)];
    }
    if (!this.mayWrite) return forbidden;
    // GitHub refuses a body that is too long.
    if (content.body.length > 65_536) return [422, { message: "body is too long" }];
    if (what === "POST /repos/team/shop/issues/7/comments") {
      this.comments.push(this.comment(content.body));
      return [201, this.comments.at(-1)];
    }
    const found = this.comments.find(({ id }) => what === `PATCH /repos/team/shop/issues/comments/${id}`);
    if (!found) return [404, { message: "Not Found" }];
    found.body = content.body;
    return [200, found];
  }

  comment(body: string, login = this.login ?? "github-actions[bot]"): Comment {
    return {
      id: this.comments.length + 1,
      body,
      user: { login, type: login.endsWith("[bot]") ? "Bot" : "User" },
    };
  }
}
