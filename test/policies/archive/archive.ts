import type { Draft } from "../../resources";
import { ACCOUNT, REGION, bucket, bucketLogging, bucketPolicy, other, ref, trail } from "../../resources";

/** Pieces of stacks with a trail called `audit` and its bucket `archive`. */

export const TRAIL_ARN = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/audit`;

export const audit = (values: object = {}, extra: object = {}): Draft =>
  trail("audit", { name: "audit", s3BucketName: ref("archive", "bucket"), ...values }, extra);

export const archive = (values: object = {}, extra: object = {}): Draft =>
  bucket("archive", { bucket: "archive", ...values }, extra);

/** The bucket as provider 6 called it. */
export const archiveV2 = (values: object = {}): Draft =>
  other("aws:s3/bucketV2:BucketV2", "archive", { bucket: "archive", ...values });

/** A trail whose bucket belongs to another account, and one whose bucket another program made. */
export const elsewhere = [audit({ s3BucketName: "org-logs" })];
export const onlyRead = [archive({}, { external: true }), audit()];

type Part = Record<string, unknown>;

export const document = (...Statement: Part[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

const onBehalf = { "aws:SourceArn": TRAIL_ARN };

export const aclCheck = (changes: Part = {}): Part => ({
  Sid: "AclCheck",
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: "s3:GetBucketAcl",
  Resource: "arn:aws:s3:::archive",
  Condition: { StringEquals: onBehalf },
  ...changes,
});

export const write = (changes: Part = {}): Part => ({
  Sid: "Write",
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: `arn:aws:s3:::archive/AWSLogs/${ACCOUNT}/*`,
  Condition: { StringEquals: { ...onBehalf, "s3:x-amz-acl": "bucket-owner-full-control" } },
  ...changes,
});

export const tlsOnly = (changes: Part = {}): Part => ({
  Sid: "TlsOnly",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::archive", "arn:aws:s3:::archive/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
  ...changes,
});

export const policyOf = (name: string, ...statements: Part[]): Draft =>
  bucketPolicy(`${name}-policy`, { bucket: ref(name, "bucket"), policy: document(...statements) });

/** A bucket that receives the access logs of the archive, with the policy that lets S3 write them. */
export const sink = (values: object = {}): Draft[] => [
  bucket("access", { bucket: "access", ...values }),
  policyOf("access", {
    Effect: "Allow",
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: "arn:aws:s3:::access/*",
    Condition: {
      ArnLike: { "aws:SourceArn": "arn:aws:s3:::archive" },
      StringEquals: { "aws:SourceAccount": ACCOUNT },
    },
  }),
];

export const logging = (from: string, to: string): Draft =>
  bucketLogging(`${from}-logging`, {
    bucket: ref(from, "bucket"),
    targetBucket: ref(to, "bucket"),
    targetPrefix: `${from}/`,
  });
