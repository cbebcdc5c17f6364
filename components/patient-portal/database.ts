import * as aws from "@pulumi/aws";
import { interpolate, type Input } from "@pulumi/pulumi";
import { regionalArn } from "../location";
import { ManagedLogGroup } from "../managed-log-group";
import { physicalName } from "../names";
import { denyPlainHttp, policyDocument } from "../policy-document";
import type { PortalContext } from "./context";
import type { Network } from "./network";

const EXPORTS = ["postgresql", "upgrade"];

/** PostgreSQL that logs statements, exports its logs, and is measured by the minute. */
export function database(context: PortalContext, { privateSubnets, groups }: Network, email: Input<string>) {
  const { parent, name, kmsKeyArn, retentionInDays, protect, tags } = context;
  const part = `${name}-database`;
  const identifier = physicalName(part);
  const subnets = new aws.rds.SubnetGroup(part, { subnetIds: privateSubnets.map(({ id }) => id), tags }, { parent });
  const parameters = new aws.rds.ParameterGroup(
    part,
    {
      family: "postgres16",
      parameters: [
        { name: "log_statement", value: "ddl" },
        { name: "log_min_duration_statement", value: "1000" },
        { name: "log_connections", value: "1" },
        { name: "log_disconnections", value: "1" },
        { name: "rds.force_ssl", value: "1" },
      ],
      tags,
    },
    { parent },
  );
  const logs = EXPORTS.map(
    (log) =>
      new ManagedLogGroup(
        `${part}-${log}`,
        { logGroupName: `/aws/rds/instance/${identifier}/${log}`, kmsKeyArn, retentionInDays, protect, tags },
        { parent },
      ),
  );
  const instance = new aws.rds.Instance(
    part,
    {
      identifier,
      engine: "postgres",
      engineVersion: "16",
      instanceClass: "db.m6g.large",
      allocatedStorage: 100,
      maxAllocatedStorage: 400,
      multiAz: true,
      storageEncrypted: true,
      kmsKeyId: kmsKeyArn,
      username: "portal",
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: kmsKeyArn,
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [groups.database.id],
      parameterGroupName: parameters.name,
      publiclyAccessible: false,
      backupRetentionPeriod: 35,
      deletionProtection: true,
      finalSnapshotIdentifier: `${identifier}-final`,
      copyTagsToSnapshot: true,
      enabledCloudwatchLogsExports: EXPORTS,
      monitoringInterval: 60,
      monitoringRoleArn: monitoringRole(context, part).arn,
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: kmsKeyArn,
      performanceInsightsRetentionPeriod: 7,
      tags,
    },
    { parent, protect, dependsOn: logs.map(({ logGroup }) => logGroup) },
  );
  tellOfEvents(context, part, instance, email);
  return instance;
}

/** RDS tells of failovers, failures and storage that runs out. */
function tellOfEvents(context: PortalContext, of: string, watched: aws.rds.Instance, endpoint: Input<string>): void {
  const { parent, at, kmsKeyArn, tags } = context;
  const part = `${of}-events`;
  const topicName = physicalName(part);
  const topic = new aws.sns.Topic(part, { name: topicName, kmsMasterKeyId: kmsKeyArn, tags }, { parent });
  const arn = regionalArn(at, "sns", topicName);
  const policy = policyDocument([
    {
      Sid: "DatabaseEventsPublish",
      Effect: "Allow",
      Principal: { Service: "events.rds.amazonaws.com" },
      Action: "sns:Publish",
      Resource: arn,
      Condition: { StringEquals: { "aws:SourceAccount": at.accountId } },
    },
    denyPlainHttp("sns:Publish", [arn]),
  ]);
  new aws.sns.TopicPolicy(part, { arn: topic.arn, policy }, { parent });
  new aws.sns.TopicSubscription(part, { topic: topic.arn, protocol: "email", endpoint }, { parent });
  new aws.rds.EventSubscription(
    of,
    {
      snsTopic: topic.arn,
      sourceType: "db-instance",
      sourceIds: [watched.identifier],
      eventCategories: [
        "availability",
        "configuration change",
        "deletion",
        "failover",
        "failure",
        "low storage",
        "maintenance",
      ],
      tags,
    },
    { parent },
  );
}

function monitoringRole({ parent, at, tags }: PortalContext, part: string): aws.iam.Role {
  const role = new aws.iam.Role(
    `${part}-monitoring`,
    {
      name: physicalName(`${part}-monitoring`),
      assumeRolePolicy: policyDocument([
        {
          Effect: "Allow",
          Principal: { Service: "monitoring.rds.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": at.accountId } },
        },
      ]),
      tags,
    },
    { parent },
  );
  new aws.iam.RolePolicyAttachment(
    `${part}-monitoring`,
    {
      role: role.name,
      policyArn: interpolate`arn:${at.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`,
    },
    { parent },
  );
  return role;
}
