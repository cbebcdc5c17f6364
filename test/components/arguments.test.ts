import { AccountBaseline, AlertRouter, AuditKey, dynamodbWrites, lambdaInvocations, s3Writes } from "../../components";
import { ACCOUNT, deploy, type Deployment } from "./deploy";
import { ALERTS, KEY, MAIL, TOPIC, TRAIL, archive, baseline, detections, trail } from "./programs";

type Case = (made: Deployment) => void;

/** What an argument changes, and what must hold along with it. */
const VARIATIONS: Record<string, [program: () => unknown, Case]> = {
  "an organization trail also writes below the organization": [
    () => baseline({ organization: { id: "o-a1b2c3d4e5" } }),
    (made) => {
      const root = `arn:aws:s3:::audit-archive-prod-${ACCOUNT}-eu-west-1/AWSLogs`;
      const { Resource } = made.statement("s3/BucketPolicy audit-archive", "CloudTrailWrites");
      expect(Resource).toEqual([`${root}/${ACCOUNT}/*`, `${root}/o-a1b2c3d4e5/*`]);
      expect(made.get("cloudtrail/Trail audit-trail").inputs.isOrganizationTrail).toBe(true);
      expect(made.get("iam/RolePolicy audit-trail").inputs.policy).toContain(":log-stream:o-a1b2c3d4e5_*");
    },
  ],
  "a delegated administrator deploys, but the trail's ARN carries the management account": [
    () => baseline({ organization: { id: "o-a1b2c3d4e5", managementAccountId: "999988887777" } }),
    (made) => {
      const arn = "arn:aws:cloudtrail:eu-west-1:999988887777:trail/audit-prod";
      const { Condition, Resource } = made.statement("s3/BucketPolicy audit-archive", "CloudTrailWrites");
      expect(Condition?.StringEquals["aws:SourceArn"]).toEqual([arn]);
      expect(Resource).toEqual(expect.arrayContaining([expect.stringMatching("/AWSLogs/999988887777/\\*$")]));
      expect(made.statement("kms/Key audit-key", "CloudTrailEncrypts").Condition?.StringEquals).toEqual({
        "aws:SourceArn": [arn],
      });
    },
  ],
  "a trail under a new name may deliver beside the old one": [
    () => baseline({ trailName: "renamed", extraTrailArns: [TRAIL] }),
    (made) => {
      const both = ["arn:aws:cloudtrail:eu-west-1:111122223333:trail/renamed", TRAIL];
      for (const [policy, sid] of [
        ["s3/BucketPolicy audit-archive", "CloudTrailReadsAcl"],
        ["s3/BucketPolicy audit-archive", "CloudTrailWrites"],
        ["kms/Key audit-key", "CloudTrailEncrypts"],
      ]) {
        expect(made.statement(policy, sid).Condition?.StringEquals["aws:SourceArn"]).toEqual(both);
      }
    },
  ],
  "the folder of the organization lies below the prefix too": [
    () => archive({ organization: { id: "o-a1b2c3d4e5" }, keyPrefix: "trails" }),
    (made) => {
      const { Resource } = made.statement("s3/BucketPolicy audit", "CloudTrailWrites");
      expect(Resource).toEqual([
        expect.stringMatching(`/trails/AWSLogs/${ACCOUNT}/\\*$`),
        expect.stringMatching("/trails/AWSLogs/o-a1b2c3d4e5/\\*$"),
      ]);
    },
  ],
  "two accounts' worth of parts in one program share no name": [
    () => [baseline(), new AccountBaseline("second", { alerts: ALERTS })],
    (made) => {
      const names = made.resources.flatMap(({ type, inputs }) => {
        const name = inputs.name ?? (type.endsWith(":Bucket") ? inputs.bucket : undefined);
        return name === undefined || type.endsWith(":RolePolicy") ? [] : [`${type} ${name}`];
      });
      expect(new Set(names).size).toBe(names.length);
      const namespaces = made
        .all("cloudwatch/LogMetricFilter")
        .map(({ inputs }) => inputs.metricTransformation.namespace);
      expect(new Set(namespaces).size).toBe(2);
    },
  ],
  "one archive for several accounts": [
    () => archive({ accountIds: ["222233334444", "333344445555"] }),
    (made) => {
      const { Condition, Resource } = made.statement("s3/BucketPolicy audit", "CloudTrailWrites");
      expect(Condition?.StringEquals["aws:SourceArn"]).toEqual([
        "arn:aws:cloudtrail:eu-west-1:222233334444:trail/audit-prod",
        "arn:aws:cloudtrail:eu-west-1:333344445555:trail/audit-prod",
      ]);
      expect(Resource).toHaveLength(2);
    },
  ],
  "the prefix stands in the policy, in the trail and in the paths": [
    () => baseline({ archive: { keyPrefix: "trails" } }),
    (made) => {
      const { Resource } = made.statement("s3/BucketPolicy audit-archive", "CloudTrailWrites");
      expect(Resource).toEqual([expect.stringMatching(`/trails/AWSLogs/${ACCOUNT}/\\*$`)]);
      expect(made.get("cloudtrail/Trail audit-trail").inputs.s3KeyPrefix).toBe("trails");
    },
  ],
  "extra statements join the one bucket policy": [
    () => {
      const Resource = "arn:aws:s3:::audit-archive-prod-111122223333-eu-west-1/*";
      const extra = {
        Sid: "Auditors",
        Effect: "Allow",
        Principal: { AWS: ACCOUNT },
        Action: "s3:GetObject",
        Resource,
      } as const;
      return baseline({ archive: { extraStatements: [extra] } });
    },
    (made) => {
      expect(made.statement("s3/BucketPolicy audit-archive", "Auditors").Effect).toBe("Allow");
      expect(made.all("s3/BucketPolicy")).toHaveLength(2);
    },
  ],
  "current and noncurrent versions expire, and neither before the lock ends": [
    () => archive({ retentionDays: 800, objectLock: { mode: "GOVERNANCE", days: 730 } }),
    (made) => {
      const [retention, markers] = made.get("s3/BucketLifecycleConfiguration audit").inputs.rules;
      expect(retention.expiration.days).toBe(800);
      expect(retention.noncurrentVersionExpiration.noncurrentDays).toBe(730);
      expect(retention.abortIncompleteMultipartUpload.daysAfterInitiation).toBe(7);
      expect(markers.expiration).toEqual({ expiredObjectDeleteMarker: true });
    },
  ],
  "seven years, locked for one, by default": [
    archive,
    (made) => {
      const [retention] = made.get("s3/BucketLifecycleConfiguration audit").inputs.rules;
      expect(retention.expiration.days).toBe(2557);
      expect(retention.noncurrentVersionExpiration.noncurrentDays).toBe(365);
      expect(made.get("s3/BucketObjectLockConfiguration audit").inputs.rule.defaultRetention).toEqual({
        mode: "GOVERNANCE",
        days: 365,
      });
    },
  ],
  "small files are left where they are, for each move is billed": [
    archive,
    (made) => {
      const { inputs } = made.get("s3/BucketLifecycleConfiguration audit");
      expect(inputs.transitionDefaultMinimumObjectSize).toBe("all_storage_classes_128K");
      expect(inputs.rules[0].transitions).toEqual([{ days: 90, storageClass: "GLACIER_IR" }]);
    },
  ],
  "files that expire within half a year are not moved, for S3 bills the storage class for ninety days": [
    () => archive({ retentionDays: 179, objectLock: false }),
    (made) => expect(made.get("s3/BucketLifecycleConfiguration audit").inputs.rules[0].transitions).toBeUndefined(),
  ],
  "small files are moved when asked": [
    () => archive({ tiering: { storageClass: "DEEP_ARCHIVE", afterDays: 180, smallObjects: true } }),
    (made) => {
      const { inputs } = made.get("s3/BucketLifecycleConfiguration audit");
      expect(inputs.transitionDefaultMinimumObjectSize).toBe("varies_by_storage_class");
    },
  ],
  "compliance mode when it is acknowledged": [
    () => archive({ objectLock: { mode: "COMPLIANCE", days: 365 }, acknowledgeComplianceMode: true }),
    (made) =>
      expect(made.get("s3/BucketObjectLockConfiguration audit").inputs.rule.defaultRetention.mode).toBe("COMPLIANCE"),
  ],
  "without a lock the bucket is not locked either, and deleted files can still be restored for a year": [
    () => archive({ objectLock: false }),
    (made) => {
      const [retention] = made.get("s3/BucketLifecycleConfiguration audit").inputs.rules;
      expect(retention.noncurrentVersionExpiration.noncurrentDays).toBe(365);
      expect(made.all("s3/BucketObjectLockConfiguration")).toEqual([]);
      expect(made.get("s3/Bucket audit").inputs.objectLockEnabled).toBe(false);
    },
  ],
  "access logs go to a bucket that exists": [
    () => archive({ accessLogs: { bucketName: "central-access-logs" } }),
    (made) => {
      expect(made.get("s3/BucketLogging audit").inputs.targetBucket).toBe("central-access-logs");
      expect(made.all("s3/Bucket")).toHaveLength(1);
    },
  ],
  "management events are recorded whatever else is": [
    () => trail({ dataEvents: [lambdaInvocations()], networkEvents: "deniedOnly" }),
    (made) => {
      const { inputs } = made.get("cloudtrail/Trail audit");
      expect(inputs.advancedEventSelectors[0].fieldSelectors).toEqual([
        { field: "eventCategory", equals: ["Management"] },
      ]);
      expect(inputs.advancedEventSelectors).toHaveLength(7);
      expect(inputs.eventSelectors).toBeUndefined();
    },
  ],
  "an excluded source is a field of the management selector": [
    () => trail({ excludedEventSources: ["kms.amazonaws.com"] }),
    (made) =>
      expect(made.get("cloudtrail/Trail audit").inputs.advancedEventSelectors[0].fieldSelectors).toContainEqual({
        field: "eventSource",
        notEquals: ["kms.amazonaws.com"],
      }),
  ],
  "recorded writes leave out the buckets that the records go to": [
    () => baseline({ trail: { dataEvents: [s3Writes(), dynamodbWrites(["arn:aws:dynamodb:eu-west-1:1:table/t"])] } }),
    (made) => {
      const [, s3, dynamodb] = made.get("cloudtrail/Trail audit-trail").inputs.advancedEventSelectors;
      expect(s3.fieldSelectors).toContainEqual({
        field: "resources.ARN",
        notStartsWiths: ["archive", "archive-access"].map(
          (name) => `arn:aws:s3:::audit-${name}-prod-${ACCOUNT}-eu-west-1/`,
        ),
      });
      expect(dynamodb.fieldSelectors).toContainEqual({
        field: "resources.ARN",
        startsWiths: ["arn:aws:dynamodb:eu-west-1:1:table/t"],
      });
    },
  ],
  "the trail records everywhere, signs and encrypts, and no argument can change it": [
    trail,
    (made) =>
      expect(made.get("cloudtrail/Trail audit").inputs).toMatchObject({
        enableLogging: true,
        enableLogFileValidation: true,
        isMultiRegionTrail: true,
        includeGlobalServiceEvents: true,
        isOrganizationTrail: false,
        kmsKeyId: KEY,
      }),
  ],
  "a delivery topic lets this trail in, and so does the key": [
    () => baseline({ trail: { deliveryTopic: true } }),
    (made) => {
      for (const policy of ["sns/TopicPolicy audit-trail-delivery", "kms/Key audit-key"]) {
        const { Condition } = made.statement(policy, "CloudTrailPublishes");
        expect(Condition).toEqual({ StringEquals: { "aws:SourceArn": [TRAIL] } });
      }
      expect(made.get("cloudtrail/Trail audit-trail").dependsOn).toContain("sns/TopicPolicy audit-trail-delivery");
    },
  ],
  "readers decrypt log files and nothing else": [
    () =>
      new AuditKey("audit", { trailNames: ["audit-prod"], readerRoleArns: ["arn:aws:iam::111122223333:role/auditor"] }),
    (made) =>
      expect(made.statement("kms/Key audit", "ReadersDecrypt").Condition).toEqual({
        Null: { "kms:EncryptionContext:aws:cloudtrail:arn": "false" },
      }),
  ],
  "an alarm has the topic and up to four more actions": [
    () => baseline({ alerts: { ...ALERTS, extraActions: { critical: [1, 2, 3, 4].map((n) => `${TOPIC}-${n}`) } } }),
    (made) =>
      expect(made.get("cloudwatch/MetricAlarm audit-detections-cis-root-usage-quiet").inputs.alarmActions).toHaveLength(
        5,
      ),
  ],
  "a detection is left out, another rings later and elsewhere": [
    () =>
      detections({
        disabled: ["cis-vpc-changes"],
        overrides: { "cis-unauthorized-api-calls": { threshold: 5, severity: "info" } },
      }),
    (made) => {
      expect(made.labels).not.toContain("cloudwatch/LogMetricFilter audit-cis-vpc-changes");
      expect(made.get("cloudwatch/MetricAlarm audit-cis-unauthorized-api-calls").inputs).toMatchObject({
        threshold: 5,
        alarmActions: [`${TOPIC}-info`],
      });
    },
  ],
  "protection can be lifted for an account that is taken down": [
    () => baseline({ protect: false, profile: "minimal" }),
    (made) => {
      expect(made.resources.filter(({ protect }) => protect)).toEqual([]);
      expect(made.all("s3/BucketObjectLockConfiguration")).toEqual([]);
    },
  ],
};

test.each(Object.entries(VARIATIONS))("%s", async (_, [program, holds]) => holds(await deploy(program)));

test("a bucket of somebody else is told which statements it needs", async () => {
  let statements: unknown[] = [];
  await deploy(() =>
    trail({ trailName: "audit-prod" }).requiredBucketStatements.apply(
      (json) => (statements = JSON.parse(json).Statement),
    ),
  );
  expect(statements).toMatchObject([{ Sid: "CloudTrailReadsAcl" }, { Sid: "CloudTrailWrites" }]);
});

test("a router knows only the severities it has topics for", async () => {
  let router: AlertRouter | undefined;
  await deploy(() => {
    router = new AlertRouter("alerts", {
      kmsKeyArn: KEY,
      severities: ["critical", "warning"],
      email: { critical: MAIL, warning: MAIL },
    });
  });
  expect(() => router?.actionsFor("info")).toThrow("no topic for info; there are critical, warning");
});
