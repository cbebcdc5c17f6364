import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/* Every kind of value and of option that a program can register; recorded in the engine and compared with the offline preview. */

pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
  type === "aws:sqs/queue:Queue" ? { props: { ...props, delaySeconds: 5 }, opts } : undefined,
);

class Team extends pulumi.ComponentResource {
  readonly topic: aws.sns.Topic;
  constructor(name: string, args: { room: pulumi.Input<string> }, options?: pulumi.ComponentResourceOptions) {
    super("values:index:Team", name, args, options);
    this.topic = new aws.sns.Topic(`${name}-news`, { displayName: args.room }, { parent: this });
    const mail = { topic: this.topic.arn, protocol: "email", endpoint: `${name}@example.com` };
    new aws.sns.TopicSubscription(`${name}-mail`, mail, { parent: this.topic });
    this.registerOutputs({ topicArn: this.topic.arn, room: args.room });
  }
}

// Providers: explicit, inherited from a parent, with tags of their own, made of what is not known yet.
const ireland = new aws.Provider("ireland", { region: "eu-west-1", defaultTags: { tags: { room: "hall" } } });
const blue = new Team("blue", { room: "reading" }, { providers: { aws: ireland }, protect: true });
new Team(
  "red",
  { room: pulumi.secret("vault") },
  { provider: ireland, transforms: [({ props }) => ({ props, opts: {} })] },
);
new Team("green", { room: blue.topic.arn }, { dependsOn: [blue], aliases: [{ name: "turquoise" }] });
const role = new aws.iam.Role("role", { assumeRolePolicy: { Version: "2012-10-17", Statement: [] } });
const elsewhere = new aws.Provider("elsewhere", { region: "us-east-1", assumeRoles: [{ roleArn: role.arn }] });
new aws.cloudwatch.LogGroup("elsewhere", { retentionInDays: 1 }, { provider: elsewhere });

// Values: secret, not known yet, both, inside lists and objects, and in the middle of a text.
const bucket = new aws.s3.Bucket("bucket", { tags: { password: pulumi.secret("a-secret-password"), plain: "yes" } });
const unknown = bucket.arn;
const policy = pulumi.jsonStringify({ Statement: [{ Effect: "Allow", Resource: pulumi.interpolate`${unknown}/*` }] });
new aws.s3.BucketPolicy("policy", { bucket: bucket.bucket, policy });
new aws.iam.RolePolicy("secret", { role: role.name, policy: pulumi.secret(policy) });
new aws.cloudwatch.LogMetricFilter("secret", {
  logGroupName: "group",
  pattern: "",
  metricTransformation: pulumi.secret({ name: "SecretMetric", namespace: "SecretSpace", value: "1" }),
});
new aws.cloudwatch.MetricAlarm(
  "alarm",
  {
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 1,
    alarmActions: ["arn:aws:sns:eu-west-1:123456789012:known", blue.topic.arn],
    dimensions: pulumi.output({ known: "yes", unknown }),
    metricName: pulumi.output(undefined as string | undefined),
  },
  { ignoreChanges: ["threshold"], additionalSecretOutputs: ["dimensions"], deleteBeforeReplace: true },
);
new aws.sqs.Queue(
  "queue",
  { name: "jobs", kmsMasterKeyId: unknown },
  {
    aliases: ["urn:pulumi:dev::values::aws:sqs/queue:Queue::tasks", { type: "aws:sqs/queue:OldQueue" }],
    retainOnDelete: true,
    deletedWith: bucket,
    replaceOnChanges: ["name"],
    customTimeouts: { create: "5m" },
    transformations: [({ props, opts }) => ({ props: { ...props, maxMessageSize: 2048 }, opts })],
    transforms: [({ props, opts }) => ({ props: { ...props, fifoQueue: false }, opts: { ...opts, protect: true } })],
  },
);

// Assets and archives.
new aws.s3.BucketObjectv2("file", { bucket, source: new pulumi.asset.FileAsset("files/a.txt") });
new aws.s3.BucketObjectv2("text", { bucket: bucket.id, source: new pulumi.asset.StringAsset("hello") });
new aws.lambda.Function("archive", {
  role: role.arn,
  code: new pulumi.asset.AssetArchive({
    "index.js": new pulumi.asset.StringAsset("exports.handler = 1"),
    files: new pulumi.asset.FileArchive("files"),
  }),
  environment: { variables: { bucket: bucket.bucket, token: pulumi.secret("a-secret-token") } },
});

// Reads, functions, and what comes out of them.
const old = aws.s3.Bucket.get("old", "old-bucket");
new aws.s3.BucketVersioning("old", { bucket: old.bucket, versioningConfiguration: { status: "Enabled" } });
new aws.s3.BucketLogging("old", { bucket: old.id, targetBucket: bucket.id, targetPrefix: "logs/" });
const me = aws.getCallerIdentityOutput();
const document = aws.iam.getPolicyDocumentOutput({ statements: [{ actions: ["s3:*"], resources: [unknown] }] });
const key = aws.kms.getKeyOutput({ keyId: "alias/shared" });
new aws.sns.Topic("kept-elsewhere", { kmsMasterKeyId: key.id });
const region = aws.getRegionOutput({}, { provider: ireland }).region;
new aws.sns.Topic("answers", { displayName: me.accountId, deliveryPolicy: document.json, name: region });
new aws.ssm.Parameter("both", { type: "SecureString", value: pulumi.secret(unknown) });

export const topicArn = blue.topic.arn;
