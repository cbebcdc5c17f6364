import { ACL, POLICY, settingsOf } from "../archive/settings";
import type { Graph } from "../graph/graph";
import { once } from "../graph/once";
import type { Resource } from "../graph/resource";
import { attempt, UnknownValue } from "../graph/value";
import { textOfTerm } from "../iam/term";
import { Distribution } from "../kinds/cloudfront";
import { LogDeliveryDestination } from "../kinds/log-delivery";
import { Bucket, BucketLogging, type BucketProps } from "../kinds/s3";

/** Whether the bucket is where the access logs of another end, so that asking it for its own would never end. */
export const receivesAccessLogs = (bucket: Resource<BucketProps>, graph: Graph): boolean =>
  graph.into(bucket, BucketLogging, "targetBucket").known.length > 0 ||
  ["logging.targetBucket", "loggings.targetBucket"].some((path) => graph.into(bucket, Bucket, path).known.length > 0);

/** Whether any resource of the stack names the bucket in what it says about logs, or its policy or ACL lets in who delivers them. */
export const receivesLogs = (bucket: Resource<BucketProps>, graph: Graph): boolean =>
  receivesAccessLogs(bucket, graph) ||
  logBuckets(graph).has(bucket.urn) ||
  graph.into(bucket, LogDeliveryDestination, "deliveryDestinationConfiguration.destinationResourceArn").known.length >
    0 ||
  admitsLogDelivery(bucket, graph);

const LOG_DELIVERY = ["logging.s3.amazonaws.com", "delivery.logs.amazonaws.com"];
/** Canned, and the group that the canned one lets in. */
const LOG_ACLS = ["log-delivery-write", "http://acs.amazonaws.com/groups/s3/LogDelivery"];

function admitsLogDelivery(bucket: Resource<BucketProps>, graph: Graph): boolean {
  const acls = attempt(() => settingsOf(ACL, bucket, graph).flatMap(({ read }) => read() ?? []));
  if (!(acls instanceof UnknownValue) && acls.some((acl) => LOG_ACLS.includes(acl))) return true;
  const documents = attempt(() => settingsOf(POLICY, bucket, graph).flatMap(({ read }) => read() ?? []));
  if (documents instanceof UnknownValue) return false;
  return documents
    .flatMap(({ statements }) => statements.flatMap(({ principals }) => principals?.terms ?? []))
    .some(({ name }) => LOG_DELIVERY.includes(textOfTerm(name) ?? ""));
}

const logBuckets = once((graph) => {
  const buckets = new Set<string>();
  for (const record of graph.records)
    for (const [property, urns] of Object.entries(record.propertyDependencies ?? {}))
      if (/log/i.test(property)) for (const urn of urns) buckets.add(urn);
  return buckets;
});

/** CloudFront's standard logs come by way of an ACL. Their bucket is named by its domain, so the dependency says which. */
export const isLogBucketOfCloudFront = (bucket: Resource<BucketProps>, graph: Graph): boolean =>
  graph.into(bucket, Distribution, "loggingConfig.bucket").known.length > 0 || cloudFrontBuckets(graph).has(bucket.urn);

const cloudFrontBuckets = once(
  (graph) => new Set(graph.all(Distribution).flatMap(({ record }) => record.propertyDependencies?.loggingConfig ?? [])),
);
