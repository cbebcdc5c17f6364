import type { Kind } from "../graph/resource";

export const GraphQLApi: Kind<{
  arn?: string;
  name?: string;
  logConfig?: { fieldLogLevel?: string; cloudwatchLogsRoleArn?: string; excludeVerboseContent?: boolean };
  xrayEnabled?: boolean;
}> = { noun: "GraphQL API", tokens: ["aws:appsync/graphQLApi:GraphQLApi"], names: [] };
