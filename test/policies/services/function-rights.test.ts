import { UNKNOWN } from "../../../policies/graph/value";
import rows from "../../../policies/services/function-rights";
import { judge, type Cases } from "../../judge";
import {
  alarm,
  logGroup,
  other,
  ref,
  role,
  rolePolicy,
  rolePolicyAttachment,
  subscription,
  topic,
  type Draft,
} from "../../resources";

const managed = (name: string): Draft =>
  rolePolicyAttachment("managed", { role: ref("acts", "name"), policyArn: `arn:aws:iam::aws:policy/${name}` });
const may = (Action: unknown, Resource: unknown = "*"): Draft =>
  rolePolicy("may", {
    role: ref("acts", "name"),
    policy: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] }),
  });
const acts = role("acts", { name: "acts" });
const lambda = (more: object = {}): Draft =>
  other("aws:lambda/function:Function", "lambda", { name: "clean-up", role: ref("acts"), ...more });
const WRITES = ["logs:CreateLogStream", "logs:PutLogEvents"];
const GROUP = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/lambda/clean-up";

const permission = (more: object = {}): Draft =>
  other("aws:lambda/permission:Permission", "calls", {
    ...{ action: "lambda:InvokeFunction", function: ref("lambda", "name"), principal: "events.amazonaws.com" },
    ...more,
  });
const rule = (name: string): Draft => other("aws:cloudwatch/eventRule:EventRule", name, { name });
const RULE = "arn:aws:events:eu-west-1:111122223333:rule/nightly";
const nightly: Draft[] = [
  lambda({ role: undefined }),
  rule("nightly"),
  other("aws:cloudwatch/eventTarget:EventTarget", "target", { rule: ref("nightly", "name"), arn: ref("lambda") }),
];
const said: Draft[] = [
  lambda({ role: undefined }),
  topic("alerts", { name: "alerts" }),
  subscription("listener", { topic: ref("alerts"), protocol: "lambda", endpoint: ref("lambda") }),
];
const kept = (destinationArn: unknown = ref("lambda")): Draft[] => [
  lambda({ role: undefined }),
  logGroup("app", { name: "/app" }),
  other("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", "kept", {
    ...{ logGroup: ref("app", "name"), filterPattern: "", destinationArn },
  }),
];
const byLogs = (more: object = {}): Draft => permission({ principal: "logs.amazonaws.com", ...more });
const rings = (...alarmActions: unknown[]): Draft[] => [
  lambda({ role: undefined }),
  topic("alerts", { name: "alerts" }),
  alarm("high", { name: "high", alarmActions }),
];
const ALARMS = "lambda.alarms.cloudwatch.amazonaws.com";
const byAlarms = (more: object = {}): Draft => permission({ principal: ALARMS, ...more });
const bySns = (more: object = {}): Draft => permission({ principal: "sns.amazonaws.com", ...more });

const cases: Record<string, Cases> = {
  "function-role-writes-logs": {
    pass: {
      "the policy that AWS has for functions": [lambda(), acts, managed("service-role/AWSLambdaBasicExecutionRole")],
      "rights of its own": [lambda(), acts, may(WRITES)],
      "on its own group": [lambda(), acts, may(WRITES, `${GROUP}:*`)],
      "on a group of another name": [
        lambda({ loggingConfig: { logFormat: "JSON", logGroup: ref("app", "name") } }),
        ...[logGroup("app", { name: "/app" }), acts],
        may(WRITES, "arn:aws:logs:eu-west-1:111122223333:log-group:/app:*"),
      ],
    },
    fail: {
      "left to the default, without a policy": [
        [lambda(), acts],
        "role acts may not write its logs: no statement allows",
      ],
      "streams without events": [[lambda(), acts, may("logs:CreateLogStream")], "logs:PutLogEvents"],
      "another group": [[lambda(), acts, may(WRITES, `${GROUP}-2:*`)], "logs:CreateLogStream"],
      "a policy about something else": [[lambda(), acts, managed("AWSXRayDaemonWriteAccess")], "logs:CreateLogStream"],
    },
    unknown: {
      "the name of the group": [
        [lambda({ name: UNKNOWN }), acts, may(WRITES, `${GROUP}:*`)],
        "permission for arn:aws:iam::111122223333:role/acts logs:CreateLogStream",
      ],
    },
    notApplicable: {
      "a role of another stack": [lambda({ role: "arn:aws:iam::111122223333:role/theirs" })],
      "a policy that is not known here": [lambda(), acts, managed("SomethingNew")],
      "a role that is only read": [lambda(), role("acts", { name: "acts" }, { external: true })],
    },
  },
  "event-target-function-invocable": {
    pass: {
      "for this rule": [...nightly, permission({ sourceArn: ref("nightly") })],
      "for every rule of the account": [
        ...nightly,
        permission({ sourceArn: "arn:aws:events:eu-west-1:111122223333:rule/*" }),
      ],
      "for EventBridge": [...nightly, permission()],
      "for everybody who is this rule": [...nightly, permission({ principal: "*", sourceArn: RULE })],
      "by the ARN of the function": [...nightly, permission({ function: ref("lambda") })],
    },
    fail: {
      "left to the default, which lets nobody in": [
        nightly,
        "function lambda has no permission that lets events.amazonaws.com in",
      ],
      "for another rule": [
        [...nightly, rule("weekly"), permission({ sourceArn: ref("weekly") })],
        "no permission of function lambda lets events.amazonaws.com in on behalf of nightly",
      ],
      "for another rule by its ARN": [[...nightly, permission({ sourceArn: `${RULE}-2` })], "on behalf of nightly"],
      "for another service": [[...nightly, permission({ principal: "event.amazonaws.com" })], "on behalf of nightly"],
      "another action": [[...nightly, permission({ action: "lambda:GetFunction" })], "on behalf of nightly"],
      "of another account": [[...nightly, permission({ sourceAccount: "999988887777" })], "on behalf of nightly"],
    },
    unknown: {
      "decided elsewhere": [[...nightly, permission({ principal: UNKNOWN })], "calls.principal"],
    },
    notApplicable: {
      "a topic": [
        rule("nightly"),
        topic("alerts"),
        other("aws:cloudwatch/eventTarget:EventTarget", "target", { rule: ref("nightly", "name"), arn: ref("alerts") }),
      ],
    },
  },
  "subscription-function-invocable": {
    pass: { "for this topic": [...said, bySns({ sourceArn: ref("alerts") })], "for SNS": [...said, bySns()] },
    fail: {
      "left to the default, which lets nobody in": [said, "has no permission that lets sns.amazonaws.com in"],
      "for EventBridge": [[...said, permission()], "lets sns.amazonaws.com in on behalf of alerts"],
    },
    unknown: { "decided elsewhere": [[...said, bySns({ principal: UNKNOWN })], "calls.principal"] },
    notApplicable: {
      "e-mail": [
        topic("alerts"),
        subscription("listener", { topic: ref("alerts"), protocol: "email", endpoint: "a@b.c" }),
      ],
    },
  },
  "log-subscription-function-invocable": {
    pass: {
      "for every group": [...kept(), byLogs()],
      "for this group": [...kept(), byLogs({ sourceArn: ref("app", "arn", (arn) => `${arn}:*`) })],
      "for this group by its ARN": [
        ...kept(),
        byLogs({ sourceArn: "arn:aws:logs:eu-west-1:111122223333:log-group:/app:*" }),
      ],
      "for the service of the region, as it was once called": [
        ...kept(),
        byLogs({ principal: "logs.eu-west-1.amazonaws.com" }),
      ],
    },
    fail: {
      "left to the default, which lets nobody in": [kept(), "has no permission that lets logs.amazonaws.com in"],
      "for another group": [
        [...kept(), byLogs({ sourceArn: "arn:aws:logs:eu-west-1:111122223333:log-group:/other:*" })],
        "no permission of function lambda lets logs.amazonaws.com in on behalf of app",
      ],
    },
    unknown: { "decided elsewhere": [[...kept(), byLogs({ principal: UNKNOWN })], "calls.principal"] },
    notApplicable: {
      "a stream": kept("arn:aws:kinesis:eu-west-1:111122223333:stream/logs"),
    },
  },
  "alarm-function-invocable": {
    pass: {
      "for this alarm": [...rings(ref("lambda")), byAlarms({ sourceArn: ref("high") })],
      "for alarms of the account": [
        ...rings(ref("alerts"), ref("lambda")),
        byAlarms({ sourceAccount: "111122223333" }),
      ],
    },
    fail: {
      "left to the default, which lets nobody in": [
        rings(ref("alerts"), ref("lambda")),
        `function lambda has no permission that lets ${ALARMS} in`,
      ],
      "for CloudWatch, whose alarms have a name of their own": [
        [...rings(ref("lambda")), permission({ principal: "cloudwatch.amazonaws.com" })],
        "on behalf of high",
      ],
      "for another alarm": [
        [...rings(ref("lambda")), byAlarms({ sourceArn: "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:low" })],
        "on behalf of high",
      ],
    },
    unknown: { "decided elsewhere": [[...rings(ref("lambda")), byAlarms({ principal: UNKNOWN })], "calls.principal"] },
    notApplicable: { "a topic": rings(ref("alerts")) },
  },
};

test("every row has its cases", () => expect(Object.keys(cases)).toEqual(rows.map(({ id }) => id)));
for (const row of rows) judge(row, cases[row.id]);
