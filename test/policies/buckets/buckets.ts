import { bucket, other, ref, trail, type Draft } from "../../resources";

/** Pieces of stacks around a bucket called `files`. */

export const files = (values: object = {}, extra: object = {}): Draft =>
  bucket("files", { bucket: "files", ...values }, extra);

/** A setting of the bucket as a resource of its own. */
export const setting = (kind: string, values: object = {}, name: string = kind): Draft =>
  other(`aws:s3/${kind[0].toLowerCase()}${kind.slice(1)}:${kind}`, name, { bucket: ref("files", "bucket"), ...values });

export const document = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

export const allow = (changes: object): object => ({
  Effect: "Allow",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::files/*",
  ...changes,
});

export const policyOf = (...statements: object[]): Draft =>
  setting("BucketPolicy", { policy: document(...statements) });

export const website = setting("BucketWebsiteConfiguration", { indexDocument: { suffix: "index.html" } });

/** The bucket as the archive of a trail, which policies of archives judge. */
export const archive = [files(), trail("audit", { s3BucketName: ref("files", "bucket") })];

/** The bucket as the target of the access log of another one. */
export const logTarget = [
  files(),
  bucket("source", { bucket: "source" }),
  other("aws:s3/bucketLogging:BucketLogging", "log", {
    bucket: ref("source", "bucket"),
    targetBucket: ref("files", "bucket"),
  }),
];
