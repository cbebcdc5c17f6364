import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Note {
  id: number;
  body: string;
  author: { id: number };
}

/** What stands in for GitLab: the notes of one merge request, as https://docs.gitlab.com/api/notes/ describes them. */
export class Notes {
  readonly asked: string[] = [];
  notes: Note[] = [];
  mayWrite = true;
  /** Whom the token belongs to. */
  readonly me = 42;
  #server?: Server;

  async start(): Promise<string> {
    this.#server = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk) => (text += chunk));
      request.on("end", () => {
        const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
        this.asked.push(`${request.method} ${request.url}`);
        const [status, answer] =
          request.headers["private-token"] === "secret"
            ? this.#answer(`${request.method} ${pathname}`, searchParams, text && JSON.parse(text))
            : [401, { message: "401 Unauthorized" }];
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((resolve) => this.#server?.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/api/v4`;
  }

  stop(): void {
    this.#server?.close();
  }

  #answer(what: string, query: URLSearchParams, content: { body: string }): [status: number, answer: unknown] {
    const notes = "/api/v4/projects/7/merge_requests/3/notes";
    if (what === "GET /api/v4/user") return [200, { id: this.me, username: "project_7_bot" }];
    if (what === `GET ${notes}`) {
      const size = Math.min(Number(query.get("per_page") ?? 20), 100);
      const first = (Number(query.get("page") ?? 1) - 1) * size;
      return [200, this.notes.slice(first, first + size)];
    }
    if (!this.mayWrite) return [403, { message: "403 Forbidden" }];
    if (what === `POST ${notes}`) return [201, this.add(content.body, this.me)];
    const found = this.notes.find(({ id }) => what === `PUT ${notes}/${id}`);
    // Only its author may change a note.
    if (found?.author.id !== this.me) return [404, { message: "404 Not found" }];
    found.body = content.body;
    return [200, found];
  }

  add(body: string, author: number): Note {
    const note = { id: 1000 + this.notes.length, body, author: { id: author } };
    this.notes.push(note);
    return note;
  }
}
