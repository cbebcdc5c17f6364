import type { Counts } from "./counts";
import { readLogs } from "./read/read";
import { Tally, type Window } from "./tally";
import type { Watch } from "./watch";

/** Runs the watches over all records of the files. */
export function countLogs(
  files: readonly string[],
  detections: readonly { watch: Watch }[],
  window: Window = {},
): Promise<Counts> {
  return logCounter(detections, window)(files);
}

/** The same for files that come in parts: each has its counts, and begins with what the ones before it have taught. */
export function logCounter(
  detections: readonly { watch: Watch }[],
  window: Window,
): (files: readonly string[]) => Promise<Counts> {
  const tally = new Tally(
    detections.map(({ watch }) => watch),
    window,
  );
  return async (files) => {
    await readLogs(files, tally);
    return tally.take();
  };
}
