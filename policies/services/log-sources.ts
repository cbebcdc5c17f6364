import type { Graph } from "../graph/graph";
import { Multimap } from "../graph/multimap";
import { once } from "../graph/once";
import type { Kind, Resource } from "../graph/resource";
import { attempt, UnknownValue } from "../graph/value";
import { RestStage } from "../kinds/apigateway";
import { Distribution } from "../kinds/cloudfront";
import { FlowLog } from "../kinds/ec2";
import { ClassicLoadBalancer, LoadBalancer } from "../kinds/elb";
import { DeliveryStream, type StreamProps } from "../kinds/firehose";
import { Accelerator } from "../kinds/globalaccelerator";
import { LogDeliveryDestination } from "../kinds/log-delivery";
import { FirewallLogging } from "../kinds/networkfirewall";
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
        for (const text of elsewhere) deliver(graph.index(Bucket).get(bucketIn(text)) ?? [], () => prefix(from.props));
      for (const stream of graph.follow(from, path, DeliveryStream).known)
        for (const property of STREAMED)
          deliver(graph.follow(stream, `${property}.bucketArn`, Bucket).known, () => streamed(stream, property));
    }
  return into;
});
