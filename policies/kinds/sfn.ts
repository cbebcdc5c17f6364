import type { Kind } from "../graph/resource";

export const StateMachine: Kind<{
  arn?: string;
  name?: string;
  type?: string;
  loggingConfiguration?: { level?: string; logDestination?: string; includeExecutionData?: boolean };
  tracingConfiguration?: { enabled?: boolean };
}> = {
  noun: "state machine",
  tokens: ["aws:sfn/stateMachine:StateMachine"],
  decidedByAws: ["loggingConfiguration", "tracingConfiguration"],
  nameInArn: ({ service, resource }) =>
    service === "states" && resource.startsWith("stateMachine:") ? resource.slice(13) : undefined,
};
