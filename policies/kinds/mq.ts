import type { Kind } from "../graph/resource";

export const MessageBroker: Kind<{
  arn?: string;
  brokerName?: string;
  engineType?: string;
  logs?: { audit?: boolean; general?: boolean };
}> = { noun: "message broker", tokens: ["aws:mq/broker:Broker"], names: ["brokerName"] };
