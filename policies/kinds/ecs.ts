import type { Kind } from "../graph/resource";

export interface EcsClusterProps {
  arn?: string;
  name?: string;
  settings?: { name?: string; value?: string }[];
  configuration?: {
    executeCommandConfiguration?: {
      logging?: string;
      logConfiguration?: { cloudWatchLogGroupName?: string; s3BucketName?: string; s3KeyPrefix?: string };
    };
  };
}

export const EcsCluster: Kind<EcsClusterProps> = {
  noun: "ECS cluster",
  tokens: ["aws:ecs/cluster:Cluster"],
  decidedByAws: ["settings"],
  nameInArn: ({ service, resource }) =>
    service === "ecs" && resource.startsWith("cluster/") ? resource.slice(8) : undefined,
};

export interface EcsServiceProps {
  arn?: string;
  name?: string;
  cluster?: string;
  launchType?: string;
  capacityProviderStrategies?: { capacityProvider?: string }[];
  enableExecuteCommand?: boolean;
  taskDefinition?: string;
}

export const EcsService: Kind<EcsServiceProps> = {
  noun: "ECS service",
  tokens: ["aws:ecs/service:Service"],
  decidedByAws: ["cluster", "launchType"],
};

export interface TaskDefinitionProps {
  arn?: string;
  family?: string;
  /** A JSON text. */
  containerDefinitions?: string;
}

export const TaskDefinition: Kind<TaskDefinitionProps> = {
  noun: "task definition",
  tokens: ["aws:ecs/taskDefinition:TaskDefinition"],
  names: ["family", "arnWithoutRevision"],
};

export const AccountSetting: Kind<{ name?: string; value?: string }> = {
  noun: "ECS account setting",
  tokens: ["aws:ecs/accountSettingDefault:AccountSettingDefault"],
};
