import { interpolate, type Input } from "@pulumi/pulumi";
import { bucketArn, trailAccounts, trailArns, type Location, type TrailOrigin } from "./location";
import { problem, type Problem } from "./problems";
import type { Statement } from "./policy-document";

/** Folder in the archive below which CloudTrail writes. */
export const deliveryRoot = (keyPrefix: string | undefined): string => (keyPrefix ? `${keyPrefix}/AWSLogs` : "AWSLogs");

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
export const keyPrefixProblems = (setting: string, prefix: string | undefined): Problem[] =>
  prefix === undefined
    ? []
    : [
        ...problem(prefix.includes("AWSLogs"), setting, `"${prefix}" contains AWSLogs, which CloudTrail adds itself`),
        ...problem(/^\/|\/$/.test(prefix), setting, `"${prefix}" begins or ends with a slash; CloudTrail adds its own`),
        ...problem(prefix.length === 0 || prefix.length > 200, setting, "is not 1 to 200 characters long"),
      ];

/** What a bucket policy must allow so that the trails can deliver; both statements bound to these trails. */
export function trailDeliveryStatements(
  at: Location,
  bucketName: Input<string>,
  keyPrefix: string | undefined,
  origin: TrailOrigin,
): Statement[] {
  const bucket = bucketArn(at, bucketName);
  const sourceArns = trailArns(at, origin);
  const folders = [...trailAccounts(at, origin), ...(origin.organization ? [origin.organization.id] : [])];
  return [
    {
      Sid: "CloudTrailReadsAcl",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:GetBucketAcl",
      Resource: bucket,
      Condition: { StringEquals: { "aws:SourceArn": sourceArns } },
    },
    {
      Sid: "CloudTrailWrites",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: folders.map((folder) => interpolate`${bucket}/${deliveryRoot(keyPrefix)}/${folder}/*`),
      // CloudTrail sends the ACL header also to a bucket whose ACLs are switched off.
      Condition: { StringEquals: { "aws:SourceArn": sourceArns, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  ];
}
