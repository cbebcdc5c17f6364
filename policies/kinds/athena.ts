import type { Kind } from "../graph/resource";

export const Workgroup: Kind<{
  arn?: string;
  name?: string;
  configuration?: { publishCloudwatchMetricsEnabled?: boolean };
}> = { noun: "workgroup", tokens: ["aws:athena/workgroup:Workgroup"] };
