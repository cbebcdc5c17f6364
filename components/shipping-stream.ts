import * as aws from "@pulumi/aws";
import { interpolate, secret, type Input, type Output, type Resource } from "@pulumi/pulumi";
import { regionalArn, type Location } from "./location";
import { physicalName } from "./names";
import { policyDocument, type Statement } from "./policy-document";

/** A Firehose stream that carries logs or metrics into a bucket, or to an endpoint with the bucket for what it refuses. */
export interface ShippingStream {
  readonly stream: aws.kinesis.FirehoseDeliveryStream;
  readonly role: aws.iam.Role;
  readonly rolePolicy: aws.iam.RolePolicy;
  readonly arn: Output<string>;
}

/** An endpoint outside of AWS that takes what a Firehose stream sends. */
export interface Endpoint {
  /** Name of whoever runs it. */
  readonly name: string;
  readonly url: Input<string>;
  /** What it knows the sender by; kept as a secret. @default none */
  readonly accessKey?: Input<string>;
}

export interface ShippingStreamArgs {
  readonly what: "logs" | "metrics";
  readonly bucketArn: Output<string>;
  readonly bucketReady: readonly Resource[];
  /** Group that Firehose writes its errors to. */
  readonly errors: { readonly logGroupName: Output<string>; readonly arn: Output<string> };
  readonly endpoint?: Endpoint;
  readonly kmsKeyArn?: Input<string>;
  readonly tags?: Record<string, Input<string>>;
}

/** Seconds and megabytes after which a file is written. */
const BUFFERING = { bufferingInterval: 60, bufferingSize: 64 };

export function shippingStream(parent: Resource, name: string, at: Location, args: ShippingStreamArgs): ShippingStream {
  const part = `${name}-${args.what}`;
  const role = serviceRole(parent, part, "firehose.amazonaws.com", [{ "aws:SourceAccount": at.accountId }], args.tags);
  const rolePolicy = new aws.iam.RolePolicy(
    part,
    { name: "deliver", role: role.name, policy: policyDocument(deliveryStatements(args)) },
    { parent },
  );
  const { kmsKeyArn, endpoint, bucketArn } = args;
  const cloudwatchLoggingOptions = {
    enabled: true,
    logGroupName: args.errors.logGroupName,
    logStreamName: args.what,
  };
  const bucket = {
    ...BUFFERING,
    bucketArn,
    roleArn: role.arn,
    compressionFormat: "GZIP",
    prefix: `${args.what}/!{timestamp:yyyy/MM/dd}/`,
    errorOutputPrefix: `errors/${args.what}/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd}/`,
    cloudwatchLoggingOptions,
  };
  const stream = new aws.kinesis.FirehoseDeliveryStream(
    part,
    {
      name: physicalName(part),
      serverSideEncryption: {
        enabled: true,
        ...(kmsKeyArn === undefined
          ? { keyType: "AWS_OWNED_CMK" }
          : { keyType: "CUSTOMER_MANAGED_CMK", keyArn: kmsKeyArn }),
      },
      ...(endpoint === undefined
        ? {
            destination: "extended_s3",
            extendedS3Configuration: { ...bucket, processingConfiguration: PROCESSING[args.what] },
          }
        : {
            destination: "http_endpoint",
            httpEndpointConfiguration: {
              name: endpoint.name,
              url: endpoint.url,
              accessKey: endpoint.accessKey && secret(endpoint.accessKey),
              roleArn: role.arn,
              s3BackupMode: "FailedDataOnly",
              // An endpoint takes a few megabytes at once, where a bucket takes as much as there is.
              bufferingInterval: 60,
              bufferingSize: 4,
              s3Configuration: { ...bucket, prefix: undefined, errorOutputPrefix: undefined },
              cloudwatchLoggingOptions,
            },
          }),
      tags: args.tags,
    },
    { parent, dependsOn: [rolePolicy, ...args.bucketReady] },
  );
  return { stream, role, rolePolicy, arn: regionalArn(at, "firehose", `deliverystream/${physicalName(part)}`) };
}

/** CloudWatch Logs sends gzip inside of which the events are; unpacked, with a line each, other tools can read the files. */
const PROCESSING = {
  logs: {
    enabled: true,
    processors: [
      { type: "Decompression", parameters: [{ parameterName: "CompressionFormat", parameterValue: "GZIP" }] },
      { type: "AppendDelimiterToRecord", parameters: [{ parameterName: "Delimiter", parameterValue: "\\n" }] },
    ],
  },
  metrics: undefined,
};

const deliveryStatements = ({ bucketArn, errors }: ShippingStreamArgs): Statement[] => [
  {
    Effect: "Allow",
    Action: ["s3:AbortMultipartUpload", "s3:PutObject"],
    Resource: interpolate`${bucketArn}/*`,
  },
  {
    Effect: "Allow",
    Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
    Resource: bucketArn,
  },
  { Effect: "Allow", Action: "logs:PutLogEvents", Resource: interpolate`${errors.arn}:log-stream:*` },
];

/** A role that one service takes on for one of the sources, so that nobody else can have the service act in it. */
export function serviceRole(
  parent: Resource,
  part: string,
  service: Input<string>,
  sources: Record<string, Input<string> | Input<string>[]>[],
  tags: Record<string, Input<string>> | undefined,
): aws.iam.Role {
  const assumeRolePolicy = policyDocument(
    sources.map((source) => ({
      Effect: "Allow",
      Principal: { Service: service },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: source },
    })),
  );
  return new aws.iam.Role(part, { name: physicalName(part), assumeRolePolicy, tags }, { parent });
}

export const putRecords = (parent: Resource, part: string, role: aws.iam.Role, { arn }: ShippingStream) =>
  new aws.iam.RolePolicy(
    part,
    {
      name: "put-records",
      role: role.name,
      policy: policyDocument([
        { Effect: "Allow", Action: ["firehose:PutRecord", "firehose:PutRecordBatch"], Resource: arn },
      ]),
    },
    { parent },
  );
