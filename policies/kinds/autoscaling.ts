import type { Kind } from "../graph/resource";

export const AutoScalingGroup: Kind<{ arn?: string; name?: string; enabledMetrics?: string[] }> = {
  noun: "Auto Scaling group",
  tokens: ["aws:autoscaling/group:Group"],
};

export const ScalingNotification: Kind<{ groupNames?: string[]; notifications?: string[]; topicArn?: string }> = {
  noun: "scaling notification",
  tokens: ["aws:autoscaling/notification:Notification"],
  names: [],
};
