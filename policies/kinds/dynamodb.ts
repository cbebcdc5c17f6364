import type { Kind } from "../graph/resource";

export const Table: Kind<{ arn?: string; name?: string }> = {
  noun: "table",
  tokens: ["aws:dynamodb/table:Table"],
};
