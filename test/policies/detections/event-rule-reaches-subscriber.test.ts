import policy from "../../../policies/detections/event-rule-reaches-subscriber";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { key, other, ref, role, rolePolicy, subscription, topic, topicPolicy, type Draft } from "../../resources";

const CALLS = JSON.stringify({
  "detail-type": ["AWS API Call via CloudTrail"],
  detail: { eventName: ["StopLogging"] },
});
const FINDINGS = { eventPattern: JSON.stringify({ source: ["aws.guardduty"], "detail-type": ["GuardDuty Finding"] }) };
const HOME_BUS = "arn:aws:events:eu-west-1:111122223333:event-bus/default";
const rule = (change: Record<string, unknown> = {}): Draft =>
  other("aws:cloudwatch/eventRule:EventRule", "tamper", { name: "tamper", eventPattern: CALLS, ...change });
const target = (arn: unknown = ref("alerts"), change: Record<string, unknown> = {}): Draft =>
  other("aws:cloudwatch/eventTarget:EventTarget", "pager", { rule: ref("tamper", "name"), arn, ...change });
const allow = (Action: unknown, more: object = {}) => ({
  ...{ Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action, Resource: "*" },
  ...more,
});
const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const letIn = (...statements: object[]): Draft =>
  topicPolicy("let-in", { arn: ref("alerts"), policy: document(...statements) });
const email = subscription("oncall", { topic: ref("alerts"), protocol: "email", endpoint: "a@example.com" });
const told = [topic("alerts"), email, letIn(allow("sns:Publish"))];
const encrypted = [topic("alerts", { kmsMasterKeyId: ref("k") }), email, letIn(allow("sns:Publish"))];
const by = (arn: string) => ({ Condition: { ArnLike: { "aws:SourceArn": arn } } });
const events = role("events", {
  name: "events",
  assumeRolePolicy: document(allow("sts:AssumeRole", { Resource: undefined })),
});
const may = (Action: string, Resource: string): Draft =>
  rolePolicy("may", { role: ref("events", "name"), policy: document({ Effect: "Allow", Action, Resource }) });
const forward = target(HOME_BUS, { roleArn: ref("events") });
const IN_SECURITY = { provider: "urn:pulumi:prod::shop::pulumi:providers:aws::security::1" };
const onBus = { eventBusName: "security" };

judge(policy, {
  pass: {
    "a target on the rule's own bus": [
      other("aws:cloudwatch/eventBus:EventBus", "audit"),
      rule({ eventBusName: ref("audit", "name") }),
      target(ref("alerts"), { eventBusName: ref("audit", "arn") }),
      ...told,
    ],
    "the default bus by name": [rule({ eventBusName: "default" }), target(), ...told],
    "a topic with a subscriber, left to the default state": [rule(), target(), ...told],
    "a rule that is enabled by name": [rule({ state: "ENABLED" }), target(), ...told],
    "a rule of the account that its provider names": [
      other("pulumi:providers:aws", "security", { allowedAccountIds: ["999988887777"] }),
      { ...rule({ arn: UNKNOWN }), ...IN_SECURITY },
      { ...target(), ...IN_SECURITY },
      ...[topic("alerts"), email, letIn(allow("sns:Publish", by("arn:aws:events:*:999988887777:rule/tamper")))],
    ],
    "a topic that lets this rule in": [
      ...[rule(), target(), topic("alerts"), email],
      letIn(allow("sns:Publish", by("arn:aws:events:eu-west-1:111122223333:rule/tamper"))),
    ],
    "a topic that lets in this rule of another bus": [
      ...[rule(onBus), target(ref("alerts"), onBus), topic("alerts"), email],
      letIn(allow("sns:Publish", by("arn:aws:events:eu-west-1:111122223333:rule/security/tamper"))),
    ],
    "a key that lets EventBridge in": [
      ...[rule(), target(), ...encrypted],
      key("k", { policy: document(allow(["kms:Decrypt", "kms:GenerateDataKey*"])) }),
    ],
    "a function": [rule(), target("arn:aws:lambda:eu-west-1:111122223333:function:pager")],
    "a bus that the role may put events on": [rule(), forward, events, may("events:PutEvents", HOME_BUS)],
    "a bus whose own policy lets the rule in": [rule(), target(HOME_BUS)],
  },
  fail: {
    "a rule on findings that is disabled": [[rule({ ...FINDINGS, state: "DISABLED" }), target(), ...told], "disabled"],
    "a rule on findings without a target": [[rule(FINDINGS)], "it has no target"],
    "a target on another bus than the rule's": [
      [
        other("aws:cloudwatch/eventBus:EventBus", "audit"),
        rule({ eventBusName: ref("audit", "name") }),
        target(),
        ...told,
      ],
      "its target pager is on another bus or in another region",
    ],
    disabled: [[rule({ state: "DISABLED" }), target(), ...told], "it is disabled"],
    "disabled in the old form": [[rule({ isEnabled: false }), target(), ...told], "it is disabled"],
    "no target": [[rule(), ...told], "it has no target"],
    "nobody subscribes": [
      [rule(), target(), topic("alerts"), letIn(allow("sns:Publish"))],
      "nobody subscribes to alerts",
    ],
    "a topic without a policy": [
      [rule(), target(), topic("alerts"), email],
      "the default policy of alerts keeps EventBridge out",
    ],
    "a topic that lets another service in": [
      [
        rule(),
        target(),
        topic("alerts"),
        email,
        letIn({ ...allow("sns:Publish"), Principal: { Service: "s3.amazonaws.com" } }),
      ],
      "the policy of alerts keeps EventBridge out",
    ],
    "a key that keeps EventBridge out": [
      [
        rule(),
        target(),
        ...encrypted,
        key("k", { policy: document({ ...allow("kms:*"), Principal: { AWS: "arn:aws:iam::111122223333:root" } }) }),
      ],
      "key k keeps events.amazonaws.com out",
    ],
    "a role that may do something else": [
      [rule(), forward, events, may("events:ListRules", HOME_BUS)],
      "role events may not put events on the bus: no statement allows",
    ],
    "a role that may put events on another bus": [
      [rule(), forward, events, may("events:PutEvents", HOME_BUS.replace("default", "other"))],
      "role events may not put events on the bus",
    ],
    "a role that trusts another service": [
      [
        rule(),
        forward,
        role("events", {
          assumeRolePolicy: document({
            Effect: "Allow",
            Principal: { Service: "ec2.amazonaws.com" },
            Action: "sts:AssumeRole",
          }),
        }),
        may("events:PutEvents", HOME_BUS),
      ],
      "role events does not trust EventBridge",
    ],
  },
  unknown: {
    "a pattern that is decided elsewhere": [
      [rule({ eventPattern: UNKNOWN }), target(), ...told],
      "tamper.eventPattern",
    ],
    "a topic of another stack": [
      [rule(), target("arn:aws:sns:eu-west-1:111122223333:theirs")],
      "nobody here knows who hears of what tamper sends to",
    ],
    "a target that may be of this rule": [[rule(), target(ref("alerts"), { rule: UNKNOWN }), ...told], "pager.rule"],
  },
  notApplicable: {
    "findings that are only kept": [rule(FINDINGS), target("arn:aws:logs:eu-west-1:111122223333:log-group:/found")],
    "a schedule": [rule({ eventPattern: undefined, scheduleExpression: "rate(1 day)" })],
    "events of something else": [rule({ eventPattern: JSON.stringify({ source: ["my.shop"] }) })],
    "events that are only kept": [rule(), target("arn:aws:logs:eu-west-1:111122223333:log-group:/calls")],
    "events that a queue waits with": [rule(), target("arn:aws:sqs:eu-west-1:111122223333:calls")],
  },
});
