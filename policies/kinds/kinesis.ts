import type { Kind } from "../graph/resource";

export const Stream: Kind<{ arn?: string; name?: string; retentionPeriod?: number }> = {
  noun: "stream",
  tokens: ["aws:kinesis/stream:Stream"],
};
