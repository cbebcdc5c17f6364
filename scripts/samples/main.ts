/** Writes the CloudTrail files that the README's stories are told with: `npm run samples`, or `npm run samples FOLDER`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { SAMPLES } from "./day";
import { ACCOUNT, recordOf, REGION } from "./record";

const out = process.argv[2] ?? "samples";

/** As in an archive: a folder for each day, a file for what came in a quarter of an hour. */
const files = new Map<string, object[]>();
for (const sample of SAMPLES) {
  const [day, time] = sample.at.split("T");
  const quarter = `${time.slice(0, 2)}${String(Math.floor(Number(time.slice(3, 5)) / 15) * 15).padStart(2, "0")}`;
  const name = `${ACCOUNT}_CloudTrail_${REGION}_${day.replaceAll("-", "")}T${quarter}Z_sample.json.gz`;
  const path = join("AWSLogs", ACCOUNT, "CloudTrail", REGION, ...day.split("-"), name);
  files.set(path, [...(files.get(path) ?? []), recordOf(sample)]);
}
for (const [path, Records] of files) {
  mkdirSync(join(out, path, ".."), { recursive: true });
  writeFileSync(join(out, path), gzipSync(JSON.stringify({ Records })));
}
console.log(`${SAMPLES.length} events in ${files.size} files in ${out}`);
