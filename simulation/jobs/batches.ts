import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { STDIN } from "../read/files";

/** A thread costs some 50 ms to start; fewer packed bytes than that are read sooner without one. */
const WORTH_A_THREAD = 4 * 1024 * 1024;
/** More than one for each worker, because files of one size may take different times. */
const BATCHES_PER_JOB = 8;

/** How many threads these files are worth, on the cores that there are. */
export function jobsFor(files: readonly string[]): number {
  const bytes = files.reduce((sum, file) => sum + sizeOf(file), 0);
  return Math.max(1, Math.min(availableParallelism(), files.length, Math.floor(bytes / WORTH_A_THREAD)));
}

/** The files in their order, in parts of about the same size. */
export function batchesOf(files: readonly string[], jobs: number): string[][] {
  const sizes = files.map(sizeOf);
  const share = sizes.reduce((sum, size) => sum + size, 0) / (jobs * BATCHES_PER_JOB);
  const batches: string[][] = [];
  let room = 0;
  files.forEach((file, i) => {
    if (room <= 0) {
      batches.push([]);
      room += share;
    }
    batches[batches.length - 1].push(file);
    room -= sizes[i];
  });
  return batches;
}

const sizeOf = (file: string): number =>
  (file === STDIN ? undefined : statSync(file, { throwIfNoEntry: false })?.size) ?? 0;
