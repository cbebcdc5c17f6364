import policy from "../../../policies/trail/trail-key-usable";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { ACCOUNT, REGION, bucket, key, keyAlias, keyPolicy, other, ref, trail } from "../../resources";

const TRAIL_ARN = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/audit`;
const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const owner = {
  Sid: "Owner",
  Effect: "Allow",
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: "kms:*",
  Resource: "*",
};
const cloudTrail = (Sid: string, Action: string, changes: object = {}) => ({
  Sid,
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action,
  Resource: "*",
  Condition: { StringEquals: { "aws:SourceArn": TRAIL_ARN } },
  ...changes,
});
const encrypts = (changes: object = {}) =>
  cloudTrail("Encrypts", "kms:GenerateDataKey*", {
    Condition: {
      StringEquals: { "aws:SourceArn": TRAIL_ARN },
      StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*` },
    },
    ...changes,
  });
const describes = (changes: object = {}) => cloudTrail("Describes", "kms:DescribeKey", changes);

const audit = (values: object = {}) => trail("audit", { name: "audit", kmsKeyId: ref("logs"), ...values });
const withPolicy = (...statements: object[]) => [key("logs", { policy: document(owner, ...statements) }), audit()];
const files = (values: object) => bucket("files", { bucket: "files", ...values });
const delivering = audit({ s3BucketName: ref("files", "bucket") });

judge(policy, {
  pass: {
    "a key that waits for its material": [
      other("aws:kms/externalKey:ExternalKey", "logs", {
        enabled: false,
        policy: document(owner, encrypts(), describes()),
      }),
      audit(),
    ],
    "the policy that AWS recommends": withPolicy(encrypts(), describes()),
    "every trail of the account": withPolicy(
      encrypts({ Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } }),
      describes({ Condition: undefined }),
    ),
    "a policy of its own": [
      key("logs"),
      keyPolicy("policy", { keyId: ref("logs", "keyId"), policy: document(owner, encrypts(), describes()) }),
      audit(),
    ],
    "a bucket of the key's region": [
      key("logs", { region: "us-east-1", policy: document(owner, encrypts(), describes()) }),
      files({ region: "us-east-1" }),
      delivering,
    ],
    "a bucket of another region, and a key of several": [
      key("logs", { multiRegion: true, policy: document(owner, encrypts(), describes()) }),
      files({ region: "us-east-1" }),
      delivering,
    ],
    "through an alias": [
      key("logs", { policy: document(owner, encrypts(), describes()) }),
      keyAlias("alias", { name: "alias/logs", targetKeyId: ref("logs", "keyId") }),
      audit({ kmsKeyId: ref("alias") }),
    ],
  },
  fail: {
    "a bucket of another region": [
      [...withPolicy(encrypts(), describes()).slice(0, 1), files({ region: "us-east-1" }), delivering],
      "key logs is in eu-west-1, files in us-east-1",
    ],
    "left to the default, which lets no service in": [
      [key("logs"), audit()],
      "key logs has the default policy of KMS, which lets no service in",
    ],
    "the account alone": [withPolicy(), "key logs keeps cloudtrail.amazonaws.com out"],
    "it may not be described": [withPolicy(encrypts()), "kms:DescribeKey"],
    "it may only be described": [withPolicy(describes()), "kms:GenerateDataKey"],
    "another trail": [
      withPolicy(
        encrypts({ Condition: { StringEquals: { "aws:SourceArn": TRAIL_ARN.replace("audit", "old") } } }),
        describes(),
      ),
      "trail/old and the request has",
    ],
    "another account's files": [
      withPolicy(
        encrypts({
          Condition: {
            StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:999988887777:trail/*" },
          },
        }),
        describes(),
      ),
      "kms:EncryptionContext:aws:cloudtrail:arn",
    ],
    disabled: [
      [key("logs", { isEnabled: false, policy: document(owner, encrypts(), describes()) }), audit()],
      "key logs is disabled",
    ],
    "a disabled replica": [
      [
        other("aws:kms/replicaKey:ReplicaKey", "logs", {
          enabled: false,
          policy: document(owner, encrypts(), describes()),
        }),
        audit(),
      ],
      "key logs is disabled",
    ],
    "a disabled key of imported material": [
      [
        other("aws:kms/externalKey:ExternalKey", "logs", {
          enabled: false,
          keyMaterialBase64: "c2VjcmV0",
          policy: document(owner, encrypts(), describes()),
        }),
        audit(),
      ],
      "key logs is disabled",
    ],
  },
  unknown: {
    "the policy is not known before deployment": [
      [key("logs", { policy: UNKNOWN }), audit()],
      "the policy is not known before deployment",
    ],
    "the trail has no name yet, and the policy names one": [
      [key("logs", { policy: document(owner, encrypts(), describes()) }), audit({ name: undefined })],
      "may or may not match",
    ],
    "a key of another stack": [
      [audit({ kmsKeyId: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/abc` })],
      "whose policy is not part of this stack",
    ],
    "the key is decided elsewhere": [[audit({ kmsKeyId: UNKNOWN })], "audit.kmsKeyId"],
  },
  notApplicable: {
    "no key": [trail("audit")],
  },
});
