import { UNKNOWN } from "../../../policies/graph/value";
import policy from "../../../policies/services/event-source-enabled";
import { judge } from "../../judge";
import { logGroup, other, ref, subscription, topic, trail, type Draft } from "../../resources";
import { ringing } from "../topics/publishing";

const HERE = "eu-west-1:111122223333";
const queue = other("aws:sqs/queue:Queue", "watch", { name: "watch", arn: `arn:aws:sqs:${HERE}:watch` });
const stream = other("aws:kinesis/stream:Stream", "watch", {
  name: "watch",
  arn: `arn:aws:kinesis:${HERE}:stream/watch`,
});
const reads = (enabled?: unknown): Draft =>
  other("aws:lambda/eventSourceMapping:EventSourceMapping", "reader", {
    ...{ eventSourceArn: ref("watch"), functionName: "watch", enabled },
  });
const listens = subscription("listener", { topic: ref("alerts"), protocol: "sqs", endpoint: ref("watch") });
const alerts = [topic("alerts"), ringing(), queue, listens];
const rule = (eventPattern: object, arn: unknown): Draft[] => [
  other("aws:cloudwatch/eventRule:EventRule", "rule", { name: "rule", eventPattern: JSON.stringify(eventPattern) }),
  other("aws:cloudwatch/eventTarget:EventTarget", "target", { rule: ref("rule", "name"), arn }),
];
const CALLS = { "detail-type": ["AWS API Call via CloudTrail"] };
const logs = (group: unknown): Draft[] => [
  logGroup("events", { name: "events" }),
  logGroup("app", { name: "app" }),
  trail("audit", { cloudWatchLogsGroupArn: ref("events", "arn", (arn) => `${arn}:*`) }),
  other("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", "ship", {
    ...{ logGroup: group, filterPattern: "", destinationArn: ref("watch") },
  }),
];

judge(policy, {
  pass: {
    "left to the default": [...alerts, reads()],
    enabled: [queue, ...rule(CALLS, ref("watch")), reads(true)],
  },
  fail: {
    "what alarms say": [[...alerts, reads(false)], "it is disabled, and reads what topic alerts says"],
    "what a rule hands on": [[queue, ...rule(CALLS, ref("watch")), reads(false)], "reads what event rule rule says"],
    "what a rule tells a topic": [
      [topic("alerts"), queue, listens, ...rule(CALLS, ref("alerts")), reads(false)],
      "topic alerts",
    ],
    "the events of a trail": [[stream, ...logs(ref("events", "name")), reads(false)], "what log group events says"],
  },
  unknown: { "decided elsewhere": [[...alerts, reads(UNKNOWN)], "reader.enabled"] },
  notApplicable: {
    "a queue of orders": [queue, reads(false)],
    "a topic that no alarm acts on": [topic("alerts"), queue, listens, reads(false)],
    "a rule on orders": [queue, ...rule({ source: ["shop"] }, ref("watch")), reads(false)],
    "logs of an application": [stream, ...logs(ref("app", "name")), reads(false)],
  },
});
