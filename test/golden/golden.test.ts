import { readFileSync } from "node:fs";
import { join } from "node:path";
import { previewProgram } from "../../sources/program";
import type { Golden } from "../engine/golden";
import { compare } from "./compare";
import { reasons, unexplained, type Reason } from "./differences";
import { programs } from "./programs";

/** What the offline preview makes of a program, beside what the engine was recorded to make of it. */

const explained = new Map(reasons.map((reason) => [reason, 0]));
const count = (reason: Reason): void => void explained.set(reason, (explained.get(reason) ?? 0) + 1);

test.each(programs)("$name: every difference has a reason", async ({ folder, recording }) => {
  const { resources } = await previewProgram({ path: folder, stack: "dev" });
  const recorded = JSON.parse(readFileSync(recording, "utf8")) as Golden;
  const { same, differences } = compare(recorded, resources);
  expect(unexplained(differences, count)).toEqual([]);
  expect(same).toBeGreaterThan(differences.length);
});

test("every reason is needed", () => {
  expect([...explained].filter(([, count]) => count === 0).map(([{ what }]) => what)).toEqual([]);
});

test("the recordings hold secrets, and show none", () => {
  const texts = programs.map(({ recording }) => readFileSync(recording, "utf8")).join("");
  expect(texts).toContain('"value":"[secret]"');
  expect(texts).not.toMatch(/a-secret-|"vault"|Secret(Metric|Space)/);
});

test("docs/engine.md has a row for every reason", () => {
  const docs = readFileSync(join(__dirname, "../../docs/engine.md"), "utf8");
  const [, section] = docs.split("## How offline preview and engine differ");
  const rows = section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2);
  const cells = rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  expect(cells).toEqual(reasons.map(({ what, engine, offline, why }) => [what, engine, offline, why]));
});
