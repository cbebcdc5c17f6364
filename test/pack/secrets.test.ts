import { join } from "node:path";
import { catalogue } from "../../policies/catalogue";
import { Graph } from "../../policies/graph/graph";
import { Secret, Unknown } from "../../policies/graph/value";
import { previewProgram } from "../../sources/program";
import type { Snapshot } from "../../sources/snapshot";
import { edited } from "../mutate";
import { accountMutations } from "../mutations";
import { logGroup, stack } from "../resources";
import { PolicyServer } from "./server";

/** The bundled pack inside the stock policy server, which hands policies secrets in plain text. */

const ROOT = join(__dirname, "../..");

let server: PolicyServer;
let snapshot: Snapshot;
beforeAll(async () => {
  server = await PolicyServer.start(join(ROOT, "dist/policy-pack"));
  snapshot = await previewProgram({ path: ROOT, stack: "dev" });
});
afterAll(() => server.stop());

const breaks = Object.values(accountMutations).flatMap((edits) => Object.entries(edits));

test.each(breaks)("%s: found, and quoted nowhere", async (_, edit) => {
  const before = new Map(snapshot.resources.map(({ urn, values }) => [urn, values]));
  const records = edited(snapshot.resources, edit);
  const ordinary = new Set(words([...before.values(), ...catalogue.map(({ title }) => title)]));
  const secret: string[] = [];
  for (const { urn, values } of records) {
    for (const [property, value] of Object.entries(values)) {
      const old = before.get(urn)?.[property];
      if (value instanceof Unknown || JSON.stringify(value) === JSON.stringify(old)) continue;
      secret.push(...words(value).filter((word) => !ordinary.has(word)));
      values[property] = new Secret(value);
    }
  }
  const { project, stack, region, account } = snapshot;
  const said = await server.analyze(new Graph({ project, stack, region, account }, records));
  expect(said).not.toEqual([]);
  const text = said.map(({ message }) => message).join("\n");
  expect([secret.filter((word) => words(text).includes(word)), text]).toEqual([[], text]);
});

function words(value: unknown): string[] {
  if (typeof value === "string") return value.match(/[\w.-]{2,}/g) ?? [];
  if (typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(words) : [];
}

test("a secret number is a secret too", async () => {
  const said = await server.analyze(stack([logGroup("app", { retentionInDays: new Secret(7) })], false));
  const { message } = said.find(({ policy }) => policy === "log-group-retention")!;
  expect(message).toContain("events expire after [secret] days; 365 are required");
});
