import { join } from "node:path";
import { formats, usual, type Content, type Format } from "../report/formats";
import { MANIFEST, renderManifest, renderSums, SUMS, type ListedFile } from "../report/manifest";
import type { Report } from "../report/report";
import { inBuffers, writeContent, writeText } from "./files";
import type { Given, Option } from "./options";
import { Problem } from "./problem";

const every = Object.keys(formats) as Format[];

/** The options of every command that delivers reports. */
export const deliveryOptions: Record<string, Option> = {
  format: {
    value: "FORMAT",
    choices: [...every, "all"],
    repeatable: true,
    help: "what to print, or to write into --out",
  },
  out: { value: "DIR", help: `write the reports into DIR: ${usual.join(", ")}, unless --format says which` },
  verbose: { help: "list passes with their evidence as well" },
};

/** Renders the report in every format that was asked for: the terminal's to the terminal, the others into `--out`. */
export async function deliver(report: Report, given: Given): Promise<void> {
  const out = given.one("out");
  const chosen = chosenFormats(given, out !== undefined);
  const files = chosen.filter((format) => format !== "terminal");
  if (!out && chosen.length > 1)
    throw new Problem(`--format ${chosen.join(",")}: more than one format needs --out DIR`);

  const look = { colour: wantsColour(), width: process.stdout.columns ?? 100, verbose: given.has("verbose") };
  const written: ListedFile[] = [];
  let digest: string | undefined;
  for (const format of files) {
    const content = await (await formats[format].load())(report, { ...look, digest });
    if (out) written.push(writeContent(out, formats[format].file, content));
    else print(content);
    if (format === "json") digest = written[0]?.sha256;
  }
  if (chosen.includes("terminal")) print(await (await formats.terminal.load())(report, look));
  if (!out || written.length === 0) return;
  const manifest = renderManifest(report, written);
  const paths = [...written.map(({ name }) => name), MANIFEST, SUMS].map((name) => `  ${join(out, name)}\n`);
  writeText(out, MANIFEST, manifest);
  writeText(out, SUMS, renderSums(manifest, written));
  process.stdout.write(`\n${paths.join("")}`);
}

/** In the order of the table: the JSON comes before the page that names its digest. */
function chosenFormats(given: Given, toFolder: boolean): Format[] {
  const asked = given.list("format").flatMap((list) => list.split(","));
  if (asked.includes("all")) return every.filter((format) => format !== "terminal" || asked.includes(format));
  if (asked.length > 0) return every.filter((format) => asked.includes(format));
  return toFolder ? ["terminal", ...usual] : ["terminal"];
}

const print = (content: Content): void => inBuffers(content, (buffer) => process.stdout.write(buffer));

/** Whether what passed or did not apply is only counted: by the terminal's report, unless it is to list everything. */
export const tellsFindingsOnly = (given: Given): boolean =>
  !given.has("verbose") && chosenFormats(given, given.has("out")).every((format) => format === "terminal");

/** https://no-color.org and the FORCE_COLOR of Node's own tools. */
export function wantsColour(): boolean {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== "0";
  return process.stdout.isTTY === true && process.env.TERM !== "dumb";
}
