import * as aws from "@pulumi/aws";
import { interpolate, type Input } from "@pulumi/pulumi";
import { ManagedLogGroup } from "../managed-log-group";
import { physicalName } from "../names";
import { policyDocument } from "../policy-document";
import type { PortalContext } from "./context";
import { keyThrough } from "./key";
import type { Records } from "./records";

/** The function that reminds patients of their appointments, traced, with a log group of its own. */
export function reminders(
  { parent, name, at, kmsKeyArn, retentionInDays, protect, tags }: PortalContext,
  { tableArn }: Records,
  image: Input<string>,
) {
  const part = `${name}-reminders`;
  const logs = new ManagedLogGroup(part, { kmsKeyArn, retentionInDays, protect, tags }, { parent });
  const role = new aws.iam.Role(
    part,
    {
      name: physicalName(part),
      assumeRolePolicy: policyDocument([
        { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
      ]),
      tags,
    },
    { parent },
  );
  const rolePolicy = new aws.iam.RolePolicy(
    part,
    {
      name: "appointments",
      role: role.name,
      policy: policyDocument([
        { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: logs.arnWithStreams },
        { Effect: "Allow", Action: ["dynamodb:Query", "dynamodb:Scan"], Resource: tableArn },
        keyThrough(at, ["kms:Decrypt"], ["dynamodb", "lambda"]),
        { Effect: "Allow", Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resource: "*" },
      ]),
    },
    { parent },
  );
  new aws.iam.RolePolicyAttachment(
    part,
    {
      role: role.name,
      policyArn: interpolate`arn:${at.partition}:iam::aws:policy/CloudWatchLambdaInsightsExecutionRolePolicy`,
    },
    { parent },
  );
  return new aws.lambda.Function(
    part,
    {
      name: physicalName(part),
      packageType: "Image",
      imageUri: image,
      role: role.arn,
      timeout: 30,
      memorySize: 512,
      kmsKeyArn,
      tracingConfig: { mode: "Active" },
      loggingConfig: { logFormat: "JSON", logGroup: logs.logGroupName },
      tags,
    },
    { parent, dependsOn: [rolePolicy, logs.logGroup] },
  );
}
