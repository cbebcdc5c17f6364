import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, trailwatch } from "./cli";

/** README's section on the clinic: its commands are run as they stand, with samples and report in a folder of their own. */

const README = readFileSync(join(ROOT, "README.md"), "utf8");
const [section] = README.split("## Four questions of a clinic")[1].split("\n## ");
const commands = (/```sh\n([^]*?)```/.exec(section)?.[1] ?? "")
  .split("\n")
  .flatMap((line) => line.replace(/\s+#.*/, "").trim() || []);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trailwatch-stories-"));
  execFileSync(process.execPath, ["scripts/run.mjs", "scripts/samples/main.ts", join(folder, "samples")], {
    cwd: ROOT,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (command: string) => {
  const [, , ...words] = command.split(" ");
  const own = words.map((word) => (["samples", "trailwatch-report"].includes(word) ? join(folder, word) : word));
  const { status, stdout, stderr } = trailwatch(own);
  return { status, stderr, text: stdout.replace(/\s+/g, " ") };
};

/** Each command, by how it begins, and what its answer has to say. */
const STORIES: [begins: string, says: (string | RegExp)[]][] = [
  [
    "npx trailwatch access --events samples --resource patient-records",
    [
      "70 calls by 4 callers: 65 reads · 2 changes · 2 deletions · 1 denied · 0 failed",
      "2024-05-14T11:41:55Z delete · s3:DeleteObject assumed role Clinician/bo@clinic.example",
      /16:33:30Z delete · s3:DeleteObject IAM user contractor · from 203\.0\.113\.77/,
      "change · s3:PutBucketPolicy",
    ],
  ],
  [
    "npx trailwatch access --events samples --around",
    [
      "Refused and failed calls: 2",
      "13:51:12Z change · ecs:UpdateService assumed role Deployer/release-214",
      "13:53:48Z change · rds:ModifyDBInstance",
    ],
  ],
  [
    "npx trailwatch simulate",
    [
      /records-from-elsewhere 5 hits .*? alarm OK → ALARM 2024-05-14T16:21:00Z,.*? told email \S+ through \S+-critical/,
      /records-deleted 2 hits/,
      /cis-console-signin-no-mfa-quiet 1 hit .*? alarm OK → ALARM 2024-05-14T16:11:00Z, 1 minute after the first event/,
      /iam-admin-policy-attached 1 hit/,
      /tamper-trail 1 hit · 1 of failed calls .*? told email \S+@example\.com through \S+-critical/,
    ],
  ],
  ["npx trailwatch check", [/✓ trailwatch\/workload /, "report.html"]],
];

test("README has four questions after the samples, one command each", () => {
  expect(commands[0]).toBe("npm run samples");
  expect(commands.slice(1).map((command, i) => command.startsWith(STORIES[i][0]))).toEqual([true, true, true, true]);
  const scripts = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).scripts;
  expect(scripts.samples).toBe("node scripts/run.mjs scripts/samples/main.ts");
});

test.each(STORIES.map(([begins, says], i) => [commands[i + 1] ?? begins, says] as const))("%s", (command, says) => {
  const { status, text, stderr } = run(command);
  for (const part of says)
    if (typeof part === "string") expect(text).toContain(part);
    else expect(text).toMatch(part);
  expect([status, stderr]).toEqual([0, ""]);
});
