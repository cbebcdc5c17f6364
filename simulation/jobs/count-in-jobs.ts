import { Worker } from "node:worker_threads";
import { sum, type Counts } from "../counts";
import type { Window } from "../tally";
import type { Watch } from "../watch";
import { batchesOf } from "./batches";
import type { Batch, Counted, Task } from "./job";

/**
 * Runs the watches over all records of the files, in several threads. The counts are added up in the order of the files,
 * whoever is ready first, so that they are those of one thread.
 *
 * @param worker the file that a thread runs
 */
export async function countInJobs(
  files: readonly string[],
  detections: readonly { watch: Watch }[],
  window: Window,
  jobs: number,
  worker: string,
): Promise<Counts> {
  const batches = batchesOf(files, jobs).map((each, place): Batch => ({ place, files: each }));
  const task: Task = { texts: detections.map(({ watch }) => watch.of), window };
  const counted: Counts[] = [];
  const left = batches.values();
  const threads = Array.from(
    { length: Math.min(jobs, batches.length) },
    () => new Worker(worker, { workerData: task }),
  );
  try {
    await Promise.all(threads.map((thread) => runBatches(thread, left, counted)));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
  return sum(counted);
}

/** Hands a thread one batch after the other, until none is left. */
function runBatches(thread: Worker, left: Iterator<Batch>, counted: Counts[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = (): void => {
      const { value, done } = left.next();
      if (done) resolve();
      else thread.postMessage(value);
    };
    thread.on("error", reject);
    thread.on("message", ({ place, counts }: Counted) => {
      counted[place] = counts;
      next();
    });
    next();
  });
}
