import type { Kind } from "../graph/resource";

export const Zone: Kind<{ arn?: string; name?: string; zoneId?: string; vpcs?: { vpcId?: string }[] }> = {
  noun: "hosted zone",
  tokens: ["aws:route53/zone:Zone"],
  names: ["zoneId"],
  nameInArn: ({ service, resource }) =>
    service === "route53" && resource.startsWith("hostedzone/") ? resource.slice(11) : undefined,
};

export const QueryLog: Kind<{ zoneId?: string; cloudwatchLogGroupArn?: string }> = {
  noun: "query log",
  tokens: ["aws:route53/queryLog:QueryLog"],
  names: [],
};

export const HealthCheck: Kind<{ arn?: string; type?: string }> = {
  noun: "health check",
  tokens: ["aws:route53/healthCheck:HealthCheck"],
  names: [],
};
