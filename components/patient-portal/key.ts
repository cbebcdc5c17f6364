import * as aws from "@pulumi/aws";
import { interpolate } from "@pulumi/pulumi";
import { regionalArn, type Location } from "../location";
import { physicalName } from "../names";
import { policyDocument, type Statement } from "../policy-document";
import type { PortalContext } from "./context";

/** One key for records, database, secrets and logs of the portal. */
export function portalKey({
  parent,
  name,
  at,
  protect,
  tags,
}: Omit<PortalContext, "kmsKeyArn" | "retentionInDays">): aws.kms.Key {
  const policy = policyDocument([
    {
      Sid: "AccountAdministers",
      Effect: "Allow",
      Principal: { AWS: interpolate`arn:${at.partition}:iam::${at.accountId}:root` },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "CloudWatchLogsUses",
      Effect: "Allow",
      Principal: { Service: interpolate`logs.${at.region}.${at.dnsSuffix}` },
      Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      Resource: "*",
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": regionalArn(at, "logs", "log-group:*") } },
    },
    {
      Sid: "DatabaseEventsPublish",
      Effect: "Allow",
      Principal: { Service: "events.rds.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": at.accountId } },
    },
    {
      Sid: "CloudWatchAlarmsPublish",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceAccount": at.accountId } },
    },
  ]);
  return new aws.kms.Key(
    name,
    { description: `Patient portal (${physicalName(name)})`, policy, enableKeyRotation: true, tags },
    { parent, protect },
  );
}

/** Lets a role use the key through these services. Its ARN is not known before it exists; which services ask is. */
export const keyThrough = (at: Location, actions: string[], services: string[]): Statement => ({
  Effect: "Allow",
  Action: actions,
  Resource: "*",
  Condition: {
    StringEquals: {
      "kms:CallerAccount": at.accountId,
      "kms:ViaService": services.map((service) => interpolate`${service}.${at.region}.${at.dnsSuffix}`),
    },
  },
});
