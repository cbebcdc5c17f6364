import { Worker } from "node:worker_threads";
import { sum, type Counts } from "../counts";
import type { Window } from "../tally";
import type { Watch } from "../watch";
import { batchesOf } from "./batches";
import { countBatches, type Counted, type Task } from "./job";

/**
 * Runs the watches over all records of the files, in several threads, of which this is one. The counts are added up in the
 * order of the files, whoever is ready first, so that they are those of one thread.
 *
 * @param worker the file that the other threads run
 */
export async function countInJobs(
  files: readonly string[],
  detections: readonly { watch: Watch }[],
  window: Window,
  jobs: number,
  worker: string,
): Promise<Counts> {
  const batches = batchesOf(files, jobs);
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const task: Task = { texts: detections.map(({ watch }) => watch.of), window, batches, taken };
  const others = Array.from({ length: Math.min(jobs, batches.length) - 1 }, () => countedBy(worker, task));
  const counted = [countedHere(task, detections), ...others];
  const all = (await Promise.all(counted)).flat().sort((a, b) => a.first - b.first);
  return sum(all.map(({ counts }) => counts));
}

async function countedHere(task: Task, detections: readonly { watch: Watch }[]): Promise<Counted[]> {
  const all: Counted[] = [];
  for await (const counted of countBatches(task, detections)) all.push(counted);
  return all;
}

function countedBy(worker: string, task: Task): Promise<Counted[]> {
  return new Promise((resolve, reject) => {
    const all: Counted[] = [];
    new Worker(worker, { workerData: task })
      .on("message", (counted: Counted) => all.push(counted))
      .on("error", reject)
      .on("exit", () => resolve(all));
  });
}
