import { bucket, other, ref, type Draft } from "../resources";
import type { Family } from "./breaks";
import { set, statement, without } from "./edits";

/** Buckets of a workload beside the archive, and what is wrong with them. */

const setting = (of: string, kind: string, values: object): Draft =>
  other(`aws:s3/${kind[0].toLowerCase()}${kind.slice(1)}:${kind}`, of, { bucket: of, ...values });

const tlsOnly = (of: string): Draft =>
  setting(of, "BucketPolicy", {
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Partner",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::999988887777:role/partner" },
          Action: "s3:GetObject",
          Resource: `arn:aws:s3:::${of}/*`,
        },
        {
          Sid: "DenyPlainHttp",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [`arn:aws:s3:::${of}`, `arn:aws:s3:::${of}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    }),
  });
/** Logging and lifecycle inside the bucket: breaks of the archive change every resource of their own. */
const inside = (of: string) => ({
  bucket: of,
  logging: { targetBucket: "central-access-logs", targetPrefix: `${of}/` },
  lifecycleRules: [lifecycleRule()],
});

const lifecycleRule = (changes: object = {}) => ({
  enabled: true,
  noncurrentVersionExpiration: { days: 90 },
  abortIncompleteMultipartUploadDays: 7,
  ...changes,
});

const versioned = (of: string): Draft =>
  setting(of, "BucketVersioning", { versioningConfiguration: { status: "Enabled" } });

const on = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const files = /^files$/;
const vault = /^vault$/;

export const buckets: Family = {
  healthy: [
    other("aws:kms/externalKey:ExternalKey", "files-key"),
    bucket("files", inside("files")),
    setting("files", "BucketPublicAccessBlock", on),
    setting("files", "BucketOwnershipControls", { rule: { objectOwnership: "BucketOwnerEnforced" } }),
    setting("files", "BucketServerSideEncryptionConfiguration", {
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: ref("files-key") } }],
    }),
    setting("files", "BucketReplicationConfig", {
      role: "arn:aws:iam::000000000001:role/replication",
      rules: [{ id: "copy", status: "Enabled", destination: { bucket: "arn:aws:s3:::copy-elsewhere" } }],
    }),
    setting("files", "BucketNotification", { eventbridge: true }),
    tlsOnly("files"),
    versioned("files"),
    bucket("vault", {
      ...inside("vault"),
      objectLockEnabled: true,
      objectLockConfiguration: { rule: { defaultRetention: { mode: "COMPLIANCE", days: 30 } } },
    }),
    tlsOnly("vault"),
    bucket("tokens", {
      ...inside("tokens"),
      lifecycleRules: undefined,
      versioning: { enabled: true, mfaDelete: true },
    }),
    tlsOnly("tokens"),
    other("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", "sandbox", { accountId: "999988887777", ...on }),
  ],
  mutations: {
    "bucket-not-public": {
      "everybody reads": (stack) => {
        stack.drop("s3/bucketPublicAccessBlock:BucketPublicAccessBlock", files);
        stack.statements(
          "s3/bucketPolicy:BucketPolicy",
          (all) => [
            ...all,
            { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::files/*" },
          ],
          files,
        );
      },
      "an ACL for everybody": set("s3/bucket:Bucket", { acl: "public-read" }, vault),
    },
    "bucket-public-access-block": {
      "one of four is lifted": set(
        "s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        { blockPublicPolicy: false },
        files,
      ),
    },
    "bucket-acls-disabled": {
      "ACLs work": set(
        "s3/bucketOwnershipControls:BucketOwnershipControls",
        { rule: { objectOwnership: "ObjectWriter" } },
        files,
      ),
    },
    "bucket-tls-only": {
      "plain HTTP is let in": without("s3/bucketPolicy:BucketPolicy", "DenyPlainHttp", files),
      "one of two resources": statement(
        "s3/bucketPolicy:BucketPolicy",
        "DenyPlainHttp",
        { Resource: "arn:aws:s3:::vault/*" },
        vault,
      ),
    },
    "bucket-not-administered-from-outside": {
      "a partner may do everything": statement(
        "s3/bucketPolicy:BucketPolicy",
        "Partner",
        { Action: "s3:*", Resource: "*" },
        files,
      ),
    },
    "account-public-access-block": {
      "one of four is lifted": set("s3/accountPublicAccessBlock:AccountPublicAccessBlock", { ignorePublicAcls: false }),
    },
    "bucket-versioning": {
      suspended: (stack) => {
        // A replicated bucket without versions is another finding, and one that lets them expire has nothing to expire.
        stack.drop("s3/bucketReplicationConfig:BucketReplicationConfig", files);
        stack.set("s3/bucketVersioning:BucketVersioning", { versioningConfiguration: { status: "Suspended" } }, files);
      },
    },
    "bucket-mfa-delete": {
      "a lifecycle beside it": set("s3/bucket:Bucket", { lifecycleRules: [lifecycleRule()] }, /^tokens$/),
    },
    "bucket-object-lock": {
      "no default retention": set("s3/bucket:Bucket", { objectLockConfiguration: undefined }, vault),
    },
    "bucket-lifecycle": {
      "old versions stay": set("s3/bucket:Bucket", { lifecycleRules: undefined }, vault),
    },
    "bucket-aborts-uploads": {
      "unfinished uploads stay": set(
        "s3/bucket:Bucket",
        { lifecycleRules: [lifecycleRule({ abortIncompleteMultipartUploadDays: undefined })] },
        vault,
      ),
    },
    "bucket-replication": {
      "the rule is off": set(
        "s3/bucketReplicationConfig:BucketReplicationConfig",
        { rules: [{ id: "copy", status: "Disabled" }] },
        files,
      ),
    },
    "bucket-encryption": {
      "the key is disabled": set("kms/externalKey:ExternalKey", { isEnabled: false }, /^files-key$/),
    },
    "bucket-access-logs": { "no access log": set("s3/bucket:Bucket", { logging: undefined }, files) },
    "bucket-notifications": {
      "no destination": set("s3/bucketNotification:BucketNotification", { eventbridge: false }, files),
    },
  },
};
