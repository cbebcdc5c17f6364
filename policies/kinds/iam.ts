import type { Kind } from "../graph/resource";

export interface RoleProps {
  arn?: string;
  name?: string;
  assumeRolePolicy?: unknown;
  inlinePolicies?: { name?: string; policy?: unknown }[];
  managedPolicyArns?: string[];
  permissionsBoundary?: string;
}

export const Role: Kind<RoleProps> = {
  noun: "role",
  tokens: ["aws:iam/role:Role", "aws-native:iam:Role"],
  decidedByAws: ["inlinePolicies", "managedPolicyArns"],
  nameInArn: ({ service, resource }) =>
    service === "iam" && resource.startsWith("role/") ? resource.replace(/^.*\//, "") : undefined,
};

export const RolePolicy: Kind<{ role?: string; name?: string; policy?: unknown }> = {
  noun: "role policy",
  tokens: ["aws:iam/rolePolicy:RolePolicy", "aws-native:iam:RolePolicy"],
};

export const ManagedPolicy: Kind<{ arn?: string; name?: string; policy?: unknown }> = {
  noun: "managed policy",
  tokens: ["aws:iam/policy:Policy", "aws-native:iam:ManagedPolicy"],
  nameInArn: ({ service, resource }) =>
    service === "iam" && resource.startsWith("policy/") ? resource.replace(/^.*\//, "") : undefined,
};

export const RolePolicyAttachment: Kind<{
  role?: string;
  /** `PolicyAttachment` names all roles at once. */
  roles?: string[];
  policyArn?: string;
}> = {
  noun: "role policy attachment",
  tokens: ["aws:iam/rolePolicyAttachment:RolePolicyAttachment", "aws:iam/policyAttachment:PolicyAttachment"],
};

/** What somebody may do, wherever it is written down. */
export const IdentityPolicy: Kind<{ name?: string; policy?: unknown }> = {
  noun: "identity policy",
  tokens: [
    // First, because a graph knows a kind by its first token, and the others belong to kinds of their own.
    "aws:iam/userPolicy:UserPolicy",
    "aws:iam/policy:Policy",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/groupPolicy:GroupPolicy",
  ],
};
