import type { Kind } from "../graph/resource";
import type { ParameterGroupProps } from "./rds";

export interface DocumentClusterProps {
  arn?: string;
  clusterIdentifier?: string;
  dbClusterParameterGroupName?: string;
  enabledCloudwatchLogsExports?: string[];
}

export const DocumentCluster: Kind<DocumentClusterProps> = {
  noun: "DocumentDB cluster",
  tokens: ["aws:docdb/cluster:Cluster"],
  names: ["clusterIdentifier"],
  decidedByAws: ["dbClusterParameterGroupName"],
};

export const DocumentParameterGroup: Kind<ParameterGroupProps> = {
  noun: "DocumentDB parameter group",
  tokens: ["aws:docdb/clusterParameterGroup:ClusterParameterGroup"],
};
