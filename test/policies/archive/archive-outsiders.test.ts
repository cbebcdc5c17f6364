import archiveOutsiders from "../../../policies/archive/archive-outsiders";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { bucketPolicy, ref, type Draft } from "../../resources";
import { archive, audit, elsewhere, policyOf, write } from "./archive";

const [erased, written, read] = archiveOutsiders;
const PARTNER = "arn:aws:iam::999988887777:role/partner";
const withPolicy = (...statements: Record<string, unknown>[]): Draft[] => [
  archive(),
  policyOf("archive", write(), ...statements),
  audit(),
];
const OWN_FILES = "arn:aws:s3:::archive/AWSLogs/111122223333/*";
const everybody = (Condition: object, Action = "s3:GetObject"): Record<string, unknown> => ({
  ...{ Effect: "Allow", Principal: "*", Action, Resource: "arn:aws:s3:::archive/*", Condition },
});
const decidedElsewhere = [
  archive(),
  bucketPolicy("archive-policy", { bucket: ref("archive", "bucket"), policy: UNKNOWN }),
  audit(),
];
const lets = (Action: unknown, AWS = PARTNER, more: object = {}): Record<string, unknown> => ({
  ...{ Effect: "Allow", Principal: { AWS }, Action, Resource: ["arn:aws:s3:::archive", "arn:aws:s3:::archive/*"] },
  ...more,
});

judge(erased, {
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
    "another account deletes files of its own": withPolicy(
      lets("s3:DeleteObject", PARTNER, { Resource: "arn:aws:s3:::archive/AWSLogs/999988887777/*" }),
    ),
    "everybody of the own account": withPolicy(
      everybody({ StringEquals: { "aws:PrincipalAccount": "111122223333" } }, "s3:DeleteObject"),
    ),
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
    "another account deletes what lies below the trail's prefix": [
      withPolicy(lets("s3:DeleteObject", PARTNER, { Resource: OWN_FILES })),
      `${PARTNER} may call s3:DeleteObject on bucket archive`,
    ],
    "everybody of another account deletes files": [
      withPolicy(everybody({ StringEquals: { "aws:PrincipalAccount": "999988887777" } }, "s3:DeleteObject")),
      "999988887777 may call s3:DeleteObject",
    ],
    "another account takes the lock off": [
      withPolicy(lets("s3:PutBucketObjectLockConfiguration")),
      "may call s3:PutBucketObjectLockConfiguration",
    ],
    "another account lets them expire": [
      withPolicy(lets("s3:PutLifecycleConfiguration")),
      "may call s3:PutLifecycleConfiguration",
    ],
  },
  unknown: {
    "the bucket is elsewhere": [elsewhere, "is not in this stack"],
    "decided elsewhere": [decidedElsewhere, "the policy of bucket archive is"],
    "which account is the own": [
      { resources: withPolicy(lets("s3:DeleteObject")), facts: { account: undefined } },
      "which account is the stack's own is not known",
    ],
  },
});

judge(written, {
  pass: {
    "left to the default": [archive(), audit()],
    "CloudTrail alone": withPolicy(),
    "another account reads": withPolicy(lets(["s3:GetObject", "s3:ListBucket"])),
    "load balancers of older regions": withPolicy(lets("s3:PutObject", "arn:aws:iam::127311923021:root")),
    "CloudTrail as it wrote once": withPolicy(lets("s3:PutObject", "arn:aws:iam::859597730677:root")),
    "Redshift as it wrote once": withPolicy(lets("s3:PutObject", "arn:aws:iam::193672423079:user/logs")),
    "another account writes elsewhere": withPolicy(
      lets("s3:PutObject", PARTNER, { Resource: "arn:aws:s3:::archive/AWSLogs/999988887777/*" }),
    ),
    "a trusted account": {
      resources: withPolicy(lets("s3:PutObject")),
      settings: { trustedAccounts: ["999988887777"] },
    },
  },
  fail: {
    "another account writes": [withPolicy(lets("s3:PutObject")), `${PARTNER} may call s3:PutObject on bucket archive`],
    "another account writes below the trail's prefix": [
      withPolicy(lets("s3:Put*", "999988887777", { Resource: OWN_FILES })),
      "999988887777 may call s3:PutObject",
    ],
  },
  unknown: {
    "the bucket is elsewhere": [elsewhere, "is not in this stack"],
    "decided elsewhere": [decidedElsewhere, "the policy of bucket archive is"],
  },
});

judge(read, {
  pass: {
    "left to the default": [archive(), audit()],
    "CloudTrail alone": withPolicy(),
    "the own account": withPolicy(lets("s3:GetObject", "arn:aws:iam::111122223333:role/auditor")),
    "another account reads its own files": withPolicy(
      lets("s3:GetObject", PARTNER, { Resource: "arn:aws:s3:::archive/AWSLogs/999988887777/*" }),
    ),
    "another account lists names": withPolicy(lets("s3:ListBucket")),
    "while it comes from the organization": withPolicy(
      everybody({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
    ),
    "a trusted account": {
      resources: withPolicy(lets("s3:GetObject")),
      settings: { trustedAccounts: ["999988887777"] },
    },
  },
  fail: {
    "a role of another account": [
      withPolicy(lets("s3:GetObject*")),
      `${PARTNER} may call s3:GetObject on bucket archive`,
    ],
    "all of another account, below the trail's prefix": [
      withPolicy(lets("s3:GetObject", "arn:aws:iam::999988887777:root", { Resource: OWN_FILES })),
      "arn:aws:iam::999988887777:root may call s3:GetObject",
    ],
    "a condition names a role of another account": [
      withPolicy(everybody({ ArnEquals: { "aws:PrincipalArn": PARTNER } })),
      `${PARTNER} may call s3:GetObject`,
    ],
  },
  unknown: {
    "the bucket is elsewhere": [elsewhere, "is not in this stack"],
    "decided elsewhere": [decidedElsewhere, "the policy of bucket archive is"],
    "which account is the own": [
      { resources: withPolicy(lets("s3:GetObject")), facts: { account: undefined } },
      "which account is the stack's own is not known",
    ],
  },
});
