import {
  alarm,
  logGroup,
  metricFilter,
  ref,
  subscription,
  topic,
  topicPolicy,
  trail,
  type Draft,
} from "../../resources";

/** A trail whose group is watched by filters, each with an alarm that somebody hears. */

export const ROOT =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }';

export const delivery = (change: Record<string, unknown> = {}): Draft[] => [
  logGroup("audit-logs"),
  trail("audit", { cloudWatchLogsGroupArn: ref("audit-logs"), ...change }),
];

export const filter = (name: string, pattern: unknown, change: Record<string, unknown> = {}): Draft =>
  metricFilter(name, {
    logGroupName: ref("audit-logs", "name"),
    pattern,
    metricTransformation: { namespace: "TrailWatch", name, value: "1", defaultValue: "0" },
    ...change,
  });

export const ringing = (metricName: string, change: Record<string, unknown> = {}): Draft =>
  alarm(`${metricName}-alarm`, {
    namespace: "TrailWatch",
    metricName,
    statistic: "Sum",
    period: 300,
    evaluationPeriods: 1,
    threshold: 1,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    treatMissingData: "notBreaching",
    alarmActions: [ref("alerts")],
    ...change,
  });

export const listening: Draft[] = [
  topic("alerts"),
  subscription("oncall", { topic: ref("alerts"), protocol: "email", endpoint: "oncall@example.com" }),
];

/** Trail, group, one filter and alarm for each pattern, topic and subscriber. */
export const watching = (...patterns: unknown[]): Draft[] => [
  ...delivery(),
  ...patterns.flatMap((pattern, index) => [filter(`f${index}`, pattern), ringing(`f${index}`)]),
  ...listening,
];

/** A topic policy that lets only another service publish. */
export const shutTopic = topicPolicy("shut", {
  arn: ref("alerts"),
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sns:Publish", Resource: "*" },
    ],
  }),
});
