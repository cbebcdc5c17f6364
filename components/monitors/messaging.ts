import type * as aws from "@pulumi/aws";
import { DOCS, monitored, UNWANTED } from "./monitored";
import { resourcesIn } from "./recorded";

const HOUR_MS = 3_600_000;
const IN_FLIGHT = 120_000;

const SNS = { ...UNWANTED, of: 5, provenance: "aws", severity: "warning" } as const;

/** What hands messages and events on. */
export const messaging = [
  monitored<aws.sqs.Queue>({
    type: "aws:sqs/queue:Queue",
    noun: "queue",
    namespace: "AWS/SQS",
    dimensions: ({ name }) => ({ QueueName: name }),
    recommended: "SQS",
    page: `${DOCS}/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html`,
    pulse: { metric: "NumberOfMessagesSent", statistic: "Sum", onRequest: true, unless: "dead-letter" },
    traits: {
      "dead-letter": (_, self, recorded) =>
        ["aws:sqs/queue:Queue", "aws:sqs/redrivePolicy:RedrivePolicy"]
          .flatMap((type) => recorded.ofType(type))
          .some(({ resource, inputs }) => resource !== self && resourcesIn(inputs.redrivePolicy).includes(self)),
    },
    alarms: [
      {
        id: "age",
        says: "Its oldest message waits three times as long as one may take",
        metric: "ApproximateAgeOfOldestMessage",
        statistic: "Maximum",
        of: 15,
        compare: ">",
        derive: ({ visibilityTimeoutSeconds }) => visibilityTimeoutSeconds.apply((seconds = 30) => 3 * (seconds || 30)),
        missing: "missing",
        provenance: "derived",
        severity: "warning",
        unless: "dead-letter",
      },
      {
        id: "in-flight",
        says: "So many messages are being worked on that it is about to hand out no more",
        metric: "ApproximateNumberOfMessagesNotVisible",
        statistic: "Maximum",
        of: 15,
        compare: ">",
        threshold: 0.8 * IN_FLIGHT,
        missing: "missing",
        provenance: "peer",
        severity: "info",
        unless: "dead-letter",
      },
      {
        // A redrive does not count as a message that was sent, so only what lies there tells.
        id: "lost",
        says: "A message was given up after its last try",
        metric: "ApproximateNumberOfMessagesVisible",
        ...UNWANTED,
        statistic: "Maximum",
        of: 1,
        missing: "missing",
        provenance: "own",
        severity: "warning",
        when: "dead-letter",
      },
    ],
  }),
  monitored<aws.sns.Topic>({
    type: "aws:sns/topic:Topic",
    noun: "topic",
    namespace: "AWS/SNS",
    dimensions: ({ name }) => ({ TopicName: name }),
    recommended: "SNS",
    page: `${DOCS}/sns/latest/dg/sns-monitoring-using-cloudwatch.html`,
    pulse: { metric: "NumberOfMessagesPublished", statistic: "Sum", onRequest: true },
    alarms: [
      { id: "undelivered", says: "Messages do not reach a subscriber", metric: "NumberOfNotificationsFailed", ...SNS },
      {
        id: "invalid",
        says: "Messages have attributes that its filters cannot read",
        metric: "NumberOfNotificationsFilteredOut-InvalidAttributes",
        ...SNS,
        severity: "info",
      },
      {
        id: "unreadable",
        says: "Messages have a body that its filters cannot read",
        metric: "NumberOfNotificationsFilteredOut-InvalidMessageBody",
        ...SNS,
        severity: "info",
      },
      {
        id: "redriven",
        says: "Messages were given up and put into the dead-letter queue",
        metric: "NumberOfNotificationsRedrivenToDlq",
        ...SNS,
      },
      {
        id: "lost",
        says: "Messages could not even be put into the dead-letter queue",
        metric: "NumberOfNotificationsFailedToRedriveToDlq",
        ...SNS,
        severity: "critical",
      },
    ],
  }),
  monitored<aws.kinesis.Stream>({
    type: "aws:kinesis/stream:Stream",
    noun: "stream",
    namespace: "AWS/Kinesis",
    dimensions: ({ name }) => ({ StreamName: name }),
    recommended: "Kinesis",
    page: `${DOCS}/streams/latest/dev/monitoring-with-cloudwatch.html`,
    alarms: [
      {
        id: "iterator-age",
        says: "Its readers are half of its retention behind; what is older is lost",
        metric: "GetRecords.IteratorAgeMilliseconds",
        statistic: "Maximum",
        of: 15,
        compare: ">",
        derive: ({ retentionPeriod }) => retentionPeriod.apply((hours = 24) => 0.5 * hours * HOUR_MS),
        missing: "breaching",
        provenance: "derived",
        severity: "critical",
      },
      {
        id: "read-throttles",
        says: "It refuses reads",
        metric: "ReadProvisionedThroughputExceeded",
        ...UNWANTED,
        statistic: "Average",
        threshold: 0.01,
        of: 5,
        provenance: "own",
        severity: "warning",
      },
      {
        id: "write-throttles",
        says: "It refuses writes",
        metric: "WriteProvisionedThroughputExceeded",
        ...UNWANTED,
        statistic: "Average",
        threshold: 0.01,
        of: 5,
        provenance: "own",
        severity: "warning",
      },
    ],
  }),
  monitored<aws.kinesis.FirehoseDeliveryStream>({
    type: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    noun: "delivery",
    namespace: "AWS/Firehose",
    dimensions: ({ name }) => ({ DeliveryStreamName: name }),
    recommended: "Firehose",
    page: `${DOCS}/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html`,
    pulse: { metric: "IncomingRecords", statistic: "Sum" },
    alarms: [
      {
        id: "freshness",
        says: "What it should have delivered is a quarter of an hour old",
        metric: "DeliveryToS3.DataFreshness",
        ...UNWANTED,
        statistic: "Maximum",
        period: 300,
        of: 3,
        threshold: 900,
        provenance: "own",
        severity: "warning",
      },
    ],
  }),
  monitored<aws.cloudwatch.EventRule>({
    type: "aws:cloudwatch/eventRule:EventRule",
    noun: "rule",
    namespace: "AWS/Events",
    // Rules of the default bus are counted without it.
    dimensions: ({ name, eventBusName }, { traits }) => ({
      RuleName: name,
      ...(traits.has("own-bus") && { EventBusName: eventBusName.apply((bus = "default") => bus) }),
    }),
    traits: { "own-bus": ({ eventBusName }) => eventBusName !== undefined && eventBusName !== "default" },
    page: `${DOCS}/eventbridge/latest/userguide/eb-monitoring.html`,
    pulse: { metric: "TriggeredRules", statistic: "Sum", onRequest: true },
    alarms: [
      {
        id: "undelivered",
        says: "Its targets do not take events",
        metric: "FailedInvocations",
        ...SNS,
        of: 1,
        provenance: "peer",
      },
      {
        id: "throttled",
        says: "Events wait, because it fires too often",
        metric: "ThrottledRules",
        ...SNS,
        of: 1,
        provenance: "peer",
      },
    ],
  }),
];
