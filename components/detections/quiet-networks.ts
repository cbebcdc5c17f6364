import type { Detection } from "./detection";

/** The first range of a permission, unless it is private. */
const PUBLIC_RANGE = ["10.*", "172.*", "192.168.*"]
  .map((range) => `($.requestParameters.ipPermissions.items[*].ipRanges.items[0].cidrIp != "${range}")`)
  .join(" && ");

/** The quiet twins of the controls on networks. */
export const QUIET_NETWORK_DETECTIONS = [
  {
    id: "cis-security-group-changes-quiet",
    attack: ["T1562.007"],
    severity: "warning",
    title: "Somebody opened a security group to addresses outside, or gave a load balancer another",
    firstLook: "Look for 0.0.0.0/0 or ::/0, and for the ports of shells, desktops and databases",
    harmless: "Deployments of networks; compare with their times",
    looksFor: [
      {
        calls: {
          ec2: "ModifySecurityGroupRules",
          elasticloadbalancing: "SetSecurityGroups ApplySecurityGroupsToLoadBalancer",
        },
        byHand: true,
      },
      {
        // Deployments let other groups and private networks in.
        calls: { ec2: "AuthorizeSecurityGroupIngress" },
        and: `((${PUBLIC_RANGE}) || ($.requestParameters.ipPermissions.items[0].ipv6Ranges.items[0].cidrIpv6 = "*") || ($.requestParameters.ipPermissions.items NOT EXISTS))`,
        byHand: true,
      },
    ],
  },
  {
    id: "cis-nacl-changes-quiet",
    attack: ["T1562.007"],
    severity: "warning",
    title: "Somebody changed a network ACL",
    firstLook: "Look for entries that allow what the security groups leave to the ACL",
    harmless: "Deployments of networks; compare with their times",
    looksFor: [
      {
        calls: {
          ec2: "CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclEntry ReplaceNetworkAclAssociation",
        },
        byHand: true,
      },
    ],
  },
  {
    id: "cis-network-gateway-changes-quiet",
    attack: ["T1562.007", "T1048"],
    severity: "warning",
    title: "Somebody made or changed a way out of a network",
    firstLook: "Look for a gateway, peering or endpoint in a network that should have none",
    harmless: "Deployments of networks; compare with their times",
    looksFor: [
      {
        calls: {
          ec2: "AttachInternetGateway DetachInternetGateway DeleteInternetGateway CreateCustomerGateway DeleteCustomerGateway CreateEgressOnlyInternetGateway CreateNatGateway DeleteNatGateway CreateVpnConnection CreateTransitGatewayVpcAttachment ModifyVpcEndpoint DeleteVpcEndpoints CreateClientVpnEndpoint CreateInstanceConnectEndpoint AuthorizeClientVpnIngress *TransitGatewayPeeringAttachment",
        },
        byHand: true,
      },
      {
        // Those of AWS keep traffic inside; another's is a way out.
        calls: { ec2: "CreateVpcEndpoint" },
        where: {
          fields: ["requestParameters.CreateVpcEndpointRequest.ServiceName"],
          values: ["com.amazonaws.vpce.*", null],
        },
        byHand: true,
      },
    ],
  },
  {
    id: "cis-route-table-changes-quiet",
    attack: ["T1562.007"],
    severity: "warning",
    title: "Somebody changed the routes of a network",
    firstLook: "Look for routes to gateways, peerings or addresses that nobody expects",
    harmless: "Deployments of networks; compare with their times",
    looksFor: [
      {
        calls: {
          ec2: "ReplaceRoute ReplaceRouteTableAssociation DisassociateRouteTable DeleteRouteTable DeleteRoute",
        },
        byHand: true,
      },
      {
        // A private network reaches out by way of NAT, and nothing reaches in.
        calls: { ec2: "CreateRoute" },
        where: { fields: ["requestParameters.natGatewayId"], values: [null] },
        byHand: true,
      },
    ],
  },
  {
    id: "cis-vpc-changes-quiet",
    attack: ["T1562.007"],
    severity: "warning",
    title: "Somebody peered or deleted a network, or made the one that opens to the Internet by itself",
    firstLook: "Check that the account on the other side of a peering is known",
    harmless: "Deployments of networks; compare with their times",
    looksFor: [
      {
        calls: {
          ec2: "DeleteVpc CreateDefaultVpc CreateVpcPeeringConnection AcceptVpcPeeringConnection DeleteVpcPeeringConnection RejectVpcPeeringConnection ModifyVpcPeeringConnectionOptions AttachClassicLinkVpc DetachClassicLinkVpc EnableVpcClassicLink DisableVpcClassicLink",
        },
        byHand: true,
      },
    ],
  },
] as const satisfies Detection[];
