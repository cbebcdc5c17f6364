/** Writes FILE: for each policy a program that it refuses and one that it passes, out of the cases that its test judges. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { format } from "prettier";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const outfile = join(root, ".cache/examples.cjs");
const tests = readdirSync(join(root, "test/policies"), { recursive: true })
  .filter((path) => path.endsWith(".test.ts"))
  .filter((path) => /from ".*\/judge"/.test(readFileSync(join(root, "test/policies", path), "utf8")))
  .sort();

/** What jest gives as globals: groups are entered, tests are not run. */
const each = (run) => (rows) => (_, body) => run && rows.forEach((row) => body(...[row].flat()));
globalThis.describe = Object.assign((_, body) => body(), { each: each(true) });
globalThis.test = globalThis.it = Object.assign(() => {}, { each: each(false) });
for (const hook of ["beforeAll", "beforeEach", "afterAll", "afterEach"]) globalThis[hook] = () => {};

await build({
  stdin: {
    contents: `export { examples } from "./scripts/examples/judge";
      ${tests.map((path) => `require("./test/policies/${path}");`).join("\n")}`,
    resolveDir: root,
    loader: "ts",
  },
  bundle: true,
  platform: "node",
  packages: "external",
  outfile,
  logLevel: "warning",
  define: { __dirname: JSON.stringify(join(root, "test/policies/trail")) },
  plugins: [
    {
      name: "collect the cases",
      setup: ({ onResolve }) =>
        onResolve({ filter: /\/judge$/ }, ({ importer }) =>
          importer.startsWith(join(root, "test")) ? { path: join(root, "scripts/examples/judge.ts") } : undefined,
        ),
    },
  ],
});
const { examples } = createRequire(import.meta.url)(outfile);

const shown = {};
const pretty = async (code) => (await format(code, { parser: "typescript", printWidth: 100 })).trim();
for (const [id, { bad, good }] of Object.entries(examples).sort(([a], [b]) => (a < b ? -1 : 1)))
  shown[id] = {
    bad: { ...bad, program: await pretty(bad.program) },
    good: { ...good, program: await pretty(good.program) },
  };
const file = join(root, process.argv[2]);
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify(shown, null, 2)}\n`);
console.log(`examples of ${Object.keys(shown).length} policies in ${process.argv[2]}`);
