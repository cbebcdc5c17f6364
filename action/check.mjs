import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readEvent } from "./event.mjs";
import { outputsOf } from "./report.mjs";
import { setOutputs, verbatim } from "./workflow-commands.mjs";

/** Runs `trailwatch check` and keeps its exit code for the last step, so that the reports come out whatever it found. */

const {
  TRAILWATCH_PATH: path = ".",
  TRAILWATCH_ARGS: args = "",
  TRAILWATCH_DIFF: diff = "",
  TRAILWATCH_OUT: out = "trailwatch-report",
  GITHUB_OUTPUT: output,
} = process.env;

const built = join(dirname(fileURLToPath(import.meta.url)), "../dist/cli/main.cjs");
const [program, ...first] = existsSync(built) ? [process.execPath, built] : ["npx", "--yes", "trailwatch"];

/** Words as a shell would split them, without its expansions. */
const words = (text) => [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);

const compares = diff !== "" && existsSync(diff);
const { status, stdout, stderr, error } = spawnSync(
  program,
  [
    ...first,
    ...["check", ...words(path), "--out", out, "--format", "terminal,json,html,sarif,markdown,junit"],
    ...(compares ? ["--diff", diff] : []),
    // On the first run there is nothing that could have been there before.
    ...words(args).filter((word) => compares || word !== "--only-new"),
  ],
  { encoding: "utf8", maxBuffer: 256 * 1024 * 1024 },
);
process.stdout.write(verbatim(`${stdout ?? ""}${stderr ?? ""}${error ? `${error.message}\n` : ""}`));
if (diff && !compares) process.stdout.write("There is no earlier report to compare with yet.\n");
setOutputs(output, { ...outputsOf(status ?? 2, out), "may-write": readEvent(process.env).mayWrite });
