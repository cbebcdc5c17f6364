/**
 * Builds what is shipped into dist/: `cli/` (one bundle, loaded in pieces), `policy-pack/` (what `--policy-pack` wants) and `lib/`
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

await build({
  ...shared,
  entryPoints: { main: "cli/main.ts", "count-worker": "simulation/jobs/worker.ts" },
  outdir: "dist/cli",
  outExtension: { ".js": ".mjs" },
  format: "esm",
  splitting: true,
  minify: true,
  define: { TRAILWATCH_VERSION: JSON.stringify(version) },
  // What is bundled from CommonJS asks for Node's modules through `require`, and for its folder, which an ES module does not have.
  banner: {
    js: 'import { createRequire as toRequire } from "node:module"; const require = toRequire(import.meta.url); const __dirname = import.meta.dirname;',
  },
});
chmodSync("dist/cli/main.mjs", 0o755);

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
