import policy from "../../../policies/topics/topic-lets-cloudwatch-publish";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { ACCOUNT, alarm, compositeAlarm, ref, topic, topicPolicy, type Draft } from "../../resources";
import { ALARMS, document, onBehalfOf, ringing } from "./publishing";

const publish = (change: Record<string, unknown> = {}) => ({
  Sid: "Alarms",
  Effect: "Allow",
  Principal: { Service: "cloudwatch.amazonaws.com" },
  Action: "sns:Publish",
  Resource: "*",
  ...change,
});
/** The policy that SNS gives to a topic without one. */
const standard = publish({
  Principal: { AWS: "*" },
  Action: ["SNS:Publish", "SNS:Subscribe"],
  Condition: { StringEquals: { "AWS:SourceOwner": ACCOUNT } },
});
const denyHttp = {
  Sid: "DenyPlainHttp",
  Effect: "Deny",
  Principal: "*",
  Action: "sns:Publish",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
/** The topic, with these statements as a policy of its own, and an alarm. */
const letting = (...statements: unknown[]): Draft[] => [
  topic("alerts", { name: "alerts" }),
  topicPolicy("alerts-policy", { arn: ref("alerts"), policy: document(...statements) }),
  ringing(),
];

judge(policy, {
  pass: {
    "left to the default policy of SNS": [topic("alerts"), ringing()],
    "the default policy as a state shows it": letting(standard),
    CloudWatch: letting(publish()),
    "CloudWatch for this topic": letting(publish({ Resource: `arn:aws:sns:eu-west-1:${ACCOUNT}:*` })),
    "CloudWatch for alarms of the account": letting(
      publish({
        Condition: { ...onBehalfOf(`${ALARMS}:*`), StringEquals: { "aws:SourceAccount": ACCOUNT } },
      }),
    ),
    "CloudWatch for this alarm": letting(publish({ Condition: onBehalfOf(`${ALARMS}:root`) })),
    "plain HTTP denied": letting(publish(), denyHttp),
    "in the topic itself": [topic("alerts", { policy: document(publish()) }), ringing()],
    "a policy of its own over the one in the topic": [
      topic("alerts", { policy: document(publish({ Effect: "Deny" })) }),
      topicPolicy("alerts-policy", { arn: ref("alerts"), policy: document(publish()) }),
      ringing(),
    ],
    "a composite alarm": [
      topic("alerts", { policy: document(publish({ Condition: onBehalfOf(`${ALARMS}:any`) })) }),
      compositeAlarm("any", { alarmName: "any", alarmActions: [ref("alerts")] }),
    ],
    "beside a topic that no alarm uses": [...letting(publish()), topic("news")],
  },
  fail: {
    "only another service": [
      letting(publish({ Principal: { Service: "events.amazonaws.com" } })),
      "its policy keeps CloudWatch out: no statement allows",
    ],
    "alarms of another account": [
      letting(publish({ Condition: { StringEquals: { "aws:SourceAccount": "999988887777" } } })),
      "aws:SourceAccount",
    ],
    "alarms of another region": [
      letting(publish({ Condition: onBehalfOf(`arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:*`) })),
      "aws:SourceArn",
    ],
    "another alarm": [letting(publish({ Condition: onBehalfOf(`${ALARMS}:kms`) })), "aws:SourceArn"],
    "one alarm of two": [
      [...letting(publish({ Condition: onBehalfOf(`${ALARMS}:root`) })), ringing("kms")],
      "aws:SourceArn",
    ],
    "another action": [letting(publish({ Action: "sns:Subscribe" })), "no statement allows"],
    "another topic": [letting(publish({ Resource: `arn:aws:sns:eu-west-1:${ACCOUNT}:news` })), "is about"],
    "a Deny for everybody": [
      letting(publish(), { ...denyHttp, Condition: undefined }),
      "statement DenyPlainHttp denies",
    ],
    "in the topic itself, another service": [
      [topic("alerts", { policy: document(publish({ Principal: { Service: "s3.amazonaws.com" } })) }), ringing()],
      "its policy keeps CloudWatch out",
    ],
    "one topic of two": [
      [
        ...letting(publish()),
        topic("pager", { policy: document(publish({ Effect: "Deny" })) }),
        alarm("kms", { alarmActions: [ref("pager")] }),
      ],
      "its policy keeps CloudWatch out",
    ],
  },
  unknown: {
    "the policy is decided elsewhere": [[topic("alerts", { policy: UNKNOWN }), ringing()], "the policy is not known"],
    "whose policy it is, is decided elsewhere": [
      [topic("alerts"), topicPolicy("some", { arn: UNKNOWN, policy: document(publish()) }), ringing()],
      "some.arn",
    ],
    "a condition on something else": [
      letting(publish({ Condition: { StringEquals: { "aws:SourceOrgID": "o-1234567890" } } })),
      "undecided",
    ],
    "the topic was only read": [[topic("alerts", {}, { external: true }), ringing()], "only read by this stack"],
    "whether an alarm acts on it is decided elsewhere": [
      [topic("alerts"), alarm("root", { alarmActions: UNKNOWN })],
      "root.alarmActions",
    ],
    "the alarm's name is decided by Pulumi, and the condition asks for it": [
      [
        topic("alerts", { policy: document(publish({ Condition: onBehalfOf(`${ALARMS}:root`) })) }),
        alarm("root", { alarmActions: [ref("alerts")] }),
      ],
      "undecided",
    ],
  },
  notApplicable: {
    "no alarm acts on it": [topic("alerts"), alarm("root")],
    "an alarm that only says that it is over": [topic("alerts"), alarm("root", { okActions: [ref("alerts")] })],
  },
});
