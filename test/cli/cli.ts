import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { join } from "node:path";

export const ROOT = join(__dirname, "../..");
export const MAIN = join(ROOT, "dist/cli/main.cjs");

/** Runs the built command line as a user does. */
export function trailwatch(args: string[], env: NodeJS.ProcessEnv = {}, cwd = ROOT): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [MAIN, ...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...env },
  });
}
