import type { Kind } from "../graph/resource";

export interface KeyProps {
  arn?: string;
  keyId?: string;
  policy?: unknown;
  enableKeyRotation?: boolean;
  rotationPeriodInDays?: number;
  keyUsage?: string;
  customerMasterKeySpec?: string;
  customKeyStoreId?: string;
  deletionWindowInDays?: number;
  isEnabled?: boolean;
  /** What replicas and keys with imported material call it. */
  enabled?: boolean;
  keyMaterialBase64?: string;
  multiRegion?: boolean;
}

export const KeyAlias: Kind<{ name?: string; targetKeyId?: string }> = {
  noun: "key alias",
  tokens: ["aws:kms/alias:Alias", "aws-native:kms:Alias"],
  nameInArn: ({ service, resource }) => (service === "kms" && resource.startsWith("alias/") ? resource : undefined),
};

export const Key: Kind<KeyProps> = {
  noun: "key",
  tokens: ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws:kms/externalKey:ExternalKey", "aws-native:kms:Key"],
  names: ["keyId"],
  decidedByAws: ["enabled", "keyUsage", "multiRegion", "policy", "rotationPeriodInDays"],
  nameInArn: ({ service, resource }) => (service === "kms" ? resource.replace(/^key\//, "") : undefined),
  aliases: [{ kind: KeyAlias, path: "targetKeyId" }],
};

export const KeyPolicy: Kind<{ keyId?: string; policy?: unknown }> = {
  noun: "key policy",
  tokens: ["aws:kms/keyPolicy:KeyPolicy"],
};

export const Grant: Kind<{
  keyId?: string;
  granteePrincipal?: string;
  operations?: string[];
}> = {
  noun: "grant",
  tokens: ["aws:kms/grant:Grant"],
};
