import type { Kind } from "../graph/resource";

export interface QueueProps {
  arn?: string;
  name?: string;
  url?: string;
  policy?: unknown;
  fifoQueue?: boolean;
  kmsMasterKeyId?: string;
  /** Seconds. @default 345600, four days */
  messageRetentionSeconds?: number;
}

export const Queue: Kind<QueueProps> = {
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
