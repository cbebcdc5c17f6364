import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderHtml } from "../../report/html";
import { failing } from "./reports";
import { describeWith } from "./tools";

const CHROMIUM = "/usr/bin/chromium";
const folder = mkdtempSync(join(tmpdir(), "trailwatch-pdf-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const print = (given: string, env: NodeJS.ProcessEnv = {}): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, [join(__dirname, "../../scripts/report-pdf.mjs"), join(folder, given)], {
    encoding: "utf8",
    env: { ...process.env, ...env },
  });

describeWith(CHROMIUM, "the report as PDF")("the report as PDF", () => {
  test("is printed beside the page, tagged and with an outline", () => {
    writeFileSync(join(folder, "report.html"), renderHtml(failing));
    expect(print("report.html", { CHROMIUM })).toMatchObject({ status: 0, stdout: `${join(folder, "report.pdf")}\n` });
    const pdf = readFileSync(join(folder, "report.pdf"), "latin1");
    expect(pdf).toMatch(/^%PDF-/);
    expect(pdf).toContain("/StructTreeRoot");
    expect(pdf).toContain("/Outlines");
  }, 60_000);
});

test.each([
  ["a page that is not there", "nowhere", {}, "there is no such page"],
  ["no Chromium", "page.html", { CHROMIUM: "/no/such/chromium" }, "name one in CHROMIUM"],
])("%s: said, exit code 2", (_, given, env, why) => {
  writeFileSync(join(folder, "page.html"), "");
  expect(print(given, env)).toMatchObject({ status: 2, stderr: expect.stringContaining(why) });
  expect(existsSync(join(folder, "page.pdf"))).toBe(false);
});
