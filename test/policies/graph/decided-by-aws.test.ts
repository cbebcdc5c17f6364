import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import type { Kind } from "../../../policies/graph/resource";
import { isRecord } from "../../../policies/graph/value";
import * as kinds from "../../../policies/kinds";

/**
 * What a program may leave out and the provider always gives back, such as `multiRegion` of a key, is not known in a preview of
 * the engine. Every such property that policies read stands in `decidedByAws` of its kind, or it would stay undecided for ever.
 */

const ROOT = join(__dirname, "../../..");
const PROVIDER = dirname(require.resolve("@pulumi/aws/package.json"));
/** Known by their edges, or made up by Pulumi. */
const NAMES = ["arn", "id", "name"];

const isKind = (exported: unknown): exported is Kind<unknown> => isRecord(exported) && Array.isArray(exported.tokens);
const all = Object.values(kinds).flatMap((service) =>
  Object.entries(service as Record<string, unknown>).flatMap(([name, kind]) => (isKind(kind) ? [{ name, kind }] : [])),
);

/** Of each kind the properties that policies read, as the compiler sees them. */
const read = propertiesOfKinds();

function propertiesOfKinds(): Map<string, string[]> {
  const index = join(ROOT, "policies/kinds/index.ts");
  const program = ts.createProgram([index], { strict: true, noEmit: true, types: [], target: ts.ScriptTarget.ES2022 });
  const checker = program.getTypeChecker();
  const exportsOf = (symbol: ts.Symbol): ts.Symbol[] =>
    checker.getExportsOfModule(symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
  const source = program.getSourceFile(index)!;
  const found = new Map<string, string[]>();
  for (const kind of exportsOf(checker.getSymbolAtLocation(source)!).flatMap(exportsOf)) {
    const props = checker.getTypeOfSymbolAtLocation(kind, source).getProperty("props");
    const type = props && checker.getNonNullableType(checker.getTypeOfSymbolAtLocation(props, source));
    const properties = type?.getProperties().map((property) => property.name);
    if (properties) found.set(kind.name, properties);
  }
  return found;
}

/** The declaration of a resource in the provider, where this version of it still has one. */
function declaration(token: string): string | undefined {
  const [provider, path] = token.split(":");
  const file = join(PROVIDER, `${path}.d.ts`);
  return provider === "aws" && existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Optional for the program, and never `undefined` in what the provider gives back. */
function decidedIn(text: string): string[] {
  const args = text.slice(text.search(/export interface \w+Args \{/));
  const optional = new Set([...args.matchAll(/^ {4}(\w+)\?:/gm)].map(([, name]) => name));
  const always = [...text.matchAll(/^ {4}readonly (\w+): pulumi\.Output<(.*)>;/gm)].filter(
    ([, , type]) => !type.endsWith("| undefined"),
  );
  return always.map(([, name]) => name).filter((name) => optional.has(name));
}

test("the compiler sees what policies read of each kind", () => {
  expect(read.get("LogGroup")).toContain("retentionInDays");
  expect(all.filter(({ name }) => !read.has(name)).map(({ name }) => name)).toEqual([]);
});

test("a property that a key always has back is found in the provider", () => {
  expect(decidedIn(declaration("aws:kms/key:Key")!)).toEqual(expect.arrayContaining(["multiRegion", "policy"]));
  expect(decidedIn(declaration("aws:kms/key:Key")!)).not.toContain("enableKeyRotation");
});

test.each(all)("$name lists what AWS decides", ({ name, kind }) => {
  const itself = new Set([...NAMES, ...(kind.names ?? []), ...(kind.decidedByAws ?? [])]);
  const decided = kind.tokens.flatMap((token) => decidedIn(declaration(token) ?? ""));
  const missing = (read.get(name) ?? []).filter((property) => decided.includes(property) && !itself.has(property));
  expect(missing).toEqual([]);
});
