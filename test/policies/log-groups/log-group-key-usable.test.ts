import policy from "../../../policies/log-groups/log-group-key-usable";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { ACCOUNT, key, keyAlias, keyPolicy, logGroup, other, ref, type Draft } from "../../resources";

const GROUP = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/audit/trail`;

const administrators = {
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: "kms:*",
  Resource: "*",
};
const logs = (change: Record<string, unknown> = {}) => ({
  Sid: "Logs",
  Effect: "Allow",
  Principal: { Service: "logs.eu-west-1.amazonaws.com" },
  Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
  Resource: "*",
  ...change,
});
const forContext = (operator: string, value: unknown) => ({
  Condition: { [operator]: { "kms:EncryptionContext:aws:logs:arn": value } },
});
const document = (...statements: unknown[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [administrators, ...statements] });

const group = logGroup("trail-logs", { name: "/audit/trail", kmsKeyId: ref("audit") });
/** The group, and its key with these statements beside the one for the account. */
const letting = (...statements: unknown[]): Draft[] => [group, key("audit", { policy: document(...statements) })];

judge(policy, {
  pass: {
    "the service of the region": letting(logs()),
    "the service for this group": letting(logs(forContext("ArnEquals", GROUP))),
    "the service for groups of a prefix": letting(
      logs(forContext("ArnLike", `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/audit/*`)),
    ),
    "the service for groups of the account": letting(
      logs(forContext("ArnLike", [`arn:aws:logs:eu-west-1:${ACCOUNT}:*`])),
    ),
    "the policy as an object": [group, key("audit", { policy: { Version: "2012-10-17", Statement: logs() } })],
    "the policy as a resource of its own": [
      group,
      key("audit"),
      keyPolicy("audit-policy", { keyId: ref("audit", "keyId"), policy: document(logs()) }),
    ],
    "the key by its alias": [
      key("audit", { policy: document(logs()) }),
      keyAlias("named", { name: "alias/audit", targetKeyId: ref("audit", "keyId") }),
      logGroup("trail-logs", { name: "/audit/trail", kmsKeyId: ref("named") }),
    ],
    "two groups, one key": [
      ...letting(logs(forContext("ArnLike", `arn:aws:logs:*:${ACCOUNT}:log-group:/a*`))),
      logGroup("app", { name: "/app", kmsKeyId: ref("audit") }),
    ],
    "in China": {
      resources: letting(logs({ Principal: { Service: "logs.cn-north-1.amazonaws.com.cn" } })),
      facts: { region: "cn-north-1" },
    },
  },
  fail: {
    "the account alone": [letting(), "key audit keeps logs.eu-west-1.amazonaws.com out"],
    "left to the default policy of KMS": [
      [group, key("audit")],
      "key audit has the default policy of KMS, which lets no service in",
    ],
    "the service of another region": [
      letting(logs({ Principal: { Service: "logs.us-east-1.amazonaws.com" } })),
      "keeps logs.eu-west-1.amazonaws.com out",
    ],
    "another service": [letting(logs({ Principal: { Service: "cloudtrail.amazonaws.com" } })), "no statement allows"],
    "another group": [
      letting(logs(forContext("ArnEquals", `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/other`))),
      "kms:EncryptionContext:aws:logs:arn",
    ],
    "groups of another account": [
      letting(logs(forContext("ArnLike", "arn:aws:logs:eu-west-1:999988887777:*"))),
      "kms:EncryptionContext:aws:logs:arn",
    ],
    "encryption without decryption": [letting(logs({ Action: ["kms:Encrypt", "kms:GenerateDataKey"] })), "kms:Decrypt"],
    "a Deny over it": [
      letting(logs(), logs({ Sid: "No", Effect: "Deny", Action: "kms:Decrypt" })),
      "statement No denies",
    ],
    "the key is disabled": [[group, key("audit", { policy: document(logs()), isEnabled: false })], "audit is disabled"],
    "the key signs": [
      [group, key("audit", { policy: document(logs()), keyUsage: "SIGN_VERIFY" })],
      "key audit is for SIGN_VERIFY, not for encryption",
    ],
    "a policy that AWS would refuse": [[group, key("audit", { policy: "{" })], "AWS does not accept the policy"],
    "the group of another region": [
      [logGroup("far", { region: "us-east-1", kmsKeyId: ref("audit") }), key("audit", { policy: document(logs()) })],
      "key audit is in eu-west-1, far in us-east-1",
    ],
    "one group of two": [
      [...letting(logs(forContext("ArnEquals", GROUP))), logGroup("app", { name: "/app", kmsKeyId: ref("audit") })],
      "key audit keeps",
    ],
  },
  unknown: {
    "the policy is decided elsewhere": [[group, key("audit", { policy: UNKNOWN })], "the policy is not known"],
    "the group's name is decided by Pulumi, and the condition asks for it": [
      [
        logGroup("trail-logs", { kmsKeyId: ref("audit") }),
        key("audit", { policy: document(logs(forContext("ArnEquals", GROUP))) }),
      ],
      "undecided",
    ],
    "a condition on something else": [
      letting(logs({ Condition: { StringEquals: { "kms:CallerAccount": ACCOUNT } } })),
      "undecided",
    ],
    "the key is elsewhere": [
      [logGroup("trail-logs", { kmsKeyId: "arn:aws:kms:eu-west-1:999988887777:key/1234" })],
      "whose policy is not part of this stack",
    ],
    "the key was only read": [[group, key("audit", {}, { external: true })], "only read by this stack"],
    "the key is decided elsewhere": [[logGroup("trail-logs", { kmsKeyId: UNKNOWN })], "trail-logs.kmsKeyId"],
    "the region is not known": [
      { resources: letting(logs()), facts: { region: undefined } },
      "the region of trail-logs",
    ],
    "the policy's key is decided elsewhere": [
      [group, key("audit"), keyPolicy("some", { keyId: UNKNOWN, policy: document(logs()) })],
      "some.keyId",
    ],
  },
  notApplicable: {
    "no key": [logGroup("trail-logs"), key("audit")],
    "an empty name": [logGroup("trail-logs", { kmsKeyId: "" })],
    "no log group of that kind": [logGroup("trail-logs"), other("aws:s3/bucket:Bucket", "b")],
  },
});
