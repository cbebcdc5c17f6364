import type { Kind } from "../graph/resource";

interface Observed {
  monitoringInterval?: number;
  performanceInsightsEnabled?: boolean;
}

export interface DatabaseInstanceProps extends Observed {
  arn?: string;
  identifier?: string;
  engine?: string;
  instanceClass?: string;
  replicateSourceDb?: string;
  parameterGroupName?: string;
  enabledCloudwatchLogsExports?: string[];
  databaseInsightsMode?: string;
}

export const DatabaseInstance: Kind<DatabaseInstanceProps> = {
  noun: "database instance",
  tokens: ["aws:rds/instance:Instance"],
  names: ["identifier"],
  decidedByAws: ["databaseInsightsMode", "engine", "parameterGroupName"],
  nameInArn: ({ service, resource }) =>
    service === "rds" && resource.startsWith("db:") ? resource.slice(3) : undefined,
};

export interface DatabaseClusterProps extends Observed {
  arn?: string;
  clusterIdentifier?: string;
  engine?: string;
  engineMode?: string;
  dbClusterParameterGroupName?: string;
  enabledCloudwatchLogsExports?: string[];
  databaseInsightsMode?: string;
}

export const DatabaseCluster: Kind<DatabaseClusterProps> = {
  noun: "database cluster",
  tokens: ["aws:rds/cluster:Cluster"],
  names: ["clusterIdentifier"],
  decidedByAws: ["databaseInsightsMode", "dbClusterParameterGroupName", "monitoringInterval"],
};

export interface ClusterInstanceProps extends Observed {
  arn?: string;
  identifier?: string;
  clusterIdentifier?: string;
  engine?: string;
  instanceClass?: string;
  dbParameterGroupName?: string;
}

export const ClusterInstance: Kind<ClusterInstanceProps> = {
  noun: "cluster instance",
  tokens: ["aws:rds/clusterInstance:ClusterInstance"],
  names: ["identifier"],
  decidedByAws: ["dbParameterGroupName", "performanceInsightsEnabled"],
};

/** Of RDS, and of the services that grew out of it. */
export interface ParameterGroupProps {
  arn?: string;
  name?: string;
  parameters?: { name?: string; value?: string }[];
}

export const ParameterGroup: Kind<ParameterGroupProps> = {
  noun: "parameter group",
  tokens: ["aws:rds/parameterGroup:ParameterGroup"],
};

export const ClusterParameterGroup: Kind<ParameterGroupProps> = {
  noun: "cluster parameter group",
  tokens: ["aws:rds/clusterParameterGroup:ClusterParameterGroup"],
};

export const EventSubscription: Kind<{
  arn?: string;
  name?: string;
  enabled?: boolean;
  sourceType?: string;
  sourceIds?: string[];
  eventCategories?: string[];
}> = { noun: "event subscription", tokens: ["aws:rds/eventSubscription:EventSubscription"] };
