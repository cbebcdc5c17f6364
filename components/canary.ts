import * as aws from "@pulumi/aws";
import { asset, ComponentResource, interpolate, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import type { AccessLogs } from "./access-logs";
import { locate, regionalArn, type Location } from "./location";
import { LogStore, ownStoreProblems } from "./log-store";
import { monthlyUsd, type MonthlyUsd } from "./monthly-cost";
import { physicalName } from "./names";
import { policyDocument } from "./policy-document";
import { alarmActionProblems, outside, problem, refuse, type Problem } from "./problems";

export interface CanaryArgs {
  /** Page that is asked for, without a password or key in it: it is kept in plain text. */
  readonly url: string;
  /** What rings when the page fails or is slow; 1 to 5 actions. */
  readonly alarmActions: Input<string>[];
  /** Minutes between two visits, 1 to 60. @default 5 */
  readonly everyMinutes?: number;
  /** Milliseconds that a visit may take. @default 3000 */
  readonly responseTimeMs?: number;
  /** What runs the script. @default syn-nodejs-puppeteer-10.0 */
  readonly runtimeVersion?: string;
  /** Days that screenshots and reports are kept. @default 31 */
  readonly retentionDays?: number;
  /** Who read them. @default a bucket of its own, for 400 days */
  readonly accessLogs?: AccessLogs;
  /** Refuses to delete or replace the buckets. @default true */
  readonly protect?: boolean;
  readonly tags?: Record<string, Input<string>>;
}

/** A visitor that comes every few minutes: the response time as users see it, and the first to know when nothing answers. */
export class Canary extends ComponentResource {
  readonly artifacts: LogStore;
  readonly script: aws.s3.BucketObject;
  readonly role: aws.iam.Role;
  readonly rolePolicy: aws.iam.RolePolicy;
  readonly canary: aws.synthetics.Canary;
  readonly failureAlarm: aws.cloudwatch.MetricAlarm;
  readonly durationAlarm: aws.cloudwatch.MetricAlarm;

  private readonly everyMinutes: number;

  constructor(name: string, args: CanaryArgs, opts?: ComponentResourceOptions) {
    refuse(`Canary "${name}"`, canaryProblems(name, args));
    super("trailwatch:monitor:Canary", name, {}, opts);
    const at = locate(this);
    const { retentionDays = 31, everyMinutes = 5, accessLogs, protect, tags } = args;
    this.everyMinutes = everyMinutes;

    this.artifacts = new LogStore(`${name}-artifacts`, { retentionDays, accessLogs, protect, tags }, { parent: this });
    this.script = script(this, name, args);
    this.role = role(this, name, args);
    this.rolePolicy = rolePolicy(this, name, at);
    this.canary = canary(this, name, args);
    this.failureAlarm = alarm(this, name, args, {
      part: "failed",
      description: "did not answer as it should",
      metricName: "SuccessPercent",
      statistic: "Average",
      comparisonOperator: "LessThanThreshold",
      threshold: 100,
      // A visitor that comes no more says nothing about the page, which is as bad.
      treatMissingData: "breaching",
    });
    this.durationAlarm = alarm(this, name, args, {
      part: "slow",
      description: `took longer than ${responseTime(args)} milliseconds`,
      metricName: "Duration",
      statistic: "Average",
      comparisonOperator: "GreaterThanThreshold",
      threshold: responseTime(args),
      treatMissingData: "missing",
    });
    this.registerOutputs({ canaryName: this.canary.name });
  }

  /** What alarms and visits cost, without what a visit writes. */
  get estimatedMonthlyUsd(): MonthlyUsd {
    return monthlyUsd({ alarms: 2, canaryRuns: MINUTES_IN_MONTH / this.everyMinutes });
  }
}

const MINUTES_IN_MONTH = (365 / 12) * 24 * 60;

const responseTime = ({ responseTimeMs = 3000 }: CanaryArgs): number => responseTimeMs;

/** Any answer but 2xx fails the step, and with it the visit. */
const SOURCE = `const synthetics = require("Synthetics");
exports.handler = async () => {
  const { hostname, pathname, search, port, protocol } = new URL(process.env.PAGE);
  const request = { hostname, method: "GET", path: pathname + search, port: port || undefined, protocol };
  await synthetics.executeHttpStep("visit", request, (response) => {
    if (response.statusCode < 200 || response.statusCode > 299) throw new Error("answered " + response.statusCode);
  });
};
`;

function script(parent: Canary, name: string, { tags }: CanaryArgs) {
  const source = new asset.AssetArchive({ "nodejs/node_modules/visit.js": new asset.StringAsset(SOURCE) });
  return new aws.s3.BucketObject(
    name,
    { bucket: parent.artifacts.bucketName, key: `scripts/${physicalName(name)}.zip`, source, tags },
    { parent, dependsOn: parent.artifacts.ready },
  );
}

function role(parent: Canary, name: string, { tags }: CanaryArgs) {
  const assumeRolePolicy = policyDocument([
    { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
  ]);
  return new aws.iam.Role(name, { name: physicalName(`${name}-canary`), assumeRolePolicy, tags }, { parent });
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Canaries_Roles.html
function rolePolicy(parent: Canary, name: string, at: Location) {
  const { bucketArn } = parent.artifacts;
  const policy = policyDocument([
    { Effect: "Allow", Action: "s3:PutObject", Resource: interpolate`${bucketArn}/visits/*` },
    { Effect: "Allow", Action: "s3:GetObject", Resource: interpolate`${bucketArn}/scripts/*` },
    { Effect: "Allow", Action: "s3:GetBucketLocation", Resource: bucketArn },
    { Effect: "Allow", Action: ["s3:ListAllMyBuckets", "xray:PutTraceSegments"], Resource: "*" },
    {
      Effect: "Allow",
      Action: "cloudwatch:PutMetricData",
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": "CloudWatchSynthetics" } },
    },
    {
      Effect: "Allow",
      Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: regionalArn(at, "logs", interpolate`log-group:/aws/lambda/cwsyn-${physicalName(name)}-*`),
    },
  ]);
  return new aws.iam.RolePolicy(name, { name: "visit", role: parent.role.name, policy }, { parent });
}

function canary(parent: Canary, name: string, args: CanaryArgs) {
  const { everyMinutes = 5, runtimeVersion = "syn-nodejs-puppeteer-10.0", retentionDays = 31, url, tags } = args;
  return new aws.synthetics.Canary(
    name,
    {
      name: physicalName(name),
      runtimeVersion,
      handler: "visit.handler",
      s3Bucket: parent.script.bucket,
      s3Key: parent.script.key,
      s3Version: parent.script.versionId,
      artifactS3Location: interpolate`s3://${parent.artifacts.bucketName}/visits`,
      artifactConfig: { s3Encryption: { encryptionMode: "SSE_S3" } },
      executionRoleArn: parent.role.arn,
      schedule: { expression: everyMinutes === 1 ? "rate(1 minute)" : `rate(${everyMinutes} minutes)` },
      runConfig: { timeoutInSeconds: 60, activeTracing: true, environmentVariables: { PAGE: url } },
      successRetentionPeriod: retentionDays,
      failureRetentionPeriod: retentionDays,
      startCanary: true,
      deleteLambda: true,
      tags,
    },
    { parent, dependsOn: parent.rolePolicy },
  );
}

interface Rings extends Pick<
  aws.cloudwatch.MetricAlarmArgs,
  "metricName" | "statistic" | "comparisonOperator" | "threshold"
> {
  readonly part: string;
  readonly description: string;
  readonly treatMissingData: string;
}

function alarm(parent: Canary, name: string, args: CanaryArgs, { part, description, ...rings }: Rings) {
  return new aws.cloudwatch.MetricAlarm(
    `${name}-${part}`,
    {
      name: physicalName(`${name}-${part}`),
      alarmDescription: `${args.url} ${description}, twice. Open the canary: it keeps what it saw.`,
      namespace: "CloudWatchSynthetics",
      dimensions: { CanaryName: parent.canary.name },
      period: 60 * Math.max(5, args.everyMinutes ?? 5),
      evaluationPeriods: 2,
      alarmActions: args.alarmActions,
      tags: args.tags,
      ...rings,
    },
    { parent },
  );
}

const canaryProblems = (name: string, args: CanaryArgs): Problem[] => [
  // The address may hold a password, so the message does not repeat it.
  ...problem(
    !/^https:\/\/[^@\s]+$/.test(args.url),
    "url",
    "is not an address that begins with https:// and holds no password",
  ),
  ...alarmActionProblems("alarmActions", args.alarmActions),
  ...outside("everyMinutes", args.everyMinutes, 1, 60, "minutes"),
  ...outside("responseTimeMs", args.responseTimeMs, 1, 60_000, "milliseconds"),
  ...outside("retentionDays", args.retentionDays, 1, 455, "days"),
  ...problem(
    !/^[a-z0-9_-]{1,255}$/.test(physicalName(name)),
    "name",
    `"${physicalName(name)}" is not a name of a canary; expected up to 255 small letters, digits, hyphens and underscores`,
  ),
  ...ownStoreProblems("artifacts", name, { accessLogs: args.accessLogs }),
];
