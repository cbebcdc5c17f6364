import { UNKNOWN } from "../../../policies/graph/value";
import network from "../../../policies/services/network";
import { other, ref, stackReference, type Draft } from "../../resources";
import { judgeRows } from "./rows";

const vpc = (name = "vpc", extra = {}): Draft => other("aws:ec2/vpc:Vpc", name, { cidrBlock: "10.0.0.0/16" }, extra);
const flowLog = (values: Record<string, unknown>, name = "log"): Draft =>
  other("aws:ec2/flowLog:FlowLog", name, values);
const subnet = (name: string): Draft => other("aws:ec2/subnet:Subnet", name, { vpcId: ref("vpc", "id") });
const gateway = other("aws:ec2transitgateway/transitGateway:TransitGateway", "hub");
const firewall = other("aws:networkfirewall/firewall:Firewall", "fire");
const firewallLog = (values: Record<string, unknown>): Draft =>
  other("aws:networkfirewall/loggingConfiguration:LoggingConfiguration", "log", values);
const flows = { logType: "FLOW", logDestinationType: "S3", logDestination: { bucketName: "logs" } };
const accelerator = (attributes?: unknown, type = "accelerator:Accelerator"): Draft =>
  other(`aws:globalaccelerator/${type}`, "entry", { attributes });
const zone = (values: Record<string, unknown> = {}): Draft =>
  other("aws:route53/zone:Zone", "zone", { name: "example.com", ...values });
const queryLog = (zoneId: unknown): Draft =>
  other("aws:route53/queryLog:QueryLog", "log", {
    zoneId,
    cloudwatchLogGroupArn: "arn:aws:logs:us-east-1:1:log-group:q",
  });
const clientVpn = (connectionLogOptions?: unknown): Draft =>
  other("aws:ec2clientvpn/endpoint:Endpoint", "vpn", { connectionLogOptions });
const vpn = (values: Record<string, unknown> = {}): Draft =>
  other("aws:ec2/vpnConnection:VpnConnection", "vpn", values);
const logged = { cloudwatchLogOptions: { logEnabled: true, logGroupArn: "arn:aws:logs:eu-west-1:1:log-group:vpn" } };

judgeRows(network, {
  "vpc-flow-logs": {
    pass: {
      "a flow log of its own": [vpc(), flowLog({ vpcId: ref("vpc", "id"), trafficType: "ALL" })],
      "the default VPC": [
        other("aws:ec2/defaultVpc:DefaultVpc", "vpc"),
        flowLog({ vpcId: ref("vpc", "id"), trafficType: "REJECT" }),
      ],
      "a flow log for each of its subnets": [
        vpc(),
        subnet("a"),
        subnet("b"),
        flowLog({ subnetId: ref("a", "id") }, "log-a"),
        flowLog({ subnetId: ref("b", "id") }, "log-b"),
      ],
    },
    fail: {
      "left to the default": [[vpc()], "no flow log records its traffic"],
      "the flow log of another VPC": [
        [vpc(), vpc("second"), flowLog({ vpcId: ref("second", "id") })],
        "no flow log records its traffic",
      ],
      "one of two subnets": [
        [vpc(), subnet("a"), subnet("b"), flowLog({ subnetId: ref("a", "id") })],
        "no flow log records its traffic",
      ],
    },
    unknown: {
      "a flow log of a VPC that nobody knows yet": [[vpc(), flowLog({ vpcId: UNKNOWN })], "log.vpcId is not known"],
      "a VPC that the stack only reads": [[vpc("vpc", { external: true })], "only read, not made, by this stack"],
    },
  },
  "transit-gateway-flow-logs": {
    pass: { "a flow log of its own": [gateway, flowLog({ transitGatewayId: ref("hub", "id") })] },
    fail: { "left to the default": [[gateway], "no flow log records its traffic"] },
    unknown: {
      "a flow log of another stack's gateway": [
        [gateway, stackReference("net"), flowLog({ transitGatewayId: ref("net", "outputs") })],
        "log.transitGatewayId is not known",
      ],
    },
  },
  "network-firewall-logs": {
    pass: {
      "a logging configuration": [
        firewall,
        firewallLog({ firewallArn: ref("fire"), loggingConfiguration: { logDestinationConfigs: [flows] } }),
      ],
    },
    fail: {
      "left to the default": [[firewall], "no logging configuration"],
      "no destination": [
        [firewall, firewallLog({ firewallArn: ref("fire"), loggingConfiguration: { logDestinationConfigs: [] } })],
        "no logging configuration",
      ],
    },
    unknown: {
      "destinations that nobody knows yet": [
        [firewall, firewallLog({ firewallArn: ref("fire"), loggingConfiguration: UNKNOWN })],
        "loggingConfiguration is not known",
      ],
    },
  },
  "accelerator-flow-logs": {
    pass: {
      "switched on": [accelerator({ flowLogsEnabled: true, flowLogsS3Bucket: "logs" })],
      "an accelerator with custom routing": [
        accelerator({ flowLogsEnabled: true }, "customRoutingAccelerator:CustomRoutingAccelerator"),
      ],
    },
    fail: {
      "left to the default": [[accelerator()], "flow logs are not switched on"],
      "a bucket alone": [[accelerator({ flowLogsS3Bucket: "logs" })], "flow logs are not switched on"],
    },
    unknown: { "a switch that nobody knows yet": [[accelerator({ flowLogsEnabled: UNKNOWN })], "flowLogsEnabled"] },
  },
  "hosted-zone-query-logs": {
    pass: { "a query log": [zone(), queryLog(ref("zone", "id"))] },
    fail: {
      "left to the default": [[zone()], "no query log is set up"],
      "the query log of another zone": [[zone(), queryLog("Z0000")], "no query log is set up"],
    },
    unknown: {
      "a query log of a zone that nobody knows yet": [[zone(), queryLog(UNKNOWN)], "log.zoneId is not known"],
    },
    notApplicable: { "a private zone": [zone({ vpcs: [{ vpcId: "vpc-1" }] })] },
  },
  "flow-log-has-rejected-traffic": {
    pass: {
      everything: [flowLog({ trafficType: "ALL" })],
      "what was refused": [flowLog({ trafficType: "REJECT" })],
    },
    fail: { "what was accepted": [[flowLog({ trafficType: "ACCEPT" })], "only accepted traffic is logged"] },
    unknown: { "a type that nobody knows yet": [[flowLog({ trafficType: UNKNOWN })], "trafficType is not known"] },
    notApplicable: { "a transit gateway, left to the default": [flowLog({ transitGatewayId: "tgw-1" })] },
  },
  "client-vpn-connection-logs": {
    pass: { "switched on": [clientVpn({ enabled: true, cloudwatchLogGroup: "vpn" })] },
    fail: {
      "switched off": [[clientVpn({ enabled: false })], "connections are not logged"],
      "left to the default": [[clientVpn()], "connections are not logged"],
    },
    unknown: { "a switch that nobody knows yet": [[clientVpn({ enabled: UNKNOWN })], "enabled is not known"] },
  },
  "vpn-tunnel-logs": {
    pass: { "both tunnels": [vpn({ tunnel1LogOptions: logged, tunnel2LogOptions: logged })] },
    fail: {
      "left to the default": [[vpn()], "not both of its tunnels are logged"],
      "one tunnel": [[vpn({ tunnel1LogOptions: logged })], "not both of its tunnels are logged"],
    },
    unknown: { "options that nobody knows yet": [[vpn({ tunnel1LogOptions: UNKNOWN })], "tunnel1LogOptions"] },
  },
});
