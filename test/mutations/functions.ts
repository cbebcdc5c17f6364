import { alarm, other, ref, role, rolePolicyAttachment, subscription, topic } from "../resources";
import type { Family } from "./breaks";
import { drop, set, statement, without } from "./edits";

/** A function that a rule and a topic call, with a queue for what does not arrive; it logs where that of the services does. */

const FUNCTION = "lambda/function:Function";
const PERMISSION = "lambda/permission:Permission";
const ATTACHMENT = "iam/rolePolicyAttachment:RolePolicyAttachment";
const QUEUE_POLICY = "sqs/queuePolicy:QueuePolicy";
const HERE = "eu-west-1:000000000001";
const QUEUE = `arn:aws:sqs:${HERE}:night-dead`;
const SHIFT = `arn:aws:sqs:${HERE}:night-shift`;
const RULE = `arn:aws:events:${HERE}:rule/night`;
const TOPIC = `arn:aws:sns:${HERE}:night-orders`;

const night = /^night-/;
const dead = /^night-dead-policy$/;
const shift = /^night-shift-policy$/;
const document = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const sends = (Sid: string, Service: string, source: string) => ({
  ...{ Sid, Effect: "Allow", Principal: { Service }, Action: "sqs:SendMessage", Resource: QUEUE },
  Condition: { ArnEquals: { "aws:SourceArn": source } },
});
const permission = (name: string, principal: string, source: string) =>
  other(`aws:${PERMISSION}`, name, {
    ...{ action: "lambda:InvokeFunction", function: ref("night-function", "name"), principal, sourceArn: ref(source) },
  });

export const functions: Family = {
  healthy: [
    role("night-role", {
      name: "night",
      assumeRolePolicy: document({
        ...{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
      }),
    }),
    rolePolicyAttachment("night-logs", {
      role: ref("night-role", "name"),
      policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    }),
    other(`aws:${FUNCTION}`, "night-function", {
      name: "night",
      role: ref("night-role"),
      tracingConfig: { mode: "Active" },
      loggingConfig: { logFormat: "JSON", logGroup: ref("function-group", "name") },
      layers: ["arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension:53"],
    }),
    other("aws:sqs/queue:Queue", "night-dead", { name: "night-dead", arn: QUEUE }),
    other(`aws:${QUEUE_POLICY}`, "night-dead-policy", {
      queueUrl: ref("night-dead", "id"),
      policy: document(sends("Rule", "events.amazonaws.com", RULE), sends("Topic", "sns.amazonaws.com", TOPIC)),
    }),
    other("aws:cloudwatch/eventRule:EventRule", "night-rule", {
      name: "night",
      arn: RULE,
      scheduleExpression: "rate(1 day)",
    }),
    other("aws:cloudwatch/eventTarget:EventTarget", "night-target", {
      rule: ref("night-rule", "name"),
      arn: ref("night-function"),
      inputTransformer: { inputPaths: { at: "$.time" }, inputTemplate: '"<at> <aws.events.rule-name>"' },
      deadLetterConfig: { arn: QUEUE },
    }),
    permission("night-by-rule", "events.amazonaws.com", "night-rule"),
    topic("night-orders", {
      name: "night-orders",
      arn: TOPIC,
      kmsMasterKeyId: "alias/audit-key-dev",
      policy: document({
        ...{ Effect: "Deny", Principal: "*", Action: "sns:Publish", Resource: TOPIC },
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
    }),
    other("aws:sqs/queue:Queue", "night-shift", { name: "night-shift", arn: SHIFT }),
    other(`aws:${QUEUE_POLICY}`, "night-shift-policy", {
      queueUrl: ref("night-shift", "id"),
      policy: document(
        { ...sends("Rule", "events.amazonaws.com", RULE), Resource: SHIFT },
        { ...sends("Topic", "sns.amazonaws.com", TOPIC), Resource: SHIFT },
      ),
    }),
    other("aws:cloudwatch/eventTarget:EventTarget", "night-shift-target", {
      ...{ rule: ref("night-rule", "name"), arn: ref("night-shift"), deadLetterConfig: { arn: QUEUE } },
    }),
    subscription("night-shift-listener", {
      ...{ topic: ref("night-orders"), protocol: "sqs", endpoint: ref("night-shift") },
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: QUEUE }),
    }),
    subscription("night-listener", {
      ...{ topic: ref("night-orders"), protocol: "lambda", endpoint: ref("night-function") },
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: QUEUE }),
    }),
    permission("night-by-topic", "sns.amazonaws.com", "night-orders"),
    other("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", "night-filter", {
      ...{ logGroup: ref("function-group", "name"), filterPattern: "", destinationArn: ref("night-function") },
    }),
    other(`aws:${PERMISSION}`, "night-by-logs", {
      ...{ action: "lambda:InvokeFunction", function: ref("night-function", "name"), principal: "logs.amazonaws.com" },
      sourceArn: ref("function-group", "arn", (arn) => `${arn}:*`),
    }),
    alarm("night-slow", {
      ...{ name: "night-slow", namespace: "AWS/Lambda", metricName: "Duration", statistic: "Maximum" },
      ...{ dimensions: { FunctionName: "night" }, period: 300, evaluationPeriods: 1, threshold: 60000 },
      ...{ comparisonOperator: "GreaterThanOrEqualToThreshold", treatMissingData: "notBreaching" },
      alarmActions: [ref("night-function")],
    }),
    permission("night-by-alarm", "lambda.alarms.cloudwatch.amazonaws.com", "night-slow"),
  ],
  mutations: {
    "function-role-writes-logs": { "no policy": drop(ATTACHMENT, night) },
    "event-target-function-invocable": {
      "no permission": drop(PERMISSION, /^night-by-rule$/),
      "for another rule": set(PERMISSION, { sourceArn: `${RULE}-2` }, /^night-by-rule$/),
    },
    "subscription-function-invocable": {
      "for a service that does not exist": set(PERMISSION, { principal: "sms.amazonaws.com" }, /^night-by-topic$/),
    },
    "log-subscription-function-invocable": {
      "for streams of another group": set(
        ...([PERMISSION, { sourceArn: `arn:aws:logs:${HERE}:log-group:/nightly:*` }, /^night-by-logs$/] as const),
      ),
    },
    "alarm-function-invocable": {
      "for CloudWatch by its other name": set(
        PERMISSION,
        { principal: "cloudwatch.amazonaws.com" },
        /^night-by-alarm$/,
      ),
    },
    "dead-letter-queue-retention": {
      "gone within an hour": set("sqs/queue:Queue", { messageRetentionSeconds: 3600 }, /^night-dead$/),
    },
    "log-subscription-pattern-valid": {
      "a bracket is missing": set(
        ...([
          "cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
          { filterPattern: '{ $.a = "b"' },
          night,
        ] as const),
      ),
    },
    "function-not-throttled": { "nothing may run": set(FUNCTION, { reservedConcurrentExecutions: 0 }, night) },
    "event-target-queue-takes-events": {
      "only on behalf of another rule": statement(
        ...([QUEUE_POLICY, "Rule", sends("Rule", "events.amazonaws.com", `${RULE}-2`), shift] as const),
      ),
    },
    "subscription-queue-takes-messages": {
      "no statement for the topic": without(QUEUE_POLICY, "Topic", shift),
    },
    "event-target-queue-takes-dead-letters": {
      "for another rule": statement(QUEUE_POLICY, "Rule", sends("Rule", "events.amazonaws.com", `${RULE}-2`), dead),
      "in another region": set(
        ...([
          "cloudwatch/eventTarget:EventTarget",
          { deadLetterConfig: { arn: QUEUE.replace("eu-west", "us-east") } },
          night,
        ] as const),
      ),
      "a FIFO queue": set(
        ...(["cloudwatch/eventTarget:EventTarget", { deadLetterConfig: { arn: `${QUEUE}.fifo` } }, night] as const),
      ),
    },
    "subscription-queue-takes-dead-letters": {
      "to receive only": statement(QUEUE_POLICY, "Topic", { Action: "sqs:ReceiveMessage" }, dead),
    },
  },
};
