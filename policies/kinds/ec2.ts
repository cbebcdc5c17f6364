import type { Kind } from "../graph/resource";

export interface FlowLogProps {
  arn?: string;
  vpcId?: string;
  subnetId?: string;
  eniId?: string;
  transitGatewayId?: string;
  transitGatewayAttachmentId?: string;
  regionalNatGatewayId?: string;
  trafficType?: string;
  logDestination?: string;
  logDestinationType?: string;
  /** What versions 5 and 6 of the provider call the destination when it is a log group. */
  logGroupName?: string;
  logFormat?: string;
}

export const FlowLog: Kind<FlowLogProps> = { noun: "flow log", tokens: ["aws:ec2/flowLog:FlowLog"], names: [] };

export const Vpc: Kind<{ arn?: string }> = {
  noun: "VPC",
  tokens: ["aws:ec2/vpc:Vpc", "aws:ec2/defaultVpc:DefaultVpc"],
  names: [],
};

export const Subnet: Kind<{ vpcId?: string }> = {
  noun: "subnet",
  tokens: ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"],
  names: [],
};

export const TransitGateway: Kind<{ arn?: string }> = {
  noun: "transit gateway",
  tokens: ["aws:ec2transitgateway/transitGateway:TransitGateway"],
  names: [],
};

export const TransitGatewayAttachment: Kind<{ transitGatewayId?: string }> = {
  noun: "transit gateway attachment",
  tokens: ["aws:ec2transitgateway/vpcAttachment:VpcAttachment"],
  names: [],
};

export const ClientVpnEndpoint: Kind<{
  connectionLogOptions?: { enabled?: boolean; cloudwatchLogGroup?: string; cloudwatchLogStream?: string };
}> = { noun: "Client VPN endpoint", tokens: ["aws:ec2clientvpn/endpoint:Endpoint"], names: [] };

interface TunnelLogOptions {
  cloudwatchLogOptions?: { logEnabled?: boolean; logGroupArn?: string };
}

export const VpnConnection: Kind<{ tunnel1LogOptions?: TunnelLogOptions; tunnel2LogOptions?: TunnelLogOptions }> = {
  noun: "VPN connection",
  tokens: ["aws:ec2/vpnConnection:VpnConnection"],
  names: [],
};

export const Instance: Kind<{ arn?: string; instanceType?: string; monitoring?: boolean }> = {
  noun: "instance",
  tokens: ["aws:ec2/instance:Instance"],
  names: [],
};

export const NatGateway: Kind<{ connectivityType?: string }> = {
  noun: "NAT gateway",
  tokens: ["aws:ec2/natGateway:NatGateway"],
  names: [],
};
