import { join } from "node:path";
import { stringify } from "yaml";
import { scratch } from "../cli/in-process";
import { logGroup, stack } from "../resources";
import { PolicyServer } from "./server";

/** The bundled pack goes by the same file of waivers as `trailwatch check`. */

const PACK = join(__dirname, "../../dist/policy-pack");
const { folder, file, remove } = scratch();
afterAll(remove);

const inADay = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const graph = stack([logGroup("app", { retentionInDays: 3 }), logGroup("other", { retentionInDays: 3 })], false);
const urnOf = (name: string): string => graph.records.find((record) => record.name === name)!.urn;

const waiver = {
  id: "WVR-1",
  policies: ["log-group-retention"],
  targets: [urnOf("app")],
  kind: "temporary",
  reason: "The group goes away with the old cluster.",
  owner: "platform-team",
  approver: "jane.doe",
  approvedOn: new Date().toISOString().slice(0, 10),
  ticket: "SEC-1",
  expiresOn: inADay,
};
const ended = { ...waiver, approvedOn: "2020-01-01", expiresOn: "2020-01-31" };
const text = (...waivers: object[]): string => stringify({ version: 1, waivers });

async function said(env: NodeJS.ProcessEnv): Promise<string[]> {
  const server = await PolicyServer.start(PACK, env);
  try {
    return (await server.analyze(graph))
      .filter(({ policy }) => policy === "log-group-retention")
      .map(({ urn, level, message }) => `${urn.split("::").at(-1)} ${level}: ${message.split("\n").at(-1)}`);
  } finally {
    server.stop();
  }
}

const FAILS = "events expire after 3 days; 365 are required";
const WAIVED = `app advisory: waived by WVR-1 until ${inADay} (platform-team, SEC-1): ${FAILS}`;
const OTHER = `other mandatory: ${FAILS}`;

test("waivers.yaml beside Pulumi.yaml of the folder that pulumi was called in, or above", async () => {
  file("project/Pulumi.yaml", "name: test\nruntime: nodejs\n");
  file("project/waivers.yaml", text(waiver));
  file("project/src/index.js", "");
  expect(await said({ PWD: join(folder, "project/src") })).toEqual([WAIVED, OTHER]);
});

test("a file that TRAILWATCH_WAIVERS names, and a waiver that ended", async () => {
  const path = file("elsewhere.yaml", text(ended));
  expect(await said({ TRAILWATCH_WAIVERS: path })).toEqual([
    `app mandatory: ${FAILS}; waiver WVR-1 expired on 2020-01-31`,
    OTHER,
  ]);
});

test("a file with mistakes stops the pack, with all of them and no stack trace", async () => {
  const path = file("wrong.yaml", text({ ...waiver, approver: "platform-team", ticket: undefined }));
  const start = said({ TRAILWATCH_WAIVERS: path });
  await expect(start).rejects.toThrow(
    /2 things are wrong\n {2}line \d+ {2}WVR-1.ticket: is missing\n {2}line \d+ {2}WVR-1.approver/,
  );
  await expect(start).rejects.not.toThrow(/\n\s+at /);
});
