/** Runs a TypeScript program of this repository that is neither shipped nor a test: `node scripts/run.mjs bench/main.ts`. */
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [entry, ...rest] = process.argv.slice(2);
const outfile = join(root, ".cache", `${entry.replaceAll("/", "-")}.cjs`);
await build({
  entryPoints: [entry],
  bundle: true,
  platform: "node",
  target: "node20",
  packages: "external",
  outfile,
  logLevel: "warning",
  define: { __dirname: JSON.stringify(join(root, dirname(entry))) },
});
process.exit(
  spawnSync(process.execPath, ["--expose-gc", outfile, ...rest], { stdio: "inherit", cwd: root }).status ?? 1,
);
