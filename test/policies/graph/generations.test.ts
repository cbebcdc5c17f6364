import { catalogue } from "../../../policies/catalogue";
import { evaluate } from "../../../policies/evaluate";
import { inClassicWords } from "../../../policies/graph/native";
import { Secret, UNKNOWN } from "../../../policies/graph/value";
import { ACCOUNT, other, ref, stack, type Draft } from "../../resources";

/** The same stack as each generation of the providers writes it. */

const ARCHIVE = "audit-archive";
const statement = (Principal: object, Action: string | string[], Resource: string, more: object = {}): object => ({
  ...{ Effect: "Allow", Principal, Action, Resource },
  ...more,
});
const policy = (...Statement: object[]): object => ({ Version: "2012-10-17", Statement });
const TRAIL = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/audit`;
const bucketPolicy = policy(
  ...[
    ["s3:GetBucketAcl", ""],
    ["s3:PutObject", `/AWSLogs/${ACCOUNT}/*`],
  ].map(([action, path]) =>
    statement({ Service: "cloudtrail.amazonaws.com" }, action, `arn:aws:s3:::${ARCHIVE}${path}`, {
      Condition: { StringEquals: { "aws:SourceArn": TRAIL } },
    }),
  ),
);
const keyPolicy = policy(
  statement({ AWS: `arn:aws:iam::${ACCOUNT}:root` }, "kms:*", "*"),
  statement(
    { Service: ["cloudtrail.amazonaws.com", "logs.eu-west-1.amazonaws.com", "cloudwatch.amazonaws.com"] },
    "kms:*",
    "*",
  ),
);
const trust = policy(statement({ Service: "cloudtrail.amazonaws.com" }, "sts:AssumeRole", "*"));
const delivers = policy({ Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: "*" });
const PATTERN =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }';
const all = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const text = (document: object): string => JSON.stringify(document);

/** All but the bucket, as `@pulumi/aws` has had it since 5. */
const around: Draft[] = [
  other("aws:kms/key:Key", "key", { enableKeyRotation: true, policy: text(keyPolicy) }),
  other("aws:cloudwatch/logGroup:LogGroup", "events", { name: "events", retentionInDays: 365, kmsKeyId: ref("key") }),
  other("aws:iam/role:Role", "role", {
    name: "role",
    assumeRolePolicy: text(trust),
    inlinePolicies: [{ name: "delivers", policy: text(delivers) }],
  }),
  other("aws:cloudtrail/trail:Trail", "audit", {
    ...{
      name: "audit",
      s3BucketName: ref("archive", "bucket"),
      kmsKeyId: ref("key"),
      cloudWatchLogsGroupArn: ref("events", "arn", (arn) => `${arn}:*`),
    },
    ...{ cloudWatchLogsRoleArn: ref("role"), enableLogFileValidation: true, isMultiRegionTrail: true },
  }),
  other("aws:cloudwatch/logMetricFilter:LogMetricFilter", "root", {
    ...{ name: "root", logGroupName: "events", pattern: PATTERN },
    metricTransformation: { namespace: "Audit", name: "Root", value: "1" },
  }),
  other("aws:cloudwatch/metricAlarm:MetricAlarm", "root-alarm", {
    ...{ namespace: "Audit", metricName: "Root", statistic: "Sum", period: 60, evaluationPeriods: 1, threshold: 1 },
    ...{
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      alarmActions: [ref("alerts")],
      treatMissingData: "notBreaching",
    },
  }),
  other("aws:sns/topic:Topic", "alerts", { name: "alerts", kmsMasterKeyId: ref("key") }),
  other("aws:sns/topicSubscription:TopicSubscription", "mail", {
    topic: ref("alerts"),
    protocol: "email",
    endpoint: "a@example.com",
  }),
];
const days = (key: string): object => ({
  id: "keep",
  expiration: { days: 400 },
  noncurrentVersionExpiration: { [key]: 400 },
});
const block = other("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "block", { bucket: ARCHIVE, ...all });
const partner = (name: string, values: object, version = ""): Draft =>
  other(`aws:s3/${name[0].toLowerCase()}${name.slice(1)}${version}:${name}${version}`, name, {
    bucket: ARCHIVE,
    ...values,
  });

const versioning = { versioningConfiguration: { status: "Enabled" } };
const rules = { rules: [{ ...days("noncurrentDays"), status: "Enabled" }] };
const sse = { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] };

const generations: Record<string, Draft[]> = {
  "aws 5 and 6, Bucket with everything inside": [
    ...around,
    block,
    other("aws:s3/bucket:Bucket", "archive", {
      ...{ bucket: ARCHIVE, policy: text(bucketPolicy), versioning: { enabled: true } },
      lifecycleRules: [{ ...days("days"), enabled: true }],
      serverSideEncryptionConfiguration: { rule: sse.rules[0] },
    }),
  ],
  "aws 6, BucketV2 with partners": [
    ...around,
    block,
    other("aws:s3/bucketV2:BucketV2", "archive", { bucket: ARCHIVE }),
    partner("BucketPolicy", { policy: text(bucketPolicy) }),
    partner("BucketVersioning", versioning, "V2"),
    partner("BucketLifecycleConfiguration", rules, "V2"),
    partner("BucketServerSideEncryptionConfiguration", sse, "V2"),
  ],
  "aws 7, Bucket with partners, and the region on each": [
    ...[
      ...around,
      block,
      other("aws:s3/bucket:Bucket", "archive", { bucket: ARCHIVE }),
      partner("BucketPolicy", { policy: text(bucketPolicy) }),
      partner("BucketVersioning", versioning),
      partner("BucketLifecycleConfiguration", rules),
      partner("BucketServerSideEncryptionConfiguration", sse),
    ].map((draft) => ({ ...draft, values: { ...draft.values, region: "eu-west-1" } })),
  ],
  "aws-native": [
    other("aws-native:kms:Key", "key", {
      enableKeyRotation: true,
      keyPolicy,
      arn: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/key`,
    }),
    other("aws-native:logs:LogGroup", "events", {
      logGroupName: "events",
      retentionInDays: 365,
      kmsKeyId: ref("key"),
      arn: `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:events:*`,
    }),
    other("aws-native:iam:Role", "role", {
      roleName: "role",
      assumeRolePolicyDocument: trust,
      policies: [{ policyName: "delivers", policyDocument: delivers }],
    }),
    other("aws-native:cloudtrail:Trail", "audit", {
      ...{ trailName: "audit", isLogging: true, s3BucketName: ref("archive", "bucketName"), kmsKeyId: ref("key") },
      ...{ cloudWatchLogsLogGroupArn: ref("events"), cloudWatchLogsRoleArn: ref("role") },
      ...{ enableLogFileValidation: true, isMultiRegionTrail: true, arn: TRAIL },
    }),
    other("aws-native:logs:MetricFilter", "root", {
      ...{ filterName: "root", logGroupName: "events", filterPattern: PATTERN },
      metricTransformations: [{ metricNamespace: "Audit", metricName: "Root", metricValue: "1" }],
    }),
    other("aws-native:cloudwatch:Alarm", "root-alarm", {
      ...{ namespace: "Audit", metricName: "Root", statistic: "Sum", period: 60, evaluationPeriods: 1, threshold: 1 },
      ...{
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        alarmActions: [ref("alerts", "topicArn")],
        treatMissingData: "notBreaching",
      },
    }),
    other("aws-native:sns:Topic", "alerts", {
      ...{ topicName: "alerts", kmsMasterKeyId: ref("key"), topicArn: `arn:aws:sns:eu-west-1:${ACCOUNT}:alerts` },
      subscription: [{ protocol: "email", endpoint: "a@example.com" }],
    }),
    other("aws-native:s3:Bucket", "archive", {
      ...{ bucketName: ARCHIVE, versioningConfiguration: { status: "Enabled" }, publicAccessBlockConfiguration: all },
      lifecycleConfiguration: {
        rules: [{ id: "keep", status: "Enabled", expirationInDays: 400, noncurrentVersionExpirationInDays: 400 }],
      },
      bucketEncryption: {
        serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
      },
    }),
    other("aws-native:s3:BucketPolicy", "BucketPolicy", { bucket: ARCHIVE, policyDocument: bucketPolicy }),
  ],
};

/** About the chain from the trail to the subscriber, which every generation can write; other policies know single types. */
const chain = catalogue.filter(({ id }) => /^(trail|archive|log-group|filter|alarm|topic|key|detection)-/.test(id));

/** What is said of each resource; a policy that has nothing to say of a generation's own types is left out. */
function said(drafts: Draft[], deployed: boolean): string[] {
  const verdicts = evaluate(chain, stack(drafts, deployed)).filter(({ status }) => status !== "not-applicable");
  return [...new Set(verdicts.map(({ policy: id, status, subject }) => `${id} ${subject} ${status}`))].sort();
}

describe.each([
  ["deployed", true],
  ["before deployment", false],
] as const)("%s, the same stack gets the same verdicts", (_, deployed) => {
  const [[, first], ...rest] = Object.entries(generations);
  const expected = said(first, deployed);
  test("and they are many", () => {
    expect(expected.filter((verdict) => verdict.endsWith("pass")).length).toBeGreaterThan(25);
    expect(expected).toContain("alarm-reaches-subscriber root-alarm pass");
  });
  test.each(rest)("%s", (_title, drafts) => expect(said(drafts, deployed)).toEqual(expected));
});

describe("aws-native in the words of aws", () => {
  const values = (type: string, given: Record<string, unknown>): Record<string, unknown>[] =>
    inClassicWords([{ urn: "u", type, name: "n", values: given }]).map((record) => record.values);

  test("a switch that is off", () =>
    expect(values("aws-native:cloudtrail:Trail", { isLogging: false })).toEqual([{ enableLogging: false }]));
  test("field selectors, whose comparisons are singular there", () => {
    const fields = { field: "eventName", startsWith: ["Get"], equals: ["x"] };
    const [{ advancedEventSelectors }] = values("aws-native:cloudtrail:Trail", {
      advancedEventSelectors: [{ fieldSelectors: [fields] }],
    });
    expect(advancedEventSelectors).toMatchObject([{ fieldSelectors: [{ equals: ["x"], startsWiths: ["Get"] }] }]);
  });
  test("the metrics of an alarm", () => {
    const metric = { namespace: "A", metricName: "B", dimensions: [{ name: "C", value: "D" }] };
    const [{ metricQueries }] = values("aws-native:cloudwatch:Alarm", {
      metrics: [
        { id: "m", metricStat: { metric, period: 60, stat: "Sum" }, returnData: false },
        { id: "e", expression: "m * 2" },
      ],
    });
    expect(metricQueries).toEqual([
      {
        id: "m",
        metric: { namespace: "A", metricName: "B", dimensions: { C: "D" }, period: 60, stat: "Sum" },
        returnData: false,
      },
      { id: "e", expression: "m * 2", returnData: true },
    ]);
  });
  test("a pattern that is an object, and targets inside of the rule", () =>
    expect(
      values("aws-native:events:Rule", { name: "r", eventPattern: { source: ["x"] }, targets: [{ arn: "a" }] }),
    ).toEqual([
      { name: "r", eventPattern: '{"source":["x"]}', targets: [{ arn: "a" }] },
      { arn: "a", rule: "r" },
    ]));
  test("access logs and a canned ACL", () =>
    expect(
      values("aws-native:s3:Bucket", {
        loggingConfiguration: { destinationBucketName: "logs" },
        accessControl: "PublicRead",
      }),
    ).toEqual([{ logging: { targetBucket: "logs", targetPrefix: undefined }, acl: "public-read" }]));
  test("what is not known in part is not known in another shape", () =>
    expect(values("aws-native:s3:Bucket", { versioningConfiguration: { status: UNKNOWN } })).toEqual([
      { versioning: UNKNOWN },
    ]));
  test("a secret stays one", () =>
    expect(values("aws-native:s3:Bucket", { accessControl: new Secret("Private") })).toEqual([
      { acl: new Secret("private") },
    ]));
  test("what policies do not know stays as it is", () => {
    const record = { urn: "u", type: "aws-native:ec2:Vpc", name: "n", values: {} };
    expect(inClassicWords([record])).toEqual([record]);
  });
});
