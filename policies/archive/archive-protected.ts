import { ignored } from "../changes/ignored";
import { direct, partial } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Kind, Resource } from "../graph/resource";
import { Trail } from "../kinds/cloudtrail";
import * as s3 from "../kinds/s3";
import { evidence, fail, pass, policy, type Evidence } from "../policy";
import { archiveOf } from "./archive";

/** Settings of a trail that a change outside Pulumi must not be allowed to keep. */
const OF_TRAIL = [
  "advancedEventSelectors",
  "cloudWatchLogsGroupArn",
  "cloudWatchLogsRoleArn",
  "enableLogFileValidation",
  "enableLogging",
  "eventSelectors",
  "includeGlobalServiceEvents",
  "isMultiRegionTrail",
  "isOrganizationTrail",
  "kmsKeyId",
  "s3BucketName",
  "s3KeyPrefix",
];

/** Settings of a bucket and the resource that each can be instead: programs that use it ignore the bucket's own. */
const OF_BUCKET: [kind: Kind<{ bucket?: string }> | undefined, ...inline: string[]][] = [
  [undefined, "forceDestroy", "objectLockEnabled"],
  [s3.BucketObjectLockConfiguration, "objectLockConfiguration"],
  [s3.BucketPolicy, "policy"],
  [s3.BucketVersioning, "versioning", "versionings"],
  [s3.BucketLifecycleConfiguration, "lifecycleRules"],
  [s3.BucketLogging, "logging", "loggings"],
  [s3.BucketPublicAccessBlock],
];

function ignoredOfBucket(bucket: Resource<s3.BucketProps>, graph: Graph): string[] {
  return OF_BUCKET.flatMap(([kind, ...inline]) => {
    const own = kind ? graph.into(bucket, kind, "bucket").known : [];
    return own.length > 0
      ? own.flatMap((setting) => ignored(setting, Object.keys(setting.record.values)))
      : ignored(bucket, inline);
  });
}

export default policy({
  id: "archive-protected",
  title: "Nobody removes the trail or its archive by accident",
  severity: "medium",
  description:
    "One `pulumi destroy`, or one renamed resource, takes the trail and every log file with it. Ignored changes let a setting that somebody weakened stay weak.",
  remediation:
    "Set `protect: true` on the trail and on its bucket, and neither `forceDestroy` nor `ignoreChanges`. `LogArchive` and `AuditTrail` protect themselves.",
  controls: [direct("iso-27001-2022/A.5.33"), partial("nist-800-53-r5/AU-9"), partial("pci-dss-4.0.1/10.3.2")],
  pages: ["https://www.pulumi.com/docs/iac/concepts/resources/options/protect/"],
  about: Trail,
  check(trail, graph) {
    // What the stack only reads, it cannot remove.
    const isLoose = ({ record }: Resource<unknown>): boolean => !record.protect && !record.external;
    const seen = ({ name, urn, record }: Resource<unknown>): Evidence => {
      return { resource: name, urn, property: "protect", value: record.protect ?? false };
    };
    const [path] = ignored(trail, OF_TRAIL);
    if (path) return fail(`changes of ${path} are ignored`, seen(trail));
    if (isLoose(trail)) return fail(`${trail.name} is not protected`, seen(trail));
    const bucket = archiveOf(trail, graph);
    const [bucketPath] = ignoredOfBucket(bucket, graph);
    if (bucketPath) return fail(`changes of ${bucketPath} are ignored`, seen(bucket));
    if (isLoose(bucket)) return fail(`${bucket.name} is not protected`, seen(bucket));
    return bucket.props.forceDestroy
      ? fail(`bucket ${bucket.name} is emptied when it is removed`, evidence(bucket, "forceDestroy"))
      : pass(seen(trail), seen(bucket));
  },
});
