import { buildPacks } from "./packs";
import { findPulumi } from "./pulumi";

/** Runs once before the tests of this folder, which find the command line in `TRAILWATCH_PULUMI`. */
export default async function setup(): Promise<void> {
  const say = (line: string): void => void process.stderr.write(`\n${line}\n`);
  const pulumi = findPulumi(say);
  if (!("missing" in pulumi)) {
    process.env.TRAILWATCH_PULUMI = pulumi.path;
    say(`Pulumi engine: ${pulumi.origin}`);
    await buildPacks();
  } else if (process.env.TRAILWATCH_PULUMI || process.env.TRAILWATCH_REQUIRE_ALL) {
    throw new Error(`The tests with the Pulumi engine cannot run: ${pulumi.missing}.`);
  } else {
    say(`SKIPPED: all tests with the Pulumi engine (${pulumi.missing}).`);
  }
}
