#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";
import { run } from "./run";

// Most runs are over before optimised code would pay for itself, and compiling it takes half of their time. What runs long
// enough is optimised all the same, a few milliseconds later.
setFlagsFromString("--interrupt-budget=1000000");

run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
