import { CIS_DETECTIONS, DETECTIONS } from "../../components";
import { ACCOUNT, deploy, type Deployment } from "./deploy";
import { TRAIL, baseline } from "./programs";

type Case = (made: Deployment) => void;

/** What happens all day, so that only many of them are news. */
const BURSTS: Record<string, number> = {
  "cis-console-auth-failures-quiet": 3,
  "secrets-bulk-retrieval": 5,
  "bedrock-models-probed": 5,
  "snapshots-deleted": 5,
  "objects-deleted": 20,
};

/** What goes wrong between these services, and what the whole account does about it. */
const ACCOUNT_PITFALLS: Record<string, Case> = {
  "CloudTrail tries bucket, role and key when the trail is made: they come first": (made) => {
    expect(made.get("cloudtrail/Trail audit-trail").dependsOn).toEqual(
      expect.arrayContaining([
        "s3/BucketPolicy audit-archive",
        "s3/BucketPublicAccessBlock audit-archive",
        "s3/BucketOwnershipControls audit-archive",
        "iam/RolePolicy audit-trail",
        "cloudwatch/LogGroup audit-trail",
        "kms/Key audit-key",
      ]),
    );
  },
  "policies name the trail before it exists, and wait for nothing that waits for it": (made) => {
    expect(made.get("cloudtrail/Trail audit-trail").inputs.name).toBe("audit-prod");
    expect(made.statement("s3/BucketPolicy audit-archive", "CloudTrailWrites").Condition?.StringEquals).toMatchObject({
      "aws:SourceArn": [TRAIL],
    });
    expect(made.resources.filter(({ dependsOn }) => dependsOn.includes("cloudtrail/Trail audit-trail"))).toEqual([]);
  },
  "the ACL check is bound to the trail as well as the write": (made) => {
    expect(made.statement("s3/BucketPolicy audit-archive", "CloudTrailReadsAcl").Condition).toEqual({
      StringEquals: { "aws:SourceArn": [TRAIL] },
    });
  },
  "the ACL header is demanded although ACLs are switched off, because CloudTrail sends it": (made) => {
    const { Condition } = made.statement("s3/BucketPolicy audit-archive", "CloudTrailWrites");
    expect(Condition?.StringEquals["s3:x-amz-acl"]).toBe("bucket-owner-full-control");
    expect(made.get("s3/BucketOwnershipControls audit-archive").inputs.rule.objectOwnership).toBe(
      "BucketOwnerEnforced",
    );
  },
  "CloudTrail writes below its own account only": (made) => {
    expect(made.statement("s3/BucketPolicy audit-archive", "CloudTrailWrites").Resource).toEqual([
      `arn:aws:s3:::audit-archive-prod-${ACCOUNT}-eu-west-1/AWSLogs/${ACCOUNT}/*`,
    ]);
  },
  "a second policy resource would overwrite the first: each bucket has one": (made) => {
    const buckets = made.all("s3/BucketPolicy").map(({ inputs }) => inputs.bucket);
    expect(new Set(buckets).size).toBe(buckets.length);
    expect(buckets).toHaveLength(made.all("s3/Bucket").length);
  },
  "the trail wants the log group's ARN with :* at its end": (made) => {
    expect(made.get("cloudtrail/Trail audit-trail").inputs.cloudWatchLogsGroupArn).toBe(
      `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/trailwatch/audit-trail-prod:*`,
    );
  },
  "a source condition on the role would stop delivery": (made) => {
    const { Statement } = JSON.parse(made.get("iam/Role audit-trail").inputs.assumeRolePolicy);
    expect(Statement).toEqual([
      { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
  },
  "the role writes the streams of the trail and nothing else": (made) => {
    const { Statement } = JSON.parse(made.get("iam/RolePolicy audit-trail").inputs.policy);
    expect(Statement).toEqual([
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: [
          `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/trailwatch/audit-trail-prod:log-stream:${ACCOUNT}_CloudTrail_eu-west-1*`,
        ],
      },
    ]);
  },
  "CloudTrail uses the key for this trail only": (made) => {
    expect(made.statement("kms/Key audit-key", "CloudTrailEncrypts").Condition).toEqual({
      StringEquals: { "aws:SourceArn": [TRAIL] },
      StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": [`arn:aws:cloudtrail:*:${ACCOUNT}:trail/audit-prod`] },
    });
    expect(made.statement("kms/Key audit-key", "CloudTrailDescribes").Condition).toEqual({
      StringEquals: { "aws:SourceArn": [TRAIL] },
    });
  },
  "CloudWatch Logs uses the key for the trail's log group only": (made) => {
    const statement = made.statement("kms/Key audit-key", "CloudWatchLogsUses");
    expect(statement.Condition).toEqual({
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": [
          `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/trailwatch/audit-trail-prod`,
        ],
      },
    });
  },
  "CloudWatch alarms can encrypt what they publish, and publish it": (made) => {
    const ours = {
      ArnLike: { "aws:SourceArn": `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:*` },
      StringEquals: { "aws:SourceAccount": ACCOUNT },
    };
    const key = made.statement("kms/Key audit-key", "CloudWatchAlarmsPublish");
    expect(key).toMatchObject({ Action: ["kms:Decrypt", "kms:GenerateDataKey*"], Condition: ours });
    for (const severity of ["critical", "warning", "info"]) {
      const topic = made.statement(`sns/TopicPolicy audit-alerts-${severity}`, "CloudWatchAlarmsPublish");
      expect(topic).toMatchObject({ Principal: { Service: "cloudwatch.amazonaws.com" }, Condition: ours });
      expect(topic.Resource).toBe(`arn:aws:sns:eu-west-1:${ACCOUNT}:audit-alerts-${severity}-prod`);
    }
  },
  "topics are encrypted with the account's own key, because that of AWS cannot be opened to CloudWatch": (made) => {
    for (const topic of made.all("sns/Topic")) {
      expect(topic.propertyDependencies.kmsMasterKeyId).toEqual(["kms/Key audit-key"]);
    }
  },
  "every key rotates and waits thirty days before it is deleted": (made) => {
    for (const { inputs } of made.all("kms/Key")) {
      expect(inputs).toMatchObject({ enableKeyRotation: true, rotationPeriodInDays: 365, deletionWindowInDays: 30 });
    }
  },
  "every bucket refuses plain HTTP and public access, keeps versions and is encrypted": (made) => {
    for (const { name, inputs } of made.all("s3/Bucket")) {
      const arn = `arn:aws:s3:::${inputs.bucket}`;
      expect(made.statement(`s3/BucketPolicy ${name}`, "DenyPlainHttp")).toMatchObject({
        Effect: "Deny",
        Principal: "*",
        Resource: [arn, `${arn}/*`],
      });
      expect(made.get(`s3/BucketPublicAccessBlock ${name}`).inputs).toMatchObject({
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
      expect(made.get(`s3/BucketVersioning ${name}`).inputs.versioningConfiguration.status).toBe("Enabled");
      expect(made.get(`s3/BucketServerSideEncryptionConfiguration ${name}`).inputs.rules).toHaveLength(1);
    }
  },
  "access logs cannot be delivered to a locked bucket: only the archive is locked": (made) => {
    expect(made.get("s3/Bucket audit-archive").inputs.objectLockEnabled).toBe(true);
    expect(made.get("s3/Bucket audit-archive-access").inputs.objectLockEnabled).toBe(false);
    expect(made.all("s3/BucketObjectLockConfiguration").map(({ name }) => name)).toEqual(["audit-archive"]);
  },
  "access logs come from the archive only, once their bucket lets S3 in": (made) => {
    expect(made.statement("s3/BucketPolicy audit-archive-access", "S3WritesAccessLogs").Condition).toEqual({
      ArnLike: { "aws:SourceArn": `arn:aws:s3:::audit-archive-prod-${ACCOUNT}-eu-west-1` },
      StringEquals: { "aws:SourceAccount": ACCOUNT },
    });
    const logging = made.get("s3/BucketLogging audit-archive");
    expect(logging.propertyDependencies.targetBucket).toEqual(["s3/Bucket audit-archive-access"]);
    expect(logging.dependsOn).toContain("s3/BucketPolicy audit-archive-access");
  },
  "nothing empties a bucket that is destroyed": (made) => {
    expect(made.all("s3/Bucket").map(({ inputs }) => inputs.forceDestroy)).toEqual([false, false]);
  },
  "trail, log group, buckets and key are protected": (made) => {
    expect(
      made.resources.filter(({ protect }) => protect).map(({ type, name }) => `${type.split(":")[2]} ${name}`),
    ).toEqual(
      expect.arrayContaining([
        "Trail audit-trail",
        "LogGroup audit-trail",
        "Bucket audit-archive",
        "Bucket audit-archive-access",
        "Key audit-key",
      ]),
    );
    expect(made.get("cloudwatch/LogGroup audit-trail").inputs.deletionProtectionEnabled).toBe(true);
  },
  "a silent trail rings: missing data is the alarm, after the trail had time to begin": (made) => {
    const { inputs, propertyDependencies } = made.get("cloudwatch/MetricAlarm audit-trail-heartbeat");
    expect(inputs).toMatchObject({
      namespace: "AWS/Logs",
      metricName: "IncomingLogEvents",
      dimensions: { LogGroupName: "/trailwatch/audit-trail-prod" },
      statistic: "Sum",
      period: 3600,
      evaluationPeriods: 1,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      treatMissingData: "breaching",
      warmUpConfiguration: { warmUpPeriodDurationInMinutes: 120 },
    });
    expect(propertyDependencies.alarmActions).toEqual(["sns/Topic audit-alerts-critical"]);
  },
  "the log group of the trail is STANDARD: the other class has no metric filters": (made) => {
    expect(made.get("cloudwatch/LogGroup audit-trail").inputs.logGroupClass).toBe("STANDARD");
  },
  "every filter reads the trail's group, and has an alarm on exactly its metric": (made) => {
    const metrics = made.all("cloudwatch/MetricAlarm").map(({ inputs }) => `${inputs.namespace} ${inputs.metricName}`);
    for (const { inputs, propertyDependencies } of made.all("cloudwatch/LogMetricFilter")) {
      expect(propertyDependencies.logGroupName).toEqual(["cloudwatch/LogGroup audit-trail"]);
      expect(inputs.metricTransformation).toMatchObject({ value: "1", defaultValue: "0" });
      expect(inputs.metricTransformation.dimensions).toBeUndefined();
      const { namespace, name } = inputs.metricTransformation;
      expect(metrics.filter((metric) => metric === `${namespace} ${name}`)).toHaveLength(1);
    }
  },
  "one event within five minutes rings, and no event is no reason to": (made) => {
    for (const { name } of made.all("cloudwatch/LogMetricFilter")) {
      expect(made.get(`cloudwatch/MetricAlarm ${name}`).inputs).toMatchObject({
        statistic: "Sum",
        period: 300,
        evaluationPeriods: 1,
        threshold: BURSTS[name.replace("audit-detections-", "")] ?? 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        treatMissingData: "notBreaching",
      });
    }
  },
  "every alarm has one to five actions, and each is a topic that somebody hears": (made) => {
    const heard = made.all("sns/TopicSubscription").flatMap(({ propertyDependencies }) => propertyDependencies.topic);
    for (const { inputs, propertyDependencies } of made.all("cloudwatch/MetricAlarm")) {
      expect(inputs.alarmActions).toHaveLength(1);
      expect(heard).toEqual(expect.arrayContaining(propertyDependencies.alarmActions));
      expect(inputs.actionsEnabled).toBeUndefined();
    }
  },
  "a failing topic is told of over another topic": (made) => {
    for (const [failing, watcher] of [
      ["critical", "warning"],
      ["warning", "critical"],
      ["info", "critical"],
    ]) {
      const alarm = made.get(`cloudwatch/MetricAlarm audit-alerts-${failing}-undelivered`);
      expect(alarm.inputs.dimensions).toEqual({ TopicName: `audit-alerts-${failing}-prod` });
      expect(alarm.propertyDependencies.alarmActions).toEqual([`sns/Topic audit-alerts-${watcher}`]);
    }
  },
  "each data event is billed: none is recorded unasked": (made) => {
    expect(made.get("cloudtrail/Trail audit-trail").inputs.advancedEventSelectors).toHaveLength(1);
  },
  "a second alarm of the same name silently replaces the first: names are unique and carry the stack": (made) => {
    const names = made.all("cloudwatch/MetricAlarm").map(({ inputs }) => inputs.name as string);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !name.endsWith("-prod"))).toEqual([]);
  },
  "no service is let in without a condition on who sent it": (made) => {
    const documents = made.resources.flatMap(({ name, inputs }) => (inputs.policy ? [[name, inputs.policy]] : []));
    for (const [name, document] of documents) {
      for (const { Sid, Principal, Condition } of JSON.parse(document).Statement) {
        if (Principal?.Service) expect([name, Sid, Condition]).toEqual([name, Sid, expect.anything()]);
      }
    }
    expect(documents.length).toBeGreaterThanOrEqual(7);
  },
  "nobody outside of the account is let in": (made) => {
    for (const { inputs } of made.resources.filter(({ inputs }) => inputs.policy)) {
      const allowed = JSON.parse(inputs.policy).Statement.filter(
        ({ Effect }: { Effect: string }) => Effect === "Allow",
      );
      expect(JSON.stringify(allowed)).not.toMatch(/"(Principal|AWS)":"\*"/);
    }
  },
  "each alarm tells of its own event": (made) => {
    for (const { id, title, firstLook } of [...CIS_DETECTIONS, ...DETECTIONS.attacks]) {
      const { inputs } = made.get(`cloudwatch/MetricAlarm audit-detections-${id}`);
      expect(inputs.alarmDescription).toContain(`${title}. ${firstLook}. `);
    }
    const descriptions = made.all("cloudwatch/MetricAlarm").map(({ inputs }) => inputs.alarmDescription);
    expect(new Set(descriptions).size).toBe(descriptions.length);
  },
  "everything that can be known before the first deployment is known": (made) => {
    const texts = ["policy", "assumeRolePolicy", "bucket", "name", "pattern", "cloudWatchLogsGroupArn"];
    for (const { name, inputs } of made.resources) {
      for (const property of texts)
        if (property in inputs) expect([name, typeof inputs[property]]).toEqual([name, "string"]);
    }
  },
};

describe("a whole account", () => {
  let made: Deployment;
  beforeAll(async () => {
    made = await deploy(baseline);
  });
  test.each(Object.entries(ACCOUNT_PITFALLS))("%s", (_, holds) => holds(made));
});

test("the estimate of a whole account is what its alarms, metrics, dashboard and key cost by the piece", async () => {
  let made: ReturnType<typeof baseline> | undefined;
  const deployed = await deploy(() => (made = baseline()));
  const count = (type: string): number => deployed.all(type).length;
  const low =
    0.1 * count("cloudwatch/MetricAlarm") +
    0.5 * count("cloudwatch/CompositeAlarm") +
    0.3 * count("cloudwatch/LogMetricFilter") +
    3 * count("cloudwatch/Dashboard") +
    1 * count("kms/Key");
  expect(made?.estimatedMonthlyUsd.low).toBeCloseTo(low, 6);
  // A key grows by a dollar with each of its first two rotations.
  expect(made?.estimatedMonthlyUsd.high).toBeCloseTo(low + 2, 6);
});
