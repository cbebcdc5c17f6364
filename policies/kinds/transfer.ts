import type { Kind } from "../graph/resource";

export const Connector: Kind<{ arn?: string; connectorId?: string; loggingRole?: string }> = {
  noun: "Transfer connector",
  tokens: ["aws:transfer/connector:Connector"],
  names: ["connectorId"],
};
