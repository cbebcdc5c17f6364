import * as aws from "@pulumi/aws";
import { interpolate, jsonStringify, type Input } from "@pulumi/pulumi";
import { locate } from "./location";
import type { ManagedLogGroup } from "./managed-log-group";
import { physicalName } from "./names";
import { alarmActionProblems, outside, problem, type Problem } from "./problems";

/** What can be added to a log group of the standard class. */

/** Masks what should not have been logged. Only what arrives from then on; reading it needs `logs:Unmask`. */
export interface DataProtection {
  /** What to look for, by the names of AWS, such as `EmailAddress`, `AwsSecretKey`, `Ssn-US`. */
  readonly identifiers: readonly string[];
  /** Log group that gets a report of each find. @default finds are only counted */
  readonly auditLogGroupName?: Input<string>;
}

/** Learns what the group's events look like and tells of what is new or too frequent. */
export interface AnomalyDetection {
  /** How often it looks. @default FIFTEEN_MIN */
  readonly evaluationFrequency?: "ONE_MIN" | "FIVE_MIN" | "TEN_MIN" | "FIFTEEN_MIN" | "THIRTY_MIN" | "ONE_HOUR";
  /** Days after which it takes an anomaly for normal, 7 to 90. @default 21 */
  readonly visibilityDays?: number;
  /** What rings when it is nearly certain. @default nothing */
  readonly alarmActions?: Input<string>[];
}

/** Where the events of a group are sent besides. */
export interface Subscription {
  /** Name of the subscription, unique in the group. */
  readonly name: string;
  /** A Firehose or Kinesis stream, a Lambda function, or a destination of another account. */
  readonly destinationArn: Input<string>;
  /** Events to send. @default all */
  readonly filterPattern?: string;
  /** Role in which CloudWatch Logs writes to a stream; functions and destinations of other accounts take none. @default none */
  readonly roleArn?: Input<string>;
  /** Whether the events of one stream stay together or are spread over the shards of a Kinesis stream. @default ByLogStream */
  readonly distribution?: "ByLogStream" | "Random";
}

export interface LogGroupFeatures {
  /** Masks sensitive values. Not for an audit trail: it can hide evidence. @default none */
  readonly dataProtection?: DataProtection;
  /** Tells of events unlike those before. @default none */
  readonly anomalyDetection?: AnomalyDetection;
  /** Fields that queries find without reading everything, up to 20. @default those that CloudWatch Logs chooses */
  readonly fieldIndexes?: readonly string[];
  /** Where events are sent besides; CloudWatch Logs takes two. @default none */
  readonly subscriptions?: readonly Subscription[];
  /** Queries of Logs Insights, by title, saved in a folder of the component's name. @default none */
  readonly savedQueries?: Readonly<Record<string, string>>;
}

/** CloudWatch Logs takes no more for a group. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
export const MOST_SUBSCRIPTIONS = 2;
const MOST_FIELD_INDEXES = 20;

export function dataProtection(parent: ManagedLogGroup, name: string, protection: DataProtection | undefined) {
  if (protection === undefined) return undefined;
  const { partition } = locate(parent);
  // AWS wants both statements to name the same identifiers: what is masked is also counted.
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch-logs-data-protection-policies.html
  const DataIdentifier = protection.identifiers.map(
    (identifier) => interpolate`arn:${partition}:dataprotection::aws:data-identifier/${identifier}`,
  );
  const group = protection.auditLogGroupName;
  const FindingsDestination = group === undefined ? {} : { CloudWatchLogs: { LogGroup: group } };
  return new aws.cloudwatch.LogDataProtectionPolicy(
    name,
    {
      logGroupName: parent.logGroup.name,
      policyDocument: jsonStringify({
        Name: physicalName(name),
        Version: "2021-06-01",
        Statement: [
          { Sid: "Audit", DataIdentifier, Operation: { Audit: { FindingsDestination } } },
          { Sid: "Mask", DataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } },
        ],
      }),
    },
    { parent },
  );
}

export function anomalyDetector(
  parent: ManagedLogGroup,
  name: string,
  detection: AnomalyDetection | undefined,
  tags?: Record<string, Input<string>>,
) {
  if (detection === undefined) return undefined;
  return new aws.cloudwatch.LogAnomalyDetector(
    name,
    {
      detectorName: physicalName(name),
      enabled: true,
      logGroupArnLists: [parent.arn],
      evaluationFrequency: detection.evaluationFrequency ?? "FIFTEEN_MIN",
      anomalyVisibilityTime: detection.visibilityDays ?? 21,
      tags,
    },
    // It refuses a group that does not exist yet, and the ARN is made of the group's name alone.
    { parent, dependsOn: parent.logGroup },
  );
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/LogsAnomalyDetection.html
export function anomalyAlarm(
  parent: ManagedLogGroup,
  name: string,
  detection: AnomalyDetection | undefined,
  tags?: Record<string, Input<string>>,
) {
  if (parent.anomalyDetector === undefined || detection?.alarmActions === undefined) return undefined;
  return new aws.cloudwatch.MetricAlarm(
    `${name}-anomaly`,
    {
      name: physicalName(`${name}-anomaly`),
      alarmDescription: interpolate`Events in ${parent.logGroup.name} are unlike those before. Open Log anomalies in CloudWatch, and look at the pattern and at what was deployed.`,
      namespace: "AWS/Logs",
      metricName: "AnomalyCount",
      dimensions: { LogAnomalyDetector: physicalName(name), LogAnomalyPriority: "HIGH" },
      statistic: "Sum",
      period: 300,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      treatMissingData: "notBreaching",
      alarmActions: detection.alarmActions,
      tags,
    },
    { parent, dependsOn: parent.anomalyDetector },
  );
}

export function fieldIndexes(parent: ManagedLogGroup, name: string, fields: readonly string[] = []) {
  if (fields.length === 0) return undefined;
  const policyDocument = JSON.stringify({ Fields: fields });
  return new aws.cloudwatch.LogIndexPolicy(name, { logGroupName: parent.logGroup.name, policyDocument }, { parent });
}

export const subscriptions = (parent: ManagedLogGroup, name: string, wanted: readonly Subscription[] = []) =>
  wanted.map(
    (each) =>
      new aws.cloudwatch.LogSubscriptionFilter(
        `${name}-${each.name}`,
        {
          name: each.name,
          logGroup: parent.logGroup.name,
          destinationArn: each.destinationArn,
          filterPattern: each.filterPattern ?? "",
          roleArn: each.roleArn,
          distribution: each.distribution,
        },
        { parent },
      ),
  );

export const savedQueries = (parent: ManagedLogGroup, name: string, queries: Readonly<Record<string, string>> = {}) =>
  Object.entries(queries).map(
    ([title, queryString]) =>
      new aws.cloudwatch.QueryDefinition(
        `${name}-${title}`,
        { name: `${physicalName(name)}/${title}`, logGroupNames: [parent.logGroup.name], queryString },
        { parent },
      ),
  );

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
const STANDARD_ONLY = ["dataProtection", "anomalyDetection", "fieldIndexes", "subscriptions"] as const;

export function logGroupFeatureProblems(features: LogGroupFeatures, logGroupClass: string): Problem[] {
  const { dataProtection, anomalyDetection, fieldIndexes = [], subscriptions = [] } = features;
  const names = subscriptions.map(({ name }) => name);
  const actions = anomalyDetection?.alarmActions;
  return [
    ...STANDARD_ONLY.flatMap((feature) =>
      problem(
        logGroupClass !== "STANDARD" && features[feature] !== undefined,
        feature,
        `is not there in the class ${logGroupClass}, and the class cannot be changed later; use STANDARD`,
      ),
    ),
    ...problem(
      dataProtection?.identifiers.length === 0,
      "dataProtection.identifiers",
      "names nothing to look for, such as EmailAddress",
    ),
    ...outside("anomalyDetection.visibilityDays", anomalyDetection?.visibilityDays, 7, 90, "days"),
    ...(actions === undefined ? [] : alarmActionProblems("anomalyDetection.alarmActions", actions)),
    ...problem(
      fieldIndexes.length > MOST_FIELD_INDEXES,
      "fieldIndexes",
      `has ${fieldIndexes.length} fields; CloudWatch Logs takes ${MOST_FIELD_INDEXES}`,
    ),
    ...problem(
      subscriptions.length > MOST_SUBSCRIPTIONS,
      "subscriptions",
      `has ${subscriptions.length} subscriptions; CloudWatch Logs takes ${MOST_SUBSCRIPTIONS} for a group`,
    ),
    ...problem(new Set(names).size < names.length, "subscriptions", `use a name twice: ${names.join(", ")}`),
  ];
}
