import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { catalogue } from "../policies/catalogue";
import { severities, type Policy } from "../policies/policy";
import { Problem } from "./problem";

/** `import()`, of which a script that starts from bytecode has none: the launcher hands in its own. */
declare const importModule: (specifier: string) => Promise<object>;

/** The catalogue, and the policies that the files of `--policies` export. */
export async function withOwnPolicies(files: readonly string[]): Promise<readonly Policy[]> {
  const own: Policy[] = [];
  const problems: string[] = [];
  for (const file of files) {
    const exported = await load(file);
    const found = exported.flat().filter(isDeclared);
    if (found.length === 0)
      problems.push(`${file}: exports no policy; expected what policy({…}) of trailwatch/policies returns`);
    for (const policy of found) {
      problems.push(...faults(policy).map((fault) => `${file}: policy ${policy.id ?? "without id"}: ${fault}`));
      if ([...catalogue, ...own].some(({ id }) => id === policy.id))
        problems.push(`${file}: policy ${policy.id}: there is another of this id`);
      own.push(policy);
    }
  }
  if (problems.length > 0) throw new Problem(problems.join("\n"));
  return [...catalogue, ...own];
}

const isDeclared = (exported: unknown): exported is Policy =>
  typeof exported === "object" && exported !== null && "check" in exported && "id" in exported;

function faults({ id, severity, about, check }: Policy): string[] {
  return [
    typeof id === "string" && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id) ? "" : "its id is not of words with hyphens between",
    severities.includes(severity) ? "" : `its severity ${JSON.stringify(severity)} is none of ${severities.join(", ")}`,
    Array.isArray(about?.tokens) ? "" : "it does not say which kind of resource it is about",
    typeof check === "function" ? "" : "its check is no function",
  ].filter(Boolean);
}

/** Everything that the module exports, and what stands in a default export. */
async function load(file: string): Promise<unknown[]> {
  const path = resolve(file);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile())
    throw new Problem(`${file}: no such file; --policies wants a module that exports policies`);
  try {
    if (/\.c?ts$/.test(path)) readTypeScript(path, file);
    const exported: object = /\.c?ts$/.test(path)
      ? createRequire(path)(path)
      : await importModule(pathToFileURL(path).href);
    // What a CommonJS module exports arrives twice, by name and as its default.
    const values = new Set(
      Object.values(exported).flatMap((value) => (isModule(value) ? Object.values(value) : [value])),
    );
    return [...new Set([...values].flat())];
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(`${file}: cannot be loaded: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
  }
}

const isModule = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isDeclared(value);

/** TypeScript is read as Pulumi reads a program: by the copy of ts-node that the SDK beside the file brings along. */
function readTypeScript(path: string, file: string): void {
  const beside = createRequire(path);
  let sdk: NodeJS.Require;
  try {
    sdk = createRequire(beside.resolve("@pulumi/pulumi/tsutils"));
  } catch {
    throw new Problem(
      `${file}: TypeScript is read with @pulumi/pulumi, which is not installed beside it. Run \`npm install\`.`,
    );
  }
  const { tsnodeRequire, typescriptRequire } = sdk("./tsutils").typeScriptRequireStrings();
  sdk(tsnodeRequire).register({
    ...{ compiler: typescriptRequire, transpileOnly: true, skipProject: true },
    compilerOptions: { module: "commonjs", moduleResolution: "node", target: "es2020", esModuleInterop: true },
  });
}
