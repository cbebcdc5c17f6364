import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Engine } from "./engine";
import { written } from "./golden";
import { buildPacks } from "./packs";
import { findPulumi } from "./pulumi";
import { record } from "./recording";

/** Writes what the engine sees of a program: `node scripts/run.mjs test/engine/record.ts FOLDER STACK FILE`. */

async function main([folder, stack, file]: string[]): Promise<void> {
  const pulumi = findPulumi(() => undefined);
  if ("missing" in pulumi) throw new Error(pulumi.missing);
  await buildPacks();
  const engine = await Engine.start(pulumi.path);
  try {
    writeFileSync(file, written(await record(engine, resolve(folder), stack)));
  } finally {
    engine.stop();
  }
}

void main(process.argv.slice(2));
