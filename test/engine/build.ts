import { findPulumi } from "./pulumi";

/** Builds the command line for the tests, if there is none yet, and says where it is: `npm run build:engine`. */

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const pulumi = findPulumi(say);
if ("missing" in pulumi) {
  say(`No Pulumi: ${pulumi.missing}.`);
  process.exitCode = 1;
} else {
  say(`${pulumi.path} (${pulumi.origin})`);
}
