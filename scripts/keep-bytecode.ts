/** Runs the command line that was built over a small stack with findings, and keeps the bytecode of what ran. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { state } from "../bench/stacks";
import { Bundle } from "../cli/bundle";

const folder = mkdtempSync(join(tmpdir(), "trailwatch-build-"));
const stack = join(folder, "stack.json");
writeFileSync(stack, state(60));
process.argv = [process.execPath, "trailwatch", "check", stack, "--fail-on", "none"];
const bundle = new Bundle(resolve("dist/cli"));
process.on("exit", () => {
  bundle.keep();
  rmSync(folder, { recursive: true });
});
bundle.run();
