import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { state } from "../../bench/stacks";
import { MAIN } from "./cli";

const folder = mkdtempSync(join(tmpdir(), "trailwatch-output-"));
const file = join(folder, "state.json");
writeFileSync(file, state(600));
afterAll(() => rmSync(folder, { recursive: true }));

const shell = (script: string) =>
  spawnSync("bash", ["-o", "pipefail", "-c", script], {
    encoding: "utf8",
    env: { ...process.env, CHECK: `${process.execPath} ${MAIN} check ${file}` },
  });

test("a reader who has seen enough ends nothing but the output", () => {
  const { stdout, stderr } = shell("{ $CHECK; echo $? >&2; } | head -1");
  expect(stdout).toMatch(/^✗ bench\/bench/);
  expect(stderr).toBe("1\n");
});

test("a slow reader gets everything", () => {
  const [whole, slow] = ["cat", "{ sleep 1; cat; }"].map((reader) => shell(`$CHECK | ${reader}`).stdout);
  expect(whole.length).toBeGreaterThan(100_000);
  expect(slow).toBe(whole);
});

(existsSync("/dev/full") ? test : test.skip)("a full disk is said in words", () => {
  const { status, stderr } = shell("$CHECK > /dev/full");
  expect(stderr).toMatch(/^standard output: cannot be written \(ENOSPC[^\n]*\)\n$/);
  expect(status).toBe(2);
});
