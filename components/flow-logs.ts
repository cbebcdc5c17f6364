import * as aws from "@pulumi/aws";
import { interpolate, type Input, type Resource } from "@pulumi/pulumi";
import { regionalArn, type Location } from "./location";
import { ManagedLogGroup } from "./managed-log-group";
import { physicalName } from "./names";
import { policyDocument } from "./policy-document";
import type { LogRetentionDays } from "./retention";

/** Who talked to whom in the networks of the account. */
export interface FlowLogArgs {
  /** VPCs of the home region that get a flow log each, into one log group. */
  readonly vpcIds?: readonly Input<string>[];
  /** A rule of CloudWatch that gives every VPC of every region a flow log, those to come included. @default false */
  readonly everyVpc?: boolean;
  /** Days that flow logs are kept. @default 365 */
  readonly retentionInDays?: LogRetentionDays;
}

export interface FlowLogs {
  readonly logGroup: ManagedLogGroup | undefined;
  readonly role: aws.iam.Role | undefined;
  readonly rolePolicy: aws.iam.RolePolicy | undefined;
  readonly logs: aws.ec2.FlowLog[];
  readonly rule: aws.observabilityadmin.TelemetryRule | undefined;
}

interface Context {
  readonly parent: Resource;
  readonly name: string;
  readonly at: Location;
  readonly kmsKeyArn: Input<string> | undefined;
  readonly protect: boolean | undefined;
  readonly tags: Record<string, Input<string>> | undefined;
}

export function flowLogs(context: Context, args: FlowLogArgs): FlowLogs {
  const { vpcIds = [], everyVpc } = args;
  const rule = everyVpc ? telemetryRule(context, args) : undefined;
  if (vpcIds.length === 0) return { logGroup: undefined, role: undefined, rolePolicy: undefined, logs: [], rule };
  const { parent, name, at, kmsKeyArn, protect, tags } = context;
  const part = flowLogsName(name);
  const logGroup = new ManagedLogGroup(
    part,
    { retentionInDays: args.retentionInDays, kmsKeyArn, protect, tags },
    { parent },
  );
  const role = deliveryRole(context, part);
  const rolePolicy = new aws.iam.RolePolicy(
    part,
    {
      name: "deliver-to-log-group",
      role: role.name,
      policy: policyDocument([
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
          Resource: logGroup.arnWithStreams,
        },
        // It looks for the group before it writes, and takes no narrower answer.
        // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
        { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: regionalArn(at, "logs", "log-group:*") },
      ]),
    },
    { parent },
  );
  const logs = vpcIds.map(
    (vpcId, index) =>
      new aws.ec2.FlowLog(
        `${part}-${index + 1}`,
        {
          vpcId,
          trafficType: "ALL",
          maxAggregationInterval: 60,
          logDestinationType: "cloud-watch-logs",
          logDestination: logGroup.arn,
          iamRoleArn: role.arn,
          tags,
        },
        { parent, dependsOn: [logGroup.logGroup, rolePolicy] },
      ),
  );
  return { logGroup, role, rolePolicy, logs, rule };
}

/** What role, log group and flow logs are called in the program. */
export const flowLogsName = (name: string): string => `${name}-flow`;

function deliveryRole({ parent, at, tags }: Context, part: string) {
  const assumeRolePolicy = policyDocument([
    {
      Effect: "Allow",
      Principal: { Service: "vpc-flow-logs.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": at.accountId },
        ArnLike: { "aws:SourceArn": interpolate`arn:${at.partition}:ec2:${at.region}:${at.accountId}:vpc-flow-log/*` },
      },
    },
  ]);
  return new aws.iam.Role(part, { name: physicalName(part), assumeRolePolicy, tags }, { parent });
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/telemetry-config-rules.html
function telemetryRule({ parent, name, tags }: Context, { retentionInDays = 365 }: FlowLogArgs) {
  const evaluation = new aws.observabilityadmin.TelemetryEvaluation(name, {}, { parent });
  return new aws.observabilityadmin.TelemetryRule(
    `${name}-flow`,
    {
      ruleName: physicalName(`${name}-flow`),
      rule: {
        telemetryType: "Logs",
        resourceType: "AWS::EC2::VPC",
        telemetrySourceTypes: ["VPC_FLOW_LOGS"],
        allRegions: true,
        destinationConfiguration: {
          destinationType: "cloud-watch-logs",
          destinationPattern: "/aws/vpcflowlogs/<resourceId>",
          retentionInDays,
          vpcFlowLogParameters: { trafficType: "ALL", maxAggregationInterval: 60 },
        },
      },
      tags,
    },
    { parent, dependsOn: evaluation },
  );
}
