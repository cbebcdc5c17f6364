import * as aws from "@pulumi/aws";
import type { Input } from "@pulumi/pulumi";
import type { Location } from "./location";
import type { LogShipping } from "./log-shipping";
import { physicalName } from "./names";
import { policyDocument } from "./policy-document";
import { problem, type Problem } from "./problems";
import { putRecords, serviceRole, type Endpoint, type ShippingStream } from "./shipping-stream";

/** Metrics as they arise, within minutes, to a bucket or to whoever watches them outside of AWS. Billed per metric. */
export interface MetricShipping {
  /** Namespaces to send, with metrics where not all of one; such as `{ "AWS/RDS": [] }`. @default all */
  readonly include?: Readonly<Record<string, readonly string[]>>;
  /** Namespaces to leave out, instead of `include`. @default none */
  readonly exclude?: Readonly<Record<string, readonly string[]>>;
  /** @default opentelemetry1.0 */
  readonly format?: "opentelemetry1.0" | "opentelemetry0.7" | "json";
  /** Takes in the metrics of accounts that are linked to this one. @default false */
  readonly linkedAccounts?: boolean;
  /** Who gets the metrics; the bucket then keeps only what was refused. @default the bucket */
  readonly endpoint?: Endpoint;
}

export interface ShippedMetrics extends ShippingStream {
  readonly metricStream: aws.cloudwatch.MetricStream;
}

const filters = (namespaces: Readonly<Record<string, readonly string[]>> | undefined) =>
  namespaces &&
  Object.entries(namespaces).map(([namespace, metricNames]) => ({
    namespace,
    metricNames: metricNames.length === 0 ? undefined : [...metricNames],
  }));

export function metricStream(
  parent: LogShipping,
  name: string,
  at: Location,
  shipping: MetricShipping,
  stream: ShippingStream,
  tags: Record<string, Input<string>> | undefined,
) {
  const part = `${name}-metric-stream`;
  const source = [{ "aws:SourceAccount": at.accountId }];
  const role = serviceRole(parent, part, "streams.metrics.cloudwatch.amazonaws.com", source, tags);
  const rolePolicy = putRecords(parent, part, role, stream);
  return new aws.cloudwatch.MetricStream(
    name,
    {
      name: physicalName(name),
      firehoseArn: stream.arn,
      roleArn: role.arn,
      outputFormat: shipping.format ?? "opentelemetry1.0",
      includeFilters: filters(shipping.include),
      excludeFilters: filters(shipping.exclude),
      includeLinkedAccountsMetrics: shipping.linkedAccounts,
      tags,
    },
    { parent, dependsOn: [rolePolicy, stream.stream] },
  );
}

export const metricShippingProblems = ({ include, exclude, endpoint }: MetricShipping): Problem[] => [
  ...problem(
    include !== undefined && exclude !== undefined,
    "metrics.exclude",
    "stands beside include, and CloudWatch takes one of them; what is not included is left out already",
  ),
  // The value may hold a key, so the message does not repeat it.
  ...problem(
    typeof endpoint?.url === "string" && !endpoint.url.startsWith("https://"),
    "metrics.endpoint.url",
    "does not begin with https://",
  ),
];

/** Accounts that see each other's metrics, logs and traces where they are, without a copy. */
export interface Observability {
  /** Organization whose accounts may link to this one, which becomes the place to look. @default nobody */
  readonly monitors?: { readonly organizationId: string };
  /** ARN of the sink of the account that looks at this one. @default nobody */
  readonly sinkArn?: Input<string>;
  /** What is shared. @default metrics, logs and traces */
  readonly shares?: readonly SharedTelemetry[];
}

export type SharedTelemetry = "AWS::CloudWatch::Metric" | "AWS::Logs::LogGroup" | "AWS::XRay::Trace";

const TELEMETRY: readonly SharedTelemetry[] = ["AWS::CloudWatch::Metric", "AWS::Logs::LogGroup", "AWS::XRay::Trace"];

export interface ObservabilityParts {
  readonly sink: aws.oam.Sink | undefined;
  readonly sinkPolicy: aws.oam.SinkPolicy | undefined;
  readonly link: aws.oam.Link | undefined;
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Unified-Cross-Account.html
export function observability(
  parent: LogShipping,
  name: string,
  { monitors, sinkArn, shares = TELEMETRY }: Observability,
  tags: Record<string, Input<string>> | undefined,
): ObservabilityParts {
  const sink = monitors && new aws.oam.Sink(name, { name: physicalName(name), tags }, { parent });
  const sinkPolicy =
    monitors &&
    sink &&
    new aws.oam.SinkPolicy(
      name,
      {
        sinkIdentifier: sink.arn,
        policy: policyDocument([
          {
            Sid: "OrganizationLinks",
            Effect: "Allow",
            Principal: "*",
            Action: ["oam:CreateLink", "oam:UpdateLink"],
            Resource: "*",
            Condition: {
              StringEquals: { "aws:PrincipalOrgID": monitors.organizationId },
              "ForAllValues:StringEquals": { "oam:ResourceTypes": [...shares] },
            },
          },
        ]),
      },
      { parent },
    );
  const link =
    sinkArn === undefined
      ? undefined
      : new aws.oam.Link(
          name,
          { labelTemplate: "$AccountName", resourceTypes: [...shares], sinkIdentifier: sinkArn, tags },
          { parent },
        );
  return { sink, sinkPolicy, link };
}
