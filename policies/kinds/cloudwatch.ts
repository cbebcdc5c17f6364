import type { Kind } from "../graph/resource";

export interface LogGroupProps {
  arn?: string;
  name?: string;
  retentionInDays?: number;
  kmsKeyId?: string;
  logGroupClass?: string;
  skipDestroy?: boolean;
  deletionProtectionEnabled?: boolean;
}

export const LogGroup: Kind<LogGroupProps> = {
  noun: "log group",
  tokens: ["aws:cloudwatch/logGroup:LogGroup", "aws-native:logs:LogGroup"],
  decidedByAws: ["logGroupClass", "deletionProtectionEnabled"],
  nameInArn: ({ service, resource }) =>
    service === "logs" && resource.startsWith("log-group:") ? resource.slice(10).replace(/:.*$/, "") : undefined,
};

export const LogSubscriptionFilter: Kind<{
  name?: string;
  logGroup?: string;
  destinationArn?: string;
  filterPattern?: string;
}> = {
  noun: "subscription filter",
  tokens: ["aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter"],
};

export const LogDestinationPolicy: Kind<{ destinationName?: string; accessPolicy?: unknown }> = {
  noun: "log destination policy",
  tokens: ["aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy"],
  names: ["destinationName"],
};

export interface MetricFilterProps {
  name?: string;
  logGroupName?: string;
  pattern?: string;
  metricTransformation?: {
    name?: string;
    namespace?: string;
    value?: string;
    defaultValue?: string;
    dimensions?: Record<string, string>;
    unit?: string;
  };
}

export const MetricFilter: Kind<MetricFilterProps> = {
  noun: "metric filter",
  tokens: ["aws:cloudwatch/logMetricFilter:LogMetricFilter", "aws-native:logs:MetricFilter"],
};

export interface MetricQuery {
  id: string;
  /** Account of the metric, where it is not the alarm's own. */
  accountId?: string;
  expression?: string;
  returnData?: boolean;
  period?: number;
  metric?: {
    metricName?: string;
    namespace?: string;
    stat?: string;
    period?: number;
    dimensions?: Record<string, string>;
    unit?: string;
  };
}

export interface AlarmProps {
  arn?: string;
  name?: string;
  metricName?: string;
  namespace?: string;
  dimensions?: Record<string, string>;
  metricQueries?: MetricQuery[];
  statistic?: string;
  extendedStatistic?: string;
  unit?: string;
  period?: number;
  evaluationPeriods?: number;
  datapointsToAlarm?: number;
  threshold?: number;
  thresholdMetricId?: string;
  comparisonOperator?: string;
  treatMissingData?: string;
  actionsEnabled?: boolean;
  alarmActions?: string[];
  okActions?: string[];
  insufficientDataActions?: string[];
}

const alarmInArn: Kind<unknown>["nameInArn"] = ({ service, resource }) =>
  service === "cloudwatch" && resource.startsWith("alarm:") ? resource.slice(6) : undefined;

export const MetricAlarm: Kind<AlarmProps> = {
  noun: "alarm",
  tokens: ["aws:cloudwatch/metricAlarm:MetricAlarm", "aws-native:cloudwatch:Alarm"],
  nameInArn: alarmInArn,
};

export interface CompositeAlarmProps {
  arn?: string;
  alarmName?: string;
  alarmRule?: string;
  actionsEnabled?: boolean;
  actionsSuppressor?: { alarm?: string };
  alarmActions?: string[];
}

export const CompositeAlarm: Kind<CompositeAlarmProps> = {
  noun: "composite alarm",
  tokens: ["aws:cloudwatch/compositeAlarm:CompositeAlarm", "aws-native:cloudwatch:CompositeAlarm"],
  names: ["alarmName"],
  nameInArn: alarmInArn,
};

/** What EventBridge was called when it was a part of CloudWatch, and what its resources still are in the provider. */
export interface EventRuleProps {
  arn?: string;
  name?: string;
  eventBusName?: string;
  eventPattern?: string;
  scheduleExpression?: string;
  state?: string;
  isEnabled?: boolean;
}

export const EventRule: Kind<EventRuleProps> = {
  noun: "event rule",
  tokens: ["aws:cloudwatch/eventRule:EventRule", "aws-native:events:Rule"],
  nameInArn: ({ service, resource }) =>
    service === "events" && resource.startsWith("rule/") ? resource.replace(/^.*\//, "") : undefined,
};

export const EventBus: Kind<{ arn?: string; name?: string }> = {
  noun: "event bus",
  tokens: ["aws:cloudwatch/eventBus:EventBus"],
  nameInArn: ({ service, resource }) =>
    service === "events" && resource.startsWith("event-bus/") ? resource.slice(10) : undefined,
};

export const EventTarget: Kind<{
  arn?: string;
  rule?: string;
  eventBusName?: string;
  roleArn?: string;
  deadLetterConfig?: { arn?: string };
  inputTransformer?: { inputPaths?: Record<string, string>; inputTemplate?: string };
}> = {
  noun: "event target",
  tokens: ["aws:cloudwatch/eventTarget:EventTarget"],
};
