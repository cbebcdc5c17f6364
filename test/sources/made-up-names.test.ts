import { catalogue } from "../../policies/catalogue";
import { evaluate, type Verdict } from "../../policies/evaluate";
import type { Member } from "../../policies/graph/estate";
import { Graph } from "../../policies/graph/graph";
import { isRecord, Secret, UNKNOWN, type Values } from "../../policies/graph/value";
import { memberOf } from "../../cli/judge-stacks";
import { previewProgram } from "../../sources/program";
import { program, removePrograms, resource } from "./programs";

jest.setTimeout(120_000);
afterAll(removePrograms);

const AUDIT = `
const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");
const at = pulumi.interpolate;
const service = (Service) => ({ Service: Service + ".amazonaws.com" });
const document = (Statement) => pulumi.jsonStringify({ Version: "2012-10-17", Statement });
const account = aws.getCallerIdentityOutput().accountId;
const trailArn = at\`arn:aws:cloudtrail:eu-west-1:\${account}:trail/audit\`;
const ofTrail = { StringEquals: { "aws:SourceArn": trailArn } };
const root = { AWS: at\`arn:aws:iam::\${account}:root\` };

const key = new aws.kms.Key("audit", { enableKeyRotation: true, deletionWindowInDays: 30 });
new aws.kms.KeyPolicy("audit", { keyId: key.id, policy: document([
  { Effect: "Allow", Principal: root, Action: "kms:*", Resource: "*" },
  { Effect: "Allow", Principal: service("cloudtrail"), Action: ["kms:GenerateDataKey*", "kms:DescribeKey"], Resource: key.arn, Condition: ofTrail },
  { Effect: "Allow", Principal: service("logs.eu-west-1"), Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"], Resource: "*" },
  { Effect: "Allow", Principal: service("cloudwatch"), Action: ["kms:Decrypt", "kms:GenerateDataKey*"], Resource: "*" },
]) });
const bucket = new aws.s3.Bucket("archive");
new aws.s3.BucketPublicAccessBlock("archive", { bucket: bucket.id, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true });
new aws.s3.BucketVersioning("archive", { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } });
const accepted = new aws.s3.BucketPolicy("archive", { bucket: bucket.id, policy: document([
  { Effect: "Allow", Principal: service("cloudtrail"), Action: "s3:GetBucketAcl", Resource: bucket.arn, Condition: ofTrail },
  { Effect: "Allow", Principal: service("cloudtrail"), Action: "s3:PutObject", Resource: at\`\${bucket.arn}/AWSLogs/\${account}/*\`, Condition: ofTrail },
  { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucket.arn, at\`\${bucket.arn}/*\`], Condition: { Bool: { "aws:SecureTransport": "false" } } },
]) });
const group = new aws.cloudwatch.LogGroup("trail", { retentionInDays: 365, kmsKeyId: key.arn });
const role = new aws.iam.Role("trail", { assumeRolePolicy: document([{ Effect: "Allow", Principal: service("cloudtrail"), Action: "sts:AssumeRole" }]) });
new aws.iam.RolePolicy("trail", { role: role.id, policy: document([
  { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: at\`\${group.arn}:*\` },
]) });
const topic = new aws.sns.Topic("alerts", { kmsMasterKeyId: key.id });
new aws.sns.TopicPolicy("alerts", { arn: topic.arn, policy: document([
  { Effect: "Allow", Principal: service("cloudwatch"), Action: "sns:Publish", Resource: topic.arn },
]) });
new aws.sns.TopicSubscription("alerts", { topic: topic.arn, protocol: "email", endpoint: "security@example.com" });
new aws.cloudtrail.Trail("audit", {
  name: "audit", s3BucketName: bucket.id, isMultiRegionTrail: true, enableLogFileValidation: true, kmsKeyId: key.arn,
  cloudWatchLogsGroupArn: at\`\${group.arn}:*\`, cloudWatchLogsRoleArn: role.arn,
}, { dependsOn: [accepted] });
new aws.cloudwatch.LogMetricFilter("root", {
  logGroupName: group.name, pattern: '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  metricTransformation: { name: "Root", namespace: "Audit", value: "1" },
});
new aws.cloudwatch.MetricAlarm("root", {
  metricName: "Root", namespace: "Audit", statistic: "Sum", period: 300, evaluationPeriods: 1, threshold: 1,
  comparisonOperator: "GreaterThanOrEqualToThreshold", treatMissingData: "notBreaching", alarmActions: [topic.arn],
});
`;

async function preview(text: string): Promise<Member> {
  const settings = "config:\n  aws:region: eu-west-1\n";
  return memberOf(await previewProgram({ path: program({ "Pulumi.dev.yaml": settings, "index.js": text }) }));
}

const judged = ({ facts, records }: Member): Verdict[] => evaluate(catalogue, new Graph(facts, records));
const withStatus = (verdicts: readonly Verdict[], wanted: string): string[] =>
  verdicts.flatMap(({ status, policy }) => (status === wanted ? [policy] : []));

/** The stack as AWS would make it: in an account of somebody's, with other digits in the names that the provider makes up. */
function deployed({ facts, records }: Member): Member {
  const real = (value: unknown): unknown => {
    if (typeof value === "string")
      return value.replaceAll("000000000001", "210987654321").replace(/-[0-9a-f]{7}(?![\w-])/g, "-7e57ab1");
    if (Array.isArray(value)) return value.map(real);
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, real(field)]));
  };
  return {
    facts: { ...facts, account: "210987654321", accountIsAssumed: false },
    records: records.map((record) => ({ ...record, values: real(record.values) as Values })),
  };
}

describe("an audit stack whose documents are made of ARNs of what is to be made", () => {
  let stack: Member;
  let whole: Verdict[];
  beforeAll(async () => {
    stack = await preview(AUDIT);
    whole = judged(stack);
  });

  test("is judged without an unknown", () => expect(withStatus(whole, "unknown")).toEqual([]));

  test("is judged as it will be once it is deployed, in whatever account and by whatever names", () => {
    const said = (verdicts: readonly Verdict[]): string[] =>
      verdicts.map(({ policy, urn, status }) => `${policy} ${urn} ${status}`);
    expect(JSON.stringify(stack.records)).toMatch(/000000000001.*archive-[0-9a-f]{7}/);
    expect(said(judged(deployed(stack)))).toEqual(said(whole));
  });

  test.each([
    ["a wrong prefix in the bucket policy", "/AWSLogs/", "/Logs/", "archive-accepts-trail"],
    [
      "a wrong principal in the trust policy",
      'service("cloudtrail"), Action: "sts:',
      'service("lambda"), Action: "sts:',
      "trail-role-delivers",
    ],
    [
      "another group in the role's policy",
      "at\`\${group.arn}:*\` },\n",
      '"arn:aws:logs:eu-west-1:000000000001:log-group:other:*" },\n',
      "trail-role-delivers",
    ],
    [
      "a wrong principal in the topic policy",
      'service("cloudwatch"), Action: "sns:',
      'service("events"), Action: "sns:',
      "topic-lets-cloudwatch-publish",
    ],
    [
      "no statement for the trail in the key policy",
      'service("cloudtrail"), Action: ["kms',
      'service("lambda"), Action: ["kms',
      "trail-key-usable",
    ],
  ])("%s is found", async (_, right, wrong, policy) => {
    const [before, after] = [right.replaceAll("\\", ""), wrong];
    expect(AUDIT).toContain(before);
    const verdicts = judged(await preview(AUDIT.replace(before, after)));
    expect(withStatus(whole, "fail")).not.toContain(policy);
    expect(withStatus(verdicts, "fail")).toContain(policy);
    expect(withStatus(verdicts, "unknown")).toEqual([]);
  });
});

test("an ARN is not made up of an unknown name, nor with an account that the program is at odds with", async () => {
  const text = `const aws = require("@pulumi/aws");
    const vpc = new aws.ec2.Vpc("net", { cidrBlock: "10.0.0.0/16" });
    new aws.sns.Topic("of-net", { name: vpc.id });
    const topic = new aws.sns.Topic("alerts");
    new aws.sns.TopicPolicy("alerts", { arn: topic.arn, policy: JSON.stringify({ Statement: [
      { Effect: "Allow", Principal: { AWS: "arn:aws:iam::OTHER:root" }, Action: "sns:Publish", Resource: "*" }] }) });`;
  const own = await previewProgram({ path: program({ "index.js": text.replace("OTHER", "000000000001") }) });
  expect(resource(own, "of-net").values.arn).toBeUndefined();
  expect(resource(own, "alerts", "TopicPolicy").values.arn).toMatch(
    /^arn:aws:sns:us-east-1:000000000001:alerts-\w{7}$/,
  );
  const other = await previewProgram({ path: program({ "index.js": text.replace("OTHER", "210987654321") }) });
  expect(resource(other, "alerts", "Topic").values.name).toMatch(/^alerts-\w{7}$/);
  expect(resource(other, "alerts", "TopicPolicy").values.arn).toBe(UNKNOWN);
});

test("nothing is made up where the name may be another: renamed in the program, or named by the project's own rule", async () => {
  const text = `const aws = require("@pulumi/aws");
    new aws.sns.Topic("new", {}, { aliases: [{ name: "old" }] });
    new aws.sns.Topic("moved", {}, { aliases: [{ type: "aws:sns/other:Topic" }] });`;
  const renamed = await previewProgram({ path: program({ "index.js": text }) });
  expect(resource(renamed, "new").values).not.toHaveProperty("arn");
  expect(resource(renamed, "moved").values.name).toMatch(/^moved-\w{7}$/);
  const settings = "config:\n  pulumi:autonaming:\n    mode: verbatim\n";
  const ruled = await previewProgram({ path: program({ "index.js": text, "Pulumi.dev.yaml": settings }) });
  expect(resource(ruled, "moved").values).not.toHaveProperty("arn");
});

test("a program that fails on a name that was made up is read without one", async () => {
  const text = `const aws = require("@pulumi/aws");
    new aws.s3.Bucket("shop").id.apply((name) => { throw new Error("there is no bucket " + name); });`;
  const snapshot = await previewProgram({ path: program({ "index.js": text }) });
  expect(resource(snapshot, "shop").values).not.toHaveProperty("bucket");
  expect(snapshot.assumptions.map(({ kind }) => kind)).not.toContain("name");
});

test("a password that was made up is a secret, and a name may end in what was drawn", async () => {
  const text = `const pulumi = require("@pulumi/pulumi");
    const aws = require("@pulumi/aws");
    class Drawn extends pulumi.CustomResource {
      constructor(type, name, inputs, secrets) {
        super("random:index/random" + type + ":Random" + type, name, { result: undefined, hex: undefined, ...inputs }, { additionalSecretOutputs: secrets });
      }
    }
    const suffix = new Drawn("Id", "suffix", { byteLength: 4 });
    const password = new Drawn("Password", "password", { length: 16 }, ["result"]);
    new aws.s3.Bucket("archive", { bucket: pulumi.interpolate\`archive-\${suffix.hex}\` });
    new aws.ssm.Parameter("login", { name: "/login", type: "SecureString", value: password.result });`;
  const snapshot = await previewProgram({ path: program({ "index.js": text }) });
  expect(resource(snapshot, "archive").values.arn).toMatch(/^arn:aws:s3:::archive-[0-9a-f]{8}$/);
  expect(resource(snapshot, "password").values.result).toBeInstanceOf(Secret);
  expect(resource(snapshot, "login").values.value).toBeInstanceOf(Secret);
});
