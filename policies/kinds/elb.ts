import type { Kind } from "../graph/resource";

export interface LoadBalancerProps {
  arn?: string;
  name?: string;
  /** `application`, `network` or `gateway`. */
  loadBalancerType?: string;
  accessLogs?: { bucket?: string; enabled?: boolean; prefix?: string };
  connectionLogs?: { bucket?: string; enabled?: boolean; prefix?: string };
}

const inArn =
  (pattern: RegExp): Kind<unknown>["nameInArn"] =>
  ({ service, resource }) =>
    service === "elasticloadbalancing" ? pattern.exec(resource)?.[1] : undefined;

/** The provider has the same resource as `lb` and as `alb`, and once had longer names for both. */
const tokensOf = (name: string): string[] => {
  const token = name[0].toLowerCase() + name.slice(1);
  return ["lb", "alb", "elasticloadbalancingv2", "applicationloadbalancing"].map(
    (module) => `aws:${module}/${token}:${name}`,
  );
};

export const LoadBalancer: Kind<LoadBalancerProps> = {
  noun: "load balancer",
  tokens: tokensOf("LoadBalancer"),
  nameInArn: inArn(/^loadbalancer\/(?:app|net|gwy)\/([^/]+)/),
};

export const Listener: Kind<{ loadBalancerArn?: string; protocol?: string }> = {
  noun: "listener",
  tokens: tokensOf("Listener"),
  names: [],
  decidedByAws: ["protocol"],
};

export interface ClassicLoadBalancerProps {
  arn?: string;
  name?: string;
  accessLogs?: { bucket?: string; bucketPrefix?: string; enabled?: boolean };
}

export const ClassicLoadBalancer: Kind<ClassicLoadBalancerProps> = {
  noun: "classic load balancer",
  tokens: ["aws:elb/loadBalancer:LoadBalancer", "aws:elasticloadbalancing/loadBalancer:LoadBalancer"],
  nameInArn: inArn(/^loadbalancer\/([^/]+)$/),
};

export const TargetGroup: Kind<{ arn?: string; name?: string; targetType?: string; protocol?: string }> = {
  noun: "target group",
  tokens: tokensOf("TargetGroup"),
  nameInArn: inArn(/^targetgroup\/([^/]+)/),
};
