import type { Graph } from "../graph/graph";
import { Multimap } from "../graph/multimap";
import { once } from "../graph/once";
import type { Kind, Resource } from "../graph/resource";
import { attempt, UnknownValue } from "../graph/value";
import { RestStage } from "../kinds/apigateway";
import { InvocationLogging } from "../kinds/bedrock";
import { Distribution } from "../kinds/cloudfront";
import { BuildProject } from "../kinds/codebuild";
import { FlowLog } from "../kinds/ec2";
import { EcsCluster } from "../kinds/ecs";
import { ClassicLoadBalancer, LoadBalancer } from "../kinds/elb";
import { Cluster as EmrCluster } from "../kinds/emr";
import { DeliveryStream, type StreamProps } from "../kinds/firehose";
import { Accelerator } from "../kinds/globalaccelerator";
import { LogDeliveryDestination } from "../kinds/log-delivery";
import { KafkaCluster, KafkaConnector } from "../kinds/msk";
import { FirewallLogging } from "../kinds/networkfirewall";
import { WarehouseLogging } from "../kinds/redshift";
import { Bucket, BucketLogging, type BucketProps } from "../kinds/s3";
import { ClassicWebAcl, WebAclLogging } from "../kinds/wafv2";

/** A property that sends logs into a bucket, or into a Firehose stream that sends them into one. */
interface LogSource<P> {
  kind: Kind<P>;
  /** What they are called in a message. */
  logs: string;
  path: string;
  /** @default what is named gets logs */
  on?(props: P): unknown;
  /** What the names of the files begin with, as far as that is known. */
  prefix(props: P): string;
  /** The name of the bucket, where the property holds something else that is made of it. */
  bucketIn?(text: string): string;
}

/** Logs that arrive in a bucket. */
export interface Delivery {
  from: Resource<unknown>;
  /** The property that sends them there. */
  path: string;
  logs: string;
  /** What the names of the files begin with; `undefined` as long as nobody knows. */
  prefix: string | undefined;
}

const below = (prefix: string | undefined, folder: string): string =>
  prefix ? `${prefix.replace(/\/$/, "")}/${folder}` : folder;

const AWS_LOGS = "AWSLogs/";
/** Where nobody says otherwise, a name begins with the date. */
const DATE = "20";
/** A name that begins with an id: only a rule for the whole bucket certainly reaches it. */
const RANDOM = "\0";

/** `s3://bucket/folder/`, `arn:aws:s3:::bucket/folder` or `bucket/folder`. */
const bucketInUri = (uri: string): string => uri.replace(/^(\w+:\/\/|arn:[\w-]+:s3:::)/, "").replace(/\/.*$/, "");
const folderIn = (uri = ""): string | undefined => /^(?:\w+:\/\/|arn:[\w-]+:s3:::)?[^/]+\/(.+)$/.exec(uri)?.[1];

const source = <P>(row: LogSource<P>): LogSource<unknown> => row as LogSource<unknown>;

const sources = [
  source({
    kind: LoadBalancer,
    logs: "access logs",
    path: "accessLogs.bucket",
    on: ({ accessLogs }) => accessLogs?.enabled,
    prefix: ({ accessLogs }) => below(accessLogs?.prefix, AWS_LOGS),
  }),
  source({
    kind: LoadBalancer,
    logs: "connection logs",
    path: "connectionLogs.bucket",
    on: ({ connectionLogs }) => connectionLogs?.enabled,
    prefix: ({ connectionLogs }) => below(connectionLogs?.prefix, AWS_LOGS),
  }),
  source({
    kind: ClassicLoadBalancer,
    logs: "access logs",
    path: "accessLogs.bucket",
    on: ({ accessLogs }) => accessLogs?.enabled ?? true,
    prefix: ({ accessLogs }) => below(accessLogs?.bucketPrefix, AWS_LOGS),
  }),
  source({
    kind: Distribution,
    logs: "access logs",
    path: "loggingConfig.bucket",
    // The name of a file begins with the id of the distribution.
    prefix: ({ loggingConfig }) => loggingConfig?.prefix || "E",
    bucketIn: (domain) => domain.replace(/\.s3[.-].*$/, ""),
  }),
  source({
    kind: FlowLog,
    logs: "flow logs",
    path: "logDestination",
    prefix: ({ logDestination }) => below(logDestination?.split("/").slice(1).join("/"), AWS_LOGS),
  }),
  source({
    kind: FirewallLogging,
    logs: "firewall logs",
    path: "loggingConfiguration.logDestinationConfigs.logDestination.bucketName",
    prefix: () => AWS_LOGS,
  }),
  source({
    kind: Accelerator,
    logs: "flow logs",
    path: "attributes.flowLogsS3Bucket",
    on: ({ attributes }) => attributes?.flowLogsEnabled,
    prefix: ({ attributes }) => below(attributes?.flowLogsS3Prefix, AWS_LOGS),
  }),
  source({ kind: WebAclLogging, logs: "WAF logs", path: "logDestinationConfigs", prefix: () => AWS_LOGS }),
  source({
    kind: ClassicWebAcl,
    logs: "WAF logs",
    path: "loggingConfiguration.logDestination",
    prefix: () => AWS_LOGS,
  }),
  source({ kind: RestStage, logs: "access logs", path: "accessLogSettings.destinationArn", prefix: () => AWS_LOGS }),
  source({
    kind: LogDeliveryDestination,
    logs: "delivered logs",
    path: "deliveryDestinationConfiguration.destinationResourceArn",
    prefix: () => AWS_LOGS,
  }),
  source({
    kind: BucketLogging,
    logs: "access logs",
    path: "targetBucket",
    prefix: ({ targetPrefix }) => targetPrefix || DATE,
  }),
  source({
    kind: KafkaCluster,
    logs: "broker logs",
    path: "loggingInfo.brokerLogs.s3.bucket",
    on: ({ loggingInfo }) => loggingInfo?.brokerLogs?.s3?.enabled,
    prefix: ({ loggingInfo }) => below(loggingInfo?.brokerLogs?.s3?.prefix, AWS_LOGS),
  }),
  source({
    kind: KafkaConnector,
    logs: "worker logs",
    path: "logDelivery.workerLogDelivery.s3.bucket",
    on: ({ logDelivery }) => logDelivery?.workerLogDelivery?.s3?.enabled,
    prefix: ({ logDelivery }) => below(logDelivery?.workerLogDelivery?.s3?.prefix, AWS_LOGS),
  }),
  source({
    kind: WarehouseLogging,
    logs: "audit logs",
    path: "bucketName",
    on: ({ logDestinationType }) => (logDestinationType ?? "s3") === "s3",
    prefix: ({ s3KeyPrefix }) => below(s3KeyPrefix, AWS_LOGS),
  }),
  source({
    kind: EmrCluster,
    logs: "logs of nodes",
    path: "logUri",
    // The folder of a cluster has its id.
    prefix: ({ logUri }) => below(folderIn(logUri), "j-"),
    bucketIn: bucketInUri,
  }),
  source({
    kind: BuildProject,
    logs: "logs of builds",
    path: "logsConfig.s3Logs.location",
    on: ({ logsConfig }) => logsConfig?.s3Logs?.status === "ENABLED",
    prefix: ({ logsConfig }) => folderIn(logsConfig?.s3Logs?.location) ?? RANDOM,
    bucketIn: bucketInUri,
  }),
  source({
    kind: EcsCluster,
    logs: "sessions",
    path: "configuration.executeCommandConfiguration.logConfiguration.s3BucketName",
    on: ({ configuration }) => configuration?.executeCommandConfiguration?.logging === "OVERRIDE",
    prefix: ({ configuration }) => configuration?.executeCommandConfiguration?.logConfiguration?.s3KeyPrefix || RANDOM,
  }),
  source({
    kind: InvocationLogging,
    logs: "invocation logs",
    path: "loggingConfig.s3Config.bucketName",
    prefix: ({ loggingConfig }) => below(loggingConfig?.s3Config?.keyPrefix, AWS_LOGS),
  }),
  ...["logging", "loggings"].map((inline) =>
    source<BucketProps>({
      kind: Bucket,
      logs: "access logs",
      path: `${inline}.targetBucket`,
      prefix: ({ logging, loggings }) => (logging ?? loggings?.[0])?.targetPrefix || DATE,
    }),
  ),
];

const STREAMED = ["extendedS3Configuration", "s3Configuration"] as const;

/** What a stream writes: its prefix may have expressions in it, such as `!{timestamp:yyyy}`. */
const streamed = ({ props }: Resource<StreamProps>, property: (typeof STREAMED)[number]): string =>
  props[property]?.prefix?.split("!{")[0] || DATE;

/** The buckets of the stack that logs arrive in. What could be any bucket, as long as nobody knows, is left out. */
export const deliveries = once((graph: Graph) => {
  const into = new Multimap<Resource<BucketProps>, Delivery>();
  for (const { kind, logs, path, on = () => true, prefix, bucketIn } of sources)
    for (const from of graph.all(kind)) {
      const isOn = attempt(() => on(from.props));
      if (from.record.external || !isOn || isOn instanceof UnknownValue) continue;
      const deliver = (buckets: readonly Resource<BucketProps>[], read: () => string): void => {
        const start = attempt(read);
        const delivery = { from, path, logs, prefix: typeof start === "string" ? start : undefined };
        for (const bucket of buckets) into.add(bucket, delivery);
      };
      const { known, elsewhere } = graph.follow(from, path, Bucket);
      deliver(known, () => prefix(from.props));
      if (bucketIn)
        for (const text of elsewhere) deliver(graph.index(Bucket).get(bucketIn(text)), () => prefix(from.props));
      for (const stream of graph.follow(from, path, DeliveryStream).known)
        for (const property of STREAMED)
          deliver(graph.follow(stream, `${property}.bucketArn`, Bucket).known, () => streamed(stream, property));
    }
  return into;
});
