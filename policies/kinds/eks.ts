import type { Kind } from "../graph/resource";

export const EksCluster: Kind<{ arn?: string; name?: string; enabledClusterLogTypes?: string[] }> = {
  noun: "EKS cluster",
  tokens: ["aws:eks/cluster:Cluster"],
};
