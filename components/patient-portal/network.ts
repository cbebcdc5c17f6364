import * as aws from "@pulumi/aws";
import { interpolate } from "@pulumi/pulumi";
import { flowLogs } from "../flow-logs";
import type { PortalContext } from "./context";

export interface Network {
  readonly vpc: aws.ec2.Vpc;
  readonly publicSubnets: aws.ec2.Subnet[];
  readonly privateSubnets: aws.ec2.Subnet[];
  /** Of the load balancer, the service and the database: each lets in only the one before it. */
  readonly groups: Record<"edge" | "service" | "database", aws.ec2.SecurityGroup>;
}

const ZONES = ["a", "b"];

export function network(context: PortalContext): Network {
  const { parent, name, at, tags } = context;
  const vpc = new aws.ec2.Vpc(
    name,
    { cidrBlock: "10.20.0.0/16", enableDnsHostnames: true, enableDnsSupport: true, tags },
    { parent },
  );
  const subnets = (part: string, first: number): aws.ec2.Subnet[] =>
    ZONES.map(
      (zone, index) =>
        new aws.ec2.Subnet(
          `${name}-${part}-${zone}`,
          {
            vpcId: vpc.id,
            cidrBlock: `10.20.${first + index}.0/24`,
            availabilityZone: interpolate`${at.region}${zone}`,
            mapPublicIpOnLaunch: false,
            tags,
          },
          { parent },
        ),
    );
  const publicSubnets = subnets("public", 0);
  const gateway = new aws.ec2.InternetGateway(name, { vpcId: vpc.id, tags }, { parent });
  const routes = new aws.ec2.RouteTable(
    `${name}-public`,
    { vpcId: vpc.id, routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }], tags },
    { parent },
  );
  publicSubnets.forEach(
    ({ id }, index) =>
      new aws.ec2.RouteTableAssociation(
        `${name}-public-${ZONES[index]}`,
        { subnetId: id, routeTableId: routes.id },
        { parent },
      ),
  );
  flowLogs(context, { vpcIds: [vpc.id], retentionInDays: context.retentionInDays });
  return { vpc, publicSubnets, privateSubnets: subnets("private", 10), groups: groups(context, vpc) };
}

function groups({ parent, name, tags }: PortalContext, vpc: aws.ec2.Vpc): Network["groups"] {
  const group = (part: string, description: string, from: object, port: number) =>
    new aws.ec2.SecurityGroup(
      `${name}-${part}`,
      {
        vpcId: vpc.id,
        description,
        ingress: [{ protocol: "tcp", fromPort: port, toPort: port, ...from }],
        egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["10.20.0.0/16"] }],
        tags,
      },
      { parent },
    );
  const edge = group("edge", "Patients reach the portal", { cidrBlocks: ["0.0.0.0/0"] }, 443);
  const service = group("service", "The load balancer reaches the service", { securityGroups: [edge.id] }, 8080);
  const database = group("database", "The service reaches the database", { securityGroups: [service.id] }, 5432);
  return { edge, service, database };
}
