import type { Kind } from "../graph/resource";

export const AutoScalingGroup: Kind<{ arn?: string; name?: string; enabledMetrics?: string[] }> = {
  noun: "Auto Scaling group",
  tokens: ["aws:autoscaling/group:Group"],
};
