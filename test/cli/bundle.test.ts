import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./cli";

const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };

let folder: string;
const path = (name: string): string => join(folder, name);
const bytecode = (): Buffer => readFileSync(path("trailwatch.bytecode"));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trailwatch-bundle-"));
  for (const name of ["main.cjs", "trailwatch.cjs", "trailwatch.bytecode"])
    copyFileSync(join(ROOT, "dist/cli", name), path(name));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** What `trailwatch --version` prints, and what it was started from. */
function started(...flags: string[]): [printed: string, from: string] {
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, path("main.cjs"), "--version"], {
    encoding: "utf8",
    env: { ...process.env, NODE_OPTIONS: "", NODE_DEBUG: "trailwatch" },
  });
  return [stdout.trim(), /starts from (\w+)/.exec(stderr)?.[1] ?? stderr];
}

test("starts from the bytecode that the build kept, wherever the package lies", () => {
  expect(started()).toEqual([version, "bytecode"]);
});

test("a Node that keeps bytecode by itself can load the same file as a module", () => {
  const script = `process.stdout.write(typeof require(${JSON.stringify(path("trailwatch.cjs"))}))`;
  expect(spawnSync(process.execPath, ["-e", script], { encoding: "utf8" }).stdout).toBe("function");
});

test("leaves every import() to the launcher, because what starts from bytecode has none", () => {
  expect(readFileSync(path("trailwatch.cjs"), "utf8")).not.toMatch(/\bimport\(/);
});

const spoiled: Record<string, () => void> = {
  "is missing": () => rmSync(path("trailwatch.bytecode")),
  "is empty": () => writeFileSync(path("trailwatch.bytecode"), ""),
  "is cut off": () => writeFileSync(path("trailwatch.bytecode"), bytecode().subarray(0, -100)),
  "has one wrong byte": () => {
    const wrong = bytecode();
    wrong[60] ^= 1;
    writeFileSync(path("trailwatch.bytecode"), wrong);
  },
};

test.each(Object.keys(spoiled))("starts from the source when the bytecode %s", (name) => {
  spoiled[name]();
  expect(started()).toEqual([version, "source"]);
});

test("starts from the source under flags that the bytecode was not made for", () => {
  expect(started("--max-lazy")).toEqual([version, "source"]);
});

test("a bundle that somebody changed says what it says now", () => {
  const other = version.replace(/\d/g, "9");
  const source = readFileSync(path("trailwatch.cjs"), "utf8").replaceAll(version, other);
  writeFileSync(path("trailwatch.cjs"), source);
  expect(started()).toEqual([other, "source"]);
});
