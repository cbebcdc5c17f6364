import { logCounter } from "../count-logs";
import type { Counts } from "../counts";
import type { Window } from "../tally";
import type { Watch, WatchedText } from "../watch";
import type { Batch } from "./batches";

/** What a worker is started with. */
export interface Task {
  texts: readonly (WatchedText | undefined)[];
  window: Window;
  /** In the order in which they are taken. */
  batches: readonly Batch[];
  /** How many of them are taken, in memory that all threads share. */
  taken: Int32Array;
}

/** What a batch came to, and where its files stand among all. */
export interface Counted {
  first: number;
  counts: Counts;
}

/** Takes one batch after the other, until none is left. Nobody hands them out, so that no thread waits for another. */
export async function* countBatches(
  { batches, taken, window }: Task,
  detections: readonly { watch: Watch }[],
): AsyncGenerator<Counted> {
  const count = logCounter(detections, window);
  for (let next = Atomics.add(taken, 0, 1); next < batches.length; next = Atomics.add(taken, 0, 1)) {
    const { first, files } = batches[next];
    yield { first, counts: await count(files) };
  }
}
