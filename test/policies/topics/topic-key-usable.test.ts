import policy from "../../../policies/topics/topic-key-usable";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { ACCOUNT, key, keyPolicy, ref, topic, type Draft } from "../../resources";
import { ALARMS, document, onBehalfOf, ringing } from "./publishing";

const administrators = {
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: "kms:*",
  Resource: "*",
};
const alarms = (change: Record<string, unknown> = {}) => ({
  Sid: "Alarms",
  Effect: "Allow",
  Principal: { Service: "cloudwatch.amazonaws.com" },
  Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
  Resource: "*",
  ...change,
});
const alerts = topic("alerts", { name: "alerts", kmsMasterKeyId: ref("audit") });
/** An encrypted topic with an alarm, and its key with these statements beside the one for the account. */
const letting = (...statements: unknown[]): Draft[] => [
  alerts,
  ringing(),
  key("audit", { policy: document(administrators, ...statements) }),
];

judge(policy, {
  pass: {
    CloudWatch: letting(alarms()),
    "CloudWatch for alarms of the account": letting(
      alarms({ Condition: { ...onBehalfOf(`${ALARMS}:*`), StringEquals: { "aws:SourceAccount": ACCOUNT } } }),
    ),
    "CloudWatch for this alarm": letting(alarms({ Condition: onBehalfOf(`${ALARMS}:root`) })),
    "CloudWatch for this topic": letting(
      alarms({
        Condition: {
          ArnEquals: { "kms:EncryptionContext:aws:sns:topicArn": `arn:aws:sns:eu-west-1:${ACCOUNT}:alerts` },
        },
      }),
    ),
    "the policy as a resource of its own": [
      alerts,
      ringing(),
      key("audit"),
      keyPolicy("audit-policy", { keyId: ref("audit", "keyId"), policy: document(alarms()) }),
    ],
    "beside a topic without a key": [...letting(alarms()), topic("news")],
  },
  fail: {
    "a key of another region": [
      [alerts, ringing(), key("audit", { region: "us-east-1", policy: document(administrators, alarms()) })],
      "key audit is in us-east-1, alerts in eu-west-1",
    ],
    "a pair of keys": [
      [
        alerts,
        ringing(),
        key("audit", { customerMasterKeySpec: "RSA_2048", policy: document(administrators, alarms()) }),
      ],
      "key audit is a pair of RSA_2048, and services encrypt with one secret",
    ],
    "the account alone": [letting(), "key audit keeps cloudwatch.amazonaws.com out: no statement allows"],
    "left to the default policy of KMS": [
      [alerts, ringing(), key("audit")],
      "key audit has the default policy of KMS, which lets no service in",
    ],
    "the key that AWS manages": [
      [topic("alerts", { kmsMasterKeyId: "alias/aws/sns" }), ringing()],
      "the key that AWS manages for SNS keeps CloudWatch out",
    ],
    "the key that AWS manages, by its ARN": [
      [topic("alerts", { kmsMasterKeyId: `arn:aws:kms:eu-west-1:${ACCOUNT}:alias/aws/sns` }), ringing()],
      "the key that AWS manages for SNS keeps CloudWatch out",
    ],
    "decryption alone": [letting(alarms({ Action: "kms:Decrypt" })), "kms:GenerateDataKey"],
    "data keys alone": [letting(alarms({ Action: "kms:GenerateDataKey*" })), "kms:Decrypt"],
    "another service": [letting(alarms({ Principal: { Service: "sns.amazonaws.com" } })), "keeps cloudwatch"],
    "alarms of another account": [
      letting(alarms({ Condition: { StringEquals: { "aws:SourceAccount": "999988887777" } } })),
      "aws:SourceAccount",
    ],
    "one alarm of two": [
      [...letting(alarms({ Condition: onBehalfOf(`${ALARMS}:root`) })), ringing("kms")],
      "aws:SourceArn",
    ],
    "a Deny over it": [letting(alarms(), alarms({ Sid: "No", Effect: "Deny" })), "statement No denies"],
    "the key is disabled": [
      [alerts, ringing(), key("audit", { policy: document(alarms()), isEnabled: false })],
      "key audit is disabled",
    ],
  },
  unknown: {
    "the policy is decided elsewhere": [
      [alerts, ringing(), key("audit", { policy: UNKNOWN })],
      "the policy is not known",
    ],
    "the key is elsewhere": [
      [topic("alerts", { kmsMasterKeyId: "arn:aws:kms:eu-west-1:999988887777:key/1234" }), ringing()],
      "whose policy is not part of this stack",
    ],
    "the key was only read": [[alerts, ringing(), key("audit", {}, { external: true })], "only read by this stack"],
    "the key is decided elsewhere": [
      [topic("alerts", { kmsMasterKeyId: UNKNOWN }), ringing()],
      "alerts.kmsMasterKeyId",
    ],
    "a condition on how the call came": [
      letting(alarms({ Condition: { StringEquals: { "kms:ViaService": "sns.eu-west-1.amazonaws.com" } } })),
      "undecided",
    ],
  },
  notApplicable: {
    "no alarm acts on it": [topic("alerts", { kmsMasterKeyId: "alias/aws/sns" })],
    "no key": [topic("alerts"), ringing()],
  },
});
