import policy from "../../../policies/alarms/alarm-reaches-subscriber";
import { UNKNOWN } from "../../../policies/graph/value";
import { evaluate } from "../../../policies/evaluate";
import { judge } from "../../judge";
import { ACCOUNT, alarm, compositeAlarm, logGroup, other, ref, stack, stackReference } from "../../resources";
import { subscription, topic, trail, type Draft } from "../../resources";
import { counter, onRootUsage } from "./counters";

const alerts = topic("alerts");
const email = (to: unknown = ref("alerts"), name = "mail"): Draft =>
  subscription(name, { topic: to, protocol: "email", endpoint: "audit@example.org" });
const filtered = (filterPolicy: unknown, more: object = {}): Draft =>
  subscription("mail", { topic: ref("alerts"), protocol: "email", endpoint: "a@example.org", filterPolicy, ...more });
const channel = (app: "slack" | "teams", of: unknown = ref("alerts")): Draft => {
  const name = `${app}ChannelConfiguration`;
  const type = `aws:chatbot/${name}:${name[0].toUpperCase()}${name.slice(1)}`;
  return other(type, app, { snsTopicArns: [of] });
};
const acting = (...alarmActions: unknown[]): Draft => alarm("root", { name: "root", alarmActions });
const composite = (alarmRule: unknown): Draft =>
  compositeAlarm("any", { alarmName: "any", alarmRule, alarmActions: [ref("alerts")] });
const arn = (service: string, resource: string): string => `arn:aws:${service}:eu-west-1:${ACCOUNT}:${resource}`;
const scaling = other("aws:autoscaling/policy:Policy", "scale-out", { arn: arn("autoscaling", "scalingPolicy:1") });

judge(policy, {
  pass: {
    "a subscriber in the stack": [alerts, email(), acting(ref("alerts"))],
    "one topic of two is heard": [topic("quiet"), alerts, email(), acting(ref("quiet"), ref("alerts"))],
    "two subscribers": [alerts, email(), email(ref("alerts"), "pager"), acting(ref("alerts"))],
    "a topic by its ARN": [
      topic("alerts", { name: "alerts", arn: arn("sns", "alerts") }),
      email(arn("sns", "alerts")),
      acting(arn("sns", "alerts")),
    ],
    "actions switched off, which is another finding": [
      alerts,
      email(),
      alarm("root", { alarmActions: [ref("alerts")], actionsEnabled: false }),
    ],
    "the switch left to the default": [alerts, email(), acting(ref("alerts"))],
    "a topic that was only read, with a subscriber of this stack": [
      topic("alerts", {}, { external: true }),
      email(),
      acting(ref("alerts")),
    ],
    "a filter policy on the body": [
      alerts,
      filtered('{"NewStateValue":["ALARM"]}', { filterPolicyScope: "MessageBody" }),
      acting(ref("alerts")),
    ],
    "a filter policy that wants no attribute": [
      alerts,
      filtered('{"$or":[{"team":["audit"]},{"team":[{"exists":false}]}]}'),
      acting(ref("alerts")),
    ],
    "a filter policy without conditions": [alerts, filtered("{}"), acting(ref("alerts"))],
    "a filtered subscriber beside one that hears all": [
      alerts,
      email(ref("alerts"), "all"),
      filtered('{"team":["audit"]}'),
      acting(ref("alerts")),
    ],
    "a channel of Slack": [alerts, channel("slack"), acting(ref("alerts"))],
    "a channel of Teams": [alerts, channel("teams"), acting(ref("alerts"))],
    "an OpsItem": [acting(arn("ssm", "opsitem:2#CATEGORY=Security"))],
    "an incident": [acting(`arn:aws:ssm-incidents::${ACCOUNT}:responseplan/audit`)],
    "a function": [other("aws:lambda/function:Function", "pager"), acting(ref("pager"))],
    "a function by its ARN": [acting(arn("lambda", "function:pager"))],
    "a topic that nobody hears beside a function": [alerts, acting(ref("alerts"), arn("lambda", "function:pager"))],
    "a topic elsewhere beside one that is heard": [alerts, email(), acting(arn("sns", "central"), ref("alerts"))],
    "a composite alarm over it": [alerts, email(), acting(), composite('ALARM("root")')],
    "a composite alarm over it, by reference": [
      alerts,
      email(),
      acting(),
      composite(ref("root", "arn", (each) => `ALARM("${each}")`)),
    ],
    "its own topic is not heard, that of the composite alarm is": [
      topic("quiet"),
      alerts,
      email(),
      acting(ref("quiet")),
      composite("ALARM(root)"),
    ],
  },
  fail: {
    "no subscriber": [[alerts, acting(ref("alerts"))], "nobody subscribes to alerts"],
    "a filter policy on attributes, which alarms do not have": [
      [alerts, filtered('{"severity":["high"]}'), acting(ref("alerts"))],
      "the filter policy of mail keeps out what has no attributes",
    ],
    "a filter policy on the body that wants the state OK": [
      [alerts, filtered('{"NewStateValue":["OK"]}', { filterPolicyScope: "MessageBody" }), acting(ref("alerts"))],
      "the filter policy of mail keeps out alarms that ring",
    ],
    "a filter policy as an object": [
      [alerts, filtered({ severity: ["high"] }, { filterPolicyScope: "MessageAttributes" }), acting(ref("alerts"))],
      "the filter policy of mail keeps out what has no attributes",
    ],
    "no subscriber to either of two": [
      [alerts, topic("quiet"), acting(ref("alerts"), ref("quiet"))],
      "nobody subscribes to alerts, quiet",
    ],
    "a channel that hears another topic": [
      [alerts, topic("news"), channel("slack", ref("news")), acting(ref("alerts"))],
      "nobody subscribes to alerts",
    ],
    "a subscriber of another topic": [
      [alerts, topic("news"), email(ref("news")), acting(ref("alerts"))],
      "nobody subscribes to alerts",
    ],
    "a subscriber of a topic elsewhere": [
      [alerts, email(arn("sns", "central")), acting(ref("alerts"))],
      "nobody subscribes to alerts",
    ],
    "a topic that nobody hears beside a scaling policy": [
      [alerts, scaling, acting(ref("alerts"), ref("scale-out"))],
      "nobody subscribes to alerts",
    ],
    "a composite alarm whose topic nobody hears": [
      [alerts, acting(), composite('ALARM("root")')],
      "nobody subscribes to alerts",
    ],
    "an audit alarm that only scales": [
      [scaling, counter(), onRootUsage({ alarmActions: [ref("scale-out")] })],
      "none of its actions tells anybody",
    ],
    "one alarm of two": [
      [alerts, topic("quiet"), email(), acting(ref("alerts")), alarm("b", { alarmActions: [ref("quiet")] })],
      "nobody subscribes to quiet",
    ],
  },
  unknown: {
    "a topic of another stack": [[stackReference("base"), acting(ref("base", "outputs"))], "root.alarmActions"],
    "a topic elsewhere": [[acting(arn("sns", "central"))], "central is not part of this stack"],
    "a topic that was only read": [
      [topic("central", {}, { external: true }), acting(ref("central"))],
      "central is not part of this stack",
    ],
    "a topic that nobody hears beside one elsewhere": [
      [alerts, acting(ref("alerts"), arn("sns", "central"))],
      "central is not part of this stack",
    ],
    "an action that is not known to tell anybody": [
      [acting(arn("aiops", "investigation-group/audit"))],
      "investigation-group/audit is not part of this stack",
    ],
    "a subscription to a topic that is decided elsewhere": [
      [alerts, email(UNKNOWN), acting(ref("alerts"))],
      "mail.topic",
    ],
    "a filter policy that is decided elsewhere": [
      [alerts, filtered(UNKNOWN), acting(ref("alerts"))],
      "mail.filterPolicy",
    ],
    "the actions are decided elsewhere": [[alarm("root", { alarmActions: UNKNOWN })], "root.alarmActions"],
    "the rule of a composite alarm is decided elsewhere": [
      [alerts, email(), acting(), composite(UNKNOWN)],
      "any.alarmRule",
    ],
  },
  notApplicable: {
    "no action at all": [alarm("root")],
    "an action for OK alone": [alerts, alarm("root", { okActions: [ref("alerts")] })],
    "an alarm that scales": [scaling, acting(ref("scale-out"))],
    "an alarm that repairs": [acting("arn:aws:automate:eu-west-1:ec2:recover")],
    "a composite alarm over another": [alerts, email(), acting(), composite('ALARM("other")')],
  },
});

test.each([
  ["a scaling policy, which tells nobody", "aws:autoscaling/policy:Policy", "not-applicable"],
  ["a scaling policy of another service", "aws:appautoscaling/policy:Policy", "not-applicable"],
  ["a function, which may", "aws:lambda/function:Function", "pass"],
  ["a response plan", "aws:ssmincidents/responsePlan:ResponsePlan", "pass"],
  ["something that nobody knows", "aws:iot/policy:Policy", "unknown"],
])("before its ARN is known: %s", (_, type, status) => {
  const [verdict] = evaluate([policy], stack([other(type, "action"), acting(ref("action"))], false));
  expect(verdict.status).toBe(status);
});

test("a finding draws the chain from the trail to the topic that nobody hears", () => {
  const drafts = [
    logGroup("audit-logs"),
    trail("audit", { cloudWatchLogsGroupArn: ref("audit-logs") }),
    counter({}, { logGroupName: ref("audit-logs", "name") }),
    alerts,
    onRootUsage({ alarmActions: [ref("alerts")] }),
  ];
  const [verdict] = evaluate([policy], stack(drafts, false));
  expect(verdict.chain?.map(({ noun, name, broken }) => `${noun} ${name}${broken ? " ⨯" : ""}`)).toEqual([
    "trail audit",
    "log group audit-logs",
    "metric filter root-filter",
    "metric TrailWatch/RootUsage",
    "alarm root-alarm",
    "topic alerts ⨯",
  ]);
});
