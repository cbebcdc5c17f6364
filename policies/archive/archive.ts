import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { UnknownValue } from "../graph/value";
import type { TrailProps } from "../kinds/cloudtrail";
import { Bucket, type BucketProps } from "../kinds/s3";

/** The bucket that a trail delivers to. Throws {@link UnknownValue} where the stack cannot show it. */
export function archiveOf(trail: Resource<TrailProps>, graph: Graph): Resource<BucketProps> {
  const buckets = graph.follow(trail, "s3BucketName", Bucket);
  const [bucket] = buckets.known;
  if (bucket) return bucket;
  const [elsewhere] = buckets.elsewhere;
  if (elsewhere) throw new UnknownValue(`bucket ${elsewhere}`, "not in this stack");
  return buckets.first ?? trail.undecided("without a bucket that this stack could show");
}
