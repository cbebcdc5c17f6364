import type { Kind } from "../graph/resource";

export interface LifecycleRule {
  id?: string;
  /** `Enabled` or `Disabled` on the configuration resource. */
  status?: string;
  /** The inline form of the bucket says `enabled` instead. */
  enabled?: boolean;
  prefix?: string;
  filter?: {
    prefix?: string;
    objectSizeGreaterThan?: number;
    objectSizeLessThan?: number;
    tag?: { key: string; value: string };
    and?: {
      prefix?: string;
      objectSizeGreaterThan?: number;
      objectSizeLessThan?: number;
      tags?: Record<string, string>;
    };
  };
  tags?: Record<string, string>;
  expiration?: Expiration;
  noncurrentVersionExpiration?: NoncurrentExpiration;
  /** The inline form of BucketV2 has lists instead. */
  expirations?: Expiration[];
  noncurrentVersionExpirations?: NoncurrentExpiration[];
  transitions?: { days?: number; date?: string; storageClass: string }[];
  abortIncompleteMultipartUpload?: { daysAfterInitiation?: number };
  /** What the inline form of the bucket calls it. */
  abortIncompleteMultipartUploadDays?: number;
}

interface Expiration {
  days?: number;
  date?: string;
  expiredObjectDeleteMarker?: boolean;
}

interface NoncurrentExpiration {
  noncurrentDays?: number;
  /** What the inline form of the bucket calls the noncurrent days. */
  days?: number;
  newerNoncurrentVersions?: number;
}

export interface BucketProps {
  arn?: string;
  bucket?: string;
  bucketPrefix?: string;
  acl?: string;
  policy?: unknown;
  forceDestroy?: boolean;
  objectLockEnabled?: boolean;
  objectLockConfiguration?: ObjectLockProps;
  versioning?: { enabled?: boolean; mfaDelete?: boolean };
  /** BucketV2's name for `versioning`. */
  versionings?: { enabled?: boolean; mfaDelete?: boolean }[];
  grants?: { permissions: string[]; type: string; uri?: string }[];
  /** Provider 5 and 6 name it `loggings` on the V2 bucket. */
  logging?: { targetBucket?: string; targetPrefix?: string };
  loggings?: { targetBucket?: string; targetPrefix?: string }[];
  lifecycleRules?: LifecycleRule[];
  serverSideEncryptionConfiguration?: EncryptionProps;
  /** `Requester` or `BucketOwner`. */
  requestPayer?: string;
  /** Only the bucket of aws-native has it inside. */
  publicAccessBlock?: PublicAccessBlockProps;
  website?: unknown;
  websites?: unknown[];
}

export interface ObjectLockProps {
  bucket?: string;
  objectLockEnabled?: string;
  rule?: { defaultRetention?: DefaultRetention };
  /** The inline form of BucketV2 has lists instead. */
  rules?: { defaultRetentions?: DefaultRetention[] }[];
}

export interface DefaultRetention {
  mode?: string;
  days?: number;
  years?: number;
}

export interface EncryptionProps {
  bucket?: string;
  rule?: { applyServerSideEncryptionByDefault?: { sseAlgorithm?: string; kmsMasterKeyId?: string } };
  rules?: { applyServerSideEncryptionByDefault?: { sseAlgorithm?: string; kmsMasterKeyId?: string } }[];
}

export interface PublicAccessBlockProps {
  bucket?: string;
  blockPublicAcls?: boolean;
  blockPublicPolicy?: boolean;
  ignorePublicAcls?: boolean;
  restrictPublicBuckets?: boolean;
}

interface BucketAclProps {
  bucket?: string;
  acl?: string;
  accessControlPolicy?: { grants?: { permission: string; grantee?: { type?: string; uri?: string } }[] };
}

/** A setting of a bucket that is a resource of its own, under its plain name and the V2 name of provider 6. */
const partner = <P extends { bucket?: string }>(noun: string, name: string): Kind<P> => {
  const token = name[0].toLowerCase() + name.slice(1);
  return { noun, tokens: [`aws:s3/${token}:${name}`, `aws:s3/${token}V2:${name}V2`, `aws-native:s3:${name}`] };
};

export const BucketPolicy = partner<{ bucket?: string; policy?: unknown }>("bucket policy", "BucketPolicy");
export const BucketVersioning = partner<{
  bucket?: string;
  versioningConfiguration?: { status?: string; mfaDelete?: string };
}>("bucket versioning", "BucketVersioning");
export const BucketLifecycleConfiguration = partner<{ bucket?: string; rules?: LifecycleRule[] }>(
  "lifecycle configuration",
  "BucketLifecycleConfiguration",
);
export const BucketLogging = partner<{ bucket?: string; targetBucket?: string; targetPrefix?: string }>(
  "bucket logging",
  "BucketLogging",
);
export const BucketPublicAccessBlock = partner<PublicAccessBlockProps>(
  "public access block",
  "BucketPublicAccessBlock",
);
export const BucketAcl: Kind<BucketAclProps> = {
  ...partner<BucketAclProps>("bucket ACL", "BucketAcl"),
  decidedByAws: ["accessControlPolicy"],
};
export const BucketOwnershipControls = partner<{ bucket?: string; rule?: { objectOwnership?: string } }>(
  "ownership controls",
  "BucketOwnershipControls",
);
export const BucketObjectLockConfiguration = partner<ObjectLockProps>(
  "Object Lock configuration",
  "BucketObjectLockConfiguration",
);
export const BucketEncryption = partner<EncryptionProps>(
  "bucket encryption",
  "BucketServerSideEncryptionConfiguration",
);

export const BucketReplication = partner<{
  bucket?: string;
  rules?: {
    id?: string;
    status?: string;
    destination?: { bucket?: string; account?: string; metrics?: { status?: string } };
  }[];
}>("bucket replication", "BucketReplicationConfig");
/** Request metrics of a bucket, which S3 publishes only where they are asked for. */
export const BucketMetric = partner<{ bucket?: string; name?: string }>("bucket metric", "BucketMetric");

export const BucketRequestPayment = partner<{ bucket?: string; payer?: string }>(
  "request payment configuration",
  "BucketRequestPaymentConfiguration",
);
export const BucketWebsite = partner<{ bucket?: string }>("website configuration", "BucketWebsiteConfiguration");
export const BucketNotification: Kind<{
  bucket?: string;
  eventbridge?: boolean;
  lambdaFunctions?: unknown[];
  queues?: unknown[];
  topics?: unknown[];
}> = { noun: "bucket notification", tokens: ["aws:s3/bucketNotification:BucketNotification"] };

export const Bucket: Kind<BucketProps> = {
  noun: "bucket",
  tokens: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2", "aws-native:s3:Bucket"],
  names: ["bucket"],
  isGlobal: true,
  decidedByAws: [
    "acl",
    "bucketPrefix",
    "grants",
    "lifecycleRules",
    "logging",
    "loggings",
    "objectLockConfiguration",
    "objectLockEnabled",
    "policy",
    "requestPayer",
    "serverSideEncryptionConfiguration",
    "versioning",
    "versionings",
    "website",
    "websites",
  ],
  nameInArn: ({ service, resource }) => (service === "s3" ? resource.replace(/\/.*$/, "") : undefined),
  standIns: [
    BucketPolicy,
    BucketVersioning,
    BucketPublicAccessBlock,
    BucketOwnershipControls,
    BucketObjectLockConfiguration,
    BucketEncryption,
  ].map((kind) => ({ kind, path: "bucket" })),
};

export interface AccountBlock extends Omit<PublicAccessBlockProps, "bucket"> {
  accountId?: string;
}

export const AccountPublicAccessBlock: Kind<AccountBlock> = {
  noun: "account public access block",
  tokens: ["aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"],
  decidedByAws: ["accountId"],
};
