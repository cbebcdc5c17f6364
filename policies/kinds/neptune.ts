import type { Kind } from "../graph/resource";
import type { ParameterGroupProps } from "./rds";

export interface GraphClusterProps {
  arn?: string;
  clusterIdentifier?: string;
  neptuneClusterParameterGroupName?: string;
  enableCloudwatchLogsExports?: string[];
}

export const GraphCluster: Kind<GraphClusterProps> = {
  noun: "Neptune cluster",
  tokens: ["aws:neptune/cluster:Cluster"],
  names: ["clusterIdentifier"],
  decidedByAws: ["neptuneClusterParameterGroupName"],
};

export const GraphParameterGroup: Kind<ParameterGroupProps> = {
  noun: "Neptune parameter group",
  tokens: ["aws:neptune/clusterParameterGroup:ClusterParameterGroup"],
};
