import { build, type Plugin } from "esbuild";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CACHE } from "./pulumi";

/** The pack as it lies in the repository. */
export const SOURCE = join(__dirname, "../../policies");
/** The pack as it is shipped; `npm run build` made it, perhaps before the last change. */
export const SHIPPED = join(__dirname, "../../dist/policy-pack");
/** The pack bundled as for shipping, from the policies as they are now. */
export const BUNDLED = join(CACHE, "packs/bundled");
/** The pack's own door with the policies of `guests.ts` behind it. */
export const GUESTS = join(CACHE, "packs/guests");

const guests: Plugin = {
  name: "guests",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/catalogue$/ }, ({ importer }) =>
      importer === join(SOURCE, "index.ts") ? { path: join(__dirname, "guests.ts") } : undefined,
    ),
};

/** Bundles the packs, into folders from which Node finds the SDK. */
export async function buildPacks(): Promise<void> {
  await buildPack(BUNDLED, []);
  await buildPack(GUESTS, [guests]);
}

async function buildPack(folder: string, plugins: Plugin[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [join(SOURCE, "index.ts")],
    outfile: join(folder, "index.js"),
    bundle: true,
    platform: "node",
    target: "node20",
    external: ["@pulumi/*"],
    logLevel: "warning",
    plugins,
  });
  cpSync(join(SOURCE, "PulumiPolicy.yaml"), join(folder, "PulumiPolicy.yaml"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "pack", version: "0.0.1", main: "index.js" }));
}
