import { visible } from "./text";

/** A Markdown table; what would end a cell is escaped here. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`)
    .join("\n");

/** Text from the judged program: nothing in it formats, links, mentions somebody or opens a tag. */
export const plain = (text: string): string =>
  visible(text)
    .replace(/[&<>"'`*_{}[\]\\|~:!$]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/www\./gi, (prefix) => `${prefix.slice(0, 3)}&#46;`)
    // GitHub looks for mentions and issues in the text that is left after entities are read; a comment parts them.
    .replace(/@|(?<!&)#/g, (sign) => `${sign}<!-- -->`);

/** The same as code; nothing where there is nothing. */
export const code = (text: string): string => (text === "" ? "" : `<code>${plain(text)}</code>`);

export const details = (summary: string, body: string): string =>
  `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`;
