import { referred, type StackRead } from "../../cli/referred";
import { judgeStacks } from "../../cli/judge-stacks";
import alarmReachesSubscriber from "../../policies/alarms/alarm-reaches-subscriber";
import { Secret, Unknown, UNKNOWN } from "../../policies/graph/value";
import { previewProgram, type PreviewOptions } from "../../sources/program";
import type { Snapshot } from "../../sources/snapshot";
import { program, removePrograms, resource } from "../sources/programs";

/** Programs that refer to each other's stacks, run together. */

afterAll(removePrograms);

const AWS = 'const pulumi = require("@pulumi/pulumi"); const aws = require("@pulumi/aws");';
const ALERTS = `${AWS}
const topic = new aws.sns.Topic("alerts");
new aws.sns.TopicSubscription("mail", { topic: topic.arn, protocol: "email", endpoint: "a@example.com" });
module.exports = { topicArn: topic.arn };`;
const ALARMS = `${AWS}
const alerts = new pulumi.StackReference("organization/alerts/dev");
new aws.cloudwatch.MetricAlarm("root", {
  comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 1, namespace: "Audit", metricName: "Root", period: 60,
  statistic: "Sum", threshold: 0, alarmActions: [alerts.getOutput("topicArn")],
});`;

async function read(name: string, text: string): Promise<StackRead> {
  const path = program({ "Pulumi.yaml": `name: ${name}\nruntime: nodejs\n`, "index.js": text });
  const options: PreviewOptions = { path, stack: "dev", config: { "aws:region": "eu-west-1" } };
  const again: StackRead["again"] = (stackReferences) => previewProgram({ ...options, stackReferences });
  return { snapshot: await previewProgram(options), again };
}

test("a program gets the outputs of a stack of the same run, and what they came from is followed", async () => {
  const [alarms, alerts] = await Promise.all([read("alarms", ALARMS), read("alerts", ALERTS)]);
  const topic = resource(alerts.snapshot, "alerts").urn;
  expect(alerts.snapshot.outputDependencies).toEqual({ topicArn: [topic] });
  expect(alarms.snapshot.assumptions.map(({ kind }) => kind)).toContain("stack-reference");

  const snapshots = await referred([alarms, alerts]);
  expect(snapshots[0].assumptions.map(({ kind }) => kind)).not.toContain("stack-reference");
  expect(resource(snapshots[0], "root").values).toMatchObject({ alarmActions: [UNKNOWN] });
  const [judged] = judgeStacks(snapshots, [alarmReachesSubscriber], { levels: {}, settings: {} });
  expect(judged.verdicts).toMatchObject([{ status: "pass", evidence: [{ resource: "mail", stack: "alerts/dev" }] }]);
});

/** A stack that refers to others by name; what it saw of them when it was read last. */
function stack(project: string, refersTo: string[]): StackRead & { saw?: object } {
  const snapshot = { project, stack: "dev", outputs: { of: project }, resources: [], log: [] } as unknown as Snapshot;
  snapshot.assumptions = refersTo.map((subject) => ({ kind: "stack-reference", subject, text: "" }));
  const made: StackRead & { saw?: object } = {
    snapshot,
    again: async (references) => {
      made.saw = references;
      const seen = Object.values(references).map(({ of }) => of);
      return { ...snapshot, outputs: { of: `${project}(${seen.join(", ")})` }, assumptions: [] };
    },
  };
  return made;
}

test("an account that stands in for that of one stack is none of another", async () => {
  const other = stack("b", []);
  const outputs = {
    arn: "arn:aws:sns:eu-west-1:000000000001:t",
    all: ["000000000001", { name: "t" }],
    key: new Secret("1"),
  };
  const account = {
    account: "000000000001",
    assumptions: [{ kind: "account" as const, subject: "000000000001", text: "" }],
  };
  const assumed = stack("a", ["org/b/dev"]);
  await referred([assumed, { snapshot: { ...other.snapshot, outputs, ...account } }]);
  const unknown = expect.any(Unknown);
  expect(assumed.saw).toEqual({ "org/b/dev": { arn: unknown, all: [unknown, { name: "t" }], key: new Secret("1") } });
  const known = stack("a", ["org/b/dev"]);
  await referred([known, { snapshot: { ...other.snapshot, outputs, account: "000000000001" } }]);
  expect(known.saw).toEqual({ "org/b/dev": outputs });
});

test("a stack has its turn after those that it refers to", async () => {
  const chain = [stack("a", ["org/b/dev"]), stack("b", ["org/c/dev"]), stack("c", [])];
  const read = await referred(chain);
  expect(read.map(({ outputs }) => outputs?.of)).toEqual(["a(b(c))", "b(c)", "c"]);
});

test("stacks that refer to each other in a circle are read to an end", async () => {
  const read = await referred([stack("a", ["org/b/dev"]), stack("b", ["org/a/dev"])]);
  expect(read.map(({ outputs }) => outputs?.of)).toEqual(["a(b)", "b(a(b))"]);
});

test("a stack that was not read stays assumed", async () => {
  const [read] = await referred([stack("a", ["org/else/dev"]), stack("b", [])]);
  expect(read.assumptions).toHaveLength(1);
});
