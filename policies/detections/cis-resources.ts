import { partial, supporting } from "../frameworks/controls";
import { cisControls } from "./cis-links";
import { listed, type Monitored } from "./monitored";
import { calls } from "./records";

/** The monitoring controls of the CIS benchmark about logs, keys, buckets and networks. */

const TRAIL = ["CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"];
const KEY = ["DisableKey", "ScheduleKeyDeletion"];
const BUCKET =
  "PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication DeleteBucketPolicy DeleteBucketCors DeleteBucketLifecycle DeleteBucketReplication".split(
    " ",
  );
const RECORDER = [
  "StopConfigurationRecorder",
  "DeleteDeliveryChannel",
  "PutDeliveryChannel",
  "PutConfigurationRecorder",
];
const SECURITY_GROUP =
  "AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup".split(
    " ",
  );
const NETWORK_ACL =
  "CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclEntry ReplaceNetworkAclAssociation".split(
    " ",
  );
const GATEWAY =
  "CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway CreateInternetGateway DeleteInternetGateway DetachInternetGateway".split(
    " ",
  );
const ROUTE =
  "CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute DisassociateRouteTable".split(
    " ",
  );
const VPC =
  "CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection CreateVpcPeeringConnection DeleteVpcPeeringConnection RejectVpcPeeringConnection".split(
    " ",
  );
/** Calls that AWS has retired with EC2-Classic: the benchmark names them, nobody can make them. */
const CLASSIC_LINK = ["AttachClassicLinkVpc", "DetachClassicLinkVpc", "DisableVpcClassicLink", "EnableVpcClassicLink"];

export const cisResources: readonly Monitored[] = [
  {
    id: "alarm-on-cloudtrail-changes",
    title: "An alarm watches for changes of CloudTrail",
    severity: "high",
    description: "Whoever stops or redirects a trail does so to hide what follows.",
    events: "changes of CloudTrail",
    controls: cisControls(
      5,
      partial("nist-800-53-r5/AU-5"),
      partial("nist-800-53-r5/AU-5(2)"),
      partial("pci-dss-4.0.1/10.7.2"),
      partial("pci-dss-4.0.1/A3.3.1"),
      supporting("pci-dss-4.0.1/10.2.1.6"),
      supporting("pci-dss-4.0.1/10.7.1"),
      supporting("pci-dss-4.0.1/11.5.2"),
      supporting("nist-800-53-r5/AU-12(3)"),
    ),
    rings: calls("cloudtrail", ...TRAIL),
    quiet: calls("cloudtrail", "DescribeTrails", "GetTrailStatus", "LookupEvents", "ListTrails"),
    texts: [`{${listed(TRAIL)}}`],
  },
  {
    id: "alarm-on-key-disabled-or-deleted",
    title: "An alarm watches for keys that are disabled or scheduled for deletion",
    severity: "high",
    description: "What a deleted key has encrypted, logs included, can never be read again; until then there are days.",
    events: "keys that are disabled or scheduled for deletion",
    controls: cisControls(7, partial("nist-800-53-r5/SC-12"), partial("iso-27001-2022/A.8.24")),
    rings: [...calls("kms", ...KEY), ...calls("kms", ...[...KEY].reverse())],
    quiet: calls("kms", "DescribeKey", "ListKeys", "Decrypt", "GenerateDataKey"),
    texts: [`{($.eventSource=kms.amazonaws.com)&&(${listed(KEY)})}`],
  },
  {
    id: "alarm-on-bucket-policy-changes",
    title: "An alarm watches for changes of bucket policies",
    severity: "medium",
    description: "One call makes a bucket public, lets its objects expire or copies them to another account.",
    events: "changes of bucket policies",
    controls: cisControls(8, partial("pci-dss-4.0.1/10.3.4"), partial("soc2-2017/CC7.1")),
    rings: calls("s3", ...BUCKET),
    quiet: calls("s3", "GetBucketPolicy", "GetBucketAcl", "GetBucketReplication", "ListBuckets"),
    texts: [`{($.eventSource=s3.amazonaws.com)&&(${listed(BUCKET)})}`],
  },
  {
    id: "alarm-on-config-changes",
    title: "An alarm watches for changes of AWS Config",
    severity: "medium",
    description: "While AWS Config does not record, changes leave no configuration behind and no rule judges them.",
    events: "changes of AWS Config",
    controls: cisControls(
      9,
      partial("pci-dss-4.0.1/10.7.2"),
      partial("pci-dss-4.0.1/A3.3.1"),
      partial("nist-800-53-r5/CM-3"),
      partial("soc2-2017/CC7.1"),
      partial("iso-27001-2022/A.8.32"),
      supporting("pci-dss-4.0.1/10.2.1.6"),
      supporting("pci-dss-4.0.1/10.7.1"),
    ),
    rings: calls("config", ...RECORDER),
    quiet: calls("config", "DescribeConfigurationRecorders", "DescribeDeliveryChannels", "GetResourceConfigHistory"),
    texts: [`{($.eventSource=config.amazonaws.com)&&(${listed(RECORDER)})}`],
  },
  {
    id: "alarm-on-security-group-changes",
    title: "An alarm watches for changes of security groups",
    severity: "medium",
    description: "One rule opens an instance or a database to the internet.",
    events: "changes of security groups",
    controls: cisControls(
      10,
      partial("nist-800-53-r5/SI-4(4)"),
      partial("soc2-2017/CC7.1"),
      supporting("soc2-2017/CC6.6"),
    ),
    rings: calls("ec2", ...SECURITY_GROUP),
    quiet: calls("ec2", "DescribeSecurityGroups", "DescribeSecurityGroupRules", "DescribeInstances"),
    texts: [`{${listed(SECURITY_GROUP)}}`, `{${listed([...SECURITY_GROUP, "ModifySecurityGroupRules"])}}`],
  },
  {
    id: "alarm-on-network-acl-changes",
    title: "An alarm watches for changes of network ACLs",
    severity: "medium",
    description: "Network ACLs are the second wall around a subnet; a changed entry opens it or locks everybody out.",
    events: "changes of network ACLs",
    controls: cisControls(
      11,
      partial("nist-800-53-r5/SI-4(4)"),
      supporting("soc2-2017/CC6.6"),
      supporting("iso-27001-2022/A.8.20"),
    ),
    rings: calls("ec2", ...NETWORK_ACL),
    quiet: calls("ec2", "DescribeNetworkAcls", "DescribeSubnets"),
    texts: [`{${listed(NETWORK_ACL)}}`],
  },
  {
    id: "alarm-on-network-gateway-changes",
    title: "An alarm watches for changes of network gateways",
    severity: "medium",
    description: "A gateway is a way out of a network, for data too.",
    events: "changes of network gateways",
    controls: cisControls(12, partial("nist-800-53-r5/SI-4(4)"), supporting("soc2-2017/CC6.6")),
    rings: calls("ec2", ...GATEWAY),
    quiet: calls("ec2", "DescribeInternetGateways", "DescribeCustomerGateways", "DescribeVpnConnections"),
    texts: [`{${listed(GATEWAY)}}`],
  },
  {
    id: "alarm-on-route-table-changes",
    title: "An alarm watches for changes of route tables",
    severity: "medium",
    description: "A route sends traffic past the inspection that was built for it.",
    events: "changes of route tables",
    controls: cisControls(13, partial("nist-800-53-r5/SI-4(4)")),
    rings: calls("ec2", ...ROUTE),
    quiet: calls("ec2", "DescribeRouteTables", "SearchTransitGatewayRoutes"),
    texts: [
      `{${listed(ROUTE)}}`,
      `{($.eventSource=ec2.amazonaws.com)&&${listed(ROUTE)}}`,
      `{($.eventSource=ec2.amazonaws.com)&&(${listed(ROUTE)})}`,
    ],
  },
  {
    id: "alarm-on-vpc-changes",
    title: "An alarm watches for changes of VPCs",
    severity: "medium",
    description: "A peering joins a network with one of another account; a deleted VPC takes what runs in it along.",
    events: "changes of VPCs",
    controls: cisControls(14, supporting("iso-27001-2022/A.8.20")),
    rings: calls("ec2", ...VPC),
    quiet: calls("ec2", "DescribeVpcs", "DescribeVpcAttribute", "DescribeVpcPeeringConnections"),
    texts: [`{${listed([...VPC, ...CLASSIC_LINK])}}`],
  },
];
