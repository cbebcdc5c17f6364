import type { Edit, Stack } from "../mutate";
import type { Break, Breaks } from "./breaks";
import { set, statement } from "./edits";
import { and, named, pattern } from "./patterns";

/** One broken link at a time between an event and whoever hears of it, each with what is said of it. */

const FILTER = "cloudwatch/logMetricFilter:LogMetricFilter";
const ALARM = "cloudwatch/metricAlarm:MetricAlarm";
const TOPIC_POLICY = "sns/topicPolicy:TopicPolicy";
const KEY = "kms/key:Key";
const ROOT_USAGE = /cis-root-usage$/;
const CRITICAL = /^audit-alerts-critical/;
const HOME = "eu-west-1";
const ACCOUNT = "000000000001";

const alarm = (values: Record<string, unknown>): Edit => set(ALARM, values, ROOT_USAGE);
/** Reads its metric through a query. */
const computed =
  (change: object): Edit =>
  (stack) => {
    const [{ values }] = stack.find(ALARM, ROOT_USAGE);
    const { namespace, metricName, period, statistic: stat } = values;
    const metric = { namespace, metricName, period, stat };
    const none = { namespace: undefined, metricName: undefined, period: undefined, statistic: undefined };
    alarm({ ...none, metricQueries: [{ id: "m1", metric, returnData: true, ...change }] })(stack);
  };
const publish = (change: object): Edit => statement(TOPIC_POLICY, "CloudWatchAlarmsPublish", change, CRITICAL);

/** What a rule on security groups needs to tell the critical topic's subscribers. */
interface RuleParts {
  rule?: Record<string, unknown>;
  target?: Record<string, unknown> | false;
  /** Whether EventBridge is let in. */
  topic?: boolean;
  key?: boolean;
}

/** Has a rule of EventBridge in place of the filter on changes of security groups. */
const ruleInstead =
  ({ rule = {}, target = {}, topic = true, key = true }: RuleParts): Edit =>
  (stack) => {
    const [like] = stack.find(ALARM, named("security-group-changes"));
    stack.drop(FILTER, named("security-group-changes"));
    stack.drop(ALARM, named("security-group-changes"));
    const add = (type: string, name: string, more: Record<string, unknown>): void =>
      stack.add({ ...like, type, values: {}, propertyDependencies: {}, urn: like.urn.replace(like.type, type) }, name, {
        name,
        ...more,
      });
    add("aws:cloudwatch/eventRule:EventRule", "groups", { eventPattern: SECURITY_GROUPS, ...rule });
    const arn = `arn:aws:sns:${HOME}:${ACCOUNT}:${String(stack.find("sns/topic:Topic", CRITICAL)[0].values.name)}`;
    const deadLetterConfig = { arn: `arn:aws:sqs:${HOME}:${ACCOUNT}:undelivered` };
    if (target)
      add("aws:cloudwatch/eventTarget:EventTarget", "groups-pager", {
        rule: "groups",
        arn,
        deadLetterConfig,
        ...target,
      });
    letIn(stack, TOPIC_POLICY, topic, "sns:Publish", arn, CRITICAL);
    letIn(stack, KEY, key, ["kms:Decrypt", "kms:GenerateDataKey*"], "*");
  };

function letIn(stack: Stack, type: string, open: boolean, Action: unknown, Resource: string, name?: RegExp): void {
  const Principal = { Service: "events.amazonaws.com" };
  const others = (one: object): boolean => !JSON.stringify(one).includes(Principal.Service);
  const opened = { Effect: "Allow", Principal, Action, Resource };
  stack.statements(type, (all) => [...all.filter(others), ...(open ? [opened] : [])], name);
}

const groupCalls = (...eventName: unknown[]): string =>
  JSON.stringify({ "detail-type": ["AWS API Call via CloudTrail"], source: ["aws.ec2"], detail: { eventName } });
const SECURITY_GROUPS = groupCalls(
  ...["AuthorizeSecurityGroupIngress", "AuthorizeSecurityGroupEgress", "RevokeSecurityGroupIngress"],
  ...["RevokeSecurityGroupEgress", "CreateSecurityGroup", "DeleteSecurityGroup"],
);

/** The one edit of this file that breaks nothing. */
export const aRuleInPlaceOfAFilter = ruleInstead({});

const rows: Record<string, Record<string, [edit: Edit, message: string]>> = {
  "alarm-on-root-usage": {
    "two types at once": [
      pattern("root-usage", and('$.userIdentity.type = "IAMUser"')),
      '$.userIdentity.type = "IAMUser" meets "Root"',
    ],
    "the type in another place": [
      pattern("root-usage", (text) => text.replace("$.userIdentity.type", "$.userIdentity.sessionContext.type")),
      '$.userIdentity.sessionContext.type = "Root" meets nothing',
    ],
    "`!=` on a field that calls without an error lack": [
      pattern("root-usage", and('$.errorCode != "AccessDenied"')),
      '$.errorCode != "AccessDenied" meets nothing',
    ],
  },
  "alarm-on-cloudtrail-changes": {
    "one region": [
      pattern("cloudtrail-changes", and('$.awsRegion = "us-west-2"')),
      '$.awsRegion = "us-west-2" meets "eu-central-1"',
    ],
    "another call in place of one": [
      pattern("cloudtrail-changes", (text) => text.replace("StopLogging", "StopImport")),
      "cis-cloudtrail-changes does not match StopLogging of cloudtrail",
    ],
    "calls that only read": [
      pattern("cloudtrail-changes", and("$.readOnly IS TRUE")),
      "$.readOnly IS TRUE meets false",
    ],
  },
  "alarm-on-iam-policy-changes": {
    "`!=` on a field that only users have": [
      pattern("iam-policy-changes", and('$.userIdentity.userName != "deploy"')),
      '$.userIdentity.userName != "deploy" meets nothing',
    ],
  },
  "alarm-on-config-changes": {
    "another name of the service": [
      pattern("config-changes", (text) => text.replace("config.amazonaws.com", "configservice.amazonaws.com")),
      '$.eventSource = configservice.amazonaws.com meets "config.amazonaws.com"',
    ],
  },
  "alarm-on-vpc-changes": {
    "failed calls only": [pattern("vpc-changes", and('$.errorCode = "*"')), '$.errorCode = "*" meets nothing'],
  },
  "alarm-on-key-disabled-or-deleted": {
    "all keys but one": [
      pattern("kms-disable-delete", and('$.requestParameters.keyId != "alias/test"')),
      '$.requestParameters.keyId != "alias/test" meets nothing',
    ],
  },
  "alarm-on-network-acl-changes": {
    "numbers where there are texts": [
      pattern("nacl-changes", and("$.recipientAccountId > 1 && $.eventVersion > 2")),
      '$.recipientAccountId > 1 meets "111122223333"',
    ],
  },
  "alarm-on-security-group-changes": {
    "a wildcard that ends too early": [
      pattern("security-group-changes", '{ $.eventName = "*SecurityGroup" || $.eventName = "RevokeSecurityGroup*" }'),
      '$.eventName = "*SecurityGroup" meets "AuthorizeSecurityGroupIngress"',
    ],
    "a rule on another bus": [
      ruleInstead({ rule: { eventBusName: "orders" }, target: { eventBusName: "orders" } }),
      "no rule hands events of CloudTrail on to its bus orders",
    ],
    "a rule in another region": [
      ruleInstead({
        rule: { region: "eu-north-1" },
        target: { region: "eu-north-1", deadLetterConfig: { arn: `arn:aws:sqs:eu-north-1:${ACCOUNT}:dead` } },
      }),
      "it gets the events of eu-north-1; the trail delivers in eu-west-1",
    ],
    "a rule that writes to a log group": [
      ruleInstead({ target: { arn: `arn:aws:logs:${HOME}:${ACCOUNT}:log-group:/events` } }),
      "log-group:/events tells nobody",
    ],
    "a rule on what comes in only": [
      ruleInstead({ rule: { eventPattern: groupCalls({ suffix: "Ingress" }, { suffix: "eSecurityGroup" }) } }),
      'detail.eventName: [{"suffix":"Ingress"},{"suffix":"eSecurityGroup"}] meets "AuthorizeSecurityGroupEgress"',
    ],
  },
  "event-rule-reaches-subscriber": {
    "a rule that is disabled": [ruleInstead({ rule: { state: "DISABLED" } }), "it is disabled"],
    "a target on another bus": [ruleInstead({ target: { eventBusName: "orders" } }), "is on another bus"],
    "a rule without a target": [ruleInstead({ target: false }), "it has no target"],
    "the topic keeps EventBridge out": [
      ruleInstead({ topic: false }),
      "the policy of audit-alerts-critical keeps EventBridge out",
    ],
    "the key keeps EventBridge out": [ruleInstead({ key: false }), "keeps events.amazonaws.com out"],
  },
  "alarm-reads-filter-metric": {
    "a metric that differs in case": [
      (stack) => {
        const [{ values }] = stack.find(ALARM, ROOT_USAGE);
        values.metricName = String(values.metricName).toUpperCase();
      },
      "CloudWatch tells upper from lower case",
    ],
    "another unit": [alarm({ unit: "Bytes" }), "in Bytes; "],
  },
  "alarm-fires-on-one-event": {
    "the least of many": [alarm({ statistic: "Minimum" }), "one event makes Minimum 0; it fires from 1"],
    "a percentile": [
      alarm({ statistic: undefined, extendedStatistic: "p50" }),
      "one event makes p50 0; it fires from 1",
    ],
    "three of five datapoints": [
      alarm({ evaluationPeriods: 5, datapointsToAlarm: 3 }),
      "3 of 5 periods must reach the threshold; one event reaches it in one",
    ],
    "two hours in a row": [
      alarm({ period: 3600, evaluationPeriods: 2 }),
      "2 of 2 periods must reach the threshold; one event reaches it in one",
    ],
    "an operator that one event never meets": [alarm({ threshold: 1.5 }), "one event makes Sum 1; it fires from 1.5"],
  },
  "alarm-actions": {
    "an action for missing data only": [
      (stack) => {
        const [{ values }] = stack.find(ALARM, ROOT_USAGE);
        alarm({ insufficientDataActions: values.alarmActions, alarmActions: undefined })(stack);
      },
      "it has no action for the ALARM state",
    ],
  },
  "alarm-reaches-subscriber": {
    "an action that starts a machine again": [
      alarm({ alarmActions: [`arn:aws:automate:${HOME}:ec2:reboot`] }),
      "none of its actions tells anybody",
    ],
    "its filter policy wants the state OK": [
      set(
        "sns/topicSubscription:TopicSubscription",
        { filterPolicy: '{"NewStateValue":["OK"]}', filterPolicyScope: "MessageBody" },
        CRITICAL,
      ),
      "keeps out alarms that ring",
    ],
  },
  "alarm-returns-one-value": {
    "the only query returns nothing": [computed({ returnData: false }), "none of its queries returns a value"],
  },
  "topic-lets-cloudwatch-publish": {
    "one other alarm": [
      publish({ Condition: { ArnEquals: { "aws:SourceArn": `arn:aws:cloudwatch:${HOME}:${ACCOUNT}:alarm:other` } } }),
      "alarm:other and the request has",
    ],
    "alarms of another region": [
      publish({ Condition: { ArnLike: { "aws:SourceArn": `arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:*` } } }),
      "condition ArnLike aws:SourceArn wants arn:aws:cloudwatch:us-east-1:",
    ],
    "another action": [
      publish({ Action: "sns:Subscribe" }),
      "no statement allows cloudwatch.amazonaws.com sns:Publish",
    ],
    "another topic": [
      publish({ Resource: `arn:aws:sns:${HOME}:${ACCOUNT}:other` }),
      "statement CloudWatchAlarmsPublish is about arn:aws:sns:eu-west-1:000000000001:other",
    ],
    "another service": [publish({ Principal: { Service: "s3.amazonaws.com" } }), "its policy keeps CloudWatch out"],
  },
  "topic-key-usable": {
    "the key only decrypts": [
      statement(KEY, "CloudWatchAlarmsPublish", { Action: "kms:Decrypt" }),
      "no statement allows cloudwatch.amazonaws.com kms:GenerateDataKey",
    ],
    "the key is for another account": [
      statement(KEY, "CloudWatchAlarmsPublish", {
        Condition: { StringEquals: { "aws:SourceAccount": "999999999999" } },
      }),
      "wants 999999999999 and the request has 000000000001",
    ],
  },
  "filter-transformation": {
    "counts ten": [
      (stack) => {
        const [{ values }] = stack.find(FILTER, ROOT_USAGE);
        Object.assign(values.metricTransformation as object, { value: "10" });
      },
      "each match counts 10 instead of 1",
    ],
  },
};

export const chainMutations: Breaks = mapped(rows, (edits) =>
  mapped(edits, ([edit, message]): Break => Object.assign((stack: Stack) => edit(stack), { message })),
);

function mapped<T, U>(of: Record<string, T>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(of).map(([key, value]) => [key, change(value)]));
}
