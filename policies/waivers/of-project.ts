import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Policy } from "../policy";
import { readWaivers, toldProblems } from "./read";
import type { WaiverOf } from "./waiver";

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/**
 * The waivers that the engine's pack goes by: of the file that TRAILWATCH_WAIVERS names, or of `waivers.yaml` beside the Pulumi.yaml
 * of the project that is deployed.
 */
export function waiversOfProject(policies: readonly Policy[], env: NodeJS.ProcessEnv, cwd: string): WaiverOf[] {
  const path = named(env, cwd) ?? besideProject([env.PWD, cwd]);
  if (path === undefined) return [];
  if (!existsSync(path)) throw forPeople(`${path}: no such file; TRAILWATCH_WAIVERS names it`);
  const { waivers, problems } = readWaivers(readFileSync(path, "utf8"), policies);
  if (problems.length > 0) throw forPeople(toldProblems(path, problems));
  return waivers;
}

const named = ({ TRAILWATCH_WAIVERS: path, PWD }: NodeJS.ProcessEnv, cwd: string): string | undefined =>
  path ? resolve(PWD ?? cwd, path) : undefined;

/** The engine starts a pack in the pack's own folder, and leaves PWD at the folder that `pulumi` was called in. */
function besideProject(folders: readonly (string | undefined)[]): string | undefined {
  for (const start of folders) {
    for (let folder = start; folder !== undefined; folder = folder === dirname(folder) ? undefined : dirname(folder)) {
      if (!PROJECT_FILES.some((name) => existsSync(join(folder as string, name)))) continue;
      const path = join(folder, "waivers.yaml");
      return existsSync(path) ? path : undefined;
    }
  }
  return undefined;
}

/** The SDK prints the stack of what stops a pack; here the message is all that people need. */
const forPeople = (message: string): Error => Object.assign(new Error(message), { stack: message });
