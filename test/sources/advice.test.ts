import { previewProgram } from "../../sources/program";
import { program, removePrograms } from "./programs";

afterAll(removePrograms);

const BUILT = '{ "main": "dist/index.js", "scripts": { "build": "tsc" } }';
const programs: [title: string, files: Record<string, string>, advice: RegExp][] = [
  ["to be built", { "package.json": BUILT, "src.ts": "1" }, /Run `npm run build` first/],
  [
    "to build what it reads",
    { "package.json": '{ "scripts": { "build": "vite" } }', "index.ts": 'require("fs").readdirSync("dist");' },
    /Run `npm run build` first/,
  ],
  ["another package", { "index.ts": 'import "nowhere-to-be-found";\n', "pnpm-lock.yaml": "{}" }, /Run `pnpm install`/],
  [
    "an SDK that Pulumi makes",
    {
      "Pulumi.yaml": "name: test\nruntime: nodejs\npackages: { network: vpc@1.0.0 }\n",
      "index.ts": 'import "@pulumi/network";\n',
    },
    /Run `pulumi install`/,
  ],
  [
    "credentials",
    {
      "index.ts":
        'throw Object.assign(new Error("Could not load credentials from any providers"), { name: "CredentialsProviderError" });\n',
    },
    /gets none of your credentials/,
  ],
  [
    "the network",
    { "index.ts": 'export = async () => fetch("http://127.0.0.1:45981/");\n' },
    /fetch failed \(.*ECONNREFUSED[^]*cannot be reached from here/,
  ],
];
test.each(programs)("a program that needs %s", async (_, files, advice) => {
  const error: unknown = await previewProgram({ path: program(files), stack: "dev" }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ name: "SourceError", exitCode: 2, message: expect.stringMatching(advice) });
});
