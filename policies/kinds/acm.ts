import type { Kind } from "../graph/resource";

export const Certificate: Kind<{ arn?: string; domainName?: string }> = {
  noun: "certificate",
  tokens: ["aws:acm/certificate:Certificate"],
  names: [],
};
