import type { Kind } from "../graph/resource";

/** CloudWatch's own delivery of the logs of other services: a source, a destination, and what joins them. */
export const LogDeliverySource: Kind<{ arn?: string; name?: string; resourceArn?: string; logType?: string }> = {
  noun: "log delivery source",
  tokens: ["aws:cloudwatch/logDeliverySource:LogDeliverySource"],
};

export const LogDeliveryDestination: Kind<{
  arn?: string;
  name?: string;
  deliveryDestinationConfiguration?: { destinationResourceArn?: string };
}> = {
  noun: "log delivery destination",
  tokens: ["aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination"],
};

export const LogDelivery: Kind<{
  arn?: string;
  deliverySourceName?: string;
  deliveryDestinationArn?: string;
  s3DeliveryConfigurations?: { suffixPath?: string }[];
}> = {
  noun: "log delivery",
  tokens: ["aws:cloudwatch/logDelivery:LogDelivery"],
  names: [],
  decidedByAws: ["s3DeliveryConfigurations"],
};

export const LogResourcePolicy: Kind<{ policyDocument?: unknown; resourceArn?: string }> = {
  noun: "log resource policy",
  tokens: ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy"],
  names: ["policyName"],
};
