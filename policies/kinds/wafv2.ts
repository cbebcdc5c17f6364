import type { Kind } from "../graph/resource";

interface VisibilityConfig {
  cloudwatchMetricsEnabled?: boolean;
  sampledRequestsEnabled?: boolean;
}

export interface RulesProps {
  arn?: string;
  name?: string;
  visibilityConfig?: VisibilityConfig;
  rules?: { name?: string; visibilityConfig?: VisibilityConfig }[];
}

const inArn =
  (type: string): Kind<unknown>["nameInArn"] =>
  ({ service, resource }) =>
    service === "wafv2" ? new RegExp(`^(?:regional|global)/${type}/([^/]+)/`).exec(resource)?.[1] : undefined;

export const WebAcl: Kind<RulesProps> = {
  noun: "web ACL",
  tokens: ["aws:wafv2/webAcl:WebAcl"],
  nameInArn: inArn("webacl"),
};

export const RuleGroup: Kind<RulesProps> = {
  noun: "rule group",
  tokens: ["aws:wafv2/ruleGroup:RuleGroup"],
  nameInArn: inArn("rulegroup"),
};

export const WebAclLogging: Kind<{ resourceArn?: string; logDestinationConfigs?: string[] }> = {
  noun: "web ACL logging configuration",
  tokens: ["aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"],
  names: [],
};

/** WAF Classic, for CloudFront and for one region. */
export const ClassicWebAcl: Kind<{ arn?: string; loggingConfiguration?: { logDestination?: string } }> = {
  noun: "WAF Classic web ACL",
  tokens: ["aws:waf/webAcl:WebAcl", "aws:wafregional/webAcl:WebAcl"],
};
