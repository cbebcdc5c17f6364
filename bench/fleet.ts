import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { state } from "./stacks";

/** A self-managed backend of many stacks, ten in each account, and what judging all of them costs. */

const UNITS = 20;

/** Writes the backend once; returns its folder. */
export function fleet(folder: string, stacks: number, size: number): string {
  const backend = join(folder, `fleet-${stacks}-${size}`);
  const project = join(backend, ".pulumi/stacks/bench");
  if (existsSync(project)) return backend;
  mkdirSync(project, { recursive: true });
  for (let n = 0; n < stacks; n++) {
    const account = String(100_000_000_000 + Math.floor(n / 10));
    const text = state(size, n * UNITS)
      .replaceAll("111122223333", account)
      .replaceAll("urn:pulumi:bench::bench", `urn:pulumi:s${n}::bench`);
    writeFileSync(join(project, `s${n}.json`), text);
  }
  return backend;
}

/** Wall time in seconds and peak memory in MiB of a process of its own. */
export function judgeFleet(cli: string, backend: string): { seconds: number; memory: number } {
  const script = `
    process.argv.splice(1, 0, ${JSON.stringify(cli)});
    process.on("exit", () => require("node:fs").writeSync(2, "peak " + process.resourceUsage().maxRSS));
    import(${JSON.stringify(cli)});`;
  const start = process.hrtime.bigint();
  const args = ["check", backend, "--fail-on", "none"];
  const { stderr } = spawnSync(process.execPath, ["-e", script, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  });
  const peak = Number(/peak (\d+)/.exec(stderr)?.[1]);
  return { seconds: Number(process.hrtime.bigint() - start) / 1e9, memory: Math.round(peak / 1024) };
}
