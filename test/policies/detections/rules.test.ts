import cisControls from "../../../policies/detections/cis-controls";
import { cisMonitored } from "../../../policies/detections/cis-monitored";
import { evaluate } from "../../../policies/evaluate";
import { UNKNOWN } from "../../../policies/graph/value";
import type { Policy } from "../../../policies/policy";
import { FACTS, key, other, ref, stack, topic, topicPolicy, type Draft } from "../../resources";
import { delivery, listening } from "./chain";

/** Rules of EventBridge that watch for what a control names, in place of a filter and an alarm. */

const namesOf = (id: string) => cisMonitored.find((each) => each.id === id)?.rings.map(({ eventName }) => eventName);
const pattern = (id: string, source: string) =>
  JSON.stringify({
    source: [`aws.${source}`],
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: { eventSource: [`${source}.amazonaws.com`], eventName: namesOf(id) },
  });
const GROUPS = "alarm-on-security-group-changes";
const POLICIES = "alarm-on-iam-policy-changes";

const rule = (eventPattern: unknown, change: Record<string, unknown> = {}): Draft =>
  other("aws:cloudwatch/eventRule:EventRule", "rule", { eventPattern, ...change });
const target = (arn: unknown = ref("alerts"), change: Record<string, unknown> = {}): Draft =>
  other("aws:cloudwatch/eventTarget:EventTarget", "target", { rule: ref("rule", "name"), arn, ...change });
const letIn = (service = "events.amazonaws.com"): Draft =>
  topicPolicy("let-in", {
    arn: ref("alerts"),
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sns:Publish", Resource: "*" }],
    }),
  });

const verdictOn = (id: string, drafts: Draft[], region = FACTS.region) => {
  const policy = cisControls.find((each) => each.id === id) as Policy;
  const [before, after] = [false, true].map(
    (deployed) => evaluate([policy], stack(drafts, deployed, { ...FACTS, region }))[0],
  );
  expect([after.status, after.message]).toEqual([before.status, before.message]);
  return before;
};
const statusOf = (id: string, ...drafts: Draft[]) => verdictOn(id, [...delivery(), ...drafts]).status;
const messageOf = (id: string, ...drafts: Draft[]) => verdictOn(id, [...delivery(), ...drafts]).message;

test("a rule whose topic somebody hears satisfies a control", () => {
  const verdict = verdictOn(GROUPS, [...delivery(), rule(pattern(GROUPS, "ec2")), target(), ...listening, letIn()]);
  expect(verdict.status).toBe("pass");
  expect(verdict.evidence.map(({ resource }) => resource)).toEqual(["rule", "oncall"]);
});

test.each<[string, unknown, string]>([
  ["a function", "lambda:eu-west-1:111122223333:function:pager", "pass"],
  ["a plan of Incident Manager", "ssm-incidents::111122223333:response-plan/breach", "pass"],
  ["a web hook", "events:eu-west-1:111122223333:api-destination/pager/1", "pass"],
  ["a log group", "logs:eu-west-1:111122223333:log-group:findings", "fail"],
  ["a queue that nobody here reads", "sqs:eu-west-1:111122223333:findings", "unknown"],
  ["a topic of another stack", "sns:eu-west-1:111122223333:theirs", "unknown"],
  ["a bus of another account", "events:eu-west-1:444455556666:event-bus/security", "unknown"],
])("a target that is no topic: %s", (_, arn, status) => {
  expect(statusOf(GROUPS, rule(pattern(GROUPS, "ec2")), target(`arn:aws:${arn as string}`))).toBe(status);
});

test("a function of the stack", () => {
  const arn = "arn:aws:lambda:eu-west-1:111122223333:function:pager";
  const code = other("aws:lambda/function:Function", "pager", { arn });
  expect(statusOf(GROUPS, rule(pattern(GROUPS, "ec2")), target(ref("pager")), code)).toBe("pass");
});

/** A rule that hands what it matches on to a bus, and the bus that the other rule is on. */
const forwarding = (eventPattern: unknown, to: unknown, change: Record<string, unknown> = {}): Draft[] => [
  other("aws:cloudwatch/eventRule:EventRule", "forward", { eventPattern, ...change }),
  other("aws:cloudwatch/eventTarget:EventTarget", "hand-on", { rule: ref("forward", "name"), arn: to, ...change }),
];
const SECURITY = other("aws:cloudwatch/eventBus:EventBus", "security", { name: "security" });
const ANY_CALL = JSON.stringify({ "detail-type": ["AWS API Call via CloudTrail"] });

test("a rule on a bus of the stack, to which another rule hands the events on", () => {
  const bus = { eventBusName: ref("security", "name") };
  const drafts = [rule(pattern(GROUPS, "ec2"), bus), target(ref("alerts"), bus), SECURITY, ...listening, letIn()];
  expect(statusOf(GROUPS, ...drafts)).toBe("fail");
  expect(statusOf(GROUPS, ...drafts, ...forwarding(ANY_CALL, ref("security")))).toBe("pass");
  expect(statusOf(GROUPS, ...drafts, ...forwarding(ANY_CALL, ref("security"), { state: "DISABLED" }))).toBe("fail");
  expect(messageOf(GROUPS, ...drafts, ...forwarding('{"source":["aws.s3"]}', ref("security")))).toBe(
    'rule does not match AuthorizeSecurityGroupIngress of ec2 by AssumedRole: source: ["aws.s3"] meets "aws.ec2"',
  );
});

test("what no rule on a bus of the stack listens to is heard by nobody", () => {
  const bus = { eventBusName: ref("security", "name") };
  const drafts = [rule(pattern(POLICIES, "iam"), bus), target(ref("alerts"), bus), SECURITY, ...listening, letIn()];
  expect(statusOf(GROUPS, ...drafts, ...forwarding(ANY_CALL, ref("security")))).toBe("fail");
});

test("events of us-east-1 that a rule there hands on to the default bus of the trail's region", () => {
  const drafts = [rule(pattern(POLICIES, "iam")), target(), ...listening, letIn()];
  const home = "arn:aws:events:eu-west-1:111122223333:event-bus/default";
  expect(statusOf(POLICIES, ...drafts, ...forwarding(ANY_CALL, home, { region: "us-east-1" }))).toBe("pass");
});

test("buses that hand events to each other in a circle", () => {
  const drafts = [rule(pattern(GROUPS, "ec2")), target(), ...listening, letIn()];
  const home = "arn:aws:events:eu-west-1:111122223333:event-bus/default";
  expect(statusOf(GROUPS, ...drafts, ...forwarding(ANY_CALL, home))).toBe("pass");
});

test("a pattern may name the region and the account of the stack", () => {
  const here = { region: ["eu-west-1"], account: ["111122223333"], detail: { awsRegion: ["eu-west-1"] } };
  const groups = JSON.parse(pattern(GROUPS, "ec2")) as { detail: object };
  const narrowed = JSON.stringify({ ...groups, ...here, detail: { ...groups.detail, ...here.detail } });
  expect(statusOf(GROUPS, rule(narrowed), target(), ...listening, letIn())).toBe("pass");
});

test("a pattern that cannot be read is another policy's finding", () => {
  const broken = pattern(GROUPS, "ec2").replace('["aws.ec2"]', '"aws.ec2"');
  expect(verdictOn(GROUPS, [...delivery(), rule(broken), target(), ...listening, letIn()])).toMatchObject({
    status: "not-applicable",
    message: "rule is meant for them and cannot be read (event-pattern-valid)",
  });
});

const ORDERS = "no rule hands events of CloudTrail on to its bus";
test.each([
  ["it is disabled", { state: "DISABLED" }, "it is disabled (event-rule-reaches-subscriber)"],
  ["it is not enabled, in the old form", { isEnabled: false }, "it is disabled (event-rule-reaches-subscriber)"],
  ["it is on another bus", { eventBusName: "orders" }, `${ORDERS} orders`],
  [
    "it is on another bus, by its ARN",
    { eventBusName: "arn:aws:events:eu-west-1:111122223333:event-bus/orders" },
    `${ORDERS} arn:aws:events:eu-west-1:111122223333:event-bus/orders`,
  ],
  [
    "it is in another region",
    { region: "eu-north-1" },
    "it gets the events of eu-north-1; the trail delivers in eu-west-1",
  ],
])("no event reaches it: %s", (_, change, why) => {
  const drafts = [rule(pattern(GROUPS, "ec2"), change), target(), ...listening, letIn()];
  expect(messageOf(GROUPS, ...drafts)).toBe(`rule is meant for them, but ${why}`);
});

test("a rule about something else is not said to be meant for them", () => {
  const drafts = [rule('{"source":["shop.orders"]}', { eventBusName: "orders" }), target(), ...listening, letIn()];
  expect(messageOf(GROUPS, ...drafts)).toBe("no filter on audit-logs matches changes of security groups");
});

test("the default bus may be named", () => {
  const bus = { eventBusName: "arn:aws:events:eu-west-1:111122223333:event-bus/default" };
  expect(statusOf(GROUPS, rule(pattern(GROUPS, "ec2"), bus), target(), ...listening, letIn())).toBe("pass");
});

test("events of IAM reach rules of us-east-1 only", () => {
  const drafts = (region?: string) => [
    rule(pattern(POLICIES, "iam"), { region }),
    target(ref("alerts"), { region }),
    ...listening,
    letIn(),
  ];
  expect(messageOf(POLICIES, ...drafts())).toBe(
    "rule does not match DeleteGroupPolicy of iam by AssumedRole: the region eu-west-1 meets an event of us-east-1",
  );
  expect(statusOf(POLICIES, ...drafts("us-east-1"))).toBe("pass");
});

test("denied calls that only read reach a rule that asks for all management events", () => {
  const id = "alarm-on-unauthorized-api-calls";
  const denied = JSON.stringify({
    detail: { errorCode: [{ prefix: "AccessDenied" }, { suffix: "UnauthorizedOperation" }] },
  });
  const drafts = (state: string) => [...delivery(), rule(denied, { state }), target(), ...listening, letIn()];
  expect(verdictOn(id, drafts("ENABLED"), "us-east-1").status).toBe("fail");
  expect(verdictOn(id, drafts("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"), "us-east-1").status).toBe("pass");
});

test.each<[string, Draft[], string]>([
  ["it has no target", [], "rule: it has no target that tells anybody"],
  ["nobody subscribes", [target(), listening[0], letIn()], "nobody subscribes to alerts"],
  ["the default topic policy", [target(), ...listening], "the default policy of alerts keeps EventBridge out"],
  [
    "the topic lets CloudWatch in",
    [target(), topic("alerts", { name: "alerts" }), listening[1], letIn("cloudwatch.amazonaws.com")],
    "the policy of alerts keeps EventBridge out",
  ],
  [
    "the topic's key",
    [
      target(),
      { ...listening[0], values: { kmsMasterKeyId: ref("topic-key", "id") } },
      key("topic-key"),
      listening[1],
      letIn(),
    ],
    "key topic-key has the default policy of KMS",
  ],
])("nobody hears: %s", (_, drafts, message) => {
  expect(messageOf(GROUPS, rule(pattern(GROUPS, "ec2")), ...drafts)).toContain(message);
});

test("a pattern that is decided elsewhere leaves the control open where its target tells somebody", () => {
  const policy = cisControls.find((each) => each.id === GROUPS) as Policy;
  const drafts = [...delivery(), rule(UNKNOWN), target(), ...listening, letIn()];
  expect(evaluate([policy], stack(drafts, false))[0]).toMatchObject({
    status: "unknown",
    message: expect.stringContaining("rule.eventPattern"),
  });
  const silent = [...delivery(), rule(UNKNOWN), ...listening];
  expect(evaluate([policy], stack(silent, false))[0].status).toBe("fail");
});
