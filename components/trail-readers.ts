import * as aws from "@pulumi/aws";
import { interpolate, type Input } from "@pulumi/pulumi";
import { deliveryRoot } from "./archive-access";
import { bucketArn, regionalArn, type Location } from "./location";
import { physicalName } from "./names";
import { policyDocument } from "./policy-document";
import type { TrailQuery, TrailQueryArgs } from "./trail-query";

/** Who may ask, and nothing else: no other workgroup, no other bucket, no right to change what is asked. */

export const readerRoleName = (name: string): string => `${physicalName(name)}-readers`;

export function readerRole(parent: TrailQuery, name: string, readers: Input<string>[], tags: TrailQueryArgs["tags"]) {
  const assumeRolePolicy = policyDocument([{ Effect: "Allow", Principal: { AWS: readers }, Action: "sts:AssumeRole" }]);
  return new aws.iam.Role(`${name}-readers`, { name: readerRoleName(name), assumeRolePolicy, tags }, { parent });
}

export function readerRolePolicy(
  parent: TrailQuery,
  name: string,
  at: Location,
  role: aws.iam.Role,
  args: TrailQueryArgs,
) {
  const archive = bucketArn(at, args.archive.bucketName);
  const results = parent.results.bucketArn;
  const policy = policyDocument([
    {
      Sid: "Ask",
      Effect: "Allow",
      Action: [
        "athena:StartQueryExecution",
        "athena:StopQueryExecution",
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
        "athena:ListQueryExecutions",
        "athena:GetWorkGroup",
        "athena:ListNamedQueries",
        "athena:GetNamedQuery",
        "athena:ListPreparedStatements",
        "athena:GetPreparedStatement",
      ],
      Resource: regionalArn(at, "athena", interpolate`workgroup/${parent.workgroup.name}`),
    },
    {
      Sid: "KnowTables",
      Effect: "Allow",
      Action: ["glue:GetDatabase", "glue:GetTable", "glue:GetTables", "glue:GetPartitions"],
      Resource: [
        regionalArn(at, "glue", "catalog"),
        regionalArn(at, "glue", interpolate`database/${parent.databaseName}`),
        regionalArn(at, "glue", interpolate`table/${parent.databaseName}/*`),
      ],
    },
    {
      Sid: "ReadArchive",
      Effect: "Allow",
      Action: "s3:GetObject",
      Resource: interpolate`${archive}/${deliveryRoot(args.archive.keyPrefix)}/*`,
    },
    {
      Sid: "KeepResults",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
      Resource: interpolate`${results}/*`,
    },
    {
      Sid: "FindFiles",
      Effect: "Allow",
      Action: ["s3:ListBucket", "s3:GetBucketLocation"],
      Resource: [archive, results],
    },
    {
      // By what the key is used for, and not by the key: its ARN is not known before it exists, and a policy that nobody knows
      // before deployment is one that nobody can check.
      Sid: "OpenFiles",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: interpolate`arn:${at.partition}:kms:${at.region}:*:key/*`,
      Condition: {
        StringEquals: { "kms:ViaService": interpolate`s3.${at.region}.${at.dnsSuffix}` },
        StringLike: {
          "kms:EncryptionContext:aws:s3:arn": [archive, results].flatMap((arn) => [arn, interpolate`${arn}/*`]),
        },
      },
    },
    ...(args.lakeFormation
      ? [{ Sid: "AskLakeFormation", Effect: "Allow" as const, Action: "lakeformation:GetDataAccess", Resource: "*" }]
      : []),
  ]);
  return new aws.iam.RolePolicy(`${name}-readers`, { name: "ask-the-trail", role: role.name, policy }, { parent });
}

/** Where Lake Formation decides who sees the catalog, IAM alone shows no table. */
export function grants(parent: TrailQuery, name: string, role: aws.iam.Role): aws.lakeformation.Permissions[] {
  const grant = (what: string, args: Omit<aws.lakeformation.PermissionsArgs, "principal">) =>
    new aws.lakeformation.Permissions(
      `${name}-${what}`,
      { principal: role.arn, ...args },
      { parent, dependsOn: Object.values(parent.tables) },
    );
  return [
    grant("database", { permissions: ["DESCRIBE"], database: { name: parent.database.name } }),
    grant("tables", {
      permissions: ["SELECT", "DESCRIBE"],
      table: { databaseName: parent.database.name, wildcard: true },
    }),
  ];
}
