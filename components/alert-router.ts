import * as aws from "@pulumi/aws";
import { ComponentResource, interpolate, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import type { Output } from "@pulumi/pulumi";
import { alertRouterProblems, emailBySeverity, resolveSeverities, watcherOf } from "./alert-routing";
import type { AlertRoutes, Severity } from "./alert-routing";
import { chatChannels, type ChatChannels } from "./chat-channels";
import { locate, regionalArn, type Location } from "./location";
import { monthlyUsd, type MonthlyUsd } from "./monthly-cost";
import { physicalName } from "./names";
import { denyPlainHttp, policyDocument } from "./policy-document";
import { refuse } from "./problems";

export interface AlertRouterArgs extends AlertRoutes {
  /**
   * Key that encrypts the topics and lets CloudWatch alarms use it, such as that of an `AuditKey`. Not the key that AWS
   * manages for SNS: CloudWatch cannot be let into it, and the alarms would be lost.
   */
  readonly kmsKeyArn: Input<string>;
  readonly tags?: Record<string, Input<string>>;
}

type PerSeverity<T> = Partial<Record<Severity, T>>;

/** One encrypted topic per severity, each with somebody who listens, and an alarm on messages that could not be delivered. */
export class AlertRouter extends ComponentResource {
  readonly severities: readonly Severity[];
  readonly topics: PerSeverity<aws.sns.Topic>;
  readonly topicPolicies: PerSeverity<aws.sns.TopicPolicy>;
  readonly subscriptions: aws.sns.TopicSubscription[];
  readonly chat: ChatChannels | undefined;
  readonly deliveryAlarms: PerSeverity<aws.cloudwatch.MetricAlarm>;

  private readonly extraActions: AlertRoutes["extraActions"];

  constructor(name: string, args: AlertRouterArgs, opts?: ComponentResourceOptions) {
    refuse(`AlertRouter "${name}"`, alertRouterProblems(args));
    super("trailwatch:notify:AlertRouter", name, {}, opts);
    const at = locate(this);
    this.severities = resolveSeverities(args);
    this.extraActions = args.extraActions;

    this.topics = topics(this, name, args);
    this.topicPolicies = topicPolicies(this, name, at);
    this.subscriptions = subscriptions(this, name, args);
    this.chat = chatChannels(this, name, at, Object.values(this.topics), args);
    this.deliveryAlarms = deliveryAlarms(this, name, args);

    this.registerOutputs({ topicArns: mapValues(this.topics, ({ arn }) => arn) });
  }

  /** What it costs by the piece, without what is billed by volume. */
  get estimatedMonthlyUsd(): MonthlyUsd {
    return monthlyUsd({ alarms: Object.keys(this.deliveryAlarms).length });
  }

  /** The actions of an alarm of this severity, at most five. */
  actionsFor(severity: Severity): Input<string>[] {
    const topic = this.topics[severity];
    if (topic === undefined) throw new RangeError(`no topic for ${severity}; there are ${this.severities.join(", ")}`);
    return [topic.arn, ...(this.extraActions?.[severity] ?? [])];
  }

  /** The topic for this severity, for whoever publishes besides alarms. */
  topicFor(severity: Severity): Input<string> {
    return this.actionsFor(severity)[0];
  }
}

function topics(parent: AlertRouter, name: string, { kmsKeyArn, tags }: AlertRouterArgs) {
  return perSeverity(parent.severities, (severity) => {
    const topic = `${name}-${severity}`;
    return new aws.sns.Topic(topic, { name: physicalName(topic), kmsMasterKeyId: kmsKeyArn, tags }, { parent });
  });
}

function topicPolicies(parent: AlertRouter, name: string, at: Location) {
  return mapValues(
    parent.topics,
    (topic, severity) =>
      new aws.sns.TopicPolicy(
        `${name}-${severity}`,
        { arn: topic.arn, policy: servicesMayPublish(at, topic.name) },
        { parent },
      ),
  );
}

function servicesMayPublish(at: Location, topicName: Output<string>): Output<string> {
  const topic = regionalArn(at, "sns", topicName);
  return policyDocument([
    {
      Sid: "CloudWatchAlarmsPublish",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topic,
      Condition: {
        ArnLike: { "aws:SourceArn": regionalArn(at, "cloudwatch", "alarm:*") },
        StringEquals: { "aws:SourceAccount": at.accountId },
      },
    },
    {
      Sid: "EventBridgePublishes",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topic,
      Condition: { ArnLike: { "aws:SourceArn": regionalArn(at, "events", "rule/*") } },
    },
    denyPlainHttp("sns:Publish", [topic]),
  ]);
}

function subscriptions(parent: AlertRouter, name: string, args: AlertRouterArgs) {
  const email = emailBySeverity(args);
  const subscribe = (topic: aws.sns.Topic, severity: Severity, protocol: string, endpoints: Input<string>[] = []) =>
    endpoints.map(
      (endpoint, index) =>
        new aws.sns.TopicSubscription(
          `${name}-${severity}-${protocol}-${index + 1}`,
          { topic: topic.arn, protocol, endpoint },
          { parent },
        ),
    );
  return parent.severities.flatMap((severity) => {
    const topic = parent.topics[severity];
    if (topic === undefined) return [];
    return [
      ...subscribe(topic, severity, "email", email[severity]),
      ...subscribe(topic, severity, "https", args.https?.[severity]),
    ];
  });
}

function deliveryAlarms(parent: AlertRouter, name: string, { selfMonitor = true, tags }: AlertRouterArgs) {
  if (!selfMonitor) return {};
  return mapValues(parent.topics, (topic, severity) => {
    const alarm = `${name}-${severity}-undelivered`;
    return new aws.cloudwatch.MetricAlarm(
      alarm,
      {
        name: physicalName(alarm),
        alarmDescription: interpolate`Messages of topic ${topic.name} reached a subscriber no more. Look at the endpoint and its confirmation; this alarm came over another topic.`,
        namespace: "AWS/SNS",
        metricName: "NumberOfNotificationsFailed",
        dimensions: { TopicName: topic.name },
        statistic: "Sum",
        period: 300,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        threshold: 1,
        treatMissingData: "notBreaching",
        alarmActions: parent.actionsFor(watcherOf(severity, parent.severities)),
        tags,
      },
      { parent },
    );
  });
}

const perSeverity = <T>(severities: readonly Severity[], make: (severity: Severity) => T): PerSeverity<T> =>
  Object.fromEntries(severities.map((severity) => [severity, make(severity)]));

const mapValues = <T, U>(values: PerSeverity<T>, make: (value: T, severity: Severity) => U): PerSeverity<U> =>
  Object.fromEntries(Object.entries(values).map(([severity, value]) => [severity, make(value, severity as Severity)]));
