import * as aws from "@pulumi/aws";
import { interpolate, jsonStringify, type Input } from "@pulumi/pulumi";
import { LogStore } from "../log-store";
import { ManagedLogGroup } from "../managed-log-group";
import { physicalName } from "../names";
import { policyDocument } from "../policy-document";
import type { PortalContext } from "./context";
import { keyThrough } from "./key";
import type { Network } from "./network";
import type { Records } from "./records";

const PORT = 8080;

export interface FrontDoor {
  readonly loadBalancer: aws.lb.LoadBalancer;
  readonly targets: aws.lb.TargetGroup;
  readonly listener: aws.lb.Listener;
}

/** The load balancer that patients reach, and who asked it for what. */
export function frontDoor(
  context: PortalContext,
  { vpc, publicSubnets, groups }: Network,
  certificateArn: Input<string>,
) {
  const { parent, name, retentionInDays: retentionDays, protect, tags } = context;
  const logs = new LogStore(
    `${name}-edge`,
    { writers: ["applicationLoadBalancers"], retentionDays, accessLogs: { retentionDays }, protect, tags },
    { parent },
  );
  const loadBalancer = new aws.lb.LoadBalancer(
    name,
    {
      name: physicalName(name),
      loadBalancerType: "application",
      subnets: publicSubnets.map(({ id }) => id),
      securityGroups: [groups.edge.id],
      accessLogs: { enabled: true, bucket: logs.bucketName },
      dropInvalidHeaderFields: true,
      enableDeletionProtection: true,
      tags,
    },
    { parent, dependsOn: logs.ready },
  );
  const targets = new aws.lb.TargetGroup(
    name,
    { vpcId: vpc.id, port: PORT, protocol: "HTTP", targetType: "ip", healthCheck: { path: "/health" }, tags },
    { parent },
  );
  const listener = new aws.lb.Listener(
    name,
    {
      loadBalancerArn: loadBalancer.arn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      certificateArn,
      defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
      tags,
    },
    { parent },
  );
  return { loadBalancer, targets, listener };
}

/** The portal itself, on Fargate, with its logs and a sidecar that traces its calls. */
export function service(context: PortalContext, net: Network, door: FrontDoor, records: Records, image: Input<string>) {
  const { parent, name, at, kmsKeyArn, retentionInDays, protect, tags } = context;
  const logs = new ManagedLogGroup(`${name}-service`, { kmsKeyArn, retentionInDays, protect, tags }, { parent });
  const sessions = new ManagedLogGroup(`${name}-sessions`, { kmsKeyArn, retentionInDays, protect, tags }, { parent });
  const cluster = new aws.ecs.Cluster(
    name,
    {
      name: physicalName(name),
      settings: [{ name: "containerInsights", value: "enabled" }],
      configuration: {
        executeCommandConfiguration: {
          kmsKeyId: kmsKeyArn,
          logging: "OVERRIDE",
          logConfiguration: { cloudWatchLogGroupName: sessions.logGroupName, cloudWatchEncryptionEnabled: true },
        },
      },
      tags,
    },
    { parent },
  );
  const task = new aws.ecs.TaskDefinition(
    name,
    {
      family: physicalName(name),
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "512",
      memory: "1024",
      executionRoleArn: executionRole(context).arn,
      taskRoleArn: taskRole(context, records).arn,
      containerDefinitions: jsonStringify(
        [
          container("portal", image, [{ containerPort: PORT }]),
          container("xray", "public.ecr.aws/xray/aws-xray-daemon:3.x", [{ containerPort: 2000, protocol: "udp" }]),
        ].map((each) => ({
          ...each,
          logConfiguration: {
            logDriver: "awslogs",
            options: {
              "awslogs-group": logs.logGroupName,
              "awslogs-region": at.region,
              "awslogs-stream-prefix": each.name,
            },
          },
        })),
      ),
      tags,
    },
    { parent },
  );
  return new aws.ecs.Service(
    name,
    {
      name: physicalName(name),
      cluster: cluster.arn,
      taskDefinition: task.arn,
      desiredCount: 2,
      launchType: "FARGATE",
      networkConfiguration: {
        subnets: net.privateSubnets.map(({ id }) => id),
        securityGroups: [net.groups.service.id],
        assignPublicIp: false,
      },
      loadBalancers: [{ targetGroupArn: door.targets.arn, containerName: "portal", containerPort: PORT }],
      tags,
    },
    { parent, dependsOn: door.listener },
  );
}

const container = (name: string, image: Input<string>, portMappings: object[]) => ({
  name,
  image,
  essential: true,
  readonlyRootFilesystem: true,
  portMappings,
});

const assumeRolePolicy = policyDocumentOf("ecs-tasks.amazonaws.com");

function policyDocumentOf(Service: string) {
  return policyDocument([{ Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" }]);
}

function executionRole({ parent, name, at, tags }: PortalContext): aws.iam.Role {
  const part = `${name}-execution`;
  const role = new aws.iam.Role(part, { name: physicalName(part), assumeRolePolicy, tags }, { parent });
  const policyArn = interpolate`arn:${at.partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy`;
  new aws.iam.RolePolicyAttachment(part, { role: role.name, policyArn }, { parent });
  return role;
}

function taskRole({ parent, name, at, tags }: PortalContext, { bucketArn, tableArn }: Records): aws.iam.Role {
  const part = `${name}-task`;
  const role = new aws.iam.Role(part, { name: physicalName(part), assumeRolePolicy, tags }, { parent });
  const policy = policyDocument([
    { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: interpolate`${bucketArn}/*` },
    { Effect: "Allow", Action: ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem"], Resource: tableArn },
    keyThrough(at, ["kms:Decrypt", "kms:GenerateDataKey"], ["s3", "dynamodb"]),
    { Effect: "Allow", Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resource: "*" },
  ]);
  new aws.iam.RolePolicy(part, { name: "records", role: role.name, policy }, { parent });
  return role;
}
