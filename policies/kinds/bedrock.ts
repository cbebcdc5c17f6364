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

/** What runs models, or lets others run them. */
export const ModelUse: Kind<{ arn?: string; name?: string }> = {
  noun: "use of a Bedrock model",
  tokens: [
    "aws:bedrock/agentAgent:AgentAgent",
    "aws:bedrock/agentFlow:AgentFlow",
    "aws:bedrock/inferenceProfile:InferenceProfile",
    "aws:bedrock/provisionedModelThroughput:ProvisionedModelThroughput",
    "aws:bedrock/guardrail:Guardrail",
    "aws:bedrockmodel/invocationJob:InvocationJob",
  ],
};

export const InvocationLogging: Kind<{
  loggingConfig?: {
    cloudwatchConfig?: { logGroupName?: string };
    s3Config?: { bucketName?: string; keyPrefix?: string };
    textDataDeliveryEnabled?: boolean;
  };
}> = {
  noun: "invocation logging configuration",
  tokens: ["aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration"],
  names: [],
};
