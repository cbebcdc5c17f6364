import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { formats } from "../../report/formats";
import { renderJson } from "../../report/json";
import { installed, PRESENT, REQUIRED } from "../programs-of-others";
import { FILES_WITH_SCHEMA, schemaErrors } from "../report/official";
import { clean, everything, failing } from "../report/reports";
import { runHere, scratch } from "./in-process";

/** Every format of every report that there is to make: valid, verified, and a byte that was changed is found in any file. */

jest.setTimeout(15 * 60_000);

const { folder, file, remove } = scratch();
afterAll(remove);

const written = [
  ...Object.values(formats)
    .map(({ file: name }) => name)
    .filter((name) => name !== "report.txt"),
  "manifest.json",
  "SHA256SUMS",
].sort();

/** Everything that can be held against a folder of reports. */
async function held(out: string): Promise<void> {
  const read = (name: string): Buffer => readFileSync(join(out, name));
  expect(readdirSync(out).sort()).toEqual(written);
  for (const name of FILES_WITH_SCHEMA)
    expect([name, await schemaErrors(name, read(name).toString("utf8"))]).toEqual([name, []]);
  for (const name of ["gl-code-quality.json", "asff.json"])
    expect(JSON.parse(read(name).toString("utf8"))).toBeInstanceOf(Array);
  for (const line of read("ocsf.jsonl").toString("utf8").split("\n").filter(Boolean))
    expect(JSON.parse(line)).toMatchObject({ class_uid: 2003 });
  expect(Object.keys(unzipSync(read("report.xlsx")))).toContain("xl/workbook.xml");
  expect(read("summary.md").length).toBeLessThan(65_536);
  expect(read("report.html").toString("utf8")).toMatch(/^<!doctype html>[^]*<\/html>\n$/);
  for (const name of ["findings.csv", "controls.csv"]) expect(read(name).toString("utf8")).toMatch(/\r\n$/);

  expect(await runHere(["verify", out])).toMatchObject({ status: 0, stdout: `✓ ${written.length} files as written\n` });
  for (const name of written) {
    const before = read(name);
    for (const at of [0, before.length >> 1, before.length - 1]) {
      const changed = Buffer.from(before);
      changed[at] ^= 1;
      writeFileSync(join(out, name), changed);
      const { status, stdout } = await runHere(["verify", out]);
      expect([name, at, status, stdout.includes(name)]).toEqual([name, at, 1, true]);
    }
    writeFileSync(join(out, name), before);
  }
}

test.each(Object.entries({ clean, failing, everything }))("the %s report", async (name, report) => {
  const out = join(folder, name);
  const run = file(`${name}.json`, renderJson(report));
  const { status, stderr } = await runHere(["report", run, "--format", "all", "--out", out]);
  expect([status, stderr]).toEqual([{ clean: 0, failing: 1, everything: 3 }[name], ""]);
  await held(out);
});

const programs = [
  "aws-ts-hello-fargate",
  "aws-ts-s3-lambda-copyzip",
  "aws-ts-static-website",
  "aws-ts-stackreference-architecture/application",
  "aws-ts-stackreference-architecture/database",
  "aws-ts-webserver",
  "aws-ts-wordpress-fargate-rds",
];

(PRESENT || REQUIRED ? describe : describe.skip)("programs that nobody here wrote", () => {
  test.each(programs)("%s", async (name) => {
    const out = join(folder, name.replace("/", "-"));
    const { status, stderr } = await runHere([
      ...["check", installed(name), "--stack", "dev"],
      ...["--format", "all", "--out", out],
    ]);
    expect([status, stderr]).toEqual([1, ""]);
    await held(out);
  });

  test("one that cannot run at all leaves no report behind", async () => {
    const out = join(folder, "networking");
    const broken = installed("aws-ts-stackreference-architecture/networking");
    const { status, stderr } = await runHere(["check", broken, "--stack", "dev", "--format", "all", "--out", out]);
    expect([status, stderr]).toEqual([2, expect.stringContaining("the program failed")]);
    expect(readdirSync(folder)).not.toContain("networking");
  });
});
