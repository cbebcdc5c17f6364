import * as aws from "@pulumi/aws";
import { ComponentResource, interpolate } from "@pulumi/pulumi";
import type { ComponentResourceOptions, Input, Output } from "@pulumi/pulumi";
import { locate, regionalArn } from "./location";
import {
  anomalyAlarm,
  anomalyDetector,
  dataProtection,
  fieldIndexes,
  logGroupFeatureProblems,
  MOST_SUBSCRIPTIONS,
  savedQueries,
  subscriptions,
  type LogGroupFeatures,
} from "./log-group-features";
import { monthlyUsd, type MonthlyUsd } from "./monthly-cost";
import { logGroupNameProblems, physicalName } from "./names";
import { alarmActionProblems, problem, refuse, type Problem } from "./problems";
import { logRetentionProblems, type LogRetentionDays } from "./retention";

/** An alarm that rings when a log group falls silent. */
export interface Heartbeat {
  /** What rings: topics, or other actions of an alarm; 1 to 5. */
  readonly alarmActions: Input<string>[];
  /** Seconds without an event after which it rings, a multiple of 60 up to a day. @default 3600 */
  readonly windowSeconds?: number;
}

export interface ManagedLogGroupArgs extends LogGroupFeatures {
  /** Name of the log group. @default /trailwatch/ with name and stack */
  readonly logGroupName?: string;
  /** Days that CloudWatch Logs keeps events. @default 365 */
  readonly retentionInDays?: LogRetentionDays;
  /** Key that encrypts new events. @default the keys of CloudWatch Logs */
  readonly kmsKeyArn?: Input<string>;
  /** `INFREQUENT_ACCESS` has neither filters nor the features below, and a class cannot be changed later. @default STANDARD */
  readonly logGroupClass?: "STANDARD" | "INFREQUENT_ACCESS";
  /** Makes CloudWatch Logs refuse to delete the group, whoever asks. @default true */
  readonly deletionProtection?: boolean;
  /** Rings when no events arrive. @default no alarm */
  readonly heartbeat?: Heartbeat;
  /** Makes Pulumi refuse to delete or replace the group. @default true */
  readonly protect?: boolean;
  readonly tags?: Record<string, Input<string>>;
}

/** A log group with a retention that CloudWatch Logs knows, guarded against deletion, that can tell when it falls silent. */
export class ManagedLogGroup extends ComponentResource {
  readonly logGroup: aws.cloudwatch.LogGroup;
  readonly heartbeatAlarm: aws.cloudwatch.MetricAlarm | undefined;
  readonly dataProtection: aws.cloudwatch.LogDataProtectionPolicy | undefined;
  readonly anomalyDetector: aws.cloudwatch.LogAnomalyDetector | undefined;
  readonly anomalyAlarm: aws.cloudwatch.MetricAlarm | undefined;
  readonly fieldIndexes: aws.cloudwatch.LogIndexPolicy | undefined;
  readonly subscriptions: aws.cloudwatch.LogSubscriptionFilter[];
  readonly savedQueries: aws.cloudwatch.QueryDefinition[];

  readonly logGroupName: Output<string>;
  readonly arn: Output<string>;
  /** The ARN with `:*` at its end, as trails and IAM policies want it. */
  readonly arnWithStreams: Output<string>;
  /** How many subscriptions somebody else can still add. */
  readonly subscriptionSlotsLeft: number;

  constructor(name: string, args: ManagedLogGroupArgs = {}, opts?: ComponentResourceOptions) {
    refuse(`ManagedLogGroup "${name}"`, managedLogGroupProblems(args));
    super("trailwatch:logs:ManagedLogGroup", name, {}, opts);
    const at = locate(this);

    this.logGroup = logGroup(this, name, args);
    this.logGroupName = this.logGroup.name;
    this.arn = regionalArn(at, "logs", interpolate`log-group:${this.logGroupName}`);
    this.arnWithStreams = interpolate`${this.arn}:*`;

    this.heartbeatAlarm = heartbeat(this, name, this.logGroup, args);
    this.dataProtection = dataProtection(this, name, args.dataProtection);
    this.anomalyDetector = anomalyDetector(this, name, args.anomalyDetection, args.tags);
    this.anomalyAlarm = anomalyAlarm(this, name, args.anomalyDetection, args.tags);
    this.fieldIndexes = fieldIndexes(this, name, args.fieldIndexes);
    this.subscriptions = subscriptions(this, name, args.subscriptions);
    this.subscriptionSlotsLeft = MOST_SUBSCRIPTIONS - this.subscriptions.length;
    this.savedQueries = savedQueries(this, name, args.savedQueries);
    this.registerOutputs({ logGroupName: this.logGroupName, arn: this.arn });
  }

  /** What it costs by the piece, without what is billed by volume. */
  get estimatedMonthlyUsd(): MonthlyUsd {
    return monthlyUsd({ alarms: [this.heartbeatAlarm, this.anomalyAlarm].filter(Boolean).length });
  }
}

function logGroup(parent: ManagedLogGroup, name: string, args: ManagedLogGroupArgs) {
  return new aws.cloudwatch.LogGroup(
    name,
    {
      name: args.logGroupName ?? defaultLogGroupName(name),
      retentionInDays: args.retentionInDays ?? 365,
      kmsKeyId: args.kmsKeyArn,
      logGroupClass: args.logGroupClass ?? "STANDARD",
      deletionProtectionEnabled: args.deletionProtection ?? true,
      tags: args.tags,
    },
    { parent, protect: args.protect ?? true },
  );
}

function heartbeat(
  parent: ManagedLogGroup,
  name: string,
  logGroup: aws.cloudwatch.LogGroup,
  { heartbeat, tags }: ManagedLogGroupArgs,
) {
  if (heartbeat === undefined) return undefined;
  const { windowSeconds = 3600, alarmActions } = heartbeat;
  return new aws.cloudwatch.MetricAlarm(
    `${name}-heartbeat`,
    {
      name: physicalName(`${name}-heartbeat`),
      alarmDescription: interpolate`No event arrived in ${logGroup.name} for ${windowSeconds / 60} minutes. Look whether the sender still records, may still write, and whether the log group still exists.`,
      namespace: "AWS/Logs",
      metricName: "IncomingLogEvents",
      dimensions: { LogGroupName: logGroup.name },
      statistic: "Sum",
      period: windowSeconds,
      evaluationPeriods: 1,
      comparisonOperator: "LessThanThreshold",
      threshold: 1,
      // A group that receives nothing has no data points at all: silence is the very thing that must ring.
      treatMissingData: "breaching",
      // The first deployment is silent too, until the sender is there.
      warmUpConfiguration: { warmUpPeriodDurationInMinutes: Math.min(2880, Math.ceil((2 * windowSeconds) / 60)) },
      alarmActions,
      tags,
    },
    { parent },
  );
}

export const defaultLogGroupName = (name: string): string => `/trailwatch/${physicalName(name)}`;

export function managedLogGroupProblems(args: ManagedLogGroupArgs): Problem[] {
  const { logGroupName, retentionInDays, heartbeat, logGroupClass = "STANDARD" } = args;
  const window = heartbeat?.windowSeconds ?? 3600;
  return [
    ...(logGroupName === undefined ? [] : logGroupNameProblems("logGroupName", logGroupName)),
    ...logRetentionProblems("retentionInDays", retentionInDays),
    ...problem(
      !Number.isInteger(window / 60) || window < 60 || window > 86_400,
      "heartbeat.windowSeconds",
      `${window} is not a period of an alarm; expected a multiple of 60 from 60 to 86400`,
    ),
    ...(heartbeat === undefined ? [] : alarmActionProblems("heartbeat.alarmActions", heartbeat.alarmActions)),
    ...logGroupFeatureProblems(args, logGroupClass),
  ];
}
