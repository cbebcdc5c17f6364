import type { Kind } from "../graph/resource";

export interface FunctionProps {
  arn?: string;
  name?: string;
  packageType?: string;
  /** `-1` where nothing is reserved. @default -1 */
  reservedConcurrentExecutions?: number;
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

/** One statement of a function's policy, as a resource of its own. */
export const FunctionPermission: Kind<{
  action?: string;
  function?: string;
  principal?: string;
  sourceArn?: string;
  sourceAccount?: string;
}> = {
  noun: "function permission",
  tokens: ["aws:lambda/permission:Permission"],
  names: [],
};

/** What has Lambda read a queue or a stream and call the function with what is in it. */
export const EventSourceMapping: Kind<{
  eventSourceArn?: string;
  functionName?: string;
  /** @default true */
  enabled?: boolean;
}> = {
  noun: "event source mapping",
  tokens: ["aws:lambda/eventSourceMapping:EventSourceMapping"],
  names: [],
};
