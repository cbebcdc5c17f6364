/** Writes the page of the command line: `node scripts/run.mjs scripts/cli-page.ts`. */
import { writeFileSync } from "node:fs";
import { commands } from "../cli/commands";
import { manual } from "../cli/manual";

writeFileSync("docs/cli.md", manual(commands));
