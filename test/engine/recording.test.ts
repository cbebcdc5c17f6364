import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UNKNOWN_TEXT } from "../../sources/wire";
import { programs } from "../golden/programs";
import { Engine, PULUMI } from "./engine";
import { written, type Golden } from "./golden";
import { record } from "./recording";

/** A recording of the engine's traffic is the same wherever it is made, and tells no secret. */

const PROGRAM = `
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
class Team extends pulumi.ComponentResource {
  constructor(name: string) {
    super("shop:index:Team", name, { greeting: "hello" });
    const topic = new aws.sns.Topic(name, { tags: { password: pulumi.secret("hunter2") } }, { parent: this });
    new aws.sns.TopicSubscription(name, { topic: topic.arn, protocol: "email", endpoint: "a@example.com" }, { parent: this });
    this.registerOutputs({ arn: topic.arn });
  }
}
for (const name of ["red", "green", "blue"]) new Team(name);
aws.s3.Bucket.get("old", "old-bucket");
aws.getCallerIdentityOutput().apply(({ accountId }) => accountId);
new aws.cloudwatch.LogGroup("app", { retentionInDays: 7 }, { protect: true, ignoreChanges: ["tags"] });
`;

(PULUMI ? describe : describe.skip)("a recording", () => {
  let engine: Engine;
  let first: Golden;
  beforeAll(async () => {
    engine = await Engine.start();
    first = await made("first");
  });
  afterAll(() => engine?.stop());

  const made = async (name: string): Promise<Golden> => {
    const folder = join(engine.folder, name, "shop");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
    writeFileSync(join(folder, "Pulumi.dev.yaml"), "config:\n  aws:region: eu-west-1\n");
    writeFileSync(join(folder, "index.ts"), PROGRAM);
    return record(engine, folder, "dev", name);
  };

  test.each(programs)("of $name is what lies in test/golden", async ({ name, folder, recording }) => {
    expect(written(await record(engine, folder, "dev", name))).toBe(readFileSync(recording, "utf8"));
  });

  test("is the same in every run", async () => {
    expect(written(await made("second"))).toBe(written(first));
  });

  test("holds every resource, read and function of the program", () => {
    const names = first.resources.map(({ urn }) => urn.split("::").at(-1)).sort();
    const teams = ["blue", "green", "red"].flatMap((team) => [team, team, team]);
    expect(names).toEqual(["app", ...teams, "default_7_48_0", "shop-dev"].sort());
    expect(first.read).toEqual([expect.objectContaining({ name: "old", id: "old-bucket" })]);
    expect(first.invoked.map(({ tok, return: answer }) => [tok, (answer as { id: string }).id])).toEqual([
      ["aws:index/getCallerIdentity:getCallerIdentity", "000000000001"],
    ]);
  });

  test("says of every stage what it changed", () => {
    const app = first.resources.find(({ urn }) => urn.endsWith("::app"));
    expect(app?.registered).toMatchObject({ object: { retentionInDays: 7 }, protect: true, ignoreChanges: ["tags"] });
    expect(app?.checked).toEqual({ name: expect.stringMatching(/^app-/), region: "eu-west-1", skipDestroy: false });
    const red = first.resources.find(({ urn }) => urn.endsWith("Team::red"));
    expect(red?.outputs).toMatchObject({ arn: UNKNOWN_TEXT });
    expect(app?.options).toEqual({ provider: "urn:pulumi:dev::shop::pulumi:providers:aws::default_7_48_0" });
  });

  test("holds no secret and no place of this machine", () => {
    expect(written(first)).not.toMatch(/hunter2/);
    expect(written(first)).not.toContain(engine.folder);
    expect(written(first)).not.toContain(process.cwd());
    expect(written(first)).toContain('"password":{"4dabf18193072939515e22adb298388d"');
  });
});
