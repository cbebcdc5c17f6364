import type { Kind } from "../graph/resource";

export interface SearchDomainProps {
  arn?: string;
  domainName?: string;
  logPublishingOptions?: { logType?: string; enabled?: boolean; cloudwatchLogGroupArn?: string }[];
}

export const SearchDomain: Kind<SearchDomainProps> = {
  noun: "search domain",
  tokens: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
  names: ["domainName"],
};
