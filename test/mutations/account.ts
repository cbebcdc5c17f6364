import type { Edit, Stack } from "../mutate";
import type { Breaks } from "./breaks";
import { drop, set, statement, without } from "./edits";

/** Breaks of the account stack, along the chain from the trail to whoever hears the alarm. */

const TRAIL = "cloudtrail/trail:Trail";
const ROLE = "iam/role:Role";
const ROLE_POLICY = "iam/rolePolicy:RolePolicy";
const GROUP = "cloudwatch/logGroup:LogGroup";
const FILTER = "cloudwatch/logMetricFilter:LogMetricFilter";
const ALARM = "cloudwatch/metricAlarm:MetricAlarm";
const TOPIC = "sns/topic:Topic";
const TOPIC_POLICY = "sns/topicPolicy:TopicPolicy";
const SUBSCRIPTION = "sns/topicSubscription:TopicSubscription";
const KEY = "kms/key:Key";

const AUDIT = /^audit-trail$/;
const ROOT_USAGE = /cis-root-usage$/;
const CRITICAL = /^audit-alerts-critical/;
const HEARTBEAT = /heartbeat$/;

const selectors = (...entries: { field: string; [operator: string]: unknown }[][]): Edit =>
  set(TRAIL, { advancedEventSelectors: entries.map((fieldSelectors) => ({ fieldSelectors })) }, AUDIT);
const management = { field: "eventCategory", equals: ["Management"] };

function transformation(change: object): Edit {
  return (stack: Stack) => {
    for (const { values } of stack.find(FILTER, ROOT_USAGE))
      Object.assign(values.metricTransformation as object, change);
  };
}

export const accountMutations: Breaks = {
  "trail-exists": { "no trail": drop(TRAIL) },
  "trail-logging": { "logging switched off": set(TRAIL, { enableLogging: false }) },
  "trail-multi-region": {
    "one region": set(TRAIL, { isMultiRegionTrail: false }),
    "left to the default": set(TRAIL, { isMultiRegionTrail: undefined }),
  },
  "trail-global-service-events": {
    "without IAM, STS and CloudFront": set(TRAIL, { includeGlobalServiceEvents: false }),
  },
  "trail-management-events": {
    "data events only": selectors([
      { field: "eventCategory", equals: ["Data"] },
      { field: "resources.type", equals: ["AWS::S3::Object"] },
    ]),
    "without KMS": selectors([management, { field: "eventSource", notEquals: ["kms.amazonaws.com"] }]),
    "without the RDS Data API": selectors([management, { field: "eventSource", notEquals: ["rdsdata.amazonaws.com"] }]),
    "writes only": selectors([management, { field: "readOnly", equals: ["false"] }]),
    "reads only": selectors([management, { field: "readOnly", equals: ["true"] }]),
    "writes only, in the old form": set(
      TRAIL,
      {
        advancedEventSelectors: undefined,
        eventSelectors: [{ readWriteType: "WriteOnly", includeManagementEvents: true }],
      },
      AUDIT,
    ),
    "no management events, in the old form": set(
      TRAIL,
      {
        advancedEventSelectors: undefined,
        eventSelectors: [{ includeManagementEvents: false }],
      },
      AUDIT,
    ),
  },
  "trail-log-file-validation": {
    "validation switched off": set(TRAIL, { enableLogFileValidation: false }),
    "left to the default": set(TRAIL, { enableLogFileValidation: undefined }),
  },
  "trail-encryption": { "no key": set(TRAIL, { kmsKeyId: undefined }) },
  "trail-key-usable": {
    "the key does not know CloudTrail": without(KEY, "CloudTrailEncrypts"),
    "the key is for another trail": statement(KEY, "CloudTrailEncrypts", {
      Condition: { StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:eu-west-1:000000000001:trail/other" } },
    }),
  },
  "trail-cloudwatch-logs": {
    "no log group": set(TRAIL, { cloudWatchLogsGroupArn: undefined, cloudWatchLogsRoleArn: undefined }),
  },
  "trail-role-delivers": {
    "the role trusts another service": statement(
      ROLE,
      undefined,
      { Principal: { Service: "ec2.amazonaws.com" } },
      AUDIT,
      "assumeRolePolicy",
    ),
    "the role asks for another trail": statement(
      ROLE,
      undefined,
      { Condition: { StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:eu-west-1:000000000001:trail/other" } } },
      AUDIT,
      "assumeRolePolicy",
    ),
    "the role has no policy": drop(ROLE_POLICY, AUDIT),
    "the role may not write": statement(ROLE_POLICY, undefined, { Action: "logs:CreateLogStream" }, AUDIT),
    "the role may write elsewhere": statement(
      ROLE_POLICY,
      undefined,
      { Resource: "arn:aws:logs:eu-west-1:000000000001:log-group:/other:log-stream:*" },
      AUDIT,
    ),
    "the role is denied": statement(ROLE_POLICY, undefined, { Effect: "Deny" }, AUDIT),
  },
  "log-group-retention": {
    "a month": set(GROUP, { retentionInDays: 30 }),
    "left to the default": set(GROUP, { retentionInDays: undefined }),
  },
  "log-group-encryption": { "no key": set(GROUP, { kmsKeyId: undefined }) },
  "log-group-key-usable": {
    "the key does not know CloudWatch Logs": without(KEY, "CloudWatchLogsUses"),
    "the key is for another region": statement(KEY, "CloudWatchLogsUses", {
      Principal: { Service: "logs.us-east-1.amazonaws.com" },
    }),
    "the key is for another group": statement(KEY, "CloudWatchLogsUses", {
      Condition: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:000000000001:log-group:/other" },
      },
    }),
  },
  "trail-filters-on-own-group": {
    "a filter on a group that no trail writes to": set(FILTER, { logGroupName: "/trailwatch/other" }, ROOT_USAGE),
  },
  "filter-has-alarm": { "no alarm": drop(ALARM, ROOT_USAGE) },
  "filter-transformation": {
    "counts nothing": transformation({ value: "0" }),
    "counts where nothing happened": transformation({ defaultValue: "1" }),
  },
  "alarm-reads-filter-metric": {
    "a namespace that differs in case": set(ALARM, { namespace: "trailwatch/audit-detections-dev" }, ROOT_USAGE),
    "another namespace": set(ALARM, { namespace: "LogMetrics" }, ROOT_USAGE),
    "the filter's name instead of the metric's": set(
      ALARM,
      { metricName: "audit-detections-cis-root-usage-dev" },
      ROOT_USAGE,
    ),
    "a dimension that the filter does not emit": set(ALARM, { dimensions: { Account: "000000000001" } }, ROOT_USAGE),
  },
  "alarm-fires-on-one-event": {
    "an average beside the default of 0": set(ALARM, { statistic: "Average" }, ROOT_USAGE),
    "240 datapoints": set(ALARM, { evaluationPeriods: 240, datapointsToAlarm: 240 }, ROOT_USAGE),
    "more than one event": set(ALARM, { comparisonOperator: "GreaterThanThreshold" }, ROOT_USAGE),
    "ten events": set(ALARM, { threshold: 10 }, ROOT_USAGE),
    "silence instead of events": set(ALARM, { comparisonOperator: "LessThanThreshold" }, ROOT_USAGE),
  },
  "alarm-missing-data": {
    "rings where there is no data": set(ALARM, { treatMissingData: "breaching" }, ROOT_USAGE),
    "silence of the trail is no alarm": set(ALARM, { treatMissingData: "notBreaching" }, HEARTBEAT),
  },
  "alarm-actions": {
    "no action": set(ALARM, { alarmActions: [] }, ROOT_USAGE),
    "actions switched off": set(ALARM, { actionsEnabled: false }, ROOT_USAGE),
    "an action for OK only": (stack) => {
      const [{ values }] = stack.find(ALARM, ROOT_USAGE);
      stack.set(ALARM, { okActions: values.alarmActions, alarmActions: undefined }, ROOT_USAGE);
    },
  },
  "alarm-reaches-subscriber": {
    "nobody subscribes": drop(SUBSCRIPTION, CRITICAL),
    "its filter policy wants an attribute": set(SUBSCRIPTION, { filterPolicy: '{"severity":["high"]}' }, CRITICAL),
  },
  "topic-encryption": { "no key": set(TOPIC, { kmsMasterKeyId: undefined }, CRITICAL) },
  "topic-lets-cloudwatch-publish": {
    "only others may publish": statement(
      TOPIC_POLICY,
      "CloudWatchAlarmsPublish",
      { Principal: { Service: "events.amazonaws.com" } },
      CRITICAL,
    ),
    "another account's alarms": statement(
      TOPIC_POLICY,
      "CloudWatchAlarmsPublish",
      { Condition: { StringEquals: { "aws:SourceAccount": "999999999999" } } },
      CRITICAL,
    ),
    "everybody is denied": statement(TOPIC_POLICY, "DenyPlainHttp", { Condition: undefined }, CRITICAL),
  },
  "topic-key-usable": {
    "the key does not know CloudWatch": without(KEY, "CloudWatchAlarmsPublish"),
    "the key that AWS manages": set(TOPIC, { kmsMasterKeyId: "alias/aws/sns" }, CRITICAL),
  },
  "role-trust-not-public": {
    everybody: statement(ROLE, undefined, { Principal: "*", Condition: undefined }, AUDIT, "assumeRolePolicy"),
  },
  "key-rotation": { "rotation switched off": set(KEY, { enableKeyRotation: false }) },
  "key-not-public": {
    "everybody administers": statement(KEY, "AccountAdministers", { Principal: "*" }),
    "every account uses it": statement(KEY, "CloudTrailDescribes", { Principal: { AWS: "*" }, Condition: undefined }),
  },
};
