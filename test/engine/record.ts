import { writeFileSync } from "node:fs";
import { programs } from "../golden/programs";
import { Engine } from "./engine";
import { written } from "./golden";
import { buildPacks } from "./packs";
import { findPulumi } from "./pulumi";
import { record } from "./recording";

/** Writes what the engine sees of the programs in `test/golden`: `node scripts/run.mjs test/engine/record.ts`. */

async function main(): Promise<void> {
  const pulumi = findPulumi(() => undefined);
  if ("missing" in pulumi) throw new Error(pulumi.missing);
  await buildPacks();
  const engine = await Engine.start(pulumi.path);
  try {
    for (const { name, folder, recording } of programs)
      writeFileSync(recording, written(await record(engine, folder, "dev", name)));
  } finally {
    engine.stop();
  }
}

void main();
