import { UNKNOWN } from "../../../policies/graph/value";
import policy from "../../../policies/services/function-not-throttled";
import { judge } from "../../judge";
import { alarm, compositeAlarm, logGroup, other, ref, subscription, topic, type Draft } from "../../resources";

const lambda = (reservedConcurrentExecutions?: unknown): Draft =>
  other("aws:lambda/function:Function", "teller", { name: "teller", reservedConcurrentExecutions });

const heard: Draft[] = [
  topic("alerts"),
  subscription("told", { topic: ref("alerts"), protocol: "lambda", endpoint: ref("teller") }),
];
const rule = (values: object): Draft[] => [
  other("aws:cloudwatch/eventRule:EventRule", "keys", { name: "keys", ...values }),
  other("aws:cloudwatch/eventTarget:EventTarget", "told", { rule: ref("keys", "name"), arn: ref("teller") }),
];
const PATTERN = { eventPattern: '{"source":["aws.kms"]}' };

judge(policy, {
  pass: {
    "left to the default, which reserves nothing": [lambda(), ...heard],
    "nothing is reserved": [lambda(-1), ...heard],
    "one at a time": [lambda(1), ...rule(PATTERN)],
  },
  fail: {
    "a topic calls it": [[lambda(0), ...heard], "it may not run at all, and subscription told calls it"],
    "a rule calls it": [[lambda(0), ...rule(PATTERN)], "event target told calls it"],
    "an alarm calls it": [[lambda(0), alarm("high", { alarmActions: [ref("teller")] })], "alarm high calls it"],
    "a composite alarm calls it": [
      [lambda(0), compositeAlarm("any", { alarmName: "any", alarmActions: [ref("teller")] })],
      "composite alarm any calls it",
    ],
    "a log group calls it": [
      [
        lambda(0),
        logGroup("app"),
        other("aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter", "kept", {
          ...{ logGroup: ref("app", "name"), filterPattern: "", destinationArn: ref("teller") },
        }),
      ],
      "subscription filter kept calls it",
    ],
  },
  unknown: { "decided elsewhere": [[lambda(UNKNOWN), ...heard], "teller.reservedConcurrentExecutions"] },
  notApplicable: {
    "nothing calls it": [lambda(0)],
    "a schedule calls it": [lambda(0), ...rule({ scheduleExpression: "rate(1 day)" })],
    "a rule that is disabled": [lambda(0), ...rule({ ...PATTERN, state: "DISABLED" })],
    "a rule that is disabled in the old way": [lambda(0), ...rule({ ...PATTERN, isEnabled: false })],
  },
});
