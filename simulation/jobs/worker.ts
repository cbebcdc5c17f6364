import { parentPort, workerData } from "node:worker_threads";
import { watchAgain } from "../watch";
import { countBatches, type Task } from "./job";

/** A thread that counts batches beside others. */
async function run(task: Task): Promise<void> {
  const detections = task.texts.map((text) => ({ watch: watchAgain(text) }));
  for await (const counted of countBatches(task, detections)) parentPort?.postMessage(counted);
}

void run(workerData as Task);
