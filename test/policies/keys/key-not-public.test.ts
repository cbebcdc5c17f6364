import { UNKNOWN } from "../../../policies/graph/value";
import policy from "../../../policies/keys/key-not-public";
import { judge } from "../../judge";
import { key, keyPolicy, ref, type Draft } from "../../resources";

const document = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const account = { AWS: "arn:aws:iam::111122223333:root" };
const allow = (Principal: unknown, more: object = {}) => ({
  ...{ Sid: "Use", Effect: "Allow", Principal, Action: "kms:*", Resource: "*" },
  ...more,
});
const ruled = (...statements: object[]): Draft[] => [key("logs", { policy: document(...statements) })];
const forEverybody = (condition: object) => ruled(allow({ AWS: "*" }, { Condition: condition }));

judge(policy, {
  pass: {
    "left to the default": [key("logs")],
    "the account and a service": ruled(allow(account), allow({ Service: "cloudtrail.amazonaws.com" })),
    "another account": ruled(allow({ AWS: "arn:aws:iam::444455556666:root" })),
    "everybody of the account through S3, as AWS writes it itself": forEverybody({
      StringEquals: { "kms:CallerAccount": "111122223333", "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
    }),
    "everybody of the organization": forEverybody({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
    "everybody is denied": ruled(allow(account), { ...allow("*"), Effect: "Deny" }),
  },
  fail: {
    everybody: [ruled(allow(account), allow("*")), "statement Use of its policy lets everybody in"],
    "every account": [ruled(allow({ AWS: ["*"] })), "statement Use of its policy lets everybody in"],
    "everybody but one": [
      ruled({ ...allow(undefined), NotPrincipal: account }),
      "statement Use of its policy lets everybody in",
    ],
    "everybody through a service": [
      forEverybody({ StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } }),
      "statement Use of its policy lets everybody in",
    ],
    "in a resource of its own": [
      [key("logs"), keyPolicy("open", { keyId: ref("logs", "id"), policy: document(allow("*")) })],
      "statement Use of its policy lets everybody in",
    ],
  },
  unknown: { "decided elsewhere": [[key("logs", { policy: UNKNOWN })], "the policy of key logs is"] },
  notApplicable: { "only read": [key("logs", {}, { external: true })] },
});
