import { formats, type Format } from "../report/formats";
import type { Report } from "../report/report";
import { writeText } from "./files";
import type { Given } from "./options";
import { Problem } from "./problem";

/** Renders the report in every format that was asked for: the terminal's to the terminal, the others into `--out`. */
export async function deliver(report: Report, given: Given): Promise<void> {
  const out = given.one("out");
  const asked = given.list("format").flatMap((list) => list.split(",")) as Format[];
  const chosen = asked.length > 0 ? asked : out ? (Object.keys(formats) as Format[]) : (["terminal"] as Format[]);
  const files = chosen.filter((format) => format !== "terminal");
  if (!out && files.length + Number(chosen.includes("terminal")) > 1)
    throw new Problem(`--format ${chosen.join(",")}: more than one format needs --out DIR`);

  const look = { colour: wantsColour(), width: process.stdout.columns ?? 100, verbose: given.has("verbose") };
  const written: string[] = [];
  for (const format of files) {
    const render = await formats[format].load();
    const text = render(report, look);
    if (out) written.push(writeText(out, formats[format].file, text));
    else process.stdout.write(text);
  }
  if (chosen.includes("terminal")) process.stdout.write((await formats.terminal.load())(report, look));
  if (written.length > 0) process.stdout.write(`\n${written.map((path) => `  ${path}\n`).join("")}`);
}

/** https://no-color.org and the FORCE_COLOR of Node's own tools. */
export function wantsColour(): boolean {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== "0";
  return process.stdout.isTTY === true && process.env.TERM !== "dumb";
}
