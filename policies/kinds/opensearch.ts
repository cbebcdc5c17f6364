import type { Kind } from "../graph/resource";

export const SearchDomain: Kind<{ arn?: string; domainName?: string }> = {
  noun: "search domain",
  tokens: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
  names: ["domainName"],
};
