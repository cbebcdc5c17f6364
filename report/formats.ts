import type { Report } from "./report";
import type { TerminalOptions } from "./terminal";

/** Where a report is written to: the terminal's format looks at it, and the page. */
export interface Setting extends TerminalOptions {
  /** SHA-256 of the report as JSON, where that is written beside. */
  digest?: string;
}

/** Text that is handed out piece by piece, since as a whole it could be too long. */
export type Pieces = (write: (piece: string) => void) => void;

export type Content = string | Uint8Array | Pieces;

/** Text from a report, or bytes. */
export type Renderer = (report: Report, setting: Setting) => Content | Promise<Content>;

interface Row {
  /** Its usual file name. */
  file: string;
  /** Loaded when it is asked for. */
  load(): Promise<Renderer>;
}

const rows = {
  terminal: { file: "report.txt", load: async () => (await import("./terminal.js")).writeTerminal },
  json: { file: "report.json", load: async () => (await import("./json.js")).writeJson },
  html: { file: "report.html", load: async () => (await import("./html.js")).renderHtml },
  sarif: { file: "report.sarif", load: async () => (await import("./sarif.js")).renderSarif },
  markdown: { file: "summary.md", load: async () => (await import("./summary-markdown.js")).renderMarkdown },
  csv: { file: "findings.csv", load: async () => (await import("./findings-csv.js")).writeFindingsCsv },
  "controls-csv": { file: "controls.csv", load: async () => (await import("./controls-csv.js")).renderControlsCsv },
  xlsx: { file: "report.xlsx", load: async () => (await import("./workbook.js")).renderWorkbook },
  junit: { file: "junit.xml", load: async () => (await import("./junit.js")).renderJunit },
  gitlab: { file: "gl-code-quality.json", load: async () => (await import("./gitlab.js")).renderGitlab },
  "audit-sarif": { file: "audit.sarif", load: async () => (await import("./audit-sarif.js")).renderAuditSarif },
  oscal: { file: "oscal-ar.json", load: async () => (await import("./oscal.js")).renderOscal },
  "oscal-mapping": {
    file: "oscal-mapping.json",
    load: async () => (await import("./oscal-mapping.js")).renderOscalMapping,
  },
  ocsf: { file: "ocsf.jsonl", load: async () => (await import("./ocsf.js")).writeOcsf },
  hdf: { file: "hdf.json", load: async () => (await import("./hdf.js")).renderHdf },
  asff: { file: "asff.json", load: async () => (await import("./asff.js")).renderAsff },
} satisfies Record<string, Row>;

export type Format = keyof typeof rows;

export const formats: Record<Format, Row> = rows;

/** What a folder gets when nothing else is asked for. */
export const usual: readonly Format[] = ["json", "html", "sarif"];
