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
  iamRoleArn?: string;
  logDestination?: string;
  logDestinationType?: string;
  /** What versions 5 and 6 of the provider call the destination when it is a log group. */
  logGroupName?: string;
  logFormat?: string;
}

export const FlowLog: Kind<FlowLogProps> = {
  noun: "flow log",
  tokens: ["aws:ec2/flowLog:FlowLog"],
  names: [],
  decidedByAws: ["logDestination", "logFormat"],
};

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
  decidedByAws: ["tunnel1LogOptions", "tunnel2LogOptions"],
};

export interface InstanceProps {
  arn?: string;
  instanceType?: string;
  monitoring?: boolean;
  launchTemplate?: { id?: string; name?: string };
}

export const Instance: Kind<InstanceProps> = {
  noun: "instance",
  tokens: ["aws:ec2/instance:Instance"],
  names: [],
  decidedByAws: ["instanceType", "monitoring"],
};

export interface LaunchTemplateProps {
  arn?: string;
  name?: string;
  monitoring?: { enabled?: boolean };
}

export const LaunchTemplate: Kind<LaunchTemplateProps> = {
  noun: "launch template",
  tokens: ["aws:ec2/launchTemplate:LaunchTemplate"],
};

export const NatGateway: Kind<{ connectivityType?: string }> = {
  noun: "NAT gateway",
  tokens: ["aws:ec2/natGateway:NatGateway"],
  names: [],
};
