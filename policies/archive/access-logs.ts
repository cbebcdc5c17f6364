import type { Found } from "../graph/found";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { decide, type Decision } from "../iam/decide";
import { ANYTHING, text } from "../iam/text";
import { Bucket, type BucketProps } from "../kinds/s3";
import { accountOf, bucketArn } from "../iam/arns";
import { SERVICE_CALL } from "./delivery";
import { ACL, LOGGING, OBJECT_LOCK, POLICY, settingsOf, type FoundSetting } from "./settings";

/** The bucket that access logs go to. */
export function logTarget({ from, path }: FoundSetting<unknown>, graph: Graph): Found<Resource<BucketProps>> {
  return graph.follow(from, path === LOGGING.path ? path : `${path}.targetBucket`, Bucket);
}

/** From bucket to bucket along the access logs, up to the one that keeps none, or to one that was passed already. */
export function loggingPath(buckets: readonly Resource<BucketProps>[], graph: Graph): readonly Resource<BucketProps>[] {
  const last = buckets[buckets.length - 1];
  if (buckets.indexOf(last) < buckets.length - 1 || last.record.external) return buckets;
  const [next] = settingsOf(LOGGING, last, graph).flatMap((setting) => logTarget(setting, graph).first ?? []);
  return next ? loggingPath([...buckets, next], graph) : buckets;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html */
export function hasLock(bucket: Resource<BucketProps>, graph: Graph): boolean {
  return bucket.props.objectLockEnabled === true || settingsOf(OBJECT_LOCK, bucket, graph).some(({ read }) => read());
}

const LOG_DELIVERY = /^log-delivery-write$|\/groups\/s3\/LogDelivery$/;

/**
 * Why S3 may not write the access logs of a bucket into another; `undefined` when it may.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function refusal(
  source: Resource<BucketProps>,
  target: Resource<BucketProps>,
  prefix: string,
  graph: Graph,
): string | undefined {
  if (settingsOf(ACL, target, graph).some(({ read }) => read()?.some((name) => LOG_DELIVERY.test(name))))
    return undefined;
  const decisions = settingsOf(POLICY, target, graph).map(({ read }): Decision =>
    decide([read() ?? []].flat(), {
      principal: { service: "logging.s3.amazonaws.com" },
      action: "s3:PutObject",
      resource: text`${bucketArn(target, graph)}/${prefix}${ANYTHING}`,
      context: {
        ...SERVICE_CALL,
        "aws:SourceArn": bucketArn(source, graph),
        "aws:SourceAccount": accountOf(graph, source),
      },
    }),
  );
  return decisions.find(({ allowed }) => !allowed)?.why;
}
