import { interpolate, type Input, type Output } from "@pulumi/pulumi";
import { bucketArn, regionalArn, type Location } from "./location";
import type { Statement } from "./policy-document";

/** A service that writes logs into a bucket by itself, and what it has to be allowed. */
interface Writer {
  readonly principal: (at: Location) => Input<string>;
  /** Actions on the bucket itself, before the first write. */
  readonly looks: string[];
  /** What the names of its files begin with; empty where whoever asks for the logs chooses. */
  readonly folder: (at: Location) => Input<string>;
  /** Whether it hands each object to the owner of the bucket, also where ACLs are switched off. */
  readonly sendsAcl: boolean;
  /** What the service acts for, where it says so. */
  readonly source?: (at: Location) => Input<string>;
}

const accountFolder = (at: Location): Input<string> => interpolate`AWSLogs/${at.accountId}/`;

const vended: Writer = {
  principal: () => "delivery.logs.amazonaws.com",
  looks: ["s3:GetBucketAcl"],
  folder: accountFolder,
  sendsAcl: true,
  source: (at) => interpolate`arn:${at.partition}:logs:*:${at.accountId}:*`,
};

const WRITERS = {
  // https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html
  config: {
    principal: () => "config.amazonaws.com",
    looks: ["s3:GetBucketAcl", "s3:ListBucket"],
    folder: (at) => interpolate`${accountFolder(at)}Config/`,
    sendsAcl: true,
    source: (at) => interpolate`arn:${at.partition}:config:*:${at.accountId}:*`,
  },
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-vended-logs-permissions-S3.html
  flowLogs: vended,
  networkLoadBalancers: vended,
  waf: vended,
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
  applicationLoadBalancers: {
    principal: () => "logdelivery.elasticloadbalancing.amazonaws.com",
    looks: [],
    folder: accountFolder,
    sendsAcl: false,
  },
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3ExportTasksConsole.html
  cloudwatchExports: {
    principal: (at) => interpolate`logs.${at.region}.${at.dnsSuffix}`,
    looks: ["s3:GetBucketAcl"],
    folder: () => "",
    sendsAcl: true,
    source: (at) => regionalArn(at, "logs", "log-group:*"),
  },
} satisfies Record<string, Writer>;

export type LogWriter = keyof typeof WRITERS;

export const LOG_WRITERS = Object.keys(WRITERS) as LogWriter[];

/** Lets services write what they log about this account, and nobody make them write for another one. */
export function writerStatements(at: Location, bucketName: Input<string>, writers: readonly LogWriter[]): Statement[] {
  // Three kinds of logs come through one door, and S3 refuses two statements of one Sid.
  const distinct = [...new Map<Writer, LogWriter>(writers.map((name) => [WRITERS[name], name]))];
  return distinct.flatMap(([writer, name]) => statementsOf(at, bucketArn(at, bucketName), writer, name));
}

function statementsOf(at: Location, bucket: Output<string>, writer: Writer, name: string): Statement[] {
  const Principal = { Service: writer.principal(at) };
  const account = { "aws:SourceAccount": at.accountId };
  const acl = writer.sendsAcl ? { "s3:x-amz-acl": "bucket-owner-full-control" } : {};
  const source = writer.source && { ArnLike: { "aws:SourceArn": writer.source(at) } };
  const look: Statement = {
    Sid: `${name}Look`,
    Effect: "Allow",
    Principal,
    Action: writer.looks,
    Resource: bucket,
    Condition: { StringEquals: account, ...source },
  };
  const write: Statement = {
    Sid: `${name}Write`,
    Effect: "Allow",
    Principal,
    Action: "s3:PutObject",
    Resource: interpolate`${bucket}/${writer.folder(at)}*`,
    Condition: { StringEquals: { ...account, ...acl }, ...source },
  };
  return writer.looks.length === 0 ? [write] : [look, write];
}
