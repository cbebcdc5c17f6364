import { other, ref, subscription } from "../resources";
import type { Family } from "./breaks";
import { set } from "./edits";

/** Who gets copies of log files, grants of their key, and what alarms say, beside the account stack and its pager. */

const HERE = "eu-west-1:000000000001";
const QUEUE = `arn:aws:sqs:${HERE}:watch`;
const PAGER = `arn:aws:sns:${HERE}:pager`;
const STRANGER = "999988887777";
const ALARM = "cloudwatch/metricAlarm:MetricAlarm";
const REPLICATION = "s3/bucketReplicationConfig:BucketReplicationConfig";

const rule = (destination: object) => [{ id: "copy", status: "Enabled", destination }];

export const copies: Family = {
  healthy: [
    other("aws:sqs/queue:Queue", "watch", { name: "watch", arn: QUEUE }),
    other("aws:sqs/queuePolicy:QueuePolicy", "watch-policy", {
      queueUrl: ref("watch", "id"),
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: {
          ...{ Effect: "Allow", Principal: { Service: "sns.amazonaws.com" }, Action: "sqs:SendMessage" },
          ...{ Resource: QUEUE, Condition: { ArnEquals: { "aws:SourceArn": PAGER } } },
        },
      }),
    }),
    subscription("watch-listener", {
      ...{ topic: PAGER, protocol: "sqs", endpoint: ref("watch") },
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: `arn:aws:sqs:${HERE}:dead-pages` }),
    }),
    other("aws:lambda/eventSourceMapping:EventSourceMapping", "watch-reader", {
      ...{ eventSourceArn: ref("watch"), functionName: "night" },
    }),
    // The stack does not say before deployment what the id of its key will be.
    other("aws:kms/grant:Grant", "reader", {
      ...{ keyId: "alias/audit-key-dev", operations: ["Decrypt", "DescribeKey"] },
      granteePrincipal: "arn:aws:iam::000000000001:role/reader",
    }),
    other(`aws:${REPLICATION}`, "archive-copy", {
      bucket: "audit-archive-dev-000000000001-eu-west-1",
      role: "arn:aws:iam::000000000001:role/replication",
      rules: rule({ bucket: "arn:aws:s3:::log-copies" }),
    }),
  ],
  mutations: {
    "event-source-enabled": {
      "nobody reads the queue": set("lambda/eventSourceMapping:EventSourceMapping", { enabled: false }),
    },
    "key-granted-to-known-accounts": {
      "to a role of another account": set("kms/grant:Grant", {
        granteePrincipal: `arn:aws:iam::${STRANGER}:role/partner`,
      }),
    },
    "archive-not-copied-outside": {
      "another account owns the copies": set(
        REPLICATION,
        { rules: rule({ bucket: "arn:aws:s3:::log-copies", account: STRANGER }) },
        /^archive-copy$/,
      ),
    },
    "alarm-settings-valid": {
      "silence in other letters": set(ALARM, { treatMissingData: "notbreaching" }, /^orders-lost$/),
      "more data points than periods": set(ALARM, { datapointsToAlarm: 2 }, /^orders-lost$/),
    },
    "trail-selectors-valid": {
      "a category in small letters": (stack) => {
        const [{ values }] = stack.find("cloudtrail/trail:Trail");
        const more = { fieldSelectors: [{ field: "eventCategory", equals: ["networkActivity"] }] };
        values.advancedEventSelectors = [...(values.advancedEventSelectors as object[]), more];
      },
    },
    "key-deletion-window": {
      "one week": set("kms/key:Key", { deletionWindowInDays: 7 }, /^audit-key$/),
    },
    "composite-alarm-alarms-exist": {
      "a letter is missing": set(
        "cloudwatch/compositeAlarm:CompositeAlarm",
        { alarmRule: "ALARM(order-lost)" },
        /^shop$/,
      ),
    },
    "event-target-input-valid": {
      "nothing reads it": set(
        "cloudwatch/eventTarget:EventTarget",
        { inputTransformer: { inputTemplate: '"<time>"' } },
        /^night-target$/,
      ),
    },
  },
};
