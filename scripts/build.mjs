/**
 * Builds what is shipped into dist/: `cli/` (one bundle with its bytecode), `policy-pack/` (what `--policy-pack` wants) and `lib/`
 * (the components and the policy kit, with their types).
 */
import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

process.chdir(join(dirname(fileURLToPath(import.meta.url)), ".."));
const { version, license, dependencies, peerDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
const shared = { bundle: true, platform: "node", target: "node20", logLevel: "warning", legalComments: "none" };
rmSync("dist", { recursive: true, force: true });

// One file, so that V8 can keep what it makes of it; see cli/bundle.ts.
await build({
  ...shared,
  entryPoints: { trailwatch: "cli/main.ts" },
  outdir: "dist/cli",
  outExtension: { ".js": ".cjs" },
  format: "cjs",
  minify: true,
  define: { TRAILWATCH_VERSION: JSON.stringify(version) },
  // As a script its value is a function, as a module it exports that.
  banner: {
    js: "((run) => (typeof module === 'object' ? (module.exports = run) : run))(function (require, __dirname, importModule) {",
  },
  footer: { js: "})" },
});
await build({
  ...shared,
  entryPoints: { main: "cli/launch.ts", "count-worker": "simulation/jobs/worker.ts" },
  outdir: "dist/cli",
  outExtension: { ".js": ".cjs" },
  format: "cjs",
  minify: true,
});
// What esbuild leaves as it is stands in regular expressions and templates, where an escape means the same.
const bundle = "dist/cli/trailwatch.cjs";
const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
writeFileSync(bundle, readFileSync(bundle, "utf8").replace(/[^\x00-\x7f]/g, escaped));
chmodSync("dist/cli/main.cjs", 0o755);
const keeping = ".cache/keep-bytecode.cjs";
await build({ ...shared, entryPoints: ["scripts/keep-bytecode.ts"], outfile: keeping });
execFileSync(process.execPath, [keeping], { stdio: ["ignore", "ignore", "inherit"] });

await build({
  ...shared,
  entryPoints: ["policies/index.ts"],
  outfile: "dist/policy-pack/index.js",
  format: "cjs",
  external: ["@pulumi/*"],
});
cpSync("policies/PulumiPolicy.yaml", "dist/policy-pack/PulumiPolicy.yaml");
writeFileSync(
  "dist/policy-pack/package.json",
  `${JSON.stringify({ name: "trailwatch-policies", version, license, main: "index.js", files: ["index.js"], dependencies: { "@pulumi/policy": dependencies["@pulumi/policy"], "@pulumi/pulumi": peerDependencies["@pulumi/pulumi"] } }, null, 2)}\n`,
);

if (existsSync("components/index.ts")) {
  mkdirSync("dist/lib", { recursive: true });
  execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
    stdio: "inherit",
  });
}
