import type { ControlLink } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Trail } from "../kinds/cloudtrail";
import { Bucket, BucketWebsite, type BucketProps } from "../kinds/s3";
import {
  notApplicable,
  policy,
  type Answer,
  type Parameters,
  type Policy,
  type Settings,
  type Severity,
} from "../policy";

/** A setting of any bucket, whatever is in it. */
export interface AboutBuckets<S extends Parameters> {
  id: string;
  title: string;
  severity: Severity;
  description: string;
  remediation: string;
  controls: readonly ControlLink[];
  pages: readonly string[];
  parameters?: S;
  /** The policy that judges the same of the buckets that trails deliver to; without one, this policy judges them too. */
  ofArchives?: string;
  /** Why the setting is of no use to this bucket. */
  exempt?(bucket: Resource<BucketProps>, graph: Graph): string | undefined;
  check(bucket: Resource<BucketProps>, graph: Graph, settings: Settings<S>): Answer;
}

export const aboutBuckets = <const S extends Parameters = Record<never, never>>({
  ofArchives,
  exempt,
  check,
  ...about
}: AboutBuckets<S>): Policy =>
  policy<BucketProps, S>({
    ...about,
    about: Bucket,
    check(bucket, graph, settings) {
      if (bucket.record.external) return notApplicable("this stack only reads it");
      if (ofArchives && isArchive(bucket, graph)) return notApplicable(`a trail delivers to it (${ofArchives})`);
      const why = exempt?.(bucket, graph);
      return why ? notApplicable(why) : check(bucket, graph, settings);
    },
  });

export const isArchive = (bucket: Resource<BucketProps>, graph: Graph): boolean =>
  graph.into(bucket, Trail, "s3BucketName").known.length > 0;

/** A website's own endpoint speaks plain HTTP, to everybody. */
export const servesWebsite = (bucket: Resource<BucketProps>, graph: Graph): string | undefined =>
  bucket.has("website") || bucket.has("websites") || graph.into(bucket, BucketWebsite, "bucket").known.length > 0
    ? "it serves a website, whose endpoint is there for everybody, over plain HTTP"
    : undefined;
