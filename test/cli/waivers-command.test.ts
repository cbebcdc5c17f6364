import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { asExceptions } from "../../policies/waivers/exceptions";
import type { WaiverOf } from "../../policies/waivers/waiver";
import { runHere, scratch } from "./in-process";

/** trailwatch waivers: a file that is in order, who wrote it, and Pulumi's own exceptions. */

const { folder, file, remove } = scratch();
afterAll(remove);

const BUCKET = "urn:pulumi:prod::audit::aws:s3/bucket:Bucket::logs";
const waiver = {
  id: "WVR-1",
  policies: ["log-group-retention"],
  targets: [BUCKET],
  kind: "risk-accepted",
  reason: "Debug output of a batch job without personal data.",
  owner: "platform-team",
  approver: "jane.doe",
  approvedOn: "2026-11-02",
  ticket: "SEC-1",
  expiresOn: "2026-12-20",
};
const text = (...waivers: object[]): string => stringify({ version: 1, waivers }, { aliasDuplicateObjects: false });

test("lists what is in the file, and what to look at", async () => {
  const ended = { ...waiver, id: "WVR-2", expiresOn: "2026-11-20" };
  expect((await runHere(["waivers", file("two.yaml", text(waiver, ended))])).stdout.split("\n")).toEqual([
    "WVR-1  until 2026-12-20  platform-team, approved by jane.doe, SEC-1",
    "       log-group-retention",
    `       ${BUCKET}`,
    "WVR-2  ended 2026-11-20  platform-team, approved by jane.doe, SEC-1",
    "       log-group-retention",
    `       ${BUCKET}`,
    "! WVR-1 expires in 19 days, on 2026-12-20",
    "! WVR-2 expired on 2026-11-20; platform-team mends what it covered or has it approved anew",
    `${join(folder, "two.yaml")}: 2 waivers, in order`,
    "",
  ]);
});

test("--authors: who approves does not commit, line by line", async () => {
  const git = (...words: string[]): void => void spawnSync("git", words, { cwd: join(folder, "authors") });
  const commit = (mail: string): void =>
    git("-c", `user.name=${mail.split("@")[0]}`, "-c", `user.email=${mail}`, "commit", "-q", "-a", "-m", "waivers");
  const path = file("authors/waivers.yaml", text(waiver));
  git("init", "-q");
  git("add", ".");
  commit("bob@example.com");
  expect((await runHere(["waivers", path, "--authors"])).status).toBe(0);
  file("authors/waivers.yaml", text(waiver, { ...waiver, id: "WVR-2" }));
  commit("jane.doe@example.com");
  expect(await runHere(["waivers", path, "--authors"])).toMatchObject({
    status: 2,
    stderr: `${path}: WVR-2 was approved by jane.doe and committed by jane.doe <jane.doe@example.com>\n`,
  });
});

test("--authors of a file that git does not know", async () =>
  expect(await runHere(["waivers", file("unknown.yaml", text(waiver)), "--authors"])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("git does not know the file"),
  }));

test("--export: requests for Pulumi Cloud, whole hours until the end of the last day", async () => {
  const glob = { ...waiver, id: "WVR-2", targets: [`${BUCKET}-*`] };
  const { stdout, stderr } = await runHere(
    ["waivers", file("export.yaml", text(waiver, glob)), "--export", "trailwatch"],
    "2026-12-20T22:30:00Z",
  );
  expect(JSON.parse(stdout)).toEqual({
    policyPack: "trailwatch",
    match: [{ policies: ["log-group-retention"], targets: [BUCKET] }],
    reason:
      "WVR-1 (SEC-1): Debug output of a batch job without personal data. Owner platform-team, approved by jane.doe on 2026-11-02.",
    expiresInSeconds: 3600,
  });
  expect(stderr).toBe("left out WVR-2: names resources by *; Pulumi's name each URN\n");
});

const left: Record<string, [change: Partial<WaiverOf>, why: string]> = {
  ended: [{ expires: "2026-11-30" }, "does not hold today"],
  "about one finding": [{ finding: "events expire" }, "is about a single finding"],
  "of more names than Pulumi takes": [{ targets: Array(101).fill(BUCKET) }, "more than 100"],
};
test.each(Object.entries(left))("--export leaves out what is %s", (_, [change, why]) => {
  const { expiresOn: expires, ...rest } = waiver;
  const exported = asExceptions(
    [{ ...(rest as Omit<WaiverOf, "expires">), expires, ...change }],
    "p",
    "2026-12-01T00:00:00Z",
  );
  expect(exported).toEqual({ requests: [], left: [expect.stringContaining(why)] });
});

test("--import: what Pulumi knows, and empty what nobody had to say there", async () => {
  const exception = {
    id: "EXC-42",
    policyPack: "trailwatch",
    match: [{ policies: ["log-group-retention"], targets: [BUCKET] }],
    reason: waiver.reason,
    status: "active",
    expiresAt: "2026-12-20T10:00:00Z",
    createdAt: "2026-11-02T09:00:00Z",
    createdBy: { name: "Bob", githubLogin: "bob", avatarUrl: "" },
  };
  const path = file(
    "exceptions.json",
    JSON.stringify({ exceptions: [exception, { ...exception, status: "removed" }] }),
  );
  const { stdout } = await runHere(["waivers", "--import", path]);
  const { waivers } = parse(stdout);
  expect(waivers).toEqual([{ ...waiver, id: "EXC-42", owner: "bob", approver: "", ticket: "" }]);
  const { stderr } = await runHere(["waivers", file("imported.yaml", stdout)]);
  expect(stderr).toContain("2 things are wrong");
  expect(await runHere(["waivers", "--import", file("other.json", "{}")])).toMatchObject({ status: 2 });
  const page = file("page.json", JSON.stringify({ exceptions: [exception], continuationToken: "next" }));
  expect(await runHere(["waivers", "--import", page])).toMatchObject({
    status: 0,
    stderr: expect.stringContaining("the list goes on"),
  });
});

test("without a file in this folder: said, with what to do", async () =>
  expect(await runHere(["waivers"])).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("let trailwatch init"),
  }));
