import type { ResourceRecord } from "../policies/graph/resource";

/**
 * Made-up stacks of any size, deployed: the same unit again and again (a trail with its archive, key, log group and role, five
 * filters with alarms on a topic, and some resources that no policy is about), some of them wrong on purpose.
 */

const ACCOUNT = "111122223333";
const REGION = "eu-west-1";
const EVENTS = ["ConsoleLogin", "DeleteTrail", "CreatePolicy", "PutBucketPolicy", "DisableKey"];

const document = (principal: string, action: string, resource: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "*", Resource: resource },
      { Effect: "Allow", Principal: { Service: principal }, Action: action, Resource: resource },
    ],
  });

function unit(n: number): [type: string, name: string, values: Record<string, unknown>][] {
  const arn = (service: string, name: string): string => `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;
  const key = arn("kms", `key/k-${n}`);
  const group = arn("logs", `log-group:/audit/${n}`);
  const topic = arn("sns", `alerts-${n}`);
  const bucket = `audit-${n}`;
  const role = `arn:aws:iam::${ACCOUNT}:role/delivery-${n}`;
  return [
    [
      "aws:kms/key:Key",
      `key-${n}`,
      {
        arn: key,
        keyId: `k-${n}`,
        enableKeyRotation: n % 3 !== 0,
        policy: document(`logs.${REGION}.amazonaws.com`, "kms:*", "*"),
      },
    ],
    ["aws:s3/bucket:Bucket", `archive-${n}`, { arn: `arn:aws:s3:::${bucket}`, id: bucket, bucket }],
    [
      "aws:s3/bucketVersioning:BucketVersioning",
      `versioning-${n}`,
      { bucket, versioningConfiguration: { status: n % 5 ? "Enabled" : "Suspended" } },
    ],
    [
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      `block-${n}`,
      { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    ],
    [
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      `lifecycle-${n}`,
      { bucket, rules: [{ id: "keep", status: "Enabled", expiration: { days: 400 } }] },
    ],
    [
      "aws:s3/bucketPolicy:BucketPolicy",
      `policy-${n}`,
      { bucket, policy: document("cloudtrail.amazonaws.com", "s3:*", `arn:aws:s3:::${bucket}/*`) },
    ],
    [
      "aws:cloudwatch/logGroup:LogGroup",
      `group-${n}`,
      { arn: group, name: `/audit/${n}`, retentionInDays: n % 4 ? 365 : 30, kmsKeyId: key },
    ],
    [
      "aws:iam/role:Role",
      `role-${n}`,
      {
        arn: role,
        name: `delivery-${n}`,
        id: `delivery-${n}`,
        assumeRolePolicy: document("cloudtrail.amazonaws.com", "sts:AssumeRole", "*"),
      },
    ],
    [
      "aws:iam/rolePolicy:RolePolicy",
      `delivers-${n}`,
      {
        role: `delivery-${n}`,
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: `${group}:*` },
          ],
        }),
      },
    ],
    [
      "aws:cloudtrail/trail:Trail",
      `trail-${n}`,
      {
        arn: arn("cloudtrail", `trail/trail-${n}`),
        name: `trail-${n}`,
        s3BucketName: bucket,
        isMultiRegionTrail: n % 2 === 0,
        enableLogFileValidation: n % 3 === 0,
        kmsKeyId: key,
        cloudWatchLogsGroupArn: `${group}:*`,
        cloudWatchLogsRoleArn: role,
      },
    ],
    [
      "aws:sns/topic:Topic",
      `topic-${n}`,
      {
        arn: topic,
        name: `alerts-${n}`,
        kmsMasterKeyId: key,
        policy: document("cloudwatch.amazonaws.com", "sns:Publish", topic),
      },
    ],
    [
      "aws:sns/topicSubscription:TopicSubscription",
      `mail-${n}`,
      { topic, protocol: "email", endpoint: "oncall@example.com" },
    ],
    ...EVENTS.flatMap((event, i): [string, string, Record<string, unknown>][] => [
      [
        "aws:cloudwatch/logMetricFilter:LogMetricFilter",
        `filter-${n}-${i}`,
        {
          name: `${event}-${n}`,
          logGroupName: `/audit/${n}`,
          pattern: `{ $.eventName = "${event}" }`,
          metricTransformation: { namespace: "Audit", name: `${event}${n}`, value: "1", defaultValue: "0" },
        },
      ],
      [
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        `alarm-${n}-${i}`,
        {
          arn: arn("cloudwatch", `alarm:${event}-${n}`),
          name: `${event}-${n}`,
          namespace: "Audit",
          metricName: `${event}${n}`,
          statistic: "Sum",
          period: 300,
          evaluationPeriods: 1,
          threshold: 1,
          comparisonOperator: "GreaterThanOrEqualToThreshold",
          treatMissingData: "notBreaching",
          alarmActions: [topic],
        },
      ],
    ]),
    [
      "aws:lambda/function:Function",
      `function-${n}`,
      { arn: arn("lambda", `function:f-${n}`), name: `f-${n}`, runtime: "nodejs20.x" },
    ],
    [
      "aws:ec2/instance:Instance",
      `instance-${n}`,
      { id: `i-${n}`, instanceType: "t3.micro", tags: { Name: `web-${n}` } },
    ],
  ];
}

const PROVIDER = `urn:pulumi:bench::bench::pulumi:providers:aws::default`;

/**
 * @param size number of resources
 * @param first the number of the first unit, by which all names differ from those of another stack
 */
export function records(size: number, first = 0): ResourceRecord[] {
  const made: ResourceRecord[] = [
    { urn: PROVIDER, type: "pulumi:providers:aws", name: "default", values: { region: REGION } },
  ];
  for (let n = first; made.length < size; n++)
    for (const [type, name, values] of unit(n))
      made.push({ urn: `urn:pulumi:bench::bench::${type}::${name}`, type, name, values, provider: `${PROVIDER}::1` });
  return made.slice(0, size);
}

/** The same stack as `pulumi stack export` writes it. */
export function state(size: number, first = 0): string {
  const resources = records(size, first).map(({ urn, type, values, provider }) => ({
    ...{
      urn,
      type,
      custom: true,
      id: String(values.id ?? values.arn ?? urn),
      provider,
      inputs: values,
      outputs: values,
    },
    ...{ propertyDependencies: {}, created: "2026-01-01T00:00:00Z", sourcePosition: "project:///index.ts#10,5" },
  }));
  return JSON.stringify({
    version: 3,
    deployment: { manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "" }, resources },
  });
}
