import type { Counts } from "../counts";
import type { Window } from "../tally";
import type { WatchedText } from "../watch";

/** What a worker is started with. */
export interface Task {
  texts: readonly (WatchedText | undefined)[];
  window: Window;
}

/** Files that follow each other, and their place among all batches. */
export interface Batch {
  place: number;
  files: readonly string[];
}

export interface Counted {
  place: number;
  counts: Counts;
}
