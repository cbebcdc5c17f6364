import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { batchesOf, jobsFor } from "../../simulation/jobs/batches";

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "trailwatch-batches-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function files(...sizes: number[]): string[] {
  return sizes.map((size, i) => {
    const path = join(folder, `${sizes.length}-${i}.json`);
    writeFileSync(path, "x".repeat(size));
    return path;
  });
}

test("each file is in one batch, together with those beside it", () => {
  const all = files(...Array.from({ length: 90 }, (_, i) => (i % 7) * 1_000));
  const inOrder = batchesOf(all, 3).sort((a, b) => a.first - b.first);
  expect(inOrder.flatMap((batch) => batch.files)).toEqual(all);
  expect(inOrder.map(({ first, files: [file] }) => all.indexOf(file) - first)).toEqual(inOrder.map(() => 0));
});

test("the last batches are single files, so that no thread waits long for another", () => {
  const sizes = batchesOf(files(...Array.from({ length: 64 }, () => 10_000)), 2).map((batch) => batch.files.length);
  expect(sizes[0]).toBe(16);
  expect(sizes.slice(-4)).toEqual([1, 1, 1, 1]);
});

test("a file that is larger than all others is begun first", () => {
  const all = files(1_000, 1_000, 1_000, 900_000, 1_000);
  expect(batchesOf(all, 2)[0].files).toContain(all[3]);
});

test("a few records are not worth a thread; standard input and what is not there have no size", () => {
  expect(jobsFor([...files(1_000, 1_000), "-", join(folder, "nowhere.json")])).toBe(1);
});
