import type { Kind } from "../graph/resource";

export interface DistributionProps {
  arn?: string;
  enabled?: boolean;
  loggingConfig?: { bucket?: string; prefix?: string; includeCookies?: boolean };
  defaultCacheBehavior?: { realtimeLogConfigArn?: string };
}

export const Distribution: Kind<DistributionProps> = {
  noun: "CloudFront distribution",
  tokens: ["aws:cloudfront/distribution:Distribution"],
  names: [],
};
