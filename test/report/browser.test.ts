import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { renderHtml } from "../../report/html";
import { clean, everything, failing, HOSTILE, large } from "./reports";
import { describeWith } from "./tools";

const CHROMIUM = "/usr/bin/chromium";
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const pages = {
  clean: renderHtml(clean),
  failing: renderHtml(failing),
  everything: renderHtml({ ...everything, command: { ...everything.command, onlyNew: true } }),
  hundreds: renderHtml(large(780, 260)),
  thousands: renderHtml(large(15_000, 5_000)),
};

describeWith(CHROMIUM, "the HTML report in a browser")("in a browser", () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "trailwatch-html-"));
    for (const [name, page] of Object.entries(pages)) writeFileSync(join(folder, `${name}.html`), page);
    const args = "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync";
    browser = await chromium.launch({ executablePath: CHROMIUM, args: [...args.split(" "), "--no-first-run"] });
  });

  afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a report; whatever the page should not do is collected in `complaints`. */
  async function open(
    name: keyof typeof pages,
    options: BrowserContextOptions = {},
    anchor = "",
  ): Promise<{ page: Page; complaints: string[] }> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    const url = `file://${folder}/${name}.html`;
    page.on("request", (request) => {
      if (request.url().split("#")[0] !== url && !request.url().startsWith("data:"))
        complaints.push(`requests ${request.url()}`);
    });
    page.on("console", (message) => complaints.push(`says ${message.text()}`));
    page.on("pageerror", (error) => complaints.push(`throws ${error.message}`));
    page.on("dialog", (dialog) => {
      complaints.push(`asks ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.goto(url + anchor);
    return { page, complaints };
  }

  const shown = (page: Page): Promise<string[]> => page.locator(".subject:visible h4").allTextContents();

  test.each(["clean", "failing", "everything"] as const)(
    "the %s report loads nothing and breaks no rule of its own",
    async (name) => {
      const { page, complaints } = await open(name);
      await page.getByRole("button", { name: "Open all" }).click();
      expect(complaints).toEqual([]);
      expect(await page.locator("h1").count()).toBe(1);
    },
  );

  test("a script or a style that found its way in would not run", async () => {
    const { page, complaints } = await open("clean");
    const refused = page.waitForEvent("console", (message) => message.text().includes("script"));
    await page.evaluate(`{
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=\\"document.title='owned'\\">");
      document.body.append(Object.assign(document.createElement("script"), { textContent: "document.title='owned'" }));
    }`);
    await refused;
    expect(await page.title()).toBe("Passed · shop/prod · TrailWatch audit report");
    expect(complaints.join()).toContain("Content Security Policy");
  });

  test("a hostile name stays text", async () => {
    const { page, complaints } = await open("everything");
    expect(await page.locator("h4 bdi", { hasText: "onerror" }).allTextContents()).toEqual([HOSTILE]);
    expect(await page.locator("img").count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test("the keyboard searches, filters and clears", async () => {
    const { page } = await open("failing");
    const all = ["root-usage", "audit", "app-logs", "archive"];
    await page.keyboard.press("/");
    await page.keyboard.type("account.ts:41");
    expect(await shown(page)).toEqual(["audit"]);
    expect(await page.locator("#shown").textContent()).toBe("1 of 4 findings shown");
    await page.keyboard.press("Escape");
    expect(await shown(page)).toEqual(all);

    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.value")).toBe("critical");
    await page.keyboard.press("Space");
    expect(await shown(page)).toEqual(all.slice(1));
    await page.keyboard.press("Space");
    expect(await shown(page)).toEqual(all);
  });

  test("a search says where else its words are", async () => {
    const { page } = await open("failing");
    await page.getByRole("searchbox").fill("app-logs");
    expect(await page.locator("details.policy:visible .title").allTextContents()).toEqual([
      "Log groups keep their events long enough",
    ]);
    await page.getByRole("searchbox").fill("10.4.1.1");
    expect(await page.locator("details.framework:visible .title").allTextContents()).toEqual(["PCI DSS 4.0.1"]);
    await page.getByRole("searchbox").fill("no such thing");
    expect(await shown(page)).toEqual([]);
    expect(await page.locator("#shown").textContent()).toBe("0 of 4 findings shown");
  });

  test("one stack of several can be chosen", async () => {
    const { page } = await open("everything");
    await page.getByLabel("Stack").selectOption({ label: "shop/prod" });
    expect(await page.locator("h3:visible", { hasText: "shop/" }).first().textContent()).toBe("shop/prod");
    expect(await shown(page)).toEqual(["root-usage", "audit", "app-logs", "archive"]);
  });

  test("a link to a policy opens it", async () => {
    const { page } = await open("failing");
    await page.locator(".finding a").first().click();
    await page.locator("#policy-filter-has-alarm .body").waitFor({ state: "visible" });
    expect(await page.evaluate("location.hash")).toBe("#policy-filter-has-alarm");
  });

  test("the address of a policy that found nothing to judge opens the table that it is in", async () => {
    const { page } = await open("clean", {}, "#policy-archive-access-logs");
    await page.getByText("the stack has no bucket").waitFor({ state: "visible" });
  });

  test("a search finds waivers, declarations and what changed", async () => {
    const { page } = await open("everything");
    const rows = (id: string): Promise<number> => page.locator(`#${id} tbody tr:visible`).count();
    expect([await rows("waivers"), await rows("declared"), await rows("changes")]).toEqual([2, 1, 2]);
    await page.getByRole("searchbox").fill("SEC-1423");
    expect([await rows("waivers"), await rows("declared"), await rows("changes")]).toEqual([1, 0, 0]);
  });

  describe("five thousand findings", () => {
    test("are all in the page, and a search finds the last of them by its name, its place and its policy's controls", async () => {
      const { page, complaints } = await open("thousands");
      const found = async (words: string): Promise<string | null> => {
        await page.getByRole("searchbox").fill(words);
        return page.locator("#shown").textContent();
      };
      expect(await page.locator(".finding").count()).toBe(5_000);
      expect(await page.locator("p.finding").count()).toBeGreaterThan(4_000);
      expect(await found("bucket-4998")).toBe("1 of 5000 findings shown");
      expect(await shown(page)).toEqual(["bucket-4998"]);
      expect(await found("part-37.ts:238")).toBe("9 of 5000 findings shown");
      expect(await found("10.4.1.1")).toBe("1250 of 5000 findings shown");
      expect(complaints).toEqual([]);
    });
    test("can be read without scripts, and lead to their policy", async () => {
      const { page } = await open("thousands", { javaScriptEnabled: false });
      const visible = "[...document.querySelectorAll('.finding')].filter((finding) => finding.checkVisibility())";
      expect(await page.evaluate(`${visible}.length`)).toBe(5_000);
      const last = page.locator(".subject", { hasText: "bucket-4998" });
      expect(await last.locator("a").first().getAttribute("href")).toMatch(/^#policy-/);
    });
    test("are found by the browser's own search, out of sight as they are", async () => {
      const { page } = await open("thousands");
      expect(await page.evaluate("window.find('bucket-4998')")).toBe(true);
      expect(await page.evaluate("window.find('bucket-5000')")).toBe(false);
    });
    test("are all laid out on paper", async () => {
      const { page } = await open("thousands");
      await page.emulateMedia({ media: "print" });
      const skipped = `[...document.querySelectorAll(".subject")].filter((card) => !card.lastElementChild.checkVisibility({ contentVisibilityAuto: true }))`;
      expect(await page.evaluate(`${skipped}.length`)).toBe(0);
    });
  });

  test("the first key leads past the contents", async () => {
    const { page } = await open("failing");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("main");
  });

  test("without scripts everything can be read, and nothing is offered that would not work", async () => {
    const { page } = await open("everything", { javaScriptEnabled: false });
    expect(await page.locator(".toolbar").isVisible()).toBe(false);
    expect(await page.locator(".finding:visible").count()).toBe(9);
    await page.locator("#policy-log-group-retention summary").click();
    expect(await page.locator("#policy-log-group-retention table").first().isVisible()).toBe(true);
  });

  test("on paper everything is open, scripts or not", async () => {
    const { page } = await open("everything", { javaScriptEnabled: false });
    await page.emulateMedia({ media: "print" });
    const bodies = await page.locator("details .body").all();
    const heights = await Promise.all(bodies.map(async (body) => (await body.boundingBox())?.height ?? 0));
    expect(bodies.length).toBeGreaterThan(8);
    expect(heights.filter((height) => height < 20)).toEqual([]);
    expect(await page.locator("nav").isVisible()).toBe(false);
  });

  test.each([320, 768])("%i pixels are wide enough", async (width) => {
    const { page } = await open("everything", { viewport: { width, height: 700 } });
    await page.getByRole("button", { name: "Open all" }).click();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  });

  /** What axe finds, and what it leaves open about contrast. */
  async function complaintsOf(page: Page, context = "document"): Promise<string[]> {
    await page.evaluate(AXE);
    const { violations, incomplete } = (await page.evaluate(`axe.run(${context})`)) as AxeResults;
    const told = (results: AxeResults["violations"]): string[] =>
      results.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
    // The marks before the words have no contrast of text.
    const contrast = told(incomplete.filter(({ id }) => id === "color-contrast"));
    return [...told(violations), ...contrast.filter((line) => !line.includes("only non-text characters"))];
  }

  test("axe finds nothing in findings that are told in a line", async () => {
    const { page } = await open("hundreds", { colorScheme: "dark" });
    const lines = page.locator(".subject:has(> p.finding)");
    expect(await lines.count()).toBe(10);
    await lines.first().scrollIntoViewIfNeeded();
    expect(await complaintsOf(page, "[...document.querySelectorAll('p.finding')].slice(0, 3)")).toEqual([]);
  });

  test.each([
    ["everything", "light", 1280],
    ["everything", "dark", 320],
    ["failing", "light", 320],
    ["clean", "dark", 1280],
  ] as const)("axe finds nothing in the %s report in %s at %i pixels", async (name, colorScheme, width) => {
    const { page } = await open(name, { colorScheme, viewport: { width, height: 900 } });
    await page.getByRole("button", { name: "Open all" }).click();
    // axe cannot see what lies behind a card that is not laid out, since it is out of sight.
    await page.evaluate(
      "for (const card of document.querySelectorAll('.subject')) card.style.contentVisibility = 'visible'",
    );
    expect(await complaintsOf(page)).toEqual([]);
  });
});
