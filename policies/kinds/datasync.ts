import type { Kind } from "../graph/resource";

export const Task: Kind<{
  arn?: string;
  name?: string;
  cloudwatchLogGroupArn?: string;
  options?: { logLevel?: string };
}> = { noun: "DataSync task", tokens: ["aws:datasync/task:Task"] };
