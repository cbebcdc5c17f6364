import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { STDIN } from "../read/files";

/** Files that follow each other. */
export interface Batch {
  /** Where they begin among all files. */
  first: number;
  files: readonly string[];
}

/** A thread costs some 100 ms to start and warm up; fewer packed bytes than that are read sooner without one. */
const WORTH_A_THREAD = 4 * 1024 * 1024;
/** To open a file takes as long as to read so many packed bytes. */
const OPENING = 4 * 1024;

/** How many threads these files are worth, on the cores that there are. */
export function jobsFor(files: readonly string[]): number {
  const work = files.reduce((sum, file) => sum + workOf(file), 0);
  return Math.max(1, Math.min(availableParallelism(), files.length, Math.floor(work / WORTH_A_THREAD)));
}

/**
 * The files in parts, the largest first: each of them half of what would be left for each thread. The last ones are single
 * files, so that all threads are ready at about the same time.
 */
export function batchesOf(files: readonly string[], jobs: number): Batch[] {
  const work = files.map(workOf);
  let left = work.reduce((sum, each) => sum + each, 0);
  const batches: (Batch & { files: string[]; work: number })[] = [];
  let room = 0;
  files.forEach((file, first) => {
    if (room <= 0) {
      batches.push({ first, files: [], work: 0 });
      room = left / (2 * jobs);
    }
    const batch = batches[batches.length - 1];
    batch.files.push(file);
    batch.work += work[first];
    room -= work[first];
    left -= work[first];
  });
  return batches.sort((a, b) => b.work - a.work).map(({ first, files }) => ({ first, files }));
}

const workOf = (file: string): number =>
  OPENING + ((file === STDIN ? undefined : statSync(file, { throwIfNoEntry: false })?.size) ?? 0);
