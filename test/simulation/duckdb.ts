import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance, type DuckDBConnection } from "@duckdb/node-api";
import { countLogs } from "../../simulation/count-logs";
import { queryOf } from "../../simulation/sql/query";
import type { Watch } from "../../simulation/watch";

const SAMPLES = join(__dirname, "../../../shared/events");
const folders = existsSync(SAMPLES)
  ? ["stratus-red-team", "security-datasets"].map((folder) => join(SAMPLES, folder))
  : [];
if (folders.length === 0) {
  if (process.env.TRAILWATCH_REQUIRE_ALL) throw new Error(`recorded attacks are needed for this test: ${SAMPLES}`);
  process.stderr.write(`SKIPPED: DuckDB over recorded attacks, because ${SAMPLES} is not there\n`);
}
export const recordings = folders.flatMap((folder) =>
  readdirSync(folder).flatMap((name) => (name.endsWith(".json") ? [join(folder, name)] : [])),
);
/** A test over each of the recordings, by its path. */
export const eachRecording = recordings.length > 0 ? test.each(recordings) : test.skip.each(["no recordings"]);

let folder: string;
let connection: DuckDBConnection;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trailwatch-sql-"));
  connection = await (await DuckDBInstance.create(":memory:")).connect();
});
afterAll(() => {
  connection.closeSync();
  rmSync(folder, { recursive: true, force: true });
});

export function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

export const duckdb = (watches: readonly Watch[], files: readonly string[], window = {}): string => {
  const detections = watches.map(({ of }, i) => ({ name: String(i), of }));
  return queryOf("duckdb", { detections, window, files, table: "" }).text;
};

/** Hits by watch, as DuckDB counts them. */
export async function counted(watches: readonly Watch[], files: readonly string[], window = {}): Promise<number[]> {
  const reader = await connection.runAndReadAll(duckdb(watches, files, window));
  const rows = new Map(
    reader.getRowObjects().map(({ detection, hits }) => [parseInt(detection as string), Number(hits)]),
  );
  return watches.map((_, i) => rows.get(i) ?? 0);
}

/** Hits by watch, as the matcher counts them. */
export async function matched(watches: readonly Watch[], files: readonly string[], window = {}): Promise<number[]> {
  const { hits } = await countLogs(
    files,
    watches.map((watch) => ({ watch })),
    window,
  );
  return hits.map(({ count }) => count);
}
