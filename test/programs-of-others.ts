import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/*
 * Programs that nobody here wrote. They lie outside the repository and their packages take minutes to install, so the
 * installed copies are kept in `.cache`.
 */
const repository = resolve(__dirname, "..");
const programs = resolve(repository, "../shared/programs");
const cache = join(repository, ".cache/programs");
/** Whether they are there; {@link REQUIRED} makes their absence an error. */
export const PRESENT = existsSync(programs);

export const REQUIRED = Boolean(process.env.TRAILWATCH_REQUIRE_ALL);

if (!PRESENT && !REQUIRED) process.stderr.write(`SKIPPED: the programs of others, because ${programs} is not there\n`);

const MINUTE = 60_000;

/** One test at a time: several ask for the same program, each in a process of its own. A lock that was left behind does not count. */
function alone<T>(lock: string, work: () => T): T {
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      const held = statSync(lock, { throwIfNoEntry: false });
      if (held && Date.now() - held.mtimeMs > 10 * MINUTE) rmSync(lock, { recursive: true, force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
  try {
    return work();
  } finally {
    rmdirSync(lock);
  }
}

/** Copies a program and installs its packages, in versions that Node 20 can run. */
export function installed(name: string): string {
  const folder = join(cache, name.replace("/", "-"));
  mkdirSync(cache, { recursive: true });
  return alone(`${folder}.lock`, () => install(name, folder));
}

function install(name: string, folder: string): string {
  const done = join(folder, "node_modules/.installed");
  if (existsSync(done) && statSync(done).mtimeMs > statSync(join(programs, name, "package.json")).mtimeMs)
    return folder;
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(programs, name), folder, { recursive: true });
  type Dependencies = Record<string, string>;
  const file = join(folder, "package.json");
  const description = JSON.parse(readFileSync(file, "utf8")) as Record<string, Dependencies>;
  for (const dependencies of [description.dependencies, description.devDependencies] as (Dependencies | undefined)[]) {
    for (const dependency of Object.keys(dependencies ?? {})) {
      if (dependency === "typescript") dependencies![dependency] = "5.9.3";
      if (dependency === "@pulumi/pulumi") dependencies![dependency] = "3.248.0";
      if (dependency.startsWith("@types/") && dependencies![dependency] === "latest") delete dependencies![dependency];
    }
  }
  writeFileSync(file, JSON.stringify(description, undefined, 2));
  const args = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  execFileSync("npm", args, { cwd: folder, stdio: "inherit" });
  writeFileSync(done, "");
  return folder;
}
