import { direct, partial, supporting } from "../frameworks/controls";
import { Found } from "../graph/found";
import * as ec2 from "../kinds/ec2";
import { Accelerator } from "../kinds/globalaccelerator";
import { Firewall, FirewallLogging } from "../kinds/networkfirewall";
import { QueryLog, Zone } from "../kinds/route53";
import { partner, partnerPolicy, settingPolicy } from "./switch";

/** Who talked to whom, and who asked for which name: what networks record of their traffic. */
export default [
  partnerPolicy({
    id: "vpc-flow-logs",
    title: "VPCs record their traffic",
    severity: "medium",
    description:
      "Flow logs say which addresses talked to each other and what was refused: often the only trace of a scan, or of data that left.",
    remediation: 'Make a `FlowLog` with the VPC\'s id as `vpcId` and `trafficType: "ALL"`.',
    controls: [
      direct("cis-aws-1.4.0/3.9"),
      direct("cis-aws-3.0.0/3.7"),
      direct("cis-aws-5.0.0/3.7"),
      direct("cis-aws-7.0.0/4.7"),
      direct("aws-security-hub/EC2.6"),
      partial("nist-800-53-r5/AU-12"),
      supporting("iso-27001-2022/A.8.20"),
      supporting("nist-800-53-r5/SI-4(4)"),
      supporting("soc2-2017/CC7.2"),
    ],
    pages: ["https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html"],
    about: ec2.Vpc,
    partners: [
      partner(ec2.FlowLog, "vpcId"),
      {
        // A flow log for each subnet sees the same traffic: every interface of a VPC is in one of them.
        find(vpc, graph) {
          const subnets = graph.into(vpc, ec2.Subnet, "vpcId");
          const logs = subnets.known.map((subnet) => graph.into(subnet, ec2.FlowLog, "subnetId"));
          const dark = logs.find(({ known }) => known.length === 0);
          return dark ? new Found([], [], subnets.open ?? dark.open) : new Found(logs).flatMap((found) => found);
        },
        path: "subnetId",
        on: () => true,
      },
    ],
    off: "no flow log records its traffic",
  }),
  partnerPolicy({
    id: "transit-gateway-flow-logs",
    title: "Transit gateways record their traffic",
    severity: "medium",
    description:
      "All that passes between VPCs, VPNs and other accounts goes through the gateway; its flow logs are the one place that sees it together.",
    remediation: "Make a `FlowLog` with the gateway's id as `transitGatewayId` and `maxAggregationInterval: 60`.",
    controls: [
      partial("nist-800-53-r5/AU-12"),
      supporting("iso-27001-2022/A.8.20"),
      supporting("nist-800-53-r5/SI-4(4)"),
      supporting("soc2-2017/CC7.2"),
    ],
    pages: ["https://docs.aws.amazon.com/vpc/latest/tgw/tgw-flow-logs.html"],
    about: ec2.TransitGateway,
    partners: [partner(ec2.FlowLog, "transitGatewayId")],
    off: "no flow log records its traffic",
  }),
  partnerPolicy({
    id: "network-firewall-logs",
    title: "Network firewalls record what they see",
    severity: "medium",
    description: "Without its logs nobody learns which rule dropped what, or that a rule raised an alert.",
    remediation:
      "Make a `LoggingConfiguration` with the firewall's ARN as `firewallArn` and a destination for `ALERT` and `FLOW`.",
    controls: [
      partial("nist-800-53-r5/AU-12"),
      supporting("iso-27001-2022/A.8.20"),
      supporting("nist-800-53-r5/SI-4(4)"),
      supporting("soc2-2017/CC7.2"),
    ],
    pages: ["https://docs.aws.amazon.com/network-firewall/latest/developerguide/firewall-logging.html"],
    about: Firewall,
    partners: [
      partner(FirewallLogging, "firewallArn", {
        path: "loggingConfiguration.logDestinationConfigs",
        on: (props) => props.loggingConfiguration?.logDestinationConfigs?.length,
      }),
    ],
    off: "no logging configuration gives its logs a destination",
  }),
  settingPolicy({
    id: "accelerator-flow-logs",
    title: "Accelerators record their traffic",
    severity: "medium",
    description: "The accelerator is where strangers come in; its flow logs keep the addresses that they came from.",
    remediation: "Set `attributes.flowLogsEnabled: true`, `flowLogsS3Bucket` and `flowLogsS3Prefix`.",
    controls: [partial("nist-800-53-r5/AU-12"), supporting("soc2-2017/CC7.2")],
    pages: ["https://docs.aws.amazon.com/global-accelerator/latest/dg/monitoring-global-accelerator.flow-logs.html"],
    about: Accelerator,
    path: "attributes.flowLogsEnabled",
    on: ({ attributes }) => attributes?.flowLogsEnabled,
    off: "flow logs are not switched on",
  }),
  partnerPolicy({
    id: "hosted-zone-query-logs",
    title: "Public hosted zones record the queries that they answer",
    severity: "medium",
    description:
      "Query logs show who looked for which name: scans for forgotten hosts, and domains used to carry data out.",
    remediation:
      "Make a `QueryLog` for the zone, with a log group in us-east-1 that `route53.amazonaws.com` may write to.",
    controls: [direct("aws-security-hub/Route53.2"), partial("nist-800-53-r5/AU-12"), supporting("soc2-2017/CC7.2")],
    pages: ["https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html"],
    about: Zone,
    exempt: (zone) => (zone.props.vpcs?.length ? "Route 53 logs no queries of private hosted zones" : undefined),
    partners: [partner(QueryLog, "zoneId", { path: "cloudwatchLogGroupArn", on: () => true })],
    off: "no query log is set up",
  }),
  settingPolicy({
    id: "flow-log-has-rejected-traffic",
    title: "Flow logs keep what was refused",
    severity: "medium",
    description: "A log of accepted traffic only is blind to scans and to whatever a firewall rule stopped.",
    remediation: 'Set `trafficType: "ALL"` or `"REJECT"`.',
    controls: [
      partial("cis-aws-1.4.0/3.9"),
      partial("cis-aws-3.0.0/3.7"),
      partial("cis-aws-5.0.0/3.7"),
      partial("cis-aws-7.0.0/4.7"),
      supporting("nist-800-53-r5/SI-4(4)"),
    ],
    pages: ["https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html"],
    about: ec2.FlowLog,
    exempt: (log) =>
      log.has("transitGatewayId") || log.has("transitGatewayAttachmentId")
        ? "transit gateways have no accepted or refused traffic"
        : undefined,
    path: "trafficType",
    on: ({ trafficType }) => trafficType !== "ACCEPT",
    off: "only accepted traffic is logged",
  }),
  settingPolicy({
    id: "client-vpn-connection-logs",
    title: "Client VPN endpoints record who connects",
    severity: "medium",
    description: "The connection log says who came into the network, from where, when and for how long.",
    remediation: "Set `connectionLogOptions.enabled: true` and `cloudwatchLogGroup`.",
    controls: [partial("nist-800-53-r5/AU-12"), supporting("pci-dss-4.0.1/10.2.1"), supporting("soc2-2017/CC7.2")],
    pages: ["https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/connection-logging.html"],
    about: ec2.ClientVpnEndpoint,
    path: "connectionLogOptions.enabled",
    on: ({ connectionLogOptions }) => connectionLogOptions?.enabled,
    off: "connections are not logged",
  }),
  settingPolicy({
    id: "vpn-tunnel-logs",
    title: "VPN connections log both tunnels",
    severity: "medium",
    description:
      "Tunnel logs tell why a tunnel failed or who tried to negotiate one. AWS moves traffic between both at any time.",
    remediation:
      "Set `cloudwatchLogOptions.logEnabled: true` with a `logGroupArn` in `tunnel1LogOptions` and `tunnel2LogOptions`.",
    controls: [partial("nist-800-53-r5/AU-12"), supporting("soc2-2017/CC7.2")],
    pages: ["https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-logs.html"],
    about: ec2.VpnConnection,
    path: "tunnel1LogOptions",
    on: ({ tunnel1LogOptions, tunnel2LogOptions }) =>
      [tunnel1LogOptions, tunnel2LogOptions].every((tunnel) => tunnel?.cloudwatchLogOptions?.logEnabled),
    off: "not both of its tunnels are logged",
  }),
];
