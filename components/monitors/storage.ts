import type * as aws from "@pulumi/aws";
import { DOCS, monitored, UNWANTED } from "./monitored";
import { resourcesIn } from "./recorded";

const S3 = `${DOCS}/AmazonS3/latest/userguide/metrics-dimensions.html`;
const TROUBLE = {
  statistic: "Average",
  of: 15,
  compare: ">",
  threshold: 0.05,
  missing: "missing",
  provenance: "aws",
} as const;
const SLOW = {
  statistic: "p99",
  of: 5,
  compare: ">",
  threshold: 5000,
  missing: "missing",
  provenance: "peer",
  severity: "info",
} as const;

/** What keeps files, copies and logs. */
export const storage = [
  monitored<aws.s3.BucketMetric>({
    type: "aws:s3/bucketMetric:BucketMetric",
    noun: "bucket-requests",
    namespace: "AWS/S3",
    dimensions: ({ bucket, name }) => ({ BucketName: bucket, FilterId: name }),
    recommended: "S3",
    page: S3,
    alarms: [
      { id: "errors", says: "S3 answers with server errors", metric: "5xxErrors", ...TROUBLE, severity: "warning" },
      { id: "refusals", says: "S3 refuses what is asked of it", metric: "4xxErrors", ...TROUBLE, severity: "info" },
      { id: "latency", says: "One request of a hundred takes 5 seconds", metric: "TotalRequestLatency", ...SLOW },
      { id: "first-byte", says: "One request of a hundred waits 5 seconds", metric: "FirstByteLatency", ...SLOW },
    ],
  }),
  monitored<aws.s3.BucketReplicationConfig>({
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    noun: "replication",
    namespace: "AWS/S3",
    // Each rule counts by itself; this is the first one.
    dimensions: ({ bucket, rules }) => ({
      SourceBucket: bucket,
      DestinationBucket: rules.apply(([rule]) => rule.destination.bucket.split(":").at(-1) ?? ""),
      RuleId: rules.apply(([rule]) => rule.id),
    }),
    recommended: "S3",
    page: S3,
    alarms: [
      {
        id: "failed",
        says: "Objects are not copied",
        metric: "OperationsFailedReplication",
        statistic: "Maximum",
        of: 5,
        compare: ">",
        threshold: 0,
        missing: "missing",
        provenance: "aws",
        severity: "warning",
      },
    ],
  }),
  monitored<aws.efs.FileSystem>({
    type: "aws:efs/fileSystem:FileSystem",
    noun: "files",
    namespace: "AWS/EFS",
    dimensions: ({ id }) => ({ FileSystemId: id }),
    recommended: "EFS",
    page: `${DOCS}/efs/latest/ug/efs-metrics.html`,
    traits: { bursting: ({ throughputMode }) => (throughputMode ?? "bursting") === "bursting" },
    alarms: [
      {
        id: "io-limit",
        says: "It is at the limit of its operations",
        metric: "PercentIOLimit",
        statistic: "Average",
        of: 15,
        compare: ">=",
        threshold: 100,
        missing: "missing",
        provenance: "aws",
        severity: "warning",
      },
      {
        id: "burst-credits",
        says: "It has used up its credits and is slow from now on",
        metric: "BurstCreditBalance",
        statistic: "Average",
        of: 15,
        compare: "<=",
        threshold: 0,
        missing: "missing",
        provenance: "aws",
        severity: "warning",
        when: "bursting",
      },
    ],
  }),
  monitored<aws.backup.Vault>({
    type: "aws:backup/vault:Vault",
    noun: "vault",
    namespace: "AWS/Backup",
    dimensions: ({ name }) => ({ BackupVaultName: name }),
    page: `${DOCS}/aws-backup/latest/devguide/cloudwatch.html`,
    pulse: { metric: "NumberOfBackupJobsCompleted", statistic: "Sum" },
    alarms: [
      {
        id: "failed",
        says: "A backup failed",
        metric: "NumberOfBackupJobsFailed",
        ...UNWANTED,
        period: 300,
        of: 1,
        provenance: "own",
        severity: "warning",
      },
    ],
  }),
  monitored<aws.cloudwatch.LogGroup>({
    type: "aws:cloudwatch/logGroup:LogGroup",
    noun: "log-group",
    namespace: "AWS/Logs",
    dimensions: ({ name }) => ({ LogGroupName: name }),
    page: `${DOCS}/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html`,
    traits: {
      audit: (_, self, recorded) =>
        recorded
          .ofType("aws:cloudtrail/trail:Trail")
          .some(({ inputs }) => resourcesIn(inputs.cloudWatchLogsGroupArn).includes(self)),
    },
    pulse: { metric: "IncomingLogEvents", statistic: "Sum", onRequest: true, unless: "audit" },
    alarms: [
      {
        id: "silent",
        says: "No audit event arrived for an hour: every alarm on them is blind",
        metric: "IncomingLogEvents",
        statistic: "Sum",
        period: 3600,
        of: 1,
        compare: "<",
        threshold: 1,
        missing: "breaching",
        provenance: "own",
        severity: "critical",
        when: "audit",
      },
    ],
  }),
];
