import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { catalogue } from "../policies/catalogue";
import { evaluate } from "../policies/evaluate";
import { Graph } from "../policies/graph/graph";
import { renderHtml } from "../report/html";
import type { Report } from "../report/report";
import { median } from "./measure";
import { records } from "./stacks";

/** What a reader waits for: the page of a run with thousands of findings opens, and filters. */

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

export const measurable = existsSync(CHROMIUM);

export interface Wait {
  findings: number;
  /** From the address to the second frame after the page was loaded, milliseconds. */
  open: number;
  /** From a key in the search to the second frame after it, the first search included. */
  filter: number;
  bytes: number;
}

/** The report of a stack that is wrong in many places, with every policy of the catalogue. */
function reportOf(resources: ReturnType<typeof records>): Report {
  const graph = new Graph(
    { project: "bench", stack: "bench", region: "eu-west-1", account: "111122223333" },
    resources,
  );
  const types: Record<string, number> = {};
  for (const { type } of resources) types[type] = (types[type] ?? 0) + 1;
  return {
    version: 1,
    tool: { name: "TrailWatch", version: "0" },
    judgedAt: "2026-11-21T02:40:00Z",
    command: { line: "trailwatch check", failOn: "medium", only: [] },
    policies: catalogue.map((policy) => ({ ...policy, level: "mandatory", pages: policy.pages ?? [], parameters: [] })),
    stacks: [
      {
        ...{ project: "bench", stack: "bench", origin: "state", path: "bench.json", resources: types, assumptions: [] },
        verdicts: evaluate(catalogue, graph),
      },
    ],
  };
}

/** Runs in the page: two frames later everything is on the screen. */
const FRAMES =
  "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))";

async function search(page: Page, words: string): Promise<number> {
  return page.evaluate(`(async () => {
    const query = document.getElementById("query");
    const start = performance.now();
    query.value = ${JSON.stringify(words)};
    query.dispatchEvent(new Event("input", { bubbles: true }));
    return (await ${FRAMES}) - start;
  })()`);
}

/** Opens the page of a stack of this size in a real Chromium, a few times. */
export async function waitFor(size: number, folder: string, runs = 5): Promise<Wait> {
  const report = reportOf(records(size));
  const html = renderHtml(report);
  const file = join(folder, "report.html");
  writeFileSync(file, html);
  const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args });
  const opens: number[] = [];
  const filters: number[] = [];
  for (let run = 0; run < runs; run++) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`file://${file}`);
    opens.push(await page.evaluate(FRAMES));
    filters.push(Math.max(await search(page, "group-3"), await search(page, "10.4.1.1"), await search(page, "")));
    await page.close();
  }
  await browser.close();
  const findings = report.stacks[0].verdicts.filter(({ status }) => status === "fail").length;
  return { findings, open: median(opens), filter: median(filters), bytes: Buffer.byteLength(html) };
}
