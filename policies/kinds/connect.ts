import type { Kind } from "../graph/resource";

export const ContactCenter: Kind<{ arn?: string; instanceAlias?: string; contactFlowLogsEnabled?: boolean }> = {
  noun: "Connect instance",
  tokens: ["aws:connect/instance:Instance"],
  names: ["instanceAlias"],
};
