import * as aws from "@pulumi/aws";
import type { CustomResourceOptions, Input } from "@pulumi/pulumi";

/** A bucket that nobody outside reaches, whose overwritten objects stay, and whose ACLs are switched off. */
export interface PrivateBucket {
  readonly bucket: aws.s3.Bucket;
  readonly publicAccessBlock: aws.s3.BucketPublicAccessBlock;
  readonly ownership: aws.s3.BucketOwnershipControls;
  readonly versioning: aws.s3.BucketVersioning;
  readonly encryption: aws.s3.BucketServerSideEncryptionConfiguration;
}

export interface PrivateBucketArgs {
  readonly bucketName: Input<string>;
  /** Key of new objects. @default the keys of S3 */
  readonly kmsKeyArn?: Input<string>;
  /** Can never be switched off again. */
  readonly objectLock: boolean;
  readonly tags?: Record<string, Input<string>>;
}

export function privateBucket(name: string, args: PrivateBucketArgs, opts: CustomResourceOptions): PrivateBucket {
  const { parent } = opts;
  const made = new aws.s3.Bucket(
    name,
    { bucket: args.bucketName, objectLockEnabled: args.objectLock, forceDestroy: false, tags: args.tags },
    opts,
  );
  const { bucket } = made;
  return {
    bucket: made,
    publicAccessBlock: new aws.s3.BucketPublicAccessBlock(
      name,
      { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      { parent },
    ),
    ownership: new aws.s3.BucketOwnershipControls(
      name,
      { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      { parent },
    ),
    versioning: new aws.s3.BucketVersioning(
      name,
      { bucket, versioningConfiguration: { status: "Enabled" } },
      { parent },
    ),
    encryption: new aws.s3.BucketServerSideEncryptionConfiguration(
      name,
      { bucket, rules: [{ applyServerSideEncryptionByDefault: defaultEncryption(args.kmsKeyArn) }] },
      { parent },
    ),
  };
}

const defaultEncryption = (kmsKeyArn: Input<string> | undefined) =>
  kmsKeyArn === undefined ? { sseAlgorithm: "AES256" } : { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn };
