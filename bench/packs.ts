import { buildSync } from "esbuild";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Policy packs that ours is compared with. Each returns its folder. */

function pack(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), `{ "name": "${name}", "version": "1.0.0", "main": "index.js" }`);
  writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  return folder;
}

/** Our policies behind the SDK's own server, where the shipped pack reads the engine's requests itself. */
export function stockPack(folder: string, entry: string): string {
  const outfile = join(pack(folder, "stock"), "index.js");
  buildSync({ entryPoints: [entry], bundle: true, platform: "node", packages: "external", outfile });
  return folder;
}

export function emptyPack(folder: string): string {
  writeFileSync(
    join(pack(folder, "empty"), "index.js"),
    'const { PolicyPack } = require("@pulumi/policy");\nnew PolicyPack("empty", { policies: [] });\n',
  );
  return folder;
}
