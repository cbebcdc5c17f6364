/** Prints the page of a report as PDF, by any Chromium: `npm run report:pdf -- report`. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [given = "trailwatch-report", out] = process.argv.slice(2);
const page = existsSync(given) && statSync(given).isDirectory() ? join(given, "report.html") : given;
if (!existsSync(page)) fail(`${page}: there is no such page; write one with trailwatch check --out ${given}`);
// Beside the folder: a file that was added to it would no longer be as it was written.
const pdf = resolve(out ?? `${resolve(given).replace(/\.html$/, "")}.pdf`);

const browsers = process.env.CHROMIUM
  ? [process.env.CHROMIUM]
  : [
      ...["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"],
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];
const profile = mkdtempSync(join(tmpdir(), "trailwatch-pdf-"));
const options = [
  ...["--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", `--user-data-dir=${profile}`],
  // Chromium refuses its sandbox to root, which is who runs in most containers; the page loads nothing and runs only its own script.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ...["--no-pdf-header-footer", "--generate-pdf-document-outline", `--print-to-pdf=${pdf}`],
  pathToFileURL(resolve(page)).href,
];
try {
  const browser = browsers.find((name) => !spawnSync(name, ["--version"], { stdio: "ignore" }).error);
  if (!browser) fail(`no Chromium was found (${browsers.join(", ")}); name one in CHROMIUM`);
  const { status, stderr } = spawnSync(browser, options, { encoding: "utf8" });
  if (status !== 0 || !existsSync(pdf)) fail(`${browser} did not print ${page}:\n${stderr}`);
  process.stdout.write(`${pdf}\n`);
} finally {
  rmSync(profile, { recursive: true, force: true });
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
