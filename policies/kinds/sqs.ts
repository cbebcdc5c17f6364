import type { Kind } from "../graph/resource";

export const Queue: Kind<{ arn?: string; name?: string; url?: string; policy?: unknown }> = {
  noun: "queue",
  tokens: ["aws:sqs/queue:Queue"],
  names: ["name", "url"],
  decidedByAws: ["policy"],
  nameInArn: ({ service, resource }) => (service === "sqs" ? resource : undefined),
};

export const QueuePolicy: Kind<{ queueUrl?: string; policy?: unknown }> = {
  noun: "queue policy",
  tokens: ["aws:sqs/queuePolicy:QueuePolicy"],
};
