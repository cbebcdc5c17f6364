import { BackupVault } from "../kinds/backup";
import { Trail } from "../kinds/cloudtrail";
import { LogGroup } from "../kinds/cloudwatch";
import { FileSystem } from "../kinds/efs";
import { Bucket, BucketMetric, BucketReplication } from "../kinds/s3";
import { monitorable } from "./monitorable";

const DOCS = "https://docs.aws.amazon.com";
const S3 = `${DOCS}/AmazonS3/latest/userguide/metrics-dimensions.html`;

/** What keeps files, copies and logs. */
export const storage = [
  monitorable({
    id: "trail-delivery-monitored",
    title: "Trails have an alarm on a log group that falls silent",
    severity: "medium",
    description:
      "When delivery to the log group stops, every alarm on it stays green, whatever happens in the account.",
    about: Trail,
    namespaces: ["AWS/Logs"],
    named: [
      {
        dimension: "LogGroupName",
        property: "name",
        kind: LogGroup,
        through: { from: "subject", path: "cloudWatchLogsGroupArn" },
      },
    ],
    metrics: { IncomingLogEvents: ["IncomingBytes"] },
    page: `${DOCS}/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html`,
    exempt: (trail) => (trail.has("cloudWatchLogsGroupArn") ? undefined : "it delivers to no log group"),
  }),
  monitorable({
    id: "file-system-monitored",
    title: "File systems have an alarm on their limits",
    severity: "low",
    description: "A file system at its limit slows down everything that mounts it.",
    about: FileSystem,
    namespaces: ["AWS/EFS"],
    named: [{ dimension: "FileSystemId", property: "id" }],
    metrics: { PercentIOLimit: ["BurstCreditBalance", "PermittedThroughput", "MeteredIOBytes"] },
    page: `${DOCS}/efs/latest/ug/efs-metrics.html`,
  }),
  monitorable({
    id: "backup-vault-monitored",
    title: "Backup vaults have an alarm on jobs that fail",
    severity: "low",
    description: "A backup that fails every night is found on the day that somebody needs it.",
    about: BackupVault,
    namespaces: ["AWS/Backup"],
    named: [{ dimension: "BackupVaultName", property: "name" }],
    metrics: { NumberOfBackupJobsFailed: ["NumberOfBackupJobsExpired", "NumberOfBackupJobsAborted"] },
    acrossAll: true,
    page: `${DOCS}/aws-backup/latest/devguide/cloudwatch.html`,
  }),
  monitorable({
    id: "bucket-replication-monitored",
    title: "Replicated buckets have an alarm on objects that are not copied",
    severity: "low",
    description: "An object that is not copied is missing in the copy, and the copy looks complete.",
    about: BucketReplication,
    namespaces: ["AWS/S3"],
    named: [
      { dimension: "SourceBucket", property: "bucket", kind: Bucket, through: { from: "subject", path: "bucket" } },
    ],
    metrics: { OperationsFailedReplication: ["OperationsPendingReplication", "ReplicationLatency"] },
    page: S3,
  }),
  monitorable({
    id: "bucket-metric-monitored",
    title: "Buckets with request metrics have an alarm on server errors",
    severity: "low",
    description: "Request metrics cost money, and without an alarm nobody reads them.",
    about: BucketMetric,
    namespaces: ["AWS/S3"],
    named: [
      { dimension: "BucketName", property: "bucket", kind: Bucket, through: { from: "subject", path: "bucket" } },
    ],
    metrics: { "5xxErrors": ["4xxErrors", "FirstByteLatency", "TotalRequestLatency"] },
    page: S3,
  }),
];
