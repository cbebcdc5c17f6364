import policy from "../../../policies/archive/archive-not-erased-from-outside";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { bucketPolicy, ref, type Draft } from "../../resources";
import { archive, audit, elsewhere, policyOf, write } from "./archive";

const PARTNER = "arn:aws:iam::999988887777:role/partner";
const withPolicy = (...statements: Record<string, unknown>[]): Draft[] => [
  archive(),
  policyOf("archive", write(), ...statements),
  audit(),
];
const lets = (Action: unknown, AWS = PARTNER, more: object = {}): Record<string, unknown> => ({
  ...{ Effect: "Allow", Principal: { AWS }, Action, Resource: ["arn:aws:s3:::archive", "arn:aws:s3:::archive/*"] },
  ...more,
});

judge(policy, {
  pass: {
    "left to the default": [archive(), audit()],
    "CloudTrail alone": withPolicy(),
    "another account reads": withPolicy(lets(["s3:GetObject", "s3:ListBucket"])),
    "another account writes, as balancers do": withPolicy(lets("s3:PutObject", "127311923021")),
    "the own account": withPolicy(lets("s3:*", "arn:aws:iam::111122223333:root")),
    "a trusted account": {
      resources: withPolicy(lets("s3:DeleteObject")),
      settings: { trustedAccounts: ["999988887777"] },
    },
    "while it comes from the organization": withPolicy(
      lets("s3:DeleteObject", PARTNER, { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
    ),
    "another account is refused": withPolicy(lets("s3:DeleteObject", PARTNER, { Effect: "Deny" })),
  },
  fail: {
    "another account deletes files": [
      withPolicy(lets("s3:DeleteObject*")),
      `${PARTNER} may call s3:DeleteObject on bucket archive`,
    ],
    "another account goes around the lock": [
      withPolicy(lets("s3:BypassGovernanceRetention", "999988887777")),
      "999988887777 may call s3:BypassGovernanceRetention",
    ],
    "another account lets them expire": [
      withPolicy(lets("s3:PutLifecycleConfiguration")),
      "may call s3:PutLifecycleConfiguration",
    ],
  },
  unknown: {
    "the bucket is elsewhere": [elsewhere, "is not in this stack"],
    "decided elsewhere": [
      [archive(), bucketPolicy("archive-policy", { bucket: ref("archive", "bucket"), policy: UNKNOWN }), audit()],
      "the policy of bucket archive is",
    ],
    "which account is the own": [
      { resources: withPolicy(lets("s3:DeleteObject")), facts: { account: undefined } },
      "which account is the stack's own is not known",
    ],
  },
});
