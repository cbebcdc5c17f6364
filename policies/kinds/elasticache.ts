import type { Kind } from "../graph/resource";

export const CacheCluster: Kind<{ arn?: string; clusterId?: string; replicationGroupId?: string }> = {
  noun: "cache cluster",
  tokens: ["aws:elasticache/cluster:Cluster"],
  names: ["clusterId"],
  decidedByAws: ["replicationGroupId"],
};

export const ReplicationGroup: Kind<{ arn?: string; replicationGroupId?: string }> = {
  noun: "replication group",
  tokens: ["aws:elasticache/replicationGroup:ReplicationGroup"],
  names: ["replicationGroupId"],
};
