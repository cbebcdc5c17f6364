import { previewProgram } from "../../sources/program";
import { program, removePrograms, resource } from "./programs";

afterAll(removePrograms);

const AWS = 'import * as aws from "@pulumi/aws";\n';

/** Options with which Pulumi itself, which checks types, runs the program. */
describe("a program in TypeScript", () => {
  const compilers: [title: string, modules: boolean, compilerOptions: object | undefined][] = [
    ["options without a way to find modules", false, { module: "commonjs", target: "es2020" }],
    ["options that are at odds", false, { module: "commonjs", moduleResolution: "bundler" }],
    ["ES modules without options", true, undefined],
    ["ES modules of a kind that ts-node does not know", true, { module: "Node20", target: "es2023" }],
  ];
  test.each(compilers)("%s", async (_, modules, compilerOptions) => {
    const files: Record<string, string> = {
      "package.json": JSON.stringify({ type: modules ? "module" : "commonjs" }),
      "index.ts": `${AWS}import { name } from "./${modules ? "name.js" : "name"}";\nnew aws.sns.Topic(name as string);\n`,
      "name.ts": 'export const name: string = "t";\n',
    };
    if (compilerOptions) files["tsconfig.json"] = JSON.stringify({ compilerOptions });
    const snapshot = await previewProgram({ path: program(files), stack: "dev" });
    expect(resource(snapshot, "t").position).toMatchObject({ file: "index.ts", line: 3 });
  });

  test("types are not checked where an older SDK asks for it", async () => {
    const path = program({
      "Pulumi.yaml": "name: test\nruntime: { name: nodejs, options: { typescript: false } }\n",
      "index.js": 'require("ts-node").register({ typeCheck: true });\nrequire("./typed.ts");\n',
      "typed.ts": `${AWS}const name: number = "t";\nnew aws.sns.Topic(String(name));\n`,
    });
    expect(resource(await previewProgram({ path, stack: "dev" }), "t").type).toBe("aws:sns/topic:Topic");
  });
});
