import type { RESERVE_DETECTIONS } from "../../../components/detections/reserves";
import { asked, BY_SERVICE, type Sample, type Samples } from "./sample";

type Id = (typeof RESERVE_DETECTIONS)[number]["id"];

const lifecycle = (Rule: unknown) => ({ bucketName: "logs", LifecycleConfiguration: { Rule } });
const modified = (SecurityGroupRule: object) => ({
  ModifySecurityGroupRulesRequest: {
    GroupId: "sg-1",
    SecurityGroupRule: { SecurityGroupRuleId: "sgr-1", SecurityGroupRule },
  },
});
const modelLogs = (textDataDeliveryEnabled: boolean): Sample =>
  asked("bedrock.PutModelInvocationLoggingConfiguration", { loggingConfig: { textDataDeliveryEnabled } });
const reachable = (publicAccessCidrs: string[], more: object = {}): Sample =>
  asked("eks.UpdateClusterConfig", { name: "prod", resourcesVpcConfig: { publicAccessCidrs } }, more);
const open = (range: object) => ({ groupId: "sg-1", ipPermissions: { items: [range] } });

export const RESERVE_SAMPLES: Record<Id, Samples> = {
  "ebs-default-encryption-off": {
    rings: ["ec2.DisableEbsEncryptionByDefault", "ec2.ModifyEbsDefaultKmsKeyId"],
    quiet: ["ec2.EnableEbsEncryptionByDefault", ["ec2.ModifyEbsDefaultKmsKeyId", BY_SERVICE]],
  },
  "bedrock-model-access-granted": {
    rings: ["bedrock.PutFoundationModelEntitlement", "bedrock.CreateProvisionedModelThroughput"],
    quiet: ["bedrock.InvokeModel"],
  },
  "security-group-open-world": {
    rings: [
      asked("ec2.AuthorizeSecurityGroupIngress", { cidrIp: "0.0.0.0/0" }),
      asked("ec2.ModifySecurityGroupRules", modified({ CidrIpv4: "0.0.0.0/0" })),
      asked("ec2.AuthorizeSecurityGroupIngress", open({ ipv6Ranges: { items: [{ cidrIpv6: "::/0" }] } })),
      asked(
        "ec2.AuthorizeSecurityGroupIngress",
        open({ ipRanges: { items: [{ cidrIp: "10.0.0.0/8" }, { cidrIp: "0.0.0.0/0" }] } }),
      ),
    ],
    quiet: [
      asked("ec2.ModifySecurityGroupRules", modified({ CidrIpv4: "10.0.0.0/8" })),
      asked("ec2.AuthorizeSecurityGroupIngress", open({ ipRanges: { items: [{ cidrIp: "10.0.0.0/8" }] } })),
      asked("ec2.AuthorizeSecurityGroupEgress", { cidrIp: "0.0.0.0/0" }),
      asked("ec2.AuthorizeSecurityGroupIngress", { cidrIp: "0.0.0.0/0" }, BY_SERVICE),
    ],
  },
  "waf-removed": {
    rings: [
      "wafv2.DisassociateWebACL",
      "waf-regional.DeleteWebACL",
      "waf.DeleteRule",
      asked("wafv2.UpdateWebACL", { name: "site", rules: [], defaultAction: { allow: {} } }),
      "network-firewall.DeleteFirewall",
      "route53resolver.DisassociateFirewallRuleGroup",
      asked("network-firewall.UpdateLoggingConfiguration", { loggingConfiguration: { logDestinationConfigs: [] } }),
    ],
    quiet: [
      "wafv2.AssociateWebACL",
      asked("wafv2.UpdateWebACL", { name: "site", rules: [{ name: "common", priority: 1 }] }),
      ["wafv2.DisassociateWebACL", { userIdentity: { invokedBy: "fms.amazonaws.com" } }],
      "events.DeleteRule",
      asked("network-firewall.UpdateLoggingConfiguration", {
        loggingConfiguration: { logDestinationConfigs: [{ logType: "ALERT" }] },
      }),
    ],
  },
  "region-enabled": {
    rings: [
      "account.EnableRegion",
      "servicequotas.RequestServiceQuotaIncrease",
      "ec2.PurchaseReservedInstancesOffering",
      "savingsplans.CreateSavingsPlan",
    ],
    quiet: [
      "savingsplans.DescribeSavingsPlans",
      "account.DisableRegion",
      ["servicequotas.RequestServiceQuotaIncrease", BY_SERVICE],
    ],
  },
  "bedrock-guardrails-off": {
    rings: ["bedrock.DeleteGuardrail", "bedrock.DeleteModelInvocationLoggingConfiguration", modelLogs(false)],
    quiet: ["bedrock.GetGuardrail", modelLogs(true), ["bedrock.UpdateGuardrail", BY_SERVICE]],
  },
  "eks-cluster-admin-granted": {
    rings: [
      asked("eks.AssociateAccessPolicy", {
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      }),
      asked("eks.AssociateAccessPolicy", {
        policyArn: "arn:aws-cn:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      }),
      "eks.AssociateIdentityProviderConfig",
      asked("eks.CreateAccessEntry", { name: "prod", kubernetesGroups: ["admins"] }),
      reachable(["198.51.100.0/24", "0.0.0.0/0"]),
    ],
    quiet: [
      asked("eks.CreateAccessEntry", {
        name: "prod",
        principalArn: "arn:aws:iam::111122223333:role/node",
        type: "EC2_LINUX",
      }),
      reachable(["198.51.100.0/24"]),
      reachable(["0.0.0.0/0"], BY_SERVICE),
      ["eks.AssociateIdentityProviderConfig", BY_SERVICE],
      asked("eks.AssociateAccessPolicy", {
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminViewPolicy",
      }),
      asked("eks.AssociateAccessPolicy", { policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy" }),
    ],
  },
  "short-log-lifecycle": {
    rings: [
      asked("s3.PutBucketLifecycle", lifecycle({ Status: "Enabled", Expiration: { Days: 1 } })),
      asked(
        "s3.PutBucketLifecycleConfiguration",
        lifecycle([{ Expiration: { Days: 365 } }, { Expiration: { Days: 7 } }]),
      ),
      asked("s3.PutBucketLifecycle", lifecycle({ NoncurrentVersionExpiration: { NoncurrentDays: 1 } })),
    ],
    quiet: [
      asked("s3.PutBucketLifecycle", lifecycle({ Expiration: { Days: 400 } })),
      asked("s3.PutBucketLifecycle", lifecycle({ NoncurrentVersionExpiration: { NoncurrentDays: 90 } })),
      asked("s3.PutBucketLifecycle", lifecycle({ Expiration: { Days: 1 } }), BY_SERVICE),
    ],
  },
};
