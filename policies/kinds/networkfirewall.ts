import type { Kind } from "../graph/resource";

export const Firewall: Kind<{ arn?: string; name?: string }> = {
  noun: "network firewall",
  tokens: ["aws:networkfirewall/firewall:Firewall"],
  nameInArn: ({ service, resource }) =>
    service === "network-firewall" && resource.startsWith("firewall/") ? resource.slice(9) : undefined,
};

export const FirewallLogging: Kind<{
  firewallArn?: string;
  loggingConfiguration?: {
    logDestinationConfigs?: {
      logType?: string;
      logDestinationType?: string;
      logDestination?: { bucketName?: string; prefix?: string; logGroup?: string; deliveryStream?: string };
    }[];
  };
}> = {
  noun: "firewall logging configuration",
  tokens: ["aws:networkfirewall/loggingConfiguration:LoggingConfiguration"],
  names: [],
};
