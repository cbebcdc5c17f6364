import type { Kind } from "../graph/resource";

export interface DatabaseInstanceProps {
  arn?: string;
  identifier?: string;
}

export const DatabaseInstance: Kind<DatabaseInstanceProps> = {
  noun: "database instance",
  tokens: ["aws:rds/instance:Instance"],
  names: ["identifier"],
};

export interface DatabaseClusterProps {
  arn?: string;
  clusterIdentifier?: string;
}

export const DatabaseCluster: Kind<DatabaseClusterProps> = {
  noun: "database cluster",
  tokens: ["aws:rds/cluster:Cluster"],
  names: ["clusterIdentifier"],
};

export const ClusterInstance: Kind<{ arn?: string; identifier?: string; clusterIdentifier?: string }> = {
  noun: "cluster instance",
  tokens: ["aws:rds/clusterInstance:ClusterInstance"],
  names: ["identifier"],
};
