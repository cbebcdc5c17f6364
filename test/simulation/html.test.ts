import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { renderAccessHtml } from "../../report/access/html";
import { renderSimulationCsv } from "../../report/simulation/csv";
import { renderSimulationHtml } from "../../report/simulation/html";
import { describeWith } from "../report/tools";
import { accessReport, HOSTILE, simulationReport } from "./reports";

const CHROMIUM = "/usr/bin/chromium";
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const pages = { simulation: renderSimulationHtml(simulationReport), access: renderAccessHtml(accessReport) };

const text = (page: string): string =>
  page
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");

test("the simulation: what fired, when it rang, who was told after how long, what nothing watched", () => {
  const shown = text(pages.simulation);
  expect(shown).toContain("1 of 3 detections fired");
  expect(shown).toContain("OK → ALARM 2024-08-01T13:03:00Z; 1 minute after the first event");
  expect(shown).toContain("tells email ops@example.com through pager");
  expect(shown).toContain("the log group is never written to");
  expect(shown).toContain("PutEventSelectors");
  expect(pages.simulation).toMatch(/<rect class="hits" x="0" [^>]*>/);
  expect(pages.simulation).toMatch(/<rect class="ringing" /);
});

test("the access report: who, what, and what cannot be seen", () => {
  const shown = text(pages.access);
  expect(shown).toContain("SSO user eva@example.com with Clinician");
  expect(shown).toContain("no data event of it is in these logs");
  expect(shown).toMatch(/Refused and failed calls.*kms:Decrypt.*Other calls.*s3:GetBucketAcl/);
});

test("the simulation as CSV: a row for each detection and alarm, then the calls that nothing watches", () => {
  const [head, ...rows] = renderSimulationCsv(simulationReport).trimEnd().split("\r\n");
  const cells = (row: string) => Object.fromEntries(head.split(",").map((name, i) => [name, row.split(",")[i]]));
  expect(cells(rows[0])).toMatchObject({
    ...{
      detection: "root-usage",
      hits: "2",
      toldSomebody: "true",
      alarm: "root-alarm",
      rings: "1",
      minutesToRing: "1",
    },
    ...{ firstRing: "2024-08-01T13:03:00Z", told: "email ops@example.com" },
  });
  expect(rows).toHaveLength(4);
  expect(rows[3]).toContain("PutEventSelectors,unwatched call,7");
});

describeWith(CHROMIUM, "pages about logs in a browser")("in a browser", () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "trailwatch-html-"));
    for (const [name, page] of Object.entries(pages)) writeFileSync(join(folder, `${name}.html`), page);
    const args = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync";
    browser = await chromium.launch({ executablePath: CHROMIUM, args: [...args.split(" "), "--no-first-run"] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(
    name: string,
    options: BrowserContextOptions = {},
  ): Promise<{ page: Page; complaints: string[] }> {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })).newPage();
    const complaints: string[] = [];
    const url = `file://${folder}/${name}.html`;
    page.on("request", (request) => {
      if (request.url() !== url && !request.url().startsWith("data:")) complaints.push(`requests ${request.url()}`);
    });
    page.on("console", (message) => complaints.push(`says ${message.text()}`));
    page.on("pageerror", (error) => complaints.push(`throws ${error.message}`));
    await page.goto(url);
    return { page, complaints };
  }

  test.each(Object.keys(pages))(
    "%s: loads nothing, breaks no rule of its own, and runs nothing that it was handed",
    async (name) => {
      const { page, complaints } = await open(name);
      expect(complaints).toEqual([]);
      expect(await page.locator("h1").count()).toBe(1);
      expect(await page.title()).not.toBe("owned");
      expect(pages[name as "access"]).not.toContain(HOSTILE);
    },
  );

  test.each(Object.keys(pages))("%s: nothing is wider than a phone", async (name) => {
    const { page } = await open(name, { viewport: { width: 360, height: 740 } });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  });

  test.each(
    Object.keys(pages).flatMap((name) =>
      (["light", "dark"] as const).map((colorScheme) => [name, colorScheme] as const),
    ),
  )("%s, %s: accessible to everybody", async (name, colorScheme) => {
    const { page } = await open(name, { colorScheme, bypassCSP: true });
    await page.evaluate(AXE);
    const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
    expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
  });

  test("the time line draws lanes that are seen", async () => {
    const { page } = await open("simulation");
    const box = await page.locator(".lanes .ringing").first().boundingBox();
    expect(box?.width).toBeGreaterThan(1);
    expect(await page.locator(".lanes svg").first().getAttribute("aria-label")).toBe(
      "root-usage: 2 events, rings 1 time",
    );
  });
});
