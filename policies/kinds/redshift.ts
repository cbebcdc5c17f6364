import type { Kind } from "../graph/resource";
import type { ParameterGroupProps } from "./rds";

export interface WarehouseProps {
  arn?: string;
  clusterIdentifier?: string;
  clusterParameterGroupName?: string;
  /** Versions 5 and 6 of the provider have it inside. */
  logging?: {
    enable?: boolean;
    bucketName?: string;
    s3KeyPrefix?: string;
    logDestinationType?: string;
    logExports?: string[];
  };
}

export const Warehouse: Kind<WarehouseProps> = {
  noun: "Redshift cluster",
  tokens: ["aws:redshift/cluster:Cluster"],
  names: ["clusterIdentifier"],
  decidedByAws: ["clusterParameterGroupName"],
};

export const WarehouseLogging: Kind<{
  clusterIdentifier?: string;
  bucketName?: string;
  s3KeyPrefix?: string;
  logDestinationType?: string;
  logExports?: string[];
}> = { noun: "Redshift logging", tokens: ["aws:redshift/logging:Logging"], names: [] };

export const WarehouseParameterGroup: Kind<ParameterGroupProps> = {
  noun: "Redshift parameter group",
  tokens: ["aws:redshift/parameterGroup:ParameterGroup"],
};

export const WarehouseNamespace: Kind<{ arn?: string; namespaceName?: string; logExports?: string[] }> = {
  noun: "Redshift Serverless namespace",
  tokens: ["aws:redshiftserverless/namespace:Namespace"],
  names: ["namespaceName"],
};
