import type { Kind } from "../graph/resource";

export interface FunctionProps {
  arn?: string;
  name?: string;
  packageType?: string;
  layers?: string[];
  tracingConfig?: { mode?: string };
  loggingConfig?: { logFormat?: string; logGroup?: string; applicationLogLevel?: string; systemLogLevel?: string };
}

export const LambdaFunction: Kind<FunctionProps> = {
  noun: "function",
  tokens: ["aws:lambda/function:Function"],
  decidedByAws: ["loggingConfig", "tracingConfig"],
  nameInArn: ({ service, resource }) => (service === "lambda" ? /^function:([^:]+)/.exec(resource)?.[1] : undefined),
};
