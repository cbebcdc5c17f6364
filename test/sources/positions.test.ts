import { symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { UNKNOWN } from "../../policies/graph/value";
import { previewProgram } from "../../sources/program";
import { SourceError } from "../../sources/snapshot";
import { program, removePrograms, resource } from "./programs";

afterAll(removePrograms);

const packages = resolve(__dirname, "../../node_modules");

/** A project that was itself installed: its folder lies below `node_modules`. */
function installedProject(files: Record<string, string>): string {
  const project = { "Pulumi.yaml": "name: test\nruntime: nodejs\n", "package.json": "{}", ...files };
  const nested = Object.entries(project).map(([name, text]) => [`node_modules/@acme/infra/${name}`, text]);
  const folder = join(program(Object.fromEntries(nested) as Record<string, string>, false), "node_modules/@acme/infra");
  symlinkSync(packages, join(folder, "node_modules"));
  return folder;
}

const IMPORTS = 'import * as aws from "@pulumi/aws";\nimport * as pulumi from "@pulumi/pulumi";\n';

describe("in a project below node_modules", () => {
  test.each([
    ["CommonJS", "index.ts", "{}"],
    ["an ES module", "index.js", '{ "type": "module" }'],
  ])("the place of a resource is the user's line: %s", async (_, file, description) => {
    const path = installedProject({ "package.json": description, [file]: `${IMPORTS}new aws.sns.Topic("t");\n` });
    const snapshot = await previewProgram({ path, stack: "dev" });
    expect(resource(snapshot, "t").position).toEqual({ file, line: 3, column: 1 });
  });

  test("the place of an error is the user's line", async () => {
    const path = installedProject({ "index.ts": `${IMPORTS}throw new Error("no luck");\n` });
    const failure = await previewProgram({ path, stack: "dev" }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SourceError);
    expect((failure as SourceError).message).toMatch(/no luck\n {2}at index\.ts:3$/);
  });
});

test("a program that takes the mapping of stack traces away", async () => {
  const path = program({
    "index.js": `const pulumi = require("@pulumi/pulumi");
Error.prepareStackTrace = undefined;
class Topic extends pulumi.CustomResource {
  constructor(name) {
    super("aws:sns/topic:Topic", name);
  }
}
new Topic("t");
`,
  });
  const snapshot = await previewProgram({ path, stack: "dev" });
  expect(resource(snapshot, "t").position).toEqual({ file: "index.js", line: 8, column: 1 });
});

test("a loader that reads modules in its own way, as tsx does", async () => {
  const path = program({
    "Pulumi.yaml":
      'name: test\nruntime: { name: nodejs, options: { typescript: false, nodeargs: "--require=./loader.cjs" } }\n',
    "loader.cjs": `const { readFileSync } = require("node:fs");
require("node:module")._extensions[".js"] = (module, file) => module._compile(readFileSync(file, "utf8"), file);
`,
    "index.js": `const aws = require("@pulumi/aws");
aws.ec2.getAmi({}).then(({ tags }) => new aws.sns.Topic("t", { displayName: tags.team.trim() }));
`,
  });
  const snapshot = await previewProgram({ path, stack: "dev" });
  expect(resource(snapshot, "t").values.displayName).toBe(UNKNOWN);
});
