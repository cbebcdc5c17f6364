import type { Edit } from "../mutate";
import type { Breaks } from "./breaks";
import { drop, set, statement, without } from "./edits";

/** Breaks of the archive of the account stack. */

const TRAIL = "cloudtrail/trail:Trail";
const BUCKET = "s3/bucket:Bucket";
const BUCKET_POLICY = "s3/bucketPolicy:BucketPolicy";
const BLOCK = "s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const VERSIONING = "s3/bucketVersioning:BucketVersioning";
const LIFECYCLE = "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const LOCK = "s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const LOGGING = "s3/bucketLogging:BucketLogging";
const ARCHIVE = /^audit-archive$/;

const expiring = (days: number, noncurrentDays: number): Edit =>
  set(
    LIFECYCLE,
    { rules: [{ id: "x", status: "Enabled", expiration: { days }, noncurrentVersionExpiration: { noncurrentDays } }] },
    ARCHIVE,
  );

export const archive: Breaks = {
  "archive-accepts-trail": {
    "whoever asks pays": set(BUCKET, { requestPayer: "Requester" }, ARCHIVE),
    "the ACL may not be read": without(BUCKET_POLICY, "CloudTrailReadsAcl", ARCHIVE),
    "files may not be written": without(BUCKET_POLICY, "CloudTrailWrites", ARCHIVE),
    "files of another account": statement(
      BUCKET_POLICY,
      "CloudTrailWrites",
      { Resource: "arn:aws:s3:::audit-archive-dev-000000000001-eu-west-1/AWSLogs/999999999999/*" },
      ARCHIVE,
    ),
    "files of another trail": statement(
      BUCKET_POLICY,
      "CloudTrailWrites",
      { Condition: { StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:eu-west-1:000000000001:trail/other" } } },
      ARCHIVE,
    ),
    "another prefix": set(TRAIL, { s3KeyPrefix: "audit" }),
  },
  "archive-no-confused-deputy": {
    "trails of every account": statement(
      BUCKET_POLICY,
      "CloudTrailWrites",
      { Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } } },
      ARCHIVE,
    ),
  },
  "archive-not-public": {
    "one of four is lifted": set(BLOCK, { restrictPublicBuckets: false }, ARCHIVE),
    "everybody may read": (stack) => {
      stack.set(BLOCK, { blockPublicPolicy: false, restrictPublicBuckets: false }, ARCHIVE);
      stack.statements(
        BUCKET_POLICY,
        (all) => [
          ...all,
          {
            Sid: "Open",
            Effect: "Allow",
            Principal: "*",
            Action: "s3:GetObject",
            Resource: "arn:aws:s3:::audit-archive-dev-000000000001-eu-west-1/*",
          },
        ],
        ARCHIVE,
      );
    },
  },
  "archive-public-access-block": {
    "none is declared": drop(BLOCK, ARCHIVE),
  },
  "archive-tls-only": {
    "plain HTTP is not denied": without(BUCKET_POLICY, "DenyPlainHttp", ARCHIVE),
    "objects are forgotten": statement(
      BUCKET_POLICY,
      "DenyPlainHttp",
      { Resource: "arn:aws:s3:::audit-archive-dev-000000000001-eu-west-1" },
      ARCHIVE,
    ),
    "only one principal is denied": statement(
      BUCKET_POLICY,
      "DenyPlainHttp",
      { Principal: { AWS: "arn:aws:iam::000000000001:role/x" } },
      ARCHIVE,
    ),
  },
  "archive-versioning": {
    "versioning suspended": set(VERSIONING, { versioningConfiguration: { status: "Suspended" } }, ARCHIVE),
  },
  "archive-retention": {
    "expires after a month": expiring(30, 7),
    "a version survives for a day": expiring(300, 1),
  },
  "archive-at-hand": {
    "asleep after a day": set(
      LIFECYCLE,
      { rules: [{ id: "x", status: "Enabled", transitions: [{ days: 1, storageClass: "DEEP_ARCHIVE" }] }] },
      ARCHIVE,
    ),
  },
  "archive-object-lock": {
    "no default retention": drop(LOCK),
    "locked for a day": set(LOCK, { rule: { defaultRetention: { mode: "GOVERNANCE", days: 1 } } }),
  },
  "archive-access-logs": {
    "no access log": drop(LOGGING),
    "the archive logs to itself": set(LOGGING, { targetBucket: "audit-archive-dev-000000000001-eu-west-1" }),
  },
  "archive-protected": {
    "the trail may be deleted": (stack) => stack.find(TRAIL).forEach((record) => (record.protect = false)),
    "the archive may be deleted": (stack) => stack.find(BUCKET, ARCHIVE).forEach((record) => (record.protect = false)),
    "the archive is emptied when destroyed": set(BUCKET, { forceDestroy: true }, ARCHIVE),
    "changes of logging are ignored": (stack) =>
      stack.find(TRAIL).forEach((record) => (record.ignoreChanges = ["enableLogging"])),
  },
};
