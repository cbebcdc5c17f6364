import { alarm, ref, subscription, topic, topicPolicy } from "../resources";
import type { Family } from "./breaks";
import { set, statement } from "./edits";

/** A topic whose subscriber is a queue, beside the account's topics with their e-mail. */

const ARN = "arn:aws:sns:eu-west-1:000000000001:pager";
const NEWS = "arn:aws:sns:eu-west-1:000000000001:news";

const denyPlainHttp = (Resource: string) => ({
  Sid: "DenyPlainHttp",
  Effect: "Deny",
  Principal: "*",
  Action: "sns:Publish",
  Resource,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});
const tlsOnly = (arn: string): string => JSON.stringify({ Version: "2012-10-17", Statement: [denyPlainHttp(arn)] });

const POLICY = "sns/topicPolicy:TopicPolicy";
const SUBSCRIPTION = "sns/topicSubscription:TopicSubscription";
const pager = /^pager(-policy|-queue)?$/;

export const topics: Family = {
  healthy: [
    topic("pager", {
      name: "pager",
      kmsMasterKeyId: "alias/audit-key-dev",
      sqsFailureFeedbackRoleArn: "arn:aws:iam::000000000001:role/feedback",
    }),
    topicPolicy("pager-policy", {
      arn: ref("pager"),
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "CloudWatchAlarmsPublish",
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: "sns:Publish",
            Resource: ARN,
            Condition: { StringEquals: { "aws:SourceAccount": "000000000001" } },
          },
          denyPlainHttp(ARN),
        ],
      }),
    }),
    subscription("pager-queue", {
      topic: ref("pager"),
      protocol: "sqs",
      endpoint: "arn:aws:sqs:eu-west-1:000000000001:pages",
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: "arn:aws:sqs:eu-west-1:000000000001:dead-pages" }),
      pendingConfirmation: false,
    }),
    // No alarm acts on it, so that nothing is asked of it but a safe way.
    topic("news", { name: "news", kmsMasterKeyId: "alias/audit-key-dev", policy: tlsOnly(NEWS) }),
    subscription("news-reader", { topic: ref("news"), protocol: "https", endpoint: "https://news.example.com" }),
    alarm("orders-lost", {
      name: "orders-lost",
      namespace: "Shop",
      metricName: "OrdersLost",
      statistic: "Sum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      period: 60,
      evaluationPeriods: 1,
      alarmActions: [ref("pager")],
    }),
    alarm("orders-failing", {
      name: "orders-failing",
      metricQueries: [
        { id: "lost", metric: { namespace: "Shop", metricName: "OrdersLost", period: 60, stat: "Sum" } },
        { id: "taken", metric: { namespace: "Shop", metricName: "OrdersTaken", period: 60, stat: "Sum" } },
        { id: "share", expression: "lost / taken", returnData: true },
      ],
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0.1,
      evaluationPeriods: 5,
      alarmActions: [ref("pager")],
    }),
  ],
  mutations: {
    "topic-not-public": {
      "everybody publishes": (stack) =>
        stack.statements(
          POLICY,
          (all) => [...all, { Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: ARN }],
          pager,
        ),
    },
    "topic-own-account": {
      "another account subscribes": (stack) =>
        stack.statements(
          POLICY,
          (all) => [
            ...all,
            { Effect: "Allow", Principal: { AWS: "999988887777" }, Action: "sns:Subscribe", Resource: ARN },
          ],
          pager,
        ),
    },
    "topic-explicit-actions": {
      "all but one action": statement(
        POLICY,
        "CloudWatchAlarmsPublish",
        { Action: undefined, NotAction: "sns:DeleteTopic" },
        pager,
      ),
    },
    "topic-tls-only": {
      "refused to one role only": statement(
        POLICY,
        "DenyPlainHttp",
        { Principal: { AWS: "arn:aws:iam::000000000001:role/app" } },
        pager,
      ),
    },
    "topic-delivery-status": { "no role": set("sns/topic:Topic", { sqsFailureFeedbackRoleArn: undefined }, pager) },
    "subscription-https": {
      "plain HTTP": set(SUBSCRIPTION, { protocol: "http", endpoint: "http://news.example.com" }, /^news-reader$/),
    },
    "subscription-endpoint-fits": {
      "a queue that wants its messages in order": set(
        ...([SUBSCRIPTION, { endpoint: "arn:aws:sqs:eu-west-1:000000000001:pages.fifo" }, pager] as const),
      ),
      "a queue by its URL": set(
        SUBSCRIPTION,
        { endpoint: "https://sqs.eu-west-1.amazonaws.com/000000000001/pages" },
        pager,
      ),
      "a queue by its name": set(SUBSCRIPTION, { endpoint: "pages" }, pager),
      "plain HTTP under the name of HTTPS": set(SUBSCRIPTION, { endpoint: "http://news.example.com" }, /^news-reader$/),
    },
    "alarm-returns-one-value": {
      "every query returns its values": (stack) => {
        const [{ values }] = stack.find("cloudwatch/metricAlarm:MetricAlarm", /^orders-failing$/);
        const queries = values.metricQueries as object[];
        values.metricQueries = queries.map((query) => ({ ...query, returnData: true }));
      },
      "a metric goes by another id": (stack) => {
        const [{ values }] = stack.find("cloudwatch/metricAlarm:MetricAlarm", /^orders-failing$/);
        const queries = values.metricQueries as object[];
        values.metricQueries = queries.map((query) => ("metric" in query ? { ...query, id: "other" } : query));
      },
    },
    "subscription-redrive": { "no dead-letter queue": set(SUBSCRIPTION, { redrivePolicy: undefined }, pager) },
    "subscription-confirmed": { "nobody confirmed": set(SUBSCRIPTION, { pendingConfirmation: true }, pager) },
  },
};
