import type { Graph } from "../graph/graph";
import { oncePer } from "../graph/once";
import type { Resource } from "../graph/resource";
import { Unknown, type UnknownValue } from "../graph/value";
import { readDocument, type PolicyDocument } from "../iam/document";
import { ManagedPolicy, RolePolicy, RolePolicyAttachment, type RoleProps } from "../kinds/iam";

/** What the policies that AWS has for functions allow of logs; the rest of them is about what the functions read. */
const OF_FUNCTIONS = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];

/** What policies of AWS allow, as far as somebody would give them to a role that writes logs. */
const MANAGED_BY_AWS: Record<string, string | readonly string[]> = {
  AdministratorAccess: "*",
  AWSLambdaBasicExecutionRole: OF_FUNCTIONS,
  AWSLambdaVPCAccessExecutionRole: OF_FUNCTIONS,
  AWSLambdaDynamoDBExecutionRole: OF_FUNCTIONS,
  AWSLambdaKinesisExecutionRole: OF_FUNCTIONS,
  AWSLambdaSQSQueueExecutionRole: OF_FUNCTIONS,
  AWSXRayDaemonWriteAccess: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
  CloudWatchFullAccess: "logs:*",
  CloudWatchFullAccessV2: "logs:*",
  CloudWatchLogsFullAccess: "logs:*",
};

/** The policies of a role, however they are attached, and its boundary. */
export interface RolePermissions {
  documents: readonly PolicyDocument[];
  boundary?: readonly PolicyDocument[];
  /** Set where there may be more policies than were found. */
  open?: UnknownValue;
}

export const permissionsOf = oncePer((role: Resource<RoleProps>, graph): RolePermissions => {
  const own = graph.into(role, RolePolicy, "role");
  const attachments = [graph.into(role, RolePolicyAttachment, "role"), graph.into(role, RolePolicyAttachment, "roles")];
  const managed = [
    graph.follow(role, "managedPolicyArns", ManagedPolicy),
    ...attachments.map((found) => found.flatMap((attached) => graph.follow(attached, "policyArn", ManagedPolicy))),
  ];
  const { inlinePolicies, permissionsBoundary } = role.record.values;
  return {
    documents: [
      ...inlineDocuments(inlinePolicies),
      ...[...own.known, ...managed.flatMap(({ known }) => known)].map(({ record }) => identity(record.values.policy)),
      ...managed.flatMap(({ elsewhere }) => elsewhere.map(elsewhereDocument)),
    ],
    boundary: permissionsBoundary ? boundaryDocuments(role, graph) : undefined,
    open: [own, ...managed].find(({ open }) => open)?.open,
  };
});

const identity = (policy: unknown): PolicyDocument => readDocument(policy, "identity");

function inlineDocuments(given: unknown): PolicyDocument[] {
  if (given instanceof Unknown) return [identity(given)];
  return Array.isArray(given) ? given.map((each) => identity(each instanceof Unknown ? each : each.policy)) : [];
}

function elsewhereDocument(arn: string): PolicyDocument {
  const action = /^arn:[^:]+:iam::aws:policy\//.test(arn) && MANAGED_BY_AWS[arn.replace(/^.*\//, "")];
  if (!action) return identity(new Unknown(`${arn}, which is not in this stack`));
  const Statement = { Sid: arn.replace(/^.*\//, ""), Effect: "Allow", Action: action, Resource: "*" };
  return identity({ Version: "2012-10-17", Statement });
}

function boundaryDocuments(role: Resource<RoleProps>, graph: Graph): PolicyDocument[] {
  const { known, elsewhere, open } = graph.follow(role, "permissionsBoundary", ManagedPolicy);
  const unseen = open ? [identity(new Unknown(open.why))] : [];
  return [...known.map(({ record }) => identity(record.values.policy)), ...elsewhere.map(elsewhereDocument), ...unseen];
}
