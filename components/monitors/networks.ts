import type * as aws from "@pulumi/aws";
import { DOCS, monitored, UNWANTED } from "./monitored";

/** What joins networks. */
export const networks = [
  monitored<aws.ec2.NatGateway>({
    type: "aws:ec2/natGateway:NatGateway",
    noun: "nat",
    namespace: "AWS/NATGateway",
    dimensions: ({ id }) => ({ NatGatewayId: id }),
    recommended: "NATGateway",
    page: `${DOCS}/vpc/latest/userguide/metrics-dimensions-nat-gateway.html`,
    alarms: [
      {
        id: "ports",
        says: "It has no free port and refuses new connections",
        metric: "ErrorPortAllocation",
        ...UNWANTED,
        of: 15,
        missing: "missing",
        provenance: "aws",
        severity: "critical",
      },
    ],
  }),
  monitored<aws.ec2.VpnConnection>({
    type: "aws:ec2/vpnConnection:VpnConnection",
    noun: "vpn",
    namespace: "AWS/VPN",
    dimensions: ({ id }) => ({ VpnId: id }),
    recommended: "VPN",
    page: `${DOCS}/vpn/latest/s2svpn/monitoring-cloudwatch-vpn.html`,
    alarms: [
      {
        id: "tunnels",
        says: "A tunnel is down",
        metric: "TunnelState",
        statistic: "Minimum",
        period: 300,
        of: 3,
        compare: "<",
        threshold: 1,
        missing: "missing",
        provenance: "aws",
        severity: "critical",
      },
    ],
  }),
  monitored<aws.ec2transitgateway.TransitGateway>({
    type: "aws:ec2transitgateway/transitGateway:TransitGateway",
    noun: "transit",
    namespace: "AWS/TransitGateway",
    dimensions: ({ id }) => ({ TransitGateway: id }),
    page: `${DOCS}/vpc/latest/tgw/transit-gateway-cloudwatch-metrics.html`,
    pulse: { metric: "PacketsIn", statistic: "Sum" },
    alarms: [
      {
        id: "no-route",
        says: "It drops packets that no route is for",
        metric: "PacketDropCountNoRoute",
        ...UNWANTED,
        of: 5,
        provenance: "own",
        severity: "warning",
      },
      {
        id: "black-hole",
        says: "It drops packets whose route leads nowhere",
        metric: "PacketDropCountBlackhole",
        ...UNWANTED,
        of: 5,
        provenance: "own",
        severity: "warning",
      },
    ],
  }),
];
