import type { Kind } from "../graph/resource";

/** Where the logs of brokers and of the workers of connectors go. */
export interface LogDestinations {
  cloudwatchLogs?: { enabled?: boolean; logGroup?: string };
  firehose?: { enabled?: boolean; deliveryStream?: string };
  s3?: { enabled?: boolean; bucket?: string; prefix?: string };
}

export interface KafkaClusterProps {
  arn?: string;
  clusterName?: string;
  loggingInfo?: { brokerLogs?: LogDestinations };
  enhancedMonitoring?: string;
}

export const KafkaCluster: Kind<KafkaClusterProps> = {
  noun: "MSK cluster",
  tokens: ["aws:msk/cluster:Cluster"],
  names: ["clusterName"],
};

export const KafkaConnector: Kind<{
  arn?: string;
  name?: string;
  logDelivery?: { workerLogDelivery?: LogDestinations };
}> = { noun: "MSK connector", tokens: ["aws:mskconnect/connector:Connector"] };
