import type { Report } from "./report";
import type { TerminalOptions } from "./terminal";

export type Format = "terminal" | "json" | "html" | "sarif";

/** Text from a report. Only the terminal's format looks at where it is written to. */
export type Renderer = (report: Report, terminal: TerminalOptions) => string;

/** Every format: its usual file name, and its renderer, which is loaded when it is asked for. */
export const formats: Record<Format, { file: string; load(): Promise<Renderer> }> = {
  terminal: { file: "report.txt", load: async () => (await import("./terminal.js")).renderTerminal },
  json: { file: "report.json", load: async () => (await import("./json.js")).renderJson },
  html: { file: "report.html", load: async () => (await import("./html.js")).renderHtml },
  sarif: { file: "report.sarif", load: async () => (await import("./sarif.js")).renderSarif },
};
