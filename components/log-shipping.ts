import * as aws from "@pulumi/aws";
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import type { AccessLogs } from "./access-logs";
import { locate, type Location } from "./location";
import { centralizationProblems, centralizationRule, type Centralization } from "./log-centralization";
import {
  accountSubscription,
  logDestination,
  senderProblems,
  subscriptionFilters,
  type AccountSubscription,
  type LogDestination,
  type Senders,
  type ShippedLogGroup,
  type Target,
} from "./log-senders";
import { LogStore, ownStoreProblems } from "./log-store";
import { ManagedLogGroup } from "./managed-log-group";
import {
  metricShippingProblems,
  metricStream,
  observability,
  type MetricShipping,
  type Observability,
  type ObservabilityParts,
} from "./metric-shipping";
import { monthlyUsd, type MonthlyUsd } from "./monthly-cost";
import { physicalName } from "./names";
import { alarmActionProblems, outside, problem, refuse, type Problem } from "./problems";
import { putRecords, serviceRole, shippingStream, type ShippingStream } from "./shipping-stream";

export interface LogShippingArgs {
  /** Log groups whose events are shipped; each takes one of the two subscriptions of its group. @default none */
  readonly logGroups?: readonly ShippedLogGroup[];
  /** Ships every log group of the account. @default none */
  readonly account?: AccountSubscription;
  /** Takes in logs of other accounts. @default none */
  readonly receiveFrom?: Senders;
  /** Destination of another account in this region that gets the logs. @default the bucket of this component */
  readonly sendTo?: Input<string>;
  /** Ships metrics. @default none */
  readonly metrics?: MetricShipping;
  /** A rule that copies the logs of an organization into one account, without streams. @default none */
  readonly centralization?: Centralization;
  /** Moves what nobody reads to cheaper storage, in every log group of account and region; reading it then costs. @default STANDARD, not touched */
  readonly storageTier?: "INTELLIGENT_TIERING";
  /** Shows metrics, logs and traces to another account, or looks at those of others. @default none */
  readonly observability?: Observability;
  /** Days that the bucket keeps what arrives. @default 400 */
  readonly retentionDays?: number;
  /** Who read the bucket. @default a bucket of its own, for 400 days */
  readonly accessLogs?: AccessLogs;
  /** Key of streams and of the log group for their errors, needed wherever a stream is made. */
  readonly kmsKeyArn?: Input<string>;
  /** What rings when a stream is a quarter of an hour behind; 1 to 5 actions, needed wherever a stream is made. */
  readonly alarmActions?: Input<string>[];
  /** Refuses to delete or replace buckets and log group. @default true */
  readonly protect?: boolean;
  readonly tags?: Record<string, Input<string>>;
}

/** Logs and metrics on their way: from log groups, accounts and organizations to a bucket, another account or a third party. */
export class LogShipping extends ComponentResource {
  readonly store: LogStore | undefined;
  /** What the streams could not deliver, and why. */
  readonly errors: ManagedLogGroup | undefined;
  readonly logs: ShippingStream | undefined;
  readonly subscriptions: aws.cloudwatch.LogSubscriptionFilter[];
  readonly accountPolicy: aws.cloudwatch.LogAccountPolicy | undefined;
  readonly destination: LogDestination | undefined;
  readonly metrics: ShippingStream | undefined;
  readonly metricStream: aws.cloudwatch.MetricStream | undefined;
  readonly delayAlarms: aws.cloudwatch.MetricAlarm[];
  readonly observability: ObservabilityParts | undefined;
  readonly storageTier: aws.cloudwatch.LogStorageTierPolicy | undefined;
  readonly centralization: aws.observabilityadmin.CentralizationRuleForOrganization | undefined;

  /** What other accounts send to. */
  readonly destinationArn: Output<string> | undefined;

  constructor(name: string, args: LogShippingArgs, opts?: ComponentResourceOptions) {
    refuse(`LogShipping "${name}"`, logShippingProblems(name, args));
    super("trailwatch:logs:LogShipping", name, {}, opts);
    const at = locate(this);
    const { tags, kmsKeyArn, protect, sendTo } = args;
    const logsLandHere = sendTo === undefined && (args.logGroups ?? args.account ?? args.receiveFrom) !== undefined;

    if (logsLandHere || args.metrics !== undefined) {
      const { retentionDays, accessLogs } = args;
      this.store = new LogStore(`${name}-store`, { retentionDays, accessLogs, protect, tags }, { parent: this });
      this.errors = new ManagedLogGroup(`${name}-errors`, { kmsKeyArn, protect, tags }, { parent: this });
      errorStreams(this, name, this.errors, args, logsLandHere);
    }
    this.logs = logsLandHere ? stream(this, name, at, "logs", args) : undefined;
    const target = sendTo === undefined ? this.logs && ownTarget(this, name, at, this.logs, args) : away(sendTo);
    const ownGroups = this.errors ? [this.errors.logGroupName] : [];
    this.subscriptions = target ? subscriptionFilters(this, name, args.logGroups ?? [], target) : [];
    this.accountPolicy = target && args.account && accountSubscription(this, name, args.account, target, ownGroups);
    this.destination = target && args.receiveFrom && logDestination(this, name, at, args.receiveFrom, target, tags);
    this.destinationArn = this.destination?.arn;

    this.metrics = args.metrics && stream(this, name, at, "metrics", args);
    this.metricStream = this.metrics && args.metrics && metricStream(this, name, at, args.metrics, this.metrics, tags);
    this.delayAlarms = delayAlarms(this, name, args);
    const { storageTier } = args;
    this.storageTier = storageTier && new aws.cloudwatch.LogStorageTierPolicy(name, { storageTier }, { parent: this });
    this.centralization = args.centralization && centralizationRule(this, name, args.centralization, tags);
    this.observability = args.observability && observability(this, name, args.observability, tags);

    this.registerOutputs({ bucketName: this.store?.bucketName, destinationArn: this.destinationArn });
  }

  /** What it costs by the piece, without what is billed by volume. */
  get estimatedMonthlyUsd(): MonthlyUsd {
    return monthlyUsd({ alarms: this.delayAlarms.length });
  }
}

/** Firehose makes no log stream of its own where its role may only write. */
function errorStreams(
  parent: LogShipping,
  name: string,
  errors: ManagedLogGroup,
  args: LogShippingArgs,
  logs: boolean,
) {
  for (const what of [...(logs ? ["logs"] : []), ...(args.metrics ? ["metrics"] : [])])
    new aws.cloudwatch.LogStream(
      `${name}-errors-${what}`,
      { name: what, logGroupName: errors.logGroupName },
      { parent },
    );
}

function stream(parent: LogShipping, name: string, at: Location, what: "logs" | "metrics", args: LogShippingArgs) {
  const { store, errors } = parent;
  if (store === undefined || errors === undefined) return undefined;
  return shippingStream(parent, name, at, {
    what,
    bucketArn: store.bucketArn,
    bucketReady: store.ready,
    errors,
    endpoint: what === "metrics" ? args.metrics?.endpoint : undefined,
    kmsKeyArn: args.kmsKeyArn,
    tags: args.tags,
  });
}

const away = (destinationArn: Input<string>): Target => ({ destinationArn, ready: [] });

/** CloudWatch Logs puts events into the stream for this account, or for the organization that sends. */
function ownTarget(
  parent: LogShipping,
  name: string,
  at: Location,
  logs: ShippingStream,
  args: LogShippingArgs,
): Target {
  const part = `${name}-senders`;
  const { organizationId, accountIds = [] } = args.receiveFrom ?? {};
  const sources: Parameters<typeof serviceRole>[3] = [
    { "aws:SourceAccount": [at.accountId, ...accountIds] },
    ...(organizationId === undefined ? [] : [{ "aws:SourceOrgID": organizationId }]),
  ];
  const role = serviceRole(parent, part, "logs.amazonaws.com", sources, args.tags);
  const rolePolicy = putRecords(parent, part, role, logs);
  return { destinationArn: logs.arn, roleArn: role.arn, ready: [rolePolicy, logs.stream] };
}

/** The age of the oldest that has not been delivered: it grows when delivery stops, and is missing when nothing comes. */
function delayAlarms(parent: LogShipping, name: string, { alarmActions, metrics, tags }: LogShippingArgs) {
  const shipped = { logs: parent.logs, metrics: parent.metrics };
  return Object.entries(shipped).flatMap(([what, made]) => {
    if (made === undefined) return [];
    const where = what === "metrics" && metrics?.endpoint ? "DeliveryToHttpEndpoint" : "DeliveryToS3";
    const alarm = new aws.cloudwatch.MetricAlarm(
      `${name}-${what}-delayed`,
      {
        name: physicalName(`${name}-${what}-delayed`),
        alarmDescription: `The ${what} do not arrive. Read what the stream wrote about it in its log group, then look at the policies of bucket, role and key, and at the endpoint.`,
        namespace: "AWS/Firehose",
        metricName: `${where}.DataFreshness`,
        dimensions: { DeliveryStreamName: made.stream.name },
        statistic: "Maximum",
        period: 300,
        evaluationPeriods: 3,
        comparisonOperator: "GreaterThanThreshold",
        threshold: 900,
        treatMissingData: "notBreaching",
        alarmActions,
        tags,
      },
      { parent },
    );
    return [alarm];
  });
}

export function logShippingProblems(name: string, args: LogShippingArgs): Problem[] {
  const { logGroups, account, receiveFrom, sendTo, metrics, observability: seen, centralization } = args;
  const ships = [logGroups, account, receiveFrom, metrics, seen, centralization, args.storageTier].some(
    (part) => part !== undefined,
  );
  const lands = sendTo === undefined && [logGroups, account, receiveFrom].some((part) => part !== undefined);
  const role = physicalName(`${name}-metric-stream`);
  return [
    ...problem(
      !ships,
      "logGroups",
      "missing, as is all that could be shipped: account, receiveFrom, metrics, observability, centralization, storageTier",
    ),
    ...problem(logGroups?.length === 0, "logGroups", "names no log group; leave it out where nothing is to be shipped"),
    ...problem(
      logGroups !== undefined && account !== undefined,
      "logGroups",
      "would be shipped twice, since account ships every log group; leave one of them out",
    ),
    ...problem(
      sendTo !== undefined && receiveFrom !== undefined,
      "sendTo",
      "stands beside receiveFrom: CloudWatch Logs hands nothing on from one account to a third; receive in the last one",
    ),
    ...problem(
      sendTo !== undefined && logGroups === undefined && account === undefined,
      "sendTo",
      "has nothing to send; name logGroups, or set account",
    ),
    ...(receiveFrom === undefined ? [] : senderProblems(receiveFrom)),
    ...(metrics === undefined ? [] : metricShippingProblems(metrics)),
    ...problem(
      seen !== undefined && seen.monitors === undefined && seen.sinkArn === undefined,
      "observability",
      "says neither who monitors nor who is monitored; set monitors, or sinkArn",
    ),
    ...problem(
      args.storageTier !== undefined && args.storageTier !== "INTELLIGENT_TIERING",
      "storageTier",
      `"${args.storageTier}" is none; expected INTELLIGENT_TIERING, or nothing`,
    ),
    ...(centralization === undefined ? [] : centralizationProblems(centralization)),
    ...outside("retentionDays", args.retentionDays, 1, Infinity, "days"),
    ...(lands || metrics ? ownStoreProblems("store", name, { accessLogs: args.accessLogs }) : []),
    ...problem(
      (lands || metrics !== undefined) && args.kmsKeyArn === undefined,
      "kmsKeyArn",
      "missing; the stream and what it logs would be encrypted with a key that everybody in the account may use",
    ),
    ...problem(
      (lands || metrics !== undefined) && args.alarmActions === undefined,
      "alarmActions",
      "missing; nobody would learn that a stream delivers no more",
    ),
    ...problem(
      !lands && metrics === undefined && args.alarmActions !== undefined,
      "alarmActions",
      "would watch a stream, and none is made here",
    ),
    ...(args.alarmActions === undefined ? [] : alarmActionProblems("alarmActions", args.alarmActions)),
    ...problem(role.length > 64, "name", `"${name}" makes a role name of ${role.length} characters; IAM takes 64`),
  ];
}
