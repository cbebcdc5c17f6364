import { build } from "esbuild";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CACHE } from "./pulumi";

const POLICIES = join(__dirname, "../../policies");

/** The pack as it is shipped; `npm run build` makes it. */
export const SHIPPED = join(__dirname, "../../dist/policy-pack");
/** The pack as it lies in the repository. */
export const SOURCE = POLICIES;
/** The pack's own door with the policies of `guests.ts` behind it. */
export const GUESTS = join(CACHE, "packs/guests");

/** Builds the pack of `guests.ts`, in a folder from which Node finds the SDK. */
export async function buildGuests(): Promise<void> {
  mkdirSync(GUESTS, { recursive: true });
  await build({
    entryPoints: [join(POLICIES, "index.ts")],
    outfile: join(GUESTS, "index.js"),
    bundle: true,
    platform: "node",
    target: "node20",
    external: ["@pulumi/*"],
    logLevel: "warning",
    plugins: [
      {
        name: "guests",
        setup: ({ onResolve }) =>
          onResolve({ filter: /^\.\/catalogue$/ }, ({ importer }) =>
            importer === join(POLICIES, "index.ts") ? { path: join(__dirname, "guests.ts") } : undefined,
          ),
      },
    ],
  });
  cpSync(join(POLICIES, "PulumiPolicy.yaml"), join(GUESTS, "PulumiPolicy.yaml"));
  writeFileSync(join(GUESTS, "package.json"), JSON.stringify({ name: "guests", version: "0.0.1", main: "index.js" }));
}
