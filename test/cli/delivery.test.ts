import { appendFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { formats } from "../../report/formats";
import { runHere, scratch } from "./in-process";

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const PASSWORD = "correct-horse-battery-staple";

const { folder, file, remove } = scratch();
afterAll(remove);

const resource = (name: string, inputs: object): object => ({
  urn: `urn:pulumi:prod::shop::${GROUP}::${name}`,
  ...{ type: GROUP, custom: true, id: name, inputs, outputs: inputs },
});
const state = file(
  "state.json",
  JSON.stringify({
    version: 3,
    deployment: {
      resources: [
        resource("app", { retentionInDays: 7, name: { ...SECRET, plaintext: JSON.stringify(PASSWORD) } }),
        resource("=cmd()", { retentionInDays: 7, tags: { password: { ...SECRET, plaintext: `"${PASSWORD}"` } } }),
      ],
    },
  }),
);

const out = (name: string): string => join(folder, name);
const read = (name: string, path: string): string => readFileSync(join(out(name), path), "utf8");

beforeAll(async () => {
  const { status } = await runHere(["check", state, "--format", "all", "--out", out("all")]);
  expect(status).toBe(1);
});

test("every format is written, with a manifest and digests that sha256sum reads", () => {
  const names = Object.values(formats).map(({ file: name }) => name);
  expect(readdirSync(out("all")).sort()).toEqual(
    [...names.filter((name) => name !== "report.txt"), "SHA256SUMS", "manifest.json"].sort(),
  );
  for (const line of read("all", "SHA256SUMS").trim().split("\n")) {
    const [digest, name] = line.split("  ");
    expect(
      createHash("sha256")
        .update(readFileSync(join(out("all"), name)))
        .digest("hex"),
    ).toBe(digest);
  }
});

test("the page names the digest of the JSON beside it", () => {
  const digest = /([0-9a-f]{64}) {2}report\.json/.exec(read("all", "SHA256SUMS"))?.[1];
  expect(read("all", "report.html")).toContain(`<code>${digest}</code>`);
});

test("the same input gives the same bytes", async () => {
  await runHere(["check", state, "--format", "all", "--out", out("all")]);
  const before = read("all", "SHA256SUMS");
  await runHere(["check", state, "--format", "all", "--out", out("all")]);
  expect(read("all", "SHA256SUMS")).toBe(before);
});

test("no format tells a secret", () => {
  for (const name of readdirSync(out("all")))
    expect(readFileSync(join(out("all"), name)).includes(PASSWORD)).toBe(false);
});

test("a report that was written can be rendered later, without the stack, to the same bytes", async () => {
  await runHere([
    "report",
    join(out("all"), "report.json"),
    "--format",
    "csv,junit,oscal,sarif",
    "--out",
    out("later"),
  ]);
  for (const name of ["findings.csv", "junit.xml", "oscal-ar.json", "report.sarif"])
    expect(read("later", name)).toBe(read("all", name));
});

describe("trailwatch verify", () => {
  const verify = (name: string): Promise<[number, string]> =>
    runHere(["verify", out(name)]).then(({ status, stdout }) => [status, stdout]);

  test("a folder as it was written", async () => {
    const files = readdirSync(out("all")).length;
    expect(await verify("all")).toEqual([0, `✓ ${files} files as written\n`]);
  });

  const names = Object.values(formats).map(({ file: name }) => name);
  test.each([...names.filter((name) => name !== "report.txt"), "manifest.json", "SHA256SUMS"])(
    "a byte of %s is another",
    async (name) => {
      const path = join(out("all"), name);
      const before = readFileSync(path);
      const changed = Buffer.from(before);
      changed[changed.length >> 1] ^= 1;
      writeFileSync(path, changed);
      const [status, stdout] = await verify("all");
      writeFileSync(path, before);
      expect(status).toBe(1);
      expect(stdout).toContain(`✗ ${name}`);
    },
  );

  test("a file is missing, another was added", async () => {
    await runHere(["check", state, "--out", out("some")]);
    rmSync(join(out("some"), "report.sarif"));
    file("some/notes/mine.txt", "");
    expect(await verify("some")).toEqual([
      1,
      "✗ report.sarif is missing\n✗ notes/mine.txt was added: it is not listed\n",
    ]);
  });

  test("a manifest and its digests that were written anew do not cover a change", async () => {
    await runHere(["check", state, "--out", out("anew")]);
    appendFileSync(join(out("anew"), "SHA256SUMS"), `${"0".repeat(64)}  more.txt\n`);
    expect(await verify("anew")).toEqual([1, expect.stringContaining("SHA256SUMS was changed")]);
    rmSync(join(out("anew"), "manifest.json"));
    expect(await verify("anew")).toEqual([1, "✗ manifest.json is missing\n"]);
  });

  test.each([
    ["no folder of reports", ["verify", folder], "no reports of trailwatch here"],
    ["no folder", ["verify", join(folder, "nowhere")], "no such folder"],
    ["nothing", ["verify"], "name one folder"],
  ])("%s: told in words, exit code 2", async (_, argv, told) => {
    const { status, stderr } = await runHere(argv);
    expect([status, stderr]).toEqual([2, expect.stringContaining(told)]);
  });
});
