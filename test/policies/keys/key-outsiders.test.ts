import { UNKNOWN } from "../../../policies/graph/value";
import rows from "../../../policies/keys/key-outsiders";
import { judge, type Cases } from "../../judge";
import { key, keyPolicy, other, ref, trail, type Draft } from "../../resources";

const document = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const OWN = "arn:aws:iam::111122223333:root";
const OTHER = "arn:aws:iam::999988887777:root";
const allow = (AWS: unknown, Action: unknown, more: object = {}) => ({
  ...{ Sid: "Use", Effect: "Allow", Principal: { AWS }, Action, Resource: "*" },
  ...more,
});
const administers = allow(OWN, "kms:*");
const logs = (...statements: object[]): Draft[] => [key("logs", { policy: document(...statements) })];
const audited = (...statements: object[]): Draft[] => [
  ...logs(administers, ...statements),
  trail("audit", { kmsKeyId: ref("logs") }),
];
const trusted = { trustedAccounts: ["999988887777"] };

const grant = (granteePrincipal: unknown, operations?: string[], keyId: unknown = ref("logs", "keyId")): Draft =>
  other("aws:kms/grant:Grant", "grant", { keyId, granteePrincipal, operations });
const granted = (granteePrincipal: unknown, operations?: string[]): Draft[] => [
  ...audited(),
  grant(granteePrincipal, operations),
];

const cases: Record<string, Cases> = {
  "key-not-administered-from-outside": {
    pass: {
      "left to the default": [key("logs")],
      "the own account": logs(administers),
      "another account decrypts": logs(administers, allow(OTHER, ["kms:Decrypt", "kms:DescribeKey"])),
      "one account, whichever that is": logs(allow(OTHER, "kms:*")),
      "a trusted account": { resources: logs(administers, allow(OTHER, "kms:*")), settings: trusted },
      "of the organization": logs(
        administers,
        allow(OTHER, "kms:DisableKey", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
      ),
    },
    fail: {
      "another account does everything": [
        logs(administers, allow(OTHER, "kms:*")),
        `${OTHER} may call kms:PutKeyPolicy`,
      ],
      "a role of another account deletes it": [
        logs(administers, allow("arn:aws:iam::999988887777:role/partner", ["kms:ScheduleKeyDeletion"])),
        "role/partner may call kms:ScheduleKeyDeletion",
      ],
      "by its number": [
        logs(administers, allow("999988887777", "kms:Disable*")),
        "999988887777 may call kms:DisableKey",
      ],
      "in a resource of its own": [
        [
          key("logs"),
          keyPolicy("both", { keyId: ref("logs", "id"), policy: document(administers, allow(OTHER, "kms:*")) }),
        ],
        "may call kms:PutKeyPolicy",
      ],
    },
    unknown: {
      "decided elsewhere": [[key("logs", { policy: UNKNOWN })], "the policy of key logs is"],
      "which account is the own": [
        { resources: logs(administers, allow(OTHER, "kms:*")), facts: { account: undefined } },
        "which account is the stack's own is not known",
      ],
    },
    notApplicable: { "only read": [key("logs", {}, { external: true })] },
  },
  "key-not-open-to-accounts": {
    pass: {
      "left to the default": [key("logs"), trail("audit", { kmsKeyId: ref("logs") })],
      "a role of another account": audited(allow("arn:aws:iam::999988887777:role/auditors", "kms:Decrypt")),
      "another account looks": audited(allow(OTHER, "kms:DescribeKey")),
      "of the organization": audited(
        allow(OTHER, "kms:Decrypt", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
      ),
      "a trusted account": { resources: audited(allow(OTHER, "kms:Decrypt")), settings: trusted },
      "one that administers, which has a policy of its own": audited(allow(OTHER, "kms:*")),
    },
    fail: {
      "another account reads": [audited(allow(OTHER, "kms:Decrypt")), `all of ${OTHER} may call kms:Decrypt`],
      "another account writes": [audited(allow("999988887777", "kms:GenerateDataKey*")), "kms:GenerateDataKey"],
    },
    unknown: {
      "decided elsewhere": [
        [key("logs", { policy: UNKNOWN }), trail("audit", { kmsKeyId: ref("logs") })],
        "the policy of key logs is",
      ],
      "which account is the own": [
        { resources: audited(allow(OTHER, "kms:Decrypt")), facts: { account: undefined } },
        "which account is the stack's own is not known",
      ],
    },
    notApplicable: {
      "a key that no trail uses": logs(administers, allow(OTHER, "kms:Decrypt")),
      "only read": [key("logs", {}, { external: true }), trail("audit", { kmsKeyId: ref("logs") })],
    },
  },
  "key-granted-to-known-accounts": {
    pass: {
      "a role of the own account": granted("arn:aws:iam::111122223333:role/reader", ["Decrypt"]),
      "a service": granted("dynamodb.eu-west-1.amazonaws.com", ["Decrypt"]),
      "another account looks": granted(OTHER, ["DescribeKey", "RetireGrant"]),
      "left to the default, which KMS does not take": granted(OTHER),
      "a trusted account": { resources: granted(OTHER, ["Decrypt"]), settings: trusted },
    },
    fail: {
      "a role of another account reads": [
        granted("arn:aws:iam::999988887777:role/partner", ["DescribeKey", "Decrypt"]),
        "arn:aws:iam::999988887777:role/partner may call kms:Decrypt with key logs",
      ],
      "another account hands out more": [granted(OTHER, ["CreateGrant"]), `${OTHER} may call kms:CreateGrant`],
    },
    unknown: {
      "decided elsewhere": [granted(UNKNOWN, ["Decrypt"]), "grant.granteePrincipal"],
      "which account is the own": [
        { resources: granted(OTHER, ["Decrypt"]), facts: { account: undefined } },
        "which account is the stack's own is not known",
      ],
    },
    notApplicable: {
      "a key that no trail uses": [key("logs"), grant(OTHER, ["Decrypt"])],
      "a key from elsewhere": [grant(OTHER, ["Decrypt"], "arn:aws:kms:eu-west-1:111122223333:key/of-others")],
    },
  },
};

test("every row has its cases", () => expect(Object.keys(cases)).toEqual(rows.map(({ id }) => id)));
for (const row of rows) judge(row, cases[row.id]);
