import { visible } from "./text";

/**
 * Rows for a spreadsheet (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe before it: names
 * and user agents come from whoever made the call. https://owasp.org/www-community/attacks/CSV_Injection
 */
export function renderCsv(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows].map(csvLine).join("");
}

export const csvLine = (row: readonly Cell[]): string => `${row.map(cell).join(",")}\r\n`;

export type Cell = string | number | boolean | undefined;

function cell(value: Cell): string {
  if (typeof value !== "string") return value === undefined ? "" : String(value);
  const seen = visible(value);
  const plain = /^\s*[=+\-@＝＋－＠]/.test(seen) ? `'${seen}` : seen;
  return /[",]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
