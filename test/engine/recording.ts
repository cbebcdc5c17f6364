import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Engine } from "./engine";
import { golden, type Golden } from "./golden";
import { BUNDLED } from "./packs";

const NOT_COPIED = new Set(["node_modules", "dist", ".git", ".cache", "trailwatch-report"]);

/** Previews the program in a folder, or rather in a copy: `stack select` writes into the stack's settings. */
export async function record(engine: Engine, folder: string, stack: string, name = basename(folder)): Promise<Golden> {
  const copy = engine.project(`${name}-${stack}`);
  cpSync(folder, copy, { recursive: true, filter: (path) => !NOT_COPIED.has(basename(path)) });
  const recording = join(engine.folder, `${basename(copy)}.grpc`);
  const initialised = await engine.run(["stack", "select", "--create", stack], copy);
  if (initialised.code !== 0) throw new Error(`pulumi stack select ${stack}: ${initialised.stderr}`);
  const advisory = join(engine.folder, "advisory.json");
  writeFileSync(advisory, JSON.stringify({ all: "advisory" }));
  const { code, stdout } = await engine.run(
    ["preview", "-s", stack, "--policy-pack", BUNDLED, "--policy-pack-config", advisory],
    copy,
    { PULUMI_DEBUG_GRPC: recording },
  );
  if (code !== 0) throw new Error(`pulumi preview in ${folder} ended with ${code}:\n${stdout}`);
  return golden(readFileSync(recording, "utf8"), { [copy]: "<project>" });
}
