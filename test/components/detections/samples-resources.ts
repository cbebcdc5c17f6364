import type { RESERVE_DETECTIONS } from "../../../components/detections/reserves";
import type { RESOURCE_DETECTIONS } from "../../../components/detections/resources";
import { asked, BY_SERVICE, BY_TERRAFORM, REFUSED, type Sample, type Samples } from "./sample";

type Id = (typeof RESOURCE_DETECTIONS | typeof RESERVE_DETECTIONS)[number]["id"];

const added = (permission: string, item: object) => ({ [permission]: { add: { items: [item] } } });
const blocks = (BlockPublicPolicy: boolean) => ({
  PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy },
});
const lifecycle = (Rule: unknown) => ({ bucketName: "logs", LifecycleConfiguration: { Rule } });
const modified = (SecurityGroupRule: object) => ({
  ModifySecurityGroupRulesRequest: {
    GroupId: "sg-1",
    SecurityGroupRule: { SecurityGroupRuleId: "sgr-1", SecurityGroupRule },
  },
});
const owner = (ObjectOwnership: string) => ({ OwnershipControls: { Rule: { ObjectOwnership } } });
const modelLogs = (textDataDeliveryEnabled: boolean): Sample =>
  asked("bedrock.PutModelInvocationLoggingConfiguration", { loggingConfig: { textDataDeliveryEnabled } });
const locked = (ObjectLockConfiguration: object): Sample =>
  asked("s3.PutBucketObjectLockConfiguration", { ObjectLockConfiguration });
const reachable = (publicAccessCidrs: string[], more: object = {}): Sample =>
  asked("eks.UpdateClusterConfig", { name: "prod", resourcesVpcConfig: { publicAccessCidrs } }, more);
const open = (range: object) => ({ groupId: "sg-1", ipPermissions: { items: [range] } });

export const RESOURCE_SAMPLES: Record<Id, Samples> = {
  "snapshot-or-image-shared": {
    rings: [
      asked("ec2.ModifySnapshotAttribute", added("createVolumePermission", { userId: "444455556666" })),
      asked("ec2.ModifyImageAttribute", added("launchPermission", { group: "all" })),
      asked("ec2.ModifyImageAttribute", added("launchPermission", { organizationArn: "arn:aws:organizations::4:o-1" })),
      asked("rds.ModifyDBSnapshotAttribute", { attributeName: "restore", valuesToAdd: ["all"] }),
    ],
    quiet: [
      asked("ec2.ModifySnapshotAttribute", { createVolumePermission: { remove: { items: [{ group: "all" }] } } }),
      asked("rds.ModifyDBSnapshotAttribute", { attributeName: "restore", valuesToRemove: ["all"] }),
      asked("ec2.ModifyImageAttribute", added("launchPermission", { group: "all" }), REFUSED),
      asked("ec2.ModifySnapshotAttribute", added("createVolumePermission", { userId: "444455556666" }), {
        userIdentity: { invokedBy: "dlm.amazonaws.com" },
      }),
    ],
  },
  "s3-public-access-block-removed": {
    rings: ["s3.DeleteBucketPublicAccessBlock", asked("s3.PutBucketPublicAccessBlock", blocks(false))],
    quiet: [
      asked("s3.PutBucketPublicAccessBlock", blocks(true)),
      "s3.GetBucketPublicAccessBlock",
      ["s3.DeleteBucketPublicAccessBlock", BY_SERVICE],
    ],
  },
  "s3-protection-weakened": {
    rings: [
      asked("s3.PutBucketVersioning", { VersioningConfiguration: { Status: "Suspended" } }),
      "s3.DeleteBucketEncryption",
      asked("s3.PutBucketLogging", { BucketLoggingStatus: { xmlns: "http://s3.amazonaws.com/doc/2006-03-01/" } }),
      asked("s3.PutBucketLogging", { BucketLoggingStatus: "" }),
      asked("s3.PutBucketOwnershipControls", owner("ObjectWriter")),
      locked({ ObjectLockEnabled: "Enabled" }),
    ],
    quiet: [
      asked("s3.PutBucketOwnershipControls", owner("BucketOwnerEnforced")),
      asked("s3.PutBucketLogging", { BucketLoggingStatus: { xmlns: "x", LoggingEnabled: { TargetBucket: "b" } } }),
      "s3.PutBucketEncryption",
      ["s3.DeleteBucketEncryption", BY_SERVICE],
      locked({ Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 365 } } }),
    ],
  },
  "kms-key-policy-or-material": {
    rings: ["kms.PutKeyPolicy", "kms.CreateGrant", "kms.DisconnectCustomKeyStore", "kms.UpdateCustomKeyStore"],
    quiet: [["kms.CreateGrant", BY_SERVICE], "kms.ListGrants"],
  },
  "secrets-bulk-retrieval": {
    rings: [
      "secretsmanager.BatchGetSecretValue",
      asked("ssm.GetParameters", { names: ["/a"], withDecryption: true }),
      asked("ssm.GetParameterHistory", { name: "/a", withDecryption: true }, REFUSED),
    ],
    quiet: [
      asked("ssm.GetParameters", { names: ["/a"], withDecryption: false }),
      "secretsmanager.ListSecrets",
      ["secretsmanager.GetSecretValue", BY_SERVICE],
    ],
  },
  "ec2-credential-access": {
    rings: [
      ["ec2.GetPasswordData", REFUSED],
      asked("ec2.DescribeInstanceAttribute", { attribute: "userData" }),
      "ec2-instance-connect.SendSSHPublicKey",
      "lightsail.DownloadDefaultKeyPair",
      "lightsail.GetRelationalDatabaseMasterUserPassword",
    ],
    quiet: [
      asked("ec2.DescribeInstanceAttribute", { attribute: "instanceType" }),
      asked("ec2.DescribeInstanceAttribute", { attribute: "userData" }, BY_SERVICE),
      asked("ec2.DescribeInstanceAttribute", { attribute: "userData" }, BY_TERRAFORM),
      "ec2.GetConsoleOutput",
    ],
  },
  "ssm-remote-execution": {
    rings: [
      "ssm.SendCommand",
      "ssm.StartSession",
      "ssm.UpdateAssociation",
      "ssm.CreateActivation",
      "ssm.UpdateDocumentDefaultVersion",
      "ssm.RegisterTaskWithMaintenanceWindow",
      "ssm-guiconnect.StartConnection",
      "ecs.ExecuteCommand",
    ],
    quiet: ["ssm.ListCommands", "ssm.UpdateInstanceInformation"],
  },
  "lambda-backdoor": {
    rings: [
      "lambda.UpdateFunctionCode20150331v2",
      "lambda.AddPermission20150331v2",
      "lambda.CreateFunction20150331",
      "lambda.CreateFunctionUrlConfig20211031",
      "cloudfront.UpdateFunction",
    ],
    quiet: ["lambda.RemovePermission20150331v2", "cloudfront.TestFunction"],
  },
  "rds-exposure-or-deletion": {
    rings: [
      asked("rds.ModifyDBInstance", { publiclyAccessible: true }),
      asked("rds.DeleteDBCluster", { skipFinalSnapshot: true }),
      asked("rds.ModifyDBInstance", { backupRetentionPeriod: 0 }),
      asked("rds.ModifyDBInstance", { cloudwatchLogsExportConfiguration: { disableLogTypes: ["audit"] } }),
      "rds.DeleteDBInstanceAutomatedBackup",
      asked("redshift.ModifyCluster", { clusterIdentifier: "sales", masterUserPassword: "****" }),
      asked("redshift-serverless.UpdateWorkgroup", { workgroupName: "sales", publiclyAccessible: true }),
      ["rds.RestoreDBInstanceFromDBSnapshot", { responseElements: { publiclyAccessible: true } }],
    ],
    quiet: [
      asked("rds.ModifyDBInstance", { allocatedStorage: 100 }, { responseElements: { publiclyAccessible: true } }),
      asked("rds.CreateDBInstance", { publiclyAccessible: false }),
      asked("rds.DeleteDBInstance", { skipFinalSnapshot: false }),
      asked("rds.DeleteDBInstance", { skipFinalSnapshot: true }, BY_SERVICE),
      asked("redshift.ModifyCluster", { clusterIdentifier: "sales", numberOfNodes: 4 }),
      asked("rds.ModifyDBInstance", { backupRetentionPeriod: 7 }),
      asked("rds.ModifyDBInstance", { cloudwatchLogsExportConfiguration: { enableLogTypes: ["audit"] } }),
    ],
  },
  "ec2-startup-script-change": {
    rings: [
      asked("ec2.ModifyInstanceAttribute", { userData: "<sensitiveDataRemoved>" }),
      asked("ec2.ModifyInstanceAttribute", { userData: { value: "x" } }),
      asked("ec2.ModifyInstanceAttribute", { attribute: "userData", value: "<sensitiveDataRemoved>" }),
    ],
    quiet: [
      asked("ec2.ModifyInstanceAttribute", { attribute: "instanceType", value: "t3.small" }),
      asked("ec2.ModifyInstanceAttribute", { disableApiTermination: { value: true } }),
      asked("ec2.RunInstances", { userData: "x" }),
      asked("ec2.ModifyInstanceAttribute", { userData: "<sensitiveDataRemoved>" }, BY_SERVICE),
    ],
  },
  "ebs-default-encryption-off": {
    rings: ["ec2.DisableEbsEncryptionByDefault", ["ec2.DisableEbsEncryptionByDefault", { awsRegion: "us-east-1" }]],
    quiet: ["ec2.EnableEbsEncryptionByDefault"],
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
      "network-firewall.DeleteFirewall",
      "route53resolver.DisassociateFirewallRuleGroup",
      asked("network-firewall.UpdateLoggingConfiguration", { loggingConfiguration: { logDestinationConfigs: [] } }),
    ],
    quiet: [
      "wafv2.AssociateWebACL",
      ["wafv2.DisassociateWebACL", { userIdentity: { invokedBy: "fms.amazonaws.com" } }],
      "events.DeleteRule",
      asked("network-firewall.UpdateLoggingConfiguration", {
        loggingConfiguration: { logDestinationConfigs: [{ logType: "ALERT" }] },
      }),
    ],
  },
  "backup-destroyed": {
    rings: [
      "backup.DeleteRecoveryPoint",
      "backup.DeleteBackupVaultLockConfiguration",
      "backup.DeleteBackupSelection",
      "backup.UpdateRecoveryPointLifecycle",
      "rbin.UnlockRule",
      "ec2.UnlockSnapshot",
    ],
    quiet: ["backup.StartBackupJob", "events.DeleteRule", ["backup.DeleteRecoveryPoint", BY_SERVICE]],
  },
  "region-enabled": {
    rings: ["account.EnableRegion", "servicequotas.RequestServiceQuotaIncrease"],
    quiet: ["account.DisableRegion", ["servicequotas.RequestServiceQuotaIncrease", BY_SERVICE]],
  },
  "bedrock-guardrails-off": {
    rings: ["bedrock.DeleteGuardrail", "bedrock.DeleteModelInvocationLoggingConfiguration", modelLogs(false)],
    quiet: ["bedrock.GetGuardrail", modelLogs(true), ["bedrock.UpdateGuardrail", BY_SERVICE]],
  },
  "identity-center-idp-change": {
    rings: [
      "sso.AssociateDirectory",
      "sso-directory.EnableExternalIdPConfigurationForDirectory",
      "sso-directory.ImportExternalIdPCertificate",
      "sso.CreateTrustedTokenIssuer",
    ],
    quiet: ["sso.ListDirectoryAssociations"],
  },
  "domain-transfer-lock-off": {
    rings: [
      "route53domains.DisableDomainTransferLock",
      "route53domains.RetrieveDomainAuthCode",
      "route53domains.UpdateDomainNameservers",
      "route53domains.DeleteDomain",
      "route53.TransferDomainToAnotherAwsAccount",
    ],
    quiet: ["route53domains.EnableDomainTransferLock", "route53domains.RenewDomain"],
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
      reachable(["198.51.100.0/24", "0.0.0.0/0"]),
    ],
    quiet: [
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
    ],
    quiet: [
      asked("s3.PutBucketLifecycle", lifecycle({ Expiration: { Days: 400 } })),
      asked("s3.PutBucketLifecycle", lifecycle({ Expiration: { Days: 1 } }), BY_SERVICE),
    ],
  },
  "account-closed-or-left": {
    rings: [["organizations.LeaveOrganization", REFUSED], "account.CloseAccount"],
    quiet: ["organizations.ListAccounts", "account.PutAlternateContact"],
  },
  "ec2-large-instances-launched": {
    rings: [
      asked("ec2.RunInstances", { instanceType: "p2.xlarge" }, { errorCode: "Client.UnauthorizedOperation" }),
      asked("ec2.RunInstances", { instanceType: "g5.48xlarge" }),
      asked("ec2.RequestSpotInstances", { instanceCount: 20, launchSpecification: { instanceType: "c5.large" } }),
      asked("ec2.RunInstances", { instanceType: "c5.24xlarge" }),
      asked("ec2.RunInstances", { instanceType: "m7i.metal-48xl" }),
      asked("ec2.RunInstances", { instanceType: "u7i-12tb.224xlarge" }),
      asked("ec2.RunInstances", { instancesSet: { items: [{ minCount: 1, maxCount: 40 }] } }),
    ],
    quiet: [
      asked("ec2.RunInstances", { instanceType: "p5.48xlarge" }, { errorCode: "Client.DryRunOperation" }),
      asked("ec2.RunInstances", { instanceType: "c5.xlarge", instancesSet: { items: [{ minCount: 1, maxCount: 2 }] } }),
      asked("ec2.RequestSpotInstances", { instanceCount: 2, launchSpecification: { instanceType: "c5.large" } }),
      asked("ec2.RunInstances", { instanceType: "g5.xlarge" }, BY_SERVICE),
    ],
  },
  "sagemaker-notebook-script": {
    rings: ["sagemaker.UpdateNotebookInstanceLifecycleConfig", "glue.CreateDevEndpoint"],
    quiet: ["sagemaker.StartNotebookInstance"],
  },
};
