import * as aws from "@pulumi/aws";
import { ComponentResource, interpolate, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import type { Output, Resource } from "@pulumi/pulumi";
import { deliveryRoot, keyPrefixProblems, trailDeliveryStatements } from "./archive-access";
import { eventSelectorProblems, eventSelectors, type EventSelectorArgs } from "./event-selectors";
import { locate, organizationProblems, regionalArn, trailAccounts } from "./location";
import type { Location, Organization } from "./location";
import { logGroupFeatureProblems, type LogGroupFeatures } from "./log-group-features";
import { ManagedLogGroup } from "./managed-log-group";
import type { MonthlyUsd } from "./monthly-cost";
import { logGroupNameProblems, physicalName, trailNameProblems } from "./names";
import { policyDocument } from "./policy-document";
import { alarmActionProblems, problem, refuse, within, type Problem } from "./problems";
import {
  deliveryRole,
  deliveryRoleName,
  deliveryRolePolicy,
  deliveryTopic,
  deliveryTopicPolicy,
} from "./trail-delivery";
import { logRetentionProblems, type LogRetentionDays } from "./retention";

/** Where log files go: a `LogArchive`, or a bucket whose policy holds the trail's `requiredBucketStatements`. */
export interface TrailStore {
  readonly bucketName: Input<string>;
  readonly keyPrefix?: string;
  /** Buckets whose own reads and writes are not recorded. @default none */
  readonly logBucketArns?: Input<string>[];
  /** What must exist before the trail, such as the bucket policy. @default none */
  readonly ready?: Resource[];
}

export interface AuditTrailArgs extends TrailSettings {
  readonly archive: TrailStore;
  /** Key for log files, in the region of the bucket; may be of the account that keeps them. */
  readonly kmsKeyArn: Input<string>;
  /** Key for log group and delivery topic, of this account. @default `kmsKeyArn` */
  readonly logGroupKeyArn?: Input<string>;
  /** What rings when the trail falls silent; 1 to 5 actions of an alarm. */
  readonly alarmActions: Input<string>[];
}

/** What can be chosen about a trail by itself. */
export interface TrailSettings extends EventSelectorArgs {
  /** Name of the trail, which its policies carry: a new name is a new trail. @default name and stack */
  readonly trailName?: string;
  /** Records every account of an organization. @default this account only */
  readonly organization?: Organization;
  /** Name of the log group. @default /trailwatch/ with name and stack */
  readonly logGroupName?: string;
  /** Days that the log group keeps events; the archive keeps them for longer. @default 365 */
  readonly logRetentionDays?: LogRetentionDays;
  /** What the log group can do besides; it masks nothing, since that could hide evidence. @default nothing */
  readonly logGroupFeatures?: Omit<LogGroupFeatures, "dataProtection">;
  /** Records unusual rates of calls, of errors, or both. Billed per event analysed. @default off */
  readonly insights?: "off" | "callRate" | "errorRate" | "both";
  /** Tells a topic about each delivered log file. The key must allow it. @default false */
  readonly deliveryTopic?: boolean;
  /** Refuses to delete or replace trail and log group. @default true */
  readonly protect?: boolean;
  readonly tags?: Record<string, Input<string>>;
}

/** A trail over all regions whose log files are signed and encrypted, with a log group, and an alarm on its silence. */
export class AuditTrail extends ComponentResource {
  readonly logGroup: ManagedLogGroup;
  readonly role: aws.iam.Role;
  readonly rolePolicy: aws.iam.RolePolicy;
  readonly topic: aws.sns.Topic | undefined;
  readonly topicPolicy: aws.sns.TopicPolicy | undefined;
  readonly trail: aws.cloudtrail.Trail;

  readonly trailName: string;
  readonly trailArn: Output<string>;
  /** Where log files, their signatures and insight events lie, below the bucket. */
  readonly paths: {
    readonly logs: Output<string>;
    readonly digests: Output<string>;
    readonly insights: Output<string>;
  };
  /** Statements for the policy of a bucket that is not a `LogArchive`, as JSON. */
  readonly requiredBucketStatements: Output<string>;

  constructor(name: string, args: AuditTrailArgs, opts?: ComponentResourceOptions) {
    refuse(`AuditTrail "${name}"`, auditTrailProblems(name, args));
    super("trailwatch:audit:AuditTrail", name, {}, opts);
    const at = locate(this);
    this.trailName = args.trailName ?? physicalName(name);
    const origin = { trailNames: [this.trailName], organization: args.organization };

    this.logGroup = logGroup(this, name, args);
    this.role = deliveryRole(this, name, args.tags);
    this.rolePolicy = deliveryRolePolicy(this, name, at, this.role, this.logGroup.arn, args.organization);
    this.topic = args.deliveryTopic ? deliveryTopic(this, name, ownKey(args), args.tags) : undefined;
    this.topicPolicy = this.topic && deliveryTopicPolicy(this, name, at, this.topic, origin);
    this.trail = trail(this, name, args);

    this.trailArn = regionalArn(at, "cloudtrail", interpolate`trail/${this.trail.name}`);
    this.paths = paths(at, args);
    this.requiredBucketStatements = policyDocument(
      trailDeliveryStatements(at, args.archive.bucketName, args.archive.keyPrefix, origin),
    );
    this.registerOutputs({ trailArn: this.trailArn, logGroupName: this.logGroup.logGroupName });
  }

  /** What it costs by the piece, without what is billed by volume. */
  get estimatedMonthlyUsd(): MonthlyUsd {
    return this.logGroup.estimatedMonthlyUsd;
  }
}

const ownKey = ({ logGroupKeyArn, kmsKeyArn }: AuditTrailArgs): Input<string> => logGroupKeyArn ?? kmsKeyArn;

function logGroup(parent: AuditTrail, name: string, args: AuditTrailArgs) {
  const { logGroupName, logRetentionDays, logGroupFeatures, alarmActions, protect, tags } = args;
  return new ManagedLogGroup(
    name,
    {
      logGroupName,
      ...logGroupFeatures,
      retentionInDays: logRetentionDays,
      kmsKeyArn: ownKey(args),
      heartbeat: { alarmActions },
      protect,
      tags,
    },
    { parent },
  );
}

const INSIGHT_TYPES = {
  off: undefined,
  callRate: [{ insightType: "ApiCallRateInsight" }],
  errorRate: [{ insightType: "ApiErrorRateInsight" }],
  both: [{ insightType: "ApiCallRateInsight" }, { insightType: "ApiErrorRateInsight" }],
};

function trail(parent: AuditTrail, name: string, args: AuditTrailArgs) {
  const { archive, organization, protect = true } = args;
  return new aws.cloudtrail.Trail(
    name,
    {
      name: parent.trailName,
      s3BucketName: archive.bucketName,
      s3KeyPrefix: archive.keyPrefix,
      kmsKeyId: args.kmsKeyArn,
      cloudWatchLogsGroupArn: parent.logGroup.arnWithStreams,
      cloudWatchLogsRoleArn: parent.role.arn,
      snsTopicName: parent.topic?.name,
      enableLogging: true,
      enableLogFileValidation: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      isOrganizationTrail: organization !== undefined,
      advancedEventSelectors: eventSelectors(args, archive.logBucketArns ?? []),
      insightSelectors: INSIGHT_TYPES[args.insights ?? "off"],
      tags: args.tags,
    },
    {
      parent,
      protect,
      // CloudTrail tries bucket, role and topic when the trail is made; a role without its policy counts as broken.
      dependsOn: [...(archive.ready ?? []), parent.rolePolicy, ...(parent.topicPolicy ? [parent.topicPolicy] : [])],
    },
  );
}

function paths(at: Location, { archive, organization }: AuditTrailArgs): AuditTrail["paths"] {
  const [account] = trailAccounts(at, { trailNames: [], organization });
  const owner = organization ? interpolate`${organization.id}/${account}` : account;
  const below = (folder: string) => interpolate`${deliveryRoot(archive.keyPrefix)}/${owner}/${folder}/`;
  return { logs: below("CloudTrail"), digests: below("CloudTrail-Digest"), insights: below("CloudTrail-Insight") };
}

const auditTrailProblems = (name: string, args: AuditTrailArgs): Problem[] => [
  ...trailSettingsProblems(name, args, args.archive.logBucketArns?.length ?? 0),
  ...keyPrefixProblems("archive.keyPrefix", args.archive.keyPrefix),
  ...alarmActionProblems("alarmActions", args.alarmActions),
];

/** @param logBuckets how many buckets the trail leaves out of what it records about S3 */
export const trailSettingsProblems = (name: string, settings: TrailSettings, logBuckets: number): Problem[] => [
  ...trailNameProblems("trailName", settings.trailName ?? physicalName(name)),
  ...organizationProblems(settings.organization),
  ...(settings.logGroupName === undefined ? [] : logGroupNameProblems("logGroupName", settings.logGroupName)),
  ...logRetentionProblems("logRetentionDays", settings.logRetentionDays),
  ...within("logGroupFeatures", logGroupFeatureProblems(settings.logGroupFeatures ?? {}, "STANDARD")),
  ...problem(
    Object.hasOwn(settings.logGroupFeatures ?? {}, "dataProtection"),
    "logGroupFeatures.dataProtection",
    "would mask what the trail recorded, which can hide evidence; mask the logs of applications",
  ),
  ...eventSelectorProblems(settings, logBuckets),
  ...problem(
    !Object.hasOwn(INSIGHT_TYPES, settings.insights ?? "off"),
    "insights",
    `"${settings.insights}" is not a kind of insight; expected ${Object.keys(INSIGHT_TYPES).join(", ")}`,
  ),
  ...problem(
    deliveryRoleName(name).length > 64,
    "name",
    `"${name}" makes a role name of ${deliveryRoleName(name).length} characters; IAM takes 64`,
  ),
];
