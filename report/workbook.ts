import { controlColumns, controlRows } from "./controls-csv";
import type { Cell } from "./csv";
import { findingColumns, findingRows } from "./findings-csv";
import type { Report } from "./report";
import { shortened, visible } from "./text";

/** A cell of Excel takes no more. https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3 */
const LONGEST_CELL = 32_767;
const MOST_ROWS = 1_048_576;

/** The two tables as one workbook: every text is text, so no cell is a formula. */
export async function renderWorkbook(report: Report): Promise<Uint8Array> {
  const { default: write } = await import("write-excel-file/node");
  const { unzipSync, zipSync } = await import("fflate");
  const sheets = [
    sheet("findings", findingColumns, [...findingRows(report)]),
    sheet("controls", controlColumns, controlRows(report)),
  ];
  const file = await write(sheets).toBuffer();
  // The archive says when it was made; the same report has to give the same bytes. The parts of a date there are local time.
  return zipSync(unzipSync(file), { mtime: new Date(1980, 0, 1) });
}

function sheet(name: string, columns: readonly string[], rows: readonly Cell[][]) {
  const head = columns.map((value) => ({ value, type: String, fontWeight: "bold" as const }));
  return { sheet: name, stickyRowsCount: 1, data: [head, ...rows.slice(0, MOST_ROWS - 1).map((row) => row.map(cell))] };
}

const cell = (value: Cell) =>
  typeof value === "string" ? { value: shortened(visible(value), LONGEST_CELL), type: String } : (value ?? null);
