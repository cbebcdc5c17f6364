import type * as aws from "@pulumi/aws";
import { ComponentResource } from "@pulumi/pulumi";
import type { ComponentResourceOptions, Input, Output, Resource } from "@pulumi/pulumi";
import { accessLoggedProblems, accessLogging, type AccessLogBucket, type AccessLogs } from "./access-logs";
import { expiringBucket, type ExpiringBucket } from "./expiring-bucket";
import { bucketArn, locate } from "./location";
import { LOG_WRITERS, writerStatements, type LogWriter } from "./log-writers";
import { physicalName, regionalName } from "./names";
import type { Statement } from "./policy-document";
import { outside, problem, refuse, type Problem } from "./problems";

export interface LogStoreArgs {
  /** Services that may write: config, flowLogs, networkLoadBalancers, applicationLoadBalancers, waf, cloudwatchExports. @default none */
  readonly writers?: readonly LogWriter[];
  /** Name of the bucket; for WAF it has to begin with aws-waf-logs-. @default name and stack, account and region */
  readonly bucketName?: string;
  /** Key of new objects. Its own policy has to let the writers in; load balancers can use none. @default the keys of S3 */
  readonly kmsKeyArn?: Input<string>;
  /** Days after which objects expire. @default 400 */
  readonly retentionDays?: number;
  /** Who read the store: a bucket of its own, a bucket that exists already, or `false`. @default its own, for 400 days */
  readonly accessLogs?: AccessLogs;
  /** Statements to add to the bucket policy; a second policy resource would overwrite this one. @default none */
  readonly extraStatements?: Statement[];
  /** Refuses to delete or replace the buckets. @default true */
  readonly protect?: boolean;
  readonly tags?: Record<string, Input<string>>;
}

/**
 * A bucket for what services write besides the trail: private, versioned, encrypted, TLS only, expiring. It is never locked: AWS
 * Config and access logs cannot be delivered to a bucket with a default lock.
 * https://docs.aws.amazon.com/config/latest/developerguide/manage-delivery-channel.html
 */
export class LogStore extends ComponentResource {
  readonly store: ExpiringBucket;
  readonly accessLogs: AccessLogBucket | undefined;
  readonly logging: aws.s3.BucketLogging | undefined;

  readonly bucketName: Output<string>;
  readonly bucketArn: Output<string>;
  /** What has to exist before somebody may write. */
  readonly ready: Resource[];

  constructor(name: string, args: LogStoreArgs = {}, opts?: ComponentResourceOptions) {
    refuse(`LogStore "${name}"`, logStoreProblems(name, args));
    super("trailwatch:storage:LogStore", name, {}, opts);
    const at = locate(this);
    const { protect = true, tags, kmsKeyArn, retentionDays = 400 } = args;
    const bucketName = args.bucketName ?? regionalName(at, name);
    const { writers = [], extraStatements = [] } = args;

    this.store = expiringBucket(
      name,
      {
        bucketName,
        kmsKeyArn,
        retentionDays,
        statements: (bucket) => [...writerStatements(at, bucket, writers), ...extraStatements],
        tags,
      },
      at,
      { parent: this, protect },
    );
    this.bucketName = this.store.bucket.bucket;
    this.bucketArn = bucketArn(at, this.bucketName);
    this.ready = [this.store.policy, this.store.publicAccessBlock, this.store.ownership];

    ({ accessLogs: this.accessLogs, logging: this.logging } = accessLogging(this, name, this.store.bucket, at, args));
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }
}

/** The same for a store that a component makes for itself, after its own name. */
export const ownStoreProblems = (part: string, name: string, args: LogStoreArgs): Problem[] =>
  logStoreProblems(`${name}-${part}`, args).map(({ setting, message }) => ({
    setting: setting === "bucketName" ? "name" : `${part}.${setting}`,
    message,
  }));

export function logStoreProblems(name: string, args: LogStoreArgs): Problem[] {
  const { bucketName, writers = [] } = args;
  return [
    ...accessLoggedProblems(name, args),
    ...problem(
      writers.includes("waf") && !(bucketName ?? physicalName(name)).startsWith("aws-waf-logs-"),
      "bucketName",
      "WAF delivers only to buckets whose names begin with aws-waf-logs-",
    ),
    ...problem(
      writers.includes("applicationLoadBalancers") && args.kmsKeyArn !== undefined,
      "kmsKeyArn",
      "load balancers deliver only to buckets that S3 encrypts with its own keys; leave the key out",
    ),
    ...writers.flatMap((writer) =>
      problem(!LOG_WRITERS.includes(writer), "writers", `"${writer}" is none; expected ${LOG_WRITERS.join(", ")}`),
    ),
    ...outside("retentionDays", args.retentionDays, 1, Infinity, "days"),
  ];
}
