import type { Kind } from "../graph/resource";

export const Queue: Kind<{ arn?: string; name?: string }> = {
  noun: "queue",
  tokens: ["aws:sqs/queue:Queue"],
};
