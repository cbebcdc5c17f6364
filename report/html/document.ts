import { createHash } from "node:crypto";
import { html, Markup, type Content } from "./markup";

export interface Document {
  title: string;
  /** What the link for keyboards and screen readers jumps to. */
  skip: string;
  masthead: Content;
  /** Links to the sections. */
  links: readonly Content[];
  main: Content;
  style: string;
  script?: string;
}

/** A page that needs nothing else: no network, no file beside it. */
export function renderDocument({ title, skip, masthead, links, main, style, script }: Document): string {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy(style, script)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${inline("style", style)}
      </head>
      <body>
        <a class="skip" href="#main">${skip}</a>
        ${masthead}
        <div class="page">
          <nav aria-label="Contents">
            <ul>
              ${links.map((link) => html`<li>${link}</li>`)}
            </ul>
          </nav>
          <main id="main" tabindex="-1">${main}</main>
        </div>
        ${script === undefined ? undefined : inline("script", script)}
      </body>
    </html>`;
  return `${page.text}\n`;
}

/** The text between the tags, to the letter: its hash is in the page. */
const inline = (tag: "style" | "script", text: string): Markup => new Markup(`<${tag}>${text}</${tag}>`);

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing is loaded, and only the page's own style and script are run, even if a name found its way around the escaping. */
const policy = (style: string, script: string | undefined): string =>
  [
    "default-src 'none'",
    `style-src ${hash(style)}`,
    ...(script === undefined ? [] : [`script-src ${hash(script)}`]),
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
