import type { Kind } from "../graph/resource";

export const EcsCluster: Kind<{ arn?: string; name?: string }> = {
  noun: "ECS cluster",
  tokens: ["aws:ecs/cluster:Cluster"],
};

export interface EcsServiceProps {
  arn?: string;
  name?: string;
  cluster?: string;
  launchType?: string;
  capacityProviderStrategies?: { capacityProvider?: string }[];
}

export const EcsService: Kind<EcsServiceProps> = {
  noun: "ECS service",
  tokens: ["aws:ecs/service:Service"],
};
