import { execFileSync } from "node:child_process";
import { join } from "node:path";

/** Imports that the linter must refuse, by the room that holds them. */
const refused: [room: string, code: string, sentence: string][] = [
  ["components", 'import "../policies/catalogue";', "does not know how it is judged"],
  ["components/audit", 'import "../../policies/catalogue";', "does not know how it is judged"],
  ["stacks", 'import "../policies/evaluate";', "A stack names components"],
  ["stacks", 'import "@pulumi/aws";', "A stack names components"],
  ["sources", 'import "../policies/evaluate";', "does not judge"],
  ["sources/program", 'import "../../report/report";', "does not judge"],
  ["policies/trail", 'import "../../components/audit-trail";', "pure function of the graph"],
  ["policies/trail", 'import "node:fs";', "pure function of the graph"],
  ["policies/trail", 'import "@pulumi/policy";', "pure function of the graph"],
  ["policies", "console.log(1);", "console"],
  ["simulation", 'import "../components/detections";', "runs what the policies know"],
  ["simulation", 'import "../report/report";', "runs what the policies know"],
  ["simulation", 'import "node:fs";', "Files are read in simulation/read/"],
  ["simulation/read", 'import "../../cli/files";', "runs what the policies know"],
  ["components", 'import "../cost/estimate";', "does not know how it is judged"],
  ["cost", 'import "../components";', "An estimate is a pure function"],
  ["cost", "Date.now();", "has no clock"],
  ["report", 'import "node:fs";', "no files, no clock, no console"],
  ["report", "export const now = Date.now();", "has no clock"],
  ["report", "process.exit(1);", "is pure"],
  ["cli", 'import "../components";', "provisions nothing"],
];

/** The same rooms importing what they may. */
const accepted: [room: string, code: string][] = [
  ["components", 'import "@pulumi/aws";\nimport "../cost/prices";'],
  ["stacks", 'import "../components";'],
  ["sources", 'import "../policies/graph/resource";\nimport "node:fs";'],
  ["policies/trail", 'import "../kinds/cloudtrail";'],
  ["simulation", 'import "../policies/patterns/filter/parse";'],
  ["simulation/read", 'import "node:fs";\nimport "node:zlib";'],
  ["cost", 'import "../policies/kinds/kms";'],
  ["report", 'import "../policies/catalogue";\nimport "node:crypto";\nimport "../simulation/simulate";'],
  ["cli", 'import "../sources/state";\nimport "../policies/evaluate";\nimport "../report/report";'],
];

/** ESLint loads its configuration as an ES module, which jest cannot; so it runs in a Node of its own, once for all samples. */
const lintAll = `
  const { ESLint } = require("eslint");
  const samples = JSON.parse(require("fs").readFileSync(0, "utf8"));
  const eslint = new ESLint();
  Promise.all(samples.map(([room, code]) => eslint.lintText(code + "\\n", { filePath: room + "/sample.ts" })))
    .then((results) => console.log(JSON.stringify(results.map(([{ messages }]) => messages.map((m) => m.message).join()))));
`;
const samples = [...refused, ...accepted].map(([room, code]) => [room, code]);
const complaints: string[] = JSON.parse(
  execFileSync(process.execPath, ["-e", lintAll], {
    cwd: join(__dirname, ".."),
    input: JSON.stringify(samples),
  }).toString(),
);

test.each(refused.map((sample, i) => [...sample, complaints[i]]))(
  "%s/ may not: %s",
  (_room, _code, sentence, complaint) => {
    expect(complaint).toContain(sentence);
  },
);

test.each(accepted.map((sample, i) => [...sample, complaints[refused.length + i]]))(
  "%s/ may: %s",
  (_room, _code, complaint) => {
    expect(complaint).toBe("");
  },
);
