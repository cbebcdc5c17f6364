import type { Kind } from "../graph/resource";

export const Warehouse: Kind<{ arn?: string; clusterIdentifier?: string }> = {
  noun: "Redshift cluster",
  tokens: ["aws:redshift/cluster:Cluster"],
  names: ["clusterIdentifier"],
};
