import { asked, call, calls, named, quoted, root, source, split, type Detection } from "./records";

const trusted = (service: string, eventName: string, requestParameters: unknown) => ({
  ...asked(service, eventName, requestParameters),
  userIdentity: { type: "AWSService", invokedBy: "dynamodb.amazonaws.com" },
});
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
const open = (range: object) => ({ ipPermissions: { items: [range] } });

/** Attacks that no CIS control sees. */
export const FURTHER: Detection[] = [
  calls(
    "CloudTrail selectors weakened",
    "cloudtrail",
    "PutEventSelectors PutInsightSelectors StopEventDataStoreIngestion DeleteEventDataStore DeregisterOrganizationDelegatedAdmin",
  ),
  calls(
    "GuardDuty weakened",
    "guardduty",
    "DeleteDetector UpdateDetector DeleteMembers DisassociateMembers StopMonitoringMembers DisassociateFromAdministratorAccount " +
      "DisassociateFromMasterAccount CreateIPSet UpdateIPSet CreateFilter DeletePublishingDestination CreateThreatIntelSet " +
      "UpdateThreatIntelSet",
  ),
  calls(
    "Security Hub weakened",
    "securityhub",
    "DisableSecurityHub BatchDisableStandards UpdateStandardsControl DisassociateMembers DisassociateFromAdministratorAccount " +
      "BatchUpdateFindings UpdateFindings DeleteInsight UpdateInsight DeleteActionTarget",
  ),
  calls(
    "Config deleted",
    "config",
    "DeleteConfigurationRecorder DeleteConfigRule DeleteOrganizationConfigRule DeleteConformancePack " +
      "DeleteOrganizationConformancePack DeleteConfigurationAggregator DeleteRemediationConfiguration StopConfigurationRecorder " +
      "DeleteDeliveryChannel",
  ),
  calls("flow logs deleted", "ec2", "DeleteFlowLogs"),
  calls("DNS logs deleted", "route53resolver", "DeleteResolverQueryLogConfig DisassociateResolverQueryLogConfig"),
  calls(
    "log groups and filters deleted",
    "logs",
    "DeleteLogGroup DeleteLogStream DeleteMetricFilter DeleteSubscriptionFilter DeleteDestination PutRetentionPolicy",
  ),
  {
    title: "the way of an alarm cut",
    pattern: `{ (${source("monitoring")} && ${named(split("DeleteAlarms DisableAlarmActions SetAlarmState"))}) || (${source("events")} && ${named(split("DeleteRule DisableRule RemoveTargets"))}) || (${source("sns")} && ${named(split("DeleteTopic Unsubscribe"))}) }`,
    hits: [call("monitoring", "SetAlarmState"), call("events", "DeleteRule"), call("sns", "Unsubscribe")],
    misses: [call("waf", "DeleteRule"), call("monitoring", "DeleteRule"), call("sns", "Publish")],
  },
  calls("access key made", "iam", "CreateAccessKey"),
  calls("console password", "iam", "CreateLoginProfile UpdateLoginProfile"),
  {
    title: "root's credentials",
    pattern: `{ (($.userIdentity.type = "Root") && ${named(split("CreateAccessKey PasswordUpdated EmailUpdated DeactivateMFADevice CreateLoginProfile"))}) || (${source("signin")} && ${named(split("PasswordRecoveryRequested PasswordRecoveryCompleted"))}) }`,
    hits: [
      root({ eventName: "CreateAccessKey" }),
      root({ eventName: "EmailUpdated" }),
      call("signin", "PasswordRecoveryRequested"),
    ],
    misses: [call("iam", "CreateAccessKey"), root(), call("iam", "PasswordRecoveryRequested")],
  },
  {
    title: "administrator's policy attached",
    pattern: `{ ${source("iam")} && ${named(split("AttachUserPolicy AttachRolePolicy AttachGroupPolicy"))} && ($.requestParameters.policyArn = "*:iam::aws:policy/AdministratorAccess") }`,
    hits: [
      asked("iam", "AttachRolePolicy", { policyArn: ADMINISTRATOR }),
      asked("iam", "AttachUserPolicy", { policyArn: ADMINISTRATOR.replace("aws:", "aws-cn:") }),
    ],
    misses: [
      asked("iam", "AttachRolePolicy", { policyArn: `${ADMINISTRATOR}-Amplify` }),
      call("iam", "AttachRolePolicy"),
    ],
  },
  calls("policy version swapped", "iam", "CreatePolicyVersion SetDefaultPolicyVersion"),
  calls("trust of a role", "iam", "UpdateAssumeRolePolicy"),
  calls("MFA device gone", "iam", "DeactivateMFADevice DeleteVirtualMFADevice"),
  calls(
    "federation",
    "iam",
    "CreateSAMLProvider UpdateSAMLProvider DeleteSAMLProvider CreateOpenIDConnectProvider " +
      "UpdateOpenIDConnectProviderThumbprint AddClientIDToOpenIDConnectProvider DeleteOpenIDConnectProvider",
  ),
  calls(
    "Roles Anywhere",
    "rolesanywhere",
    "CreateTrustAnchor CreateProfile EnableTrustAnchor EnableProfile UpdateTrustAnchor UpdateProfile",
  ),
  calls(
    "guard rails of IAM",
    "iam",
    "DeleteUserPermissionsBoundary DeleteRolePermissionsBoundary PutUserPermissionsBoundary PutRolePermissionsBoundary " +
      "DeleteAccountPasswordPolicy UpdateAccountPasswordPolicy",
  ),
  {
    title: "quarantined key",
    pattern: `{ ($.eventName = "AttachUserPolicy") && ($.requestParameters.policyArn = "*policy/AWSCompromisedKeyQuarantine*") }`,
    hits: [asked("iam", "AttachUserPolicy", { policyArn: "arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV2" })],
    misses: [asked("iam", "AttachUserPolicy", { policyArn: ADMINISTRATOR }), call("iam", "AttachUserPolicy")],
  },
  {
    title: "snapshot or image shared",
    pattern: `{ (${source("ec2")} && (($.requestParameters.createVolumePermission.add.items[0].group = "*") || ($.requestParameters.createVolumePermission.add.items[0].userId = "*") || ($.requestParameters.launchPermission.add.items[0].group = "*") || ($.requestParameters.launchPermission.add.items[0].userId = "*"))) || (${source("rds")} && ($.requestParameters.attributeName = "restore") && ($.requestParameters.valuesToAdd[0] = "*")) }`,
    hits: [
      asked("ec2", "ModifySnapshotAttribute", { createVolumePermission: { add: { items: [{ group: "all" }] } } }),
      asked("ec2", "ModifyImageAttribute", { launchPermission: { add: { items: [{ userId: "444455556666" }] } } }),
      asked("rds", "ModifyDBSnapshotAttribute", { attributeName: "restore", valuesToAdd: ["444455556666"] }),
    ],
    misses: [
      asked("ec2", "ModifySnapshotAttribute", { createVolumePermission: { remove: { items: [{ group: "all" }] } } }),
      asked("ec2", "ModifyImageAttribute", { launchPermission: { add: { items: [] } } }),
      asked("rds", "ModifyDBSnapshotAttribute", { attributeName: "restore", valuesToRemove: ["all"] }),
    ],
  },
  calls(
    "public access block removed",
    "s3",
    "DeleteBucketPublicAccessBlock PutBucketPublicAccessBlock DeleteAccountPublicAccessBlock PutAccountPublicAccessBlock",
  ),
  {
    title: "bucket protection weakened",
    pattern: `{ ${source("s3")} && ((${quoted("PutBucketVersioning")} && ($.requestParameters.VersioningConfiguration.Status = "Suspended")) || (${quoted("PutBucketVersioning")} && ($.requestParameters.VersioningConfiguration.MfaDelete = "Disabled")) || ${quoted("DeleteBucketEncryption")} || (${quoted("PutBucketLogging")} && ($.requestParameters.BucketLoggingStatus.xmlns = "*") && ($.requestParameters.BucketLoggingStatus.LoggingEnabled NOT EXISTS)) || ${quoted("DeleteBucketOwnershipControls")}) }`,
    hits: [
      asked("s3", "PutBucketVersioning", { VersioningConfiguration: { Status: "Suspended" } }),
      asked("s3", "PutBucketVersioning", { VersioningConfiguration: { Status: "Enabled", MfaDelete: "Disabled" } }),
      asked("s3", "PutBucketLogging", { BucketLoggingStatus: { xmlns: "http://s3.amazonaws.com/doc/2006-03-01/" } }),
      call("s3", "DeleteBucketEncryption"),
    ],
    misses: [
      asked("s3", "PutBucketVersioning", { VersioningConfiguration: { Status: "Enabled" } }),
      asked("s3", "PutBucketLogging", {
        BucketLoggingStatus: { xmlns: "x", LoggingEnabled: { TargetBucket: "logs" } },
      }),
      asked("s3", "PutBucketLogging", { BucketLoggingStatus: "" }),
    ],
  },
  {
    title: "key policy or material",
    pattern: `{ ${source("kms")} && ${named(split("PutKeyPolicy DeleteImportedKeyMaterial ImportKeyMaterial DisableKeyRotation CreateGrant"))} && ($.userIdentity.invokedBy NOT EXISTS) }`,
    hits: [call("kms", "PutKeyPolicy"), call("kms", "CreateGrant")],
    misses: [trusted("kms", "CreateGrant", {}), call("kms", "Decrypt")],
  },
  {
    title: "secrets read",
    pattern: `{ (${source("secretsmanager")} && ${named(split("GetSecretValue BatchGetSecretValue"))}) || (${source("ssm")} && ${named(split("GetParameter GetParameters GetParametersByPath"))} && ($.requestParameters.withDecryption IS TRUE)) }`,
    hits: [call("secretsmanager", "GetSecretValue"), asked("ssm", "GetParameters", { withDecryption: true })],
    misses: [
      asked("ssm", "GetParameters", { withDecryption: false }),
      asked("ssm", "GetParameters", { withDecryption: "true" }),
      asked("ssm", "GetParameters", {}),
      call("ssm", "GetSecretValue"),
    ],
  },
  {
    title: "credentials of instances",
    pattern: `{ (${source("ec2")} && (${quoted("GetPasswordData")} || ${quoted("EnableSerialConsoleAccess")} || (${quoted("DescribeInstanceAttribute")} && ($.requestParameters.attribute = "userData")))) || ($.eventSource = "ec2-instance-connect.amazonaws.com") }`,
    hits: [
      call("ec2", "GetPasswordData"),
      asked("ec2", "DescribeInstanceAttribute", { attribute: "userData" }),
      call("ec2-instance-connect", "SendSSHPublicKey"),
    ],
    misses: [
      asked("ec2", "DescribeInstanceAttribute", { attribute: "kernel" }),
      call("ec2", "DescribeInstanceAttribute"),
    ],
  },
  calls(
    "SSM on instances",
    "ssm",
    "SendCommand StartSession CreateAssociation CreateDocument StartAutomationExecution",
  ),
  {
    title: "Lambda backdoor",
    pattern: `{ ${source("lambda")} && ${named(split("UpdateFunctionCode* UpdateFunctionConfiguration* AddPermission* AddLayerVersionPermission* CreateFunctionUrlConfig* CreateEventSourceMapping*"))} }`,
    hits: [
      call("lambda", "UpdateFunctionCode20150331v2"),
      call("lambda", "AddPermission20150331v2"),
      call("lambda", "AddPermission"),
    ],
    misses: [call("lambda", "GetFunction20150331v2"), call("sns", "AddPermission"), call("lambda", "XAddPermission")],
  },
  {
    title: "databases exposed or deleted",
    pattern: `{ ${source("rds")} && (($.requestParameters.publiclyAccessible IS TRUE) || (${quoted("ModifyDB*")} && ($.requestParameters.deletionProtection IS FALSE)) || (${quoted("ModifyDB*")} && ($.requestParameters.masterUserPassword = "*")) || ${quoted("DeleteDBInstanceAutomatedBackup")} || ${quoted("DeleteDBClusterAutomatedBackup")} || (${quoted("DeleteDB*")} && ($.requestParameters.skipFinalSnapshot IS TRUE))) }`,
    hits: [
      asked("rds", "CreateDBInstance", { publiclyAccessible: true }),
      asked("rds", "ModifyDBCluster", { deletionProtection: false }),
      asked("rds", "ModifyDBInstance", { masterUserPassword: "****" }),
      asked("rds", "DeleteDBCluster", { skipFinalSnapshot: true }),
      call("rds", "DeleteDBInstanceAutomatedBackup"),
    ],
    misses: [
      asked("rds", "CreateDBInstance", { publiclyAccessible: false }),
      asked("rds", "ModifyDBCluster", { deletionProtection: true }),
      asked("rds", "DeleteDBCluster", { skipFinalSnapshot: false }),
      asked("x", "CreateDBInstance", { publiclyAccessible: true }),
    ],
  },
  calls("tokens", "sts", "GetFederationToken AssumeRoot"),
  {
    title: "start script changed",
    pattern: `{ ${source("ec2")} && ${quoted("ModifyInstanceAttribute")} && ($.requestParameters.userData = "*") }`,
    hits: [asked("ec2", "ModifyInstanceAttribute", { userData: "<sensitiveDataRemoved>" })],
    misses: [asked("ec2", "ModifyInstanceAttribute", { instanceType: { value: "t3.micro" } })],
  },
  calls("default encryption of volumes", "ec2", "DisableEbsEncryptionByDefault"),
  calls(
    "Bedrock models",
    "bedrock",
    "PutFoundationModelEntitlement PutUseCaseForModelAccess CreateFoundationModelAgreement",
  ),
  {
    title: "open to the world",
    pattern: `{ ($.eventName = "AuthorizeSecurityGroupIngress") && (($.requestParameters.cidrIp = "0.0.0.0/0") || ($.requestParameters.ipPermissions.items[0].ipRanges.items[0].cidrIp = "0.0.0.0/0") || ($.requestParameters.ipPermissions.items[0].ipv6Ranges.items[0].cidrIpv6 = "::/0")) }`,
    hits: [
      asked("ec2", "AuthorizeSecurityGroupIngress", { cidrIp: "0.0.0.0/0" }),
      asked("ec2", "AuthorizeSecurityGroupIngress", open({ ipRanges: { items: [{ cidrIp: "0.0.0.0/0" }] } })),
      asked("ec2", "AuthorizeSecurityGroupIngress", open({ ipv6Ranges: { items: [{ cidrIpv6: "::/0" }] } })),
    ],
    misses: [
      asked(
        "ec2",
        "AuthorizeSecurityGroupIngress",
        open({ ipRanges: { items: [{ cidrIp: "10.0.0.0/8" }, { cidrIp: "0.0.0.0/0" }] } }),
      ),
      asked("ec2", "AuthorizeSecurityGroupEgress", { cidrIp: "0.0.0.0/0" }),
    ],
  },
  {
    title: "web firewall removed",
    pattern: `{ ($.eventSource = "wafv2.amazonaws.com" || $.eventSource = "waf*") && ${named(split("DisassociateWebACL DeleteWebACL DeleteRuleGroup DeleteLoggingConfiguration"))} }`,
    hits: [call("wafv2", "DeleteWebACL"), call("waf-regional", "DisassociateWebACL")],
    misses: [call("shield", "DisassociateWebACL"), call("wafv2", "GetWebACL")],
  },
  calls(
    "backups destroyed",
    "backup",
    "DeleteRecoveryPoint DeleteBackupVault DeleteBackupVaultLockConfiguration DeleteBackupPlan",
  ),
  calls("region enabled", "account", "EnableRegion"),
  calls(
    "Bedrock guard rails",
    "bedrock",
    "DeleteGuardrail UpdateGuardrail DeleteModelInvocationLoggingConfiguration PutModelInvocationLoggingConfiguration",
  ),
  {
    title: "identity source",
    pattern: `{ (${source("sso")} || ${source("sso-directory")}) && ${named(split("AssociateDirectory DisassociateDirectory EnableExternalIdPConfigurationForDirectory DisableExternalIdPConfigurationForDirectory"))} }`,
    hits: [call("sso", "AssociateDirectory"), call("sso-directory", "EnableExternalIdPConfigurationForDirectory")],
    misses: [call("ds", "AssociateDirectory"), call("sso", "Authenticate")],
  },
  {
    title: "domain transfer",
    pattern: `{ ${quoted("DisableDomainTransferLock")} || ${quoted("TransferDomainToAnotherAwsAccount")} }`,
    hits: [call("route53domains", "DisableDomainTransferLock"), call("route53", "TransferDomainToAnotherAwsAccount")],
    misses: [call("route53domains", "EnableDomainTransferLock")],
  },
  {
    title: "cluster administrator",
    pattern: `{ ${source("eks")} && ${quoted("AssociateAccessPolicy")} && ($.requestParameters.policyArn = "*AmazonEKSClusterAdminPolicy") }`,
    hits: [
      asked("eks", "AssociateAccessPolicy", {
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
      }),
    ],
    misses: [
      asked("eks", "AssociateAccessPolicy", {
        policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
      }),
    ],
  },
  {
    title: "logs expire soon",
    pattern: `{ ${source("s3")} && ${quoted("PutBucketLifecycle*")} && ($.requestParameters.LifecycleConfiguration.Rule.Expiration.Days <= 7) }`,
    hits: [asked("s3", "PutBucketLifecycle", { LifecycleConfiguration: { Rule: { Expiration: { Days: 7 } } } })],
    misses: [
      asked("s3", "PutBucketLifecycle", { LifecycleConfiguration: { Rule: { Expiration: { Days: 8 } } } }),
      asked("s3", "PutBucketLifecycle", { LifecycleConfiguration: { Rule: [{ Expiration: { Days: 1 } }] } }),
      asked("s3", "PutBucketLifecycle", { LifecycleConfiguration: { Rule: { Expiration: { Days: "1" } } } }),
    ],
  },
  {
    title: "account closed or gone",
    pattern: `{ (${source("organizations")} && ${named(split("LeaveOrganization CloseAccount RemoveAccountFromOrganization DeleteOrganization DisableAWSServiceAccess DeregisterDelegatedAdministrator"))}) || (${source("account")} && ${quoted("CloseAccount")}) }`,
    hits: [call("organizations", "LeaveOrganization"), call("account", "CloseAccount")],
    misses: [call("account", "LeaveOrganization"), call("x", "CloseAccount")],
  },
];
