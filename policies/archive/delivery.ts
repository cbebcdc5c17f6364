import { ByThree } from "../graph/by-three";
import type { Graph } from "../graph/graph";
import { once } from "../graph/once";
import type { Resource } from "../graph/resource";
import type { PolicyDocument } from "../iam/document";
import type { Request } from "../iam/request";
import { ANYTHING, text } from "../iam/text";
import type { TrailProps } from "../kinds/cloudtrail";
import type { BucketProps } from "../kinds/s3";
import { accountOf, bucketArn, regionOf, trailArn } from "../iam/arns";
import { organizationIn } from "../trail/organization";

/** The folder of the bucket that CloudTrail writes below: `AWSLogs/`, or `prefix/AWSLogs/`. */
function deliveryFolder({ props }: Resource<TrailProps>): string {
  return props.s3KeyPrefix ? `${props.s3KeyPrefix}/AWSLogs/` : "AWSLogs/";
}

/** What the names of all files of this trail begin with, digests included, as far as that is known. */
export function deliveredPrefix(trail: Resource<TrailProps>, graph: Graph): string {
  const account = graph.account(trail);
  const folder = deliveryFolder(trail);
  // A trail of an organization writes below the organization's id and the id of each member account.
  return account && !trail.props.isOrganizationTrail ? `${folder}${account}/CloudTrail` : folder;
}

/** Keys that every call of an AWS service has. AWS promises TLS 1.2 at least. */
export const SERVICE_CALL: Request["context"] = {
  "aws:SecureTransport": "true",
  "s3:TlsVersion": "1.2",
  "aws:ViaAWSService": "false",
  "aws:SourceVpc": null,
  "aws:SourceVpce": null,
};

/**
 * What CloudTrail asks of the bucket: to look at its ACL, and to put log files and digest files.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
export function deliveryRequests(
  trail: Resource<TrailProps>,
  bucket: Resource<BucketProps>,
  policy: PolicyDocument,
  graph: Graph,
): readonly Request[] {
  const known = delivered(graph);
  return known.get(trail, bucket, policy) ?? known.set(trail, bucket, policy, requestsOf(trail, bucket, policy, graph));
}

/** Several policies ask what one trail does with one bucket. */
const delivered = once(
  () => new ByThree<Resource<TrailProps>, Resource<BucketProps>, PolicyDocument, readonly Request[]>(),
);

function requestsOf(
  trail: Resource<TrailProps>,
  bucket: Resource<BucketProps>,
  policy: PolicyDocument,
  graph: Graph,
): readonly Request[] {
  const arn = bucketArn(bucket, graph);
  const account = accountOf(graph, trail);
  const region = regionOf(trail, graph);
  const source = trailArn(trail, graph);
  const principal = { service: "cloudtrail.amazonaws.com" };
  const organization = trail.props.isOrganizationTrail ? organizationIn([policy]) : undefined;
  const caller = {
    ...SERVICE_CALL,
    "aws:SourceArn": source,
    "aws:SourceAccount": account,
    "aws:SourceOrgID": organization,
  };
  const folder = deliveryFolder(trail);
  const own = text`${folder}${account}`;
  const folders = organization ? [own, text`${folder}${organization}/${account}`] : [own];
  const encryption = trail.record.values.kmsKeyId ? "aws:kms" : undefined;
  const upload = {
    ...caller,
    "s3:x-amz-acl": "bucket-owner-full-control",
    "s3:x-amz-server-side-encryption": encryption,
  };
  const uploads = folders.flatMap((each) =>
    ["CloudTrail", "CloudTrail-Digest"].map((kind) => ({
      principal,
      action: "s3:PutObject",
      resource: text`${arn}/${each}/${kind}/${region}/${ANYTHING}`,
      context: upload,
    })),
  );
  return [{ principal, action: "s3:GetBucketAcl", resource: arn, context: caller }, ...uploads];
}

/** What the trail asks where it writes for a member of this organization. */
export function memberRequest(
  trail: Resource<TrailProps>,
  bucket: Resource<BucketProps>,
  organization: string,
  policy: PolicyDocument,
  graph: Graph,
): Request {
  const [, own] = deliveryRequests(trail, bucket, policy, graph);
  const folder = text`${bucketArn(bucket, graph)}/${deliveryFolder(trail)}${organization}/${accountOf(graph, trail)}`;
  return { ...own, resource: text`${folder}/CloudTrail/${regionOf(trail, graph)}/${ANYTHING}` };
}

/** The same request on behalf of another trail of the same account. */
export const ofOtherTrail = (request: Request, trail: Resource<TrailProps>, graph: Graph): Request => ({
  ...request,
  context: { ...request.context, "aws:SourceArn": text`${trailArn(trail, graph)}-of-others` },
});

/** The same request on behalf of a trail of somebody else. */
export const ofForeignTrail = (request: Request): Request => ({
  ...request,
  context: {
    ...request.context,
    "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:000000000000:trail/foreign",
    "aws:SourceAccount": "000000000000",
    "aws:SourceOrgID": "o-0000000000",
  },
});
