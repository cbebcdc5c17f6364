import type { Counts } from "./counts";
import { readLogs } from "./read/read";
import { Tally, type Window } from "./tally";
import type { Watch } from "./watch";

/** Runs the watches over all records of the files. */
export async function countLogs(
  files: readonly string[],
  detections: readonly { watch: Watch }[],
  window: Window = {},
): Promise<Counts> {
  const watches = detections.map(({ watch }) => watch);
  const tally = new Tally(watches, window);
  await readLogs(files, tally);
  return tally.counts;
}
