import type { Kind } from "../graph/resource";

export const Cluster: Kind<{ arn?: string; name?: string; logUri?: string }> = {
  noun: "EMR cluster",
  tokens: ["aws:emr/cluster:Cluster"],
};
