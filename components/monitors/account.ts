import type { OwnAlarm } from "./own-alarm";
import { RECOMMENDED } from "./monitored";

const source = (section: string): string => `Source: AWS publishes this alarm, ${RECOMMENDED}#${section}`;

/** Limits that all resources of an account share in a region, and that no resource has a metric of. */
export const ACCOUNT_ALARMS: readonly OwnAlarm[] = [
  {
    name: "account-functions",
    says: `Nine tenths of the 1000 copies of functions that the account may run are taken. ${source("Lambda")}`,
    namespace: "AWS/Lambda",
    metricName: "ClaimedAccountConcurrency",
    provenance: "aws",
    statistic: "Maximum",
    threshold: 900,
    evaluationPeriods: 10,
    severity: "critical",
  },
  {
    name: "account-table-reads",
    says: `Four fifths of the reads that the account may provision are taken. ${source("DynamoDB")}`,
    namespace: "AWS/DynamoDB",
    metricName: "AccountProvisionedReadCapacityUtilization",
    provenance: "aws",
    statistic: "Maximum",
    threshold: 80,
    period: 300,
    evaluationPeriods: 2,
  },
  {
    name: "account-table-writes",
    says: `Four fifths of the writes that the account may provision are taken. ${source("DynamoDB")}`,
    namespace: "AWS/DynamoDB",
    metricName: "AccountProvisionedWriteCapacityUtilization",
    provenance: "aws",
    statistic: "Maximum",
    threshold: 80,
    period: 300,
    evaluationPeriods: 2,
  },
  {
    // AWS publishes it for the account, not for a table.
    name: "account-table-callers",
    says: "Requests to tables are wrong or not allowed. AWS gives no number; this one is ours",
    namespace: "AWS/DynamoDB",
    metricName: "UserErrors",
    statistic: "Sum",
    threshold: 100,
    evaluationPeriods: 10,
    severity: "info",
  },
];
