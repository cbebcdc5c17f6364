import { parentPort, workerData } from "node:worker_threads";
import { countLogs } from "../count-logs";
import { watchAgain } from "../watch";
import type { Batch, Counted, Task } from "./job";

/** A thread that counts batch after batch, as they are handed to it. */
const { texts, window } = workerData as Task;
const detections = texts.map((text) => ({ watch: watchAgain(text) }));

parentPort?.on("message", ({ place, files }: Batch) => {
  void countLogs(files, detections, window).then((counts) =>
    parentPort?.postMessage({ place, counts } satisfies Counted),
  );
});
