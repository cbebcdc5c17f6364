import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fixture } from "./programs";

/** Where the SDKs of other languages are installed for the tests. */
export const CACHE = resolve(__dirname, "../../.cache/languages");
mkdirSync(CACHE, { recursive: true });

/** Runs one command to its end; why it failed, if it did. */
export function fails(command: string, args: string[], cwd: string): string | undefined {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (status === 0) return undefined;
  return `${[command, ...args].join(" ")}: ${error?.message ?? stderr.trim().split("\n").at(-1)}`;
}

/** Downloads and compiles the SDK once, so that no test waits for it; why that failed, if it did. */
export function prepareGo(): string | undefined {
  return fails("go", ["build", "-o", join(CACHE, "go-audit"), "."], fixture("go-audit"));
}

/** Installs the SDKs once, into the virtual environment that the fixture names; why that failed, if it did. */
export function preparePython(): string | undefined {
  const [environment, requirements] = [join(CACHE, "python"), join(fixture("python-audit"), "requirements.txt")];
  const installed = join(environment, "installed");
  const wanted = readFileSync(requirements, "utf8");
  if (existsSync(installed) && readFileSync(installed, "utf8") === wanted) return undefined;
  const missing =
    fails("python3", ["-m", "venv", "--clear", environment], CACHE) ??
    fails(join(environment, "bin/pip"), ["install", "--quiet", "-r", requirements], CACHE);
  if (missing === undefined) writeFileSync(installed, wanted);
  return missing;
}
