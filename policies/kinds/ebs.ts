import type { Kind } from "../graph/resource";

export const Volume: Kind<{ arn?: string; encrypted?: boolean; kmsKeyId?: string }> = {
  noun: "volume",
  tokens: ["aws:ebs/volume:Volume"],
  names: [],
  decidedByAws: ["encrypted", "kmsKeyId"],
};
