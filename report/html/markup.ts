import { visible } from "../text";

/** Text that is HTML already. Made by {@link html} alone, so that everything else is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Content = Markup | string | number | undefined | readonly Content[];

/** A piece of a page: whatever is put into it is escaped, unless it is such a piece itself. */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  const parts = partsOf(strings);
  let text = parts[0];
  for (let i = 0; i < contents.length; i++) text += render(contents[i]) + parts[i + 1];
  return new Markup(text);
}

const written = new WeakMap<TemplateStringsArray, string[]>();

/** What stands between the contents, without the margin that it has in the program. */
function partsOf(strings: TemplateStringsArray): string[] {
  let parts = written.get(strings);
  if (!parts) written.set(strings, (parts = strings.map((part) => part.replace(/\s*\n\s*/g, "\n"))));
  return parts;
}

function render(content: Content): string {
  if (content instanceof Markup) return content.text;
  if (Array.isArray(content)) return content.map(render).join("");
  return content === undefined ? "" : escape(visible(String(content)));
}

const special = /[&<>"']/;
const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const escape = (text: string): string =>
  special.test(text) ? text.replace(/[&<>"']/g, (character) => entities[character]) : text;

export const joined = (contents: readonly Content[], separator: string): Content[] =>
  contents.flatMap((content, i) => (i === 0 ? [content] : [separator, content]));
