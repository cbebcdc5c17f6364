import type { Kind } from "../graph/resource";

export const EventEndpoint: Kind<{ arn?: string; name?: string; replicationConfig?: { state?: string } }> = {
  noun: "global endpoint",
  tokens: ["aws:cloudwatch/eventEndpoint:EventEndpoint"],
};

export const EventBus: Kind<{ arn?: string; name?: string }> = {
  noun: "event bus",
  tokens: ["aws:cloudwatch/eventBus:EventBus"],
  nameInArn: ({ service, resource }) =>
    service === "events" && resource.startsWith("event-bus/") ? resource.slice(10) : undefined,
};

export const EventBusPolicy: Kind<{ eventBusName?: string; policy?: unknown }> = {
  noun: "event bus policy",
  tokens: ["aws:cloudwatch/eventBusPolicy:EventBusPolicy"],
  names: [],
};

/** One statement of a bus's policy, as a resource of its own. */
export const EventPermission: Kind<{
  eventBusName?: string;
  principal?: string;
  condition?: { key?: string; type?: string; value?: string };
}> = {
  noun: "event permission",
  tokens: ["aws:cloudwatch/eventPermission:EventPermission"],
  names: [],
};
