import { UNKNOWN } from "../../policies/graph/value";
import { previewProgram } from "../../sources/program";
import type { Snapshot } from "../../sources/snapshot";
import { assumed, program, removePrograms, resource } from "./programs";

afterAll(removePrograms);

const AWS = 'import * as aws from "@pulumi/aws";\nimport * as pulumi from "@pulumi/pulumi";\n';

const preview = (source: string): Promise<Snapshot> =>
  previewProgram({ path: program({ "index.ts": `${AWS}export = async () => {\n${source}};\n` }), stack: "dev" });
const names = ({ resources }: Snapshot): string[] =>
  resources.map(({ name }) => name).filter((name) => !name.startsWith("default"));

test("what a program makes of the elements of an unknown list is seen", async () => {
  const snapshot = await preview(`const { ids } = await aws.ec2.getSubnets({});
const zones = await Promise.all(ids.map(async (id) => (await aws.ec2.getSubnet({ id })).availabilityZone));
for (const id of ids) new aws.ec2.Eip(id);
ids.forEach((id, at) => new aws.ec2.EipAssociation(\`a\${at}\`, { instanceId: id }));
for (let at = 0; at < ids.length; at++) new aws.sns.Topic(\`t\${at}\`, { displayName: ids[at], tags: { zone: zones[at] } });
new aws.autoscaling.Group("g", { maxSize: ids.length, minSize: parseInt(zones[0]) });
`);
  expect(names(snapshot)).toEqual([...["unknown", "unknown-2", "unknown-3", "a0", "a1", "a2", "t0", "t1", "t2", "g"]]);
  expect(resource(snapshot, "t2").values).toMatchObject({ displayName: UNKNOWN, tags: { zone: UNKNOWN } });
  expect(resource(snapshot, "g").values).toMatchObject({ maxSize: UNKNOWN, minSize: UNKNOWN });
  expect(assumed(snapshot)).toContain("invoke aws:ec2/getSubnets#elements");
});

test("an unknown list that is copied is not empty", async () => {
  const snapshot = await preview(`const { arns } = await aws.iam.getRoles({});
const [first, second] = arns;
const listed: string[] = [];
for (const arn of arns) listed.push(arn);
new aws.cloudwatch.MetricAlarm("spread", { alarmActions: [...arns], okActions: listed } as any);
new aws.cloudwatch.LogGroup("picked", { kmsKeyId: first, tags: { second } });
`);
  const unknowns = [UNKNOWN, UNKNOWN, UNKNOWN];
  expect(resource(snapshot, "spread").values).toMatchObject({ alarmActions: unknowns, okActions: unknowns });
  expect(resource(snapshot, "picked").values).toMatchObject({ kmsKeyId: UNKNOWN, tags: { second: UNKNOWN } });
});

test("where a name does for one element only, there is one", async () => {
  const snapshot =
    await preview(`for (const id of (await aws.ec2.getSubnets({})).ids) new aws.ec2.Eip("only", { instance: id });
`);
  expect(names(snapshot)).toEqual(["only"]);
});

test("where no element will do, the list passes for an empty one", async () => {
  const snapshot = await preview(`const known: Record<string, { size: number }> = { "subnet-1": { size: 1 } };
for (const id of (await aws.ec2.getSubnets({})).ids) new aws.sns.Topic(id, { displayName: String(known[id].size) });
new aws.sns.Topic("t");
`);
  expect(names(snapshot)).toEqual(["t"]);
  const { text } = snapshot.assumptions.find(({ subject }) => subject === "aws:ec2/getSubnets#elements")!;
  expect(text).toMatch(/what it makes of them was not seen/);
});

test("the outputs of a stack that was not read are unknown when they are awaited, and handed on", async () => {
  const snapshot = await preview(`const network = new pulumi.StackReference("acme/network/dev");
const key = await network.requireOutputValue("key");
const { value } = await network.getOutputDetails("key");
new aws.cloudwatch.LogGroup("a", { kmsKeyId: key });
new aws.cloudwatch.LogGroup("b", { kmsKeyId: value });
return { key, list: [1], later: network.getOutputValue("none") };
`);
  expect(resource(snapshot, "a").values.kmsKeyId).toBe(UNKNOWN);
  expect(resource(snapshot, "b").values.kmsKeyId).toBe(UNKNOWN);
  expect(snapshot.outputs).toEqual({ key: UNKNOWN, list: [1], later: UNKNOWN });
});

test("those of one that was read are what they are", async () => {
  const path = program({
    "index.ts": `${AWS}export = async () => {
  const network = new pulumi.StackReference("acme/network/dev");
  new aws.cloudwatch.LogGroup("a", { kmsKeyId: await network.getOutputValue("key"), name: await network.getOutputValue("none") });
};
`,
  });
  const snapshot = await previewProgram({ path, stack: "dev", stackReferences: { "acme/network/dev": { key: "k" } } });
  expect(resource(snapshot, "a").values.kmsKeyId).toBe("k");
  expect(resource(snapshot, "a").values.name).toMatch(/^a-[0-9a-f]{7}$/);
});

test("a program that awaits what only a deployment knows goes on with unknown values", async () => {
  const snapshot =
    await preview(`const known = <T>(output: pulumi.Output<T>) => new Promise<T>((resolve) => output.apply(resolve));
const vpc = new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/16" });
const [id, name] = await known(pulumi.all([vpc.id, new aws.sns.Topic("t").name]));
new aws.ec2.FlowLog("f", { vpcId: id, trafficType: "ALL", tags: { name, text: pulumi.interpolate\`\${vpc.id}-x\` } });
`);
  expect(names(snapshot)).toEqual(["v", "t", "f"]);
  expect(resource(snapshot, "f").values).toMatchObject({
    vpcId: UNKNOWN,
    tags: { name: expect.stringMatching(/^t-[0-9a-f]{7}$/), text: UNKNOWN },
  });
  expect(assumed(snapshot)).toContain("invoke Output.apply");
});

test("a program may hand out a single output", async () => {
  const snapshot = await preview(`const { arn } = new aws.s3.Bucket("b", { bucket: "books" });
return pulumi.output({ arn, list: [1] });
`);
  expect(snapshot.outputs).toEqual({ arn: "arn:aws:s3:::books", list: [1] });
});
