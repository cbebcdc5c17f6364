import type { Kind } from "../graph/resource";

export const AgentAlias: Kind<{ agentAliasArn?: string; agentAliasName?: string }> = {
  noun: "agent alias",
  tokens: ["aws:bedrock/agentAgentAlias:AgentAgentAlias"],
  names: ["agentAliasArn"],
};

export const KnowledgeBase: Kind<{ arn?: string; name?: string }> = {
  noun: "knowledge base",
  tokens: ["aws:bedrock/agentKnowledgeBase:AgentKnowledgeBase"],
};
