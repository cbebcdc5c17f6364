import type { Kind } from "../graph/resource";

export const CloudFormationStack: Kind<{ name?: string; notificationArns?: string[] }> = {
  noun: "CloudFormation stack",
  tokens: ["aws:cloudformation/stack:Stack"],
};
