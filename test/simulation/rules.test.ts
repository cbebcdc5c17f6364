import { detectionsOf } from "../../simulation/detections";
import { explain } from "../../simulation/explain";
import type { Simulation } from "../../simulation/simulate";
import { ACCOUNT, other, ref, stack, subscription, topic, topicPolicy, trail, type Draft } from "../resources";
import { run, shown } from "./run";

/** Rules of EventBridge as detections: which events come to them, and who hears of each. */

const at = (time: string, more = {}): object => ({
  eventTime: `2024-08-01T${time}Z`,
  eventID: time,
  eventSource: "cloudtrail.amazonaws.com",
  eventName: "StopLogging",
  awsRegion: "eu-west-1",
  readOnly: false,
  userIdentity: { type: "IAMUser", arn: `arn:aws:iam::${ACCOUNT}:user/anna` },
  eventType: "AwsApiCall",
  ...more,
});
const READ = { readOnly: true, eventName: "GetTrailStatus" };
const ELSEWHERE = { awsRegion: "eu-north-1" };
const SIGN_IN = { eventSource: "signin.amazonaws.com", eventName: "ConsoleLogin", eventType: "AwsConsoleSignIn" };
const EVENTS = [at("13:00:00"), at("13:01:00", READ), at("13:02:00", ELSEWHERE), at("13:03:00", SIGN_IN)];

const rule = (pattern: unknown, change: Record<string, unknown> = {}): Draft =>
  other("aws:cloudwatch/eventRule:EventRule", "tamper", { eventPattern: JSON.stringify(pattern), ...change });
const target = (arn: unknown = ref("pager"), of = "tamper", change: Record<string, unknown> = {}): Draft =>
  other("aws:cloudwatch/eventTarget:EventTarget", `${of}-target`, { rule: ref(of, "name"), arn, ...change });
const SUBSCRIBED = subscription("sub", { topic: ref("pager"), protocol: "email", endpoint: "ops@example.com" });
const LET_IN = topicPolicy("let-in", {
  arn: ref("pager"),
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sns:Publish", Resource: "*" },
    ],
  }),
});
const PAGER = [topic("pager"), SUBSCRIBED, LET_IN];
const TAMPER = { source: ["aws.cloudtrail"], "detail-type": ["AWS API Call via CloudTrail"] };
const CHAIN = [trail("audit"), rule(TAMPER), target(), ...PAGER];

const hitsOf = ({ detections }: Simulation): number[] => detections.map(({ hits }) => hits.count);

test("an event that comes to the rule, and who hears of it", () => {
  const result = run(CHAIN, EVENTS);
  expect(result.detections).toMatchObject([
    {
      kind: "event rule",
      name: "tamper",
      blind: undefined,
      hits: { count: 1 },
      alarms: [],
      tells: { told: [{ protocol: "email", endpoint: "ops@example.com", topic: "pager" }], untold: [] },
    },
  ]);
  const text = shown(result);
  expect(text).toMatch(/told +email ops@example.com through pager/);
  expect(text).toContain("in near real time");
  expect(text).toMatch(/1 detection: 1 told somebody/);
});

test("a chat channel hears of it without a subscription", () => {
  const type = "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration";
  const slack = other(type, "chat", { snsTopicArns: [ref("pager")], slackChannelId: "C07EZ1ABC23" });
  const [{ tells }] = run([trail("audit"), rule(TAMPER), target(), topic("pager"), LET_IN, slack], EVENTS).detections;
  expect(tells?.told).toEqual([{ protocol: "slack", endpoint: "C07EZ1ABC23", topic: "pager" }]);
});

const ALL = { state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" };
const bus = (name: string, region?: string) => `arn:aws:events:${region ?? "eu-west-1"}:${ACCOUNT}:event-bus/${name}`;
/** A rule that hands every call on, in a region. */
const forward = (to: string, region?: string): Draft[] => [
  other("aws:cloudwatch/eventRule:EventRule", "forward", {
    eventPattern: JSON.stringify({ "detail-type": [{ suffix: " via CloudTrail" }] }),
    region,
  }),
  target(to, "forward", { region }),
];

test.each<[string, Draft[], number]>([
  ["a state that asks for calls that only read", [rule(TAMPER, ALL)], 2],
  ["sign-ins are events of another type", [rule({ "detail-type": ["AWS Console Sign In via CloudTrail"] })], 1],
  ["a field of the record", [rule({ detail: { eventName: ["StopLogging"], awsRegion: ["eu-north-1"] } })], 0],
  ["a rule of another region", [rule(TAMPER, { region: "eu-north-1" })], 1],
  ["events of another region that a rule there hands on", [rule(TAMPER), ...forward(bus("default"), "eu-north-1")], 2],
  ["a bus of its own that gets them", [rule(TAMPER, { eventBusName: "security" }), ...forward(bus("security"))], 1],
])("%s", (_, drafts, hits) => {
  expect(hitsOf(run([trail("audit"), ...drafts, ...PAGER], EVENTS))).toEqual([hits]);
});

test.each<[string, Draft[], string]>([
  ["a rule that is disabled", [rule(TAMPER, { state: "DISABLED" }), target(), ...PAGER], "it is disabled"],
  [
    "a bus that gets nothing of CloudTrail",
    [rule(TAMPER, { eventBusName: "orders" }), target(), ...PAGER],
    "no rule hands events of CloudTrail on to its bus orders",
  ],
  [
    "a pattern that EventBridge refuses",
    [rule({ ...TAMPER, source: "aws.cloudtrail" }), target(), ...PAGER],
    "EventBridge refuses its pattern",
  ],
  [
    "a trail that does not record",
    [...CHAIN.slice(1), trail("audit", { enableLogging: false })],
    "logging is switched off",
  ],
  ["no target", [rule(TAMPER), ...PAGER], "it has no target that tells anybody"],
  ["nobody subscribes", [rule(TAMPER), target(), topic("pager"), LET_IN], "nobody subscribes to pager"],
  ["a topic that keeps EventBridge out", [rule(TAMPER), target(), topic("pager"), SUBSCRIBED], "keeps EventBridge out"],
  [
    "a queue",
    [rule(TAMPER), target("arn:aws:sqs:eu-west-1:1:queue")],
    "nobody here knows who hears of what it sends to",
  ],
])("said in words, and nobody counts as told: %s", (_, drafts, told) => {
  const text = shown(run(drafts, EVENTS));
  expect(text).toContain(told);
  expect(text).toMatch(/1 detection: 0 told somebody/);
});

test("rules about something else are no detections", () => {
  const others = [
    { source: ["aws.guardduty"] },
    { "detail-type": ["GuardDuty Finding"], detail: { eventName: ["a"] } },
  ];
  for (const other of others)
    expect(run([trail("audit"), rule(other), target(), ...PAGER], EVENTS).detections).toEqual([]);
});

test("why a rule is silent about one event", () => {
  const explained = (event: object) => explain(detectionsOf(stack(CHAIN, true)), event as never)[0];
  expect(explained(EVENTS[0])).toMatchObject({ name: "tamper", matched: true });
  expect(explained(EVENTS[1]).because).toEqual([{ text: "the state ENABLED", found: "a call that only reads" }]);
  expect(explained(EVENTS[2]).because).toEqual([{ text: "the region eu-west-1", found: "an event of eu-north-1" }]);
  expect(explained(EVENTS[3]).because).toEqual([
    { text: 'detail-type: ["AWS API Call via CloudTrail"]', found: '"AWS Console Sign In via CloudTrail"' },
  ]);
});
