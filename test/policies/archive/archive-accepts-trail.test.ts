import policy from "../../../policies/archive/archive-accepts-trail";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { ACCOUNT, bucketPolicy, key, other, ref, type Draft } from "../../resources";
import {
  aclCheck,
  archive,
  archiveV2,
  audit,
  document,
  elsewhere,
  onlyRead,
  policyOf,
  tlsOnly,
  TRAIL_ARN,
  write,
} from "./archive";

const ORGANIZATION = "o-abcdefghij";
const letIn = policyOf("archive", aclCheck(), write(), tlsOnly());
const withPolicy = (...statements: object[]) => [
  archive(),
  policyOf("archive", ...(statements as Record<string, unknown>[])),
  audit(),
];
const acl = { "s3:x-amz-acl": "bucket-owner-full-control" };

const refusal = (Condition: object) => ({
  ...{ Sid: "Ours", Effect: "Deny", Principal: "*", Action: "s3:*" },
  Resource: ["arn:aws:s3:::archive", "arn:aws:s3:::archive/*"],
  Condition,
});
const refusedUnless = (condition: object): [Draft[], string] => [
  withPolicy(aclCheck(), write(), refusal(condition)),
  "statement Ours denies cloudtrail.amazonaws.com s3:GetBucketAcl",
];

judge(policy, {
  pass: {
    "the policy that AWS recommends": withPolicy(aclCheck(), write()),
    "plain HTTP is refused besides": [archive(), letIn, audit()],
    inline: [archive({ policy: document(aclCheck(), write()) }), audit()],
    "inline in BucketV2": [archiveV2({ policy: document(aclCheck(), write()) }), audit()],
    "an object instead of a text": [
      archive(),
      bucketPolicy("policy", {
        bucket: ref("archive", "bucket"),
        policy: { Version: "2012-10-17", Statement: [aclCheck(), write()] },
      }),
      audit(),
    ],
    "the trail's prefix": [
      archive(),
      policyOf("archive", aclCheck(), write({ Resource: `arn:aws:s3:::archive/org/AWSLogs/${ACCOUNT}/*` })),
      audit({ s3KeyPrefix: "org" }),
    ],
    "every trail of the account": withPolicy(
      aclCheck({ Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } }),
      write({
        Condition: { ArnLike: { "aws:SourceArn": `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*` }, StringEquals: acl },
      }),
    ),
    "two trails, both named": [
      archive(),
      policyOf(
        "archive",
        aclCheck({ Condition: { StringEquals: { "aws:SourceArn": [TRAIL_ARN, `${TRAIL_ARN}-data`] } } }),
        write({ Condition: { StringEquals: { "aws:SourceArn": [TRAIL_ARN, `${TRAIL_ARN}-data`], ...acl } } }),
      ),
      audit(),
      { ...audit(), name: "data", values: { name: "audit-data", s3BucketName: ref("archive", "bucket") } },
    ],
    "that of every account, which another policy finds": withPolicy(aclCheck(), write({ Condition: undefined })),
    "a refusal of other organizations than the trail's": [
      archive(),
      policyOf(
        "archive",
        aclCheck(),
        write(),
        write({ Sid: "Members", Resource: `arn:aws:s3:::archive/AWSLogs/${ORGANIZATION}/*` }),
        write({
          ...{ Effect: "Deny", Resource: "arn:aws:s3:::archive/*" },
          Condition: { StringNotEquals: { "aws:SourceOrgID": ORGANIZATION } },
        }),
      ),
      audit({ isOrganizationTrail: true }),
    ],
    "a trail of an organization": [
      archive(),
      policyOf(
        "archive",
        aclCheck(),
        write(),
        write({ Sid: "Members", Resource: `arn:aws:s3:::archive/AWSLogs/${ORGANIZATION}/*` }),
      ),
      audit({ isOrganizationTrail: true }),
    ],
    "encrypted with a key, and everything else is refused": [
      key("logs"),
      archive(),
      policyOf("archive", aclCheck(), write(), {
        Sid: "Encrypted",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:PutObject",
        Resource: "arn:aws:s3:::archive/*",
        Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption": ["aws:kms", "AES256"] } },
      }),
      audit({ kmsKeyId: ref("logs") }),
    ],
    "all but the account and services are refused": withPolicy(
      aclCheck(),
      write(),
      refusal({
        StringNotEqualsIfExists: { "aws:PrincipalAccount": ACCOUNT },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      }),
    ),
    "those with a tag are refused": withPolicy(
      aclCheck(),
      write(),
      refusal({ StringEquals: { "aws:PrincipalTag/team": "interns" } }),
    ),
    "old versions of TLS are refused": withPolicy(aclCheck(), write(), {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: "arn:aws:s3:::archive/*",
      Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
    }),
    "in China": {
      resources: [
        archive({ region: "cn-north-1" }),
        bucketPolicy("policy", {
          bucket: ref("archive", "bucket"),
          policy: document(aclCheck(), write())
            .replaceAll("arn:aws:", "arn:aws-cn:")
            .replaceAll("eu-west-1", "cn-north-1"),
        }),
        audit({
          region: "cn-north-1",
          arn: TRAIL_ARN.replace("arn:aws:", "arn:aws-cn:").replace("eu-west-1", "cn-north-1"),
        }),
      ],
      facts: { region: "cn-north-1" },
    },
  },
  fail: {
    "whoever asks pays": [
      [
        archive(),
        letIn,
        other("aws:s3/bucketRequestPaymentConfiguration:BucketRequestPaymentConfiguration", "payer", {
          bucket: ref("archive", "bucket"),
          payer: "Requester",
        }),
        audit(),
      ],
      "bucket archive lets requesters pay, and CloudTrail delivers nothing to such a bucket",
    ],
    "whoever asks pays, inline": [[archive({ requestPayer: "Requester" }), letIn, audit()], "lets requesters pay"],
    "left to the default, which lets nobody in": [
      [archive(), audit()],
      "bucket archive has no policy that lets CloudTrail in",
    ],
    "an empty text, as a state shows it": [[archive({ policy: "" }), audit()], "has no policy that lets CloudTrail in"],
    "no look at the ACL": [withPolicy(write()), "no statement allows cloudtrail.amazonaws.com s3:GetBucketAcl"],
    "no write": [withPolicy(aclCheck()), "no statement allows cloudtrail.amazonaws.com s3:PutObject"],
    "another prefix": [
      [archive(), policyOf("archive", aclCheck(), write()), audit({ s3KeyPrefix: "org" })],
      "statement Write is about arn:aws:s3:::archive/AWSLogs/111122223333/*",
    ],
    "another account's folder": [
      withPolicy(aclCheck(), write({ Resource: "arn:aws:s3:::archive/AWSLogs/999988887777/*" })),
      "statement Write is about",
    ],
    "log files and no digests": [
      withPolicy(aclCheck(), write({ Resource: `arn:aws:s3:::archive/AWSLogs/${ACCOUNT}/CloudTrail/*` })),
      "CloudTrail-Digest",
    ],
    "another trail": [
      withPolicy(
        aclCheck(),
        write({ Condition: { StringEquals: { "aws:SourceArn": TRAIL_ARN.replace("audit", "old"), ...acl } } }),
      ),
      "trail/old and the request has arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit",
    ],
    "another region's trail": [
      withPolicy(
        aclCheck({ Condition: { StringEquals: { "aws:SourceArn": TRAIL_ARN.replace("eu-west-1", "us-east-1") } } }),
        write(),
      ),
      "us-east-1",
    ],
    "an ACL that CloudTrail does not send": [
      withPolicy(aclCheck(), write({ Condition: { StringEquals: { "s3:x-amz-acl": "private" } } })),
      "wants private and the request has bucket-owner-full-control",
    ],
    "another service": [
      withPolicy(aclCheck(), write({ Principal: { Service: "config.amazonaws.com" } })),
      "no statement allows cloudtrail.amazonaws.com s3:PutObject",
    ],
    "a statement that refuses everybody": [
      withPolicy(aclCheck(), write(), {
        Sid: "Frozen",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:PutObject",
        Resource: "arn:aws:s3:::archive/*",
      }),
      "statement Frozen denies cloudtrail.amazonaws.com s3:PutObject",
    ],
    "a statement for the account alone": refusedUnless({ StringNotEquals: { "aws:PrincipalAccount": ACCOUNT } }),
    "a statement for one role": refusedUnless({
      ArnNotLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/auditor` },
    }),
    "a statement for a tag": refusedUnless({ StringNotEquals: { "aws:PrincipalTag/team": "audit" } }),
    "a statement for addresses": refusedUnless({ NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } }),
    "a statement for those with MFA": refusedUnless({ BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }),
    "members' files of an organization's trail": [
      [archive(), policyOf("archive", aclCheck(), write()), audit({ isOrganizationTrail: true })],
      "o-organization",
    ],
    "not a policy": [
      [archive({ policy: "{" }), audit()],
      "AWS does not accept the policy: the policy is not valid JSON",
    ],
    "two policies, each with a half": [
      [
        archive(),
        policyOf("archive", aclCheck(), write()),
        { ...policyOf("archive", tlsOnly()), name: "tls" },
        audit(),
      ],
      "archive-policy, tls overwrite each other, and with tls bucket archive refuses the trail",
    ],
    "certainly refused, whatever an unknown statement says": [
      [
        archive(),
        bucketPolicy("policy", {
          bucket: ref("archive", "bucket"),
          policy: {
            Version: "2012-10-17",
            Statement: [aclCheck(), write(), UNKNOWN, { ...tlsOnly(), Sid: "Frozen", Condition: {} }],
          },
        }),
        audit(),
      ],
      "statement Frozen denies",
    ],
  },
  unknown: {
    "the policy is not known before deployment": [
      [archive(), bucketPolicy("policy", { bucket: ref("archive", "bucket"), policy: UNKNOWN }), audit()],
      "undecided: the policy is not known before deployment",
    ],
    "the policy names a bucket that has no name yet": [
      [
        archive({ bucket: undefined }),
        bucketPolicy("policy", {
          bucket: ref("archive", "bucket"),
          policy: ref("archive", "arn", (arn) => document(aclCheck({ Resource: arn }))),
        }),
        audit(),
      ],
      "undecided",
    ],
    "the trail has no name yet, and the policy names one": [
      [archive(), letIn, audit({ name: undefined })],
      "may or may not match",
    ],
    "the account is not known": [
      { resources: withPolicy(aclCheck(), write()), facts: { account: undefined } },
      "may or may not match",
    ],
    "a condition that nobody can decide here": [
      withPolicy(
        aclCheck(),
        write({ Condition: { StringEquals: { "aws:SourceArn": TRAIL_ARN, "aws:SourceOrgID": "o-a" } } }),
      ),
      "aws:SourceOrgID is not known",
    ],
    "the bucket belongs to another account": [elsewhere, "bucket org-logs is not in this stack"],
    "the bucket is only read": [onlyRead, "bucket policy of bucket archive"],
  },
});
