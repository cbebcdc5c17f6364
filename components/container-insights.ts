import * as aws from "@pulumi/aws";
import { ComponentResource, interpolate, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import { locate, type Location } from "./location";
import { ManagedLogGroup } from "./managed-log-group";
import { physicalName } from "./names";
import { policyDocument } from "./policy-document";
import { problem, refuse } from "./problems";
import { logRetentionProblems, type LogRetentionDays } from "./retention";

export interface ContainerInsightsArgs {
  /** Every cluster of ECS that is made from now on in account and region: with its tasks and containers, or clusters and services only. @default not touched */
  readonly ecs?: "enhanced" | "enabled";
  /** Name of a cluster of EKS that gets the agent of CloudWatch. @default none */
  readonly eksClusterName?: string;
  /** Days that logs and metrics of that cluster are kept. @default 365 */
  readonly retentionInDays?: LogRetentionDays;
  /** Key of its log groups, needed with `eksClusterName`; an `AuditKey` has to name `/aws/containerinsights/*` among its `logGroupNames`. */
  readonly kmsKeyArn?: Input<string>;
  /** Refuses to delete or replace its log groups. @default true */
  readonly protect?: boolean;
  readonly tags?: Record<string, Input<string>>;
}

/** The agent makes these by itself where they are not there, and then keeps them for ever. */
const LOG_GROUPS = ["application", "dataplane", "host", "performance"];

/** Metrics and logs of containers, of ECS by a setting of the account, of EKS by an add-on of the cluster. */
export class ContainerInsights extends ComponentResource {
  readonly ecsSetting: aws.ecs.AccountSettingDefault | undefined;
  readonly logGroups: ManagedLogGroup[];
  readonly role: aws.iam.Role | undefined;
  readonly identityAgent: aws.eks.Addon | undefined;
  readonly agent: aws.eks.Addon | undefined;

  constructor(name: string, args: ContainerInsightsArgs, opts?: ComponentResourceOptions) {
    const { ecs, eksClusterName: clusterName, retentionInDays, kmsKeyArn, protect, tags } = args;
    refuse(`ContainerInsights "${name}"`, [
      ...problem(
        ecs === undefined && clusterName === undefined,
        "ecs",
        "missing, as is eksClusterName; nothing would be watched",
      ),
      ...problem(
        ecs !== undefined && !["enhanced", "enabled"].includes(ecs),
        "ecs",
        `"${ecs}" is none; expected enhanced, enabled`,
      ),
      ...problem(
        clusterName !== undefined && kmsKeyArn === undefined,
        "kmsKeyArn",
        "missing; the logs would be encrypted with a key that everybody in the account may use",
      ),
      ...logRetentionProblems("retentionInDays", retentionInDays),
    ]);
    super("trailwatch:monitor:ContainerInsights", name, {}, opts);
    const at = locate(this);
    const within = { parent: this };

    this.ecsSetting = ecs && new aws.ecs.AccountSettingDefault(name, { name: "containerInsights", value: ecs }, within);
    this.logGroups =
      clusterName === undefined
        ? []
        : LOG_GROUPS.map((what) => {
            const logGroupName = `/aws/containerinsights/${clusterName}/${what}`;
            return new ManagedLogGroup(
              `${name}-${what}`,
              { logGroupName, retentionInDays, kmsKeyArn, protect, tags },
              within,
            );
          });
    if (clusterName !== undefined) {
      this.role = agentRole(this, name, at, tags);
      // Hands the role to the agent's pods; without it the association is there and the agent has no rights.
      this.identityAgent = new aws.eks.Addon(
        `${name}-identity`,
        { clusterName, addonName: "eks-pod-identity-agent", tags },
        within,
      );
      this.agent = new aws.eks.Addon(
        name,
        {
          clusterName,
          addonName: "amazon-cloudwatch-observability",
          podIdentityAssociations: [{ serviceAccount: "cloudwatch-agent", roleArn: this.role.arn }],
          tags,
        },
        { parent: this, dependsOn: [this.identityAgent, ...this.logGroups.map(({ logGroup }) => logGroup)] },
      );
    }
    this.registerOutputs({});
  }
}

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/install-CloudWatch-Observability-EKS-addon.html
function agentRole(parent: ContainerInsights, name: string, at: Location, tags: ContainerInsightsArgs["tags"]) {
  const assumeRolePolicy = policyDocument([
    {
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: { StringEquals: { "aws:SourceAccount": at.accountId } },
    },
  ]);
  const role = new aws.iam.Role(name, { name: physicalName(`${name}-agent`), assumeRolePolicy, tags }, { parent });
  for (const policy of ["CloudWatchAgentServerPolicy", "AWSXrayWriteOnlyAccess"])
    new aws.iam.RolePolicyAttachment(
      `${name}-${policy}`,
      { role: role.name, policyArn: interpolate`arn:${at.partition}:iam::aws:policy/${policy}` },
      { parent },
    );
  return role;
}
