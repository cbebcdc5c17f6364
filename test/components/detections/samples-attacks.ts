import type { EVASION_DETECTIONS } from "../../../components/detections/evasion";
import type { IDENTITY_DETECTIONS } from "../../../components/detections/identity";
import { asked, BY_SERVICE, REFUSED, ROOT, type Sample, type Samples } from "./sample";

type Id = (typeof EVASION_DETECTIONS | typeof IDENTITY_DETECTIONS)[number]["id"];

const ADMINISTRATOR = { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" };
const QUARANTINE = { policyArn: "arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3", userName: "ci" };
const selected = (selector: object, more: object = {}): Sample => [
  "cloudtrail.PutEventSelectors",
  {
    requestParameters: {
      trailName: "audit",
      eventSelectors: [
        {
          readWriteType: "All",
          includeManagementEvents: true,
          dataResources: [],
          excludeManagementEventSources: [],
          ...selector,
        },
      ],
    },
    ...more,
  },
];
const trusted = (Principal: unknown, more: object = {}): Sample => {
  const Statement = [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }];
  return asked("iam.CreateRole", { roleName: "x", assumeRolePolicyDocument: JSON.stringify({ Statement }) }, more);
};
const ROOT_PASSWORD = { ...ROOT, eventType: "AwsConsoleSignIn", responseElements: { PasswordUpdated: "Success" } };

export const ATTACK_SAMPLES: Record<Id, Samples> = {
  "cloudtrail-selectors-tampering": {
    rings: [
      selected({ includeManagementEvents: false }),
      selected({ readWriteType: "ReadOnly" }),
      selected({ excludeManagementEventSources: ["kms.amazonaws.com"] }),
      asked("cloudtrail.PutEventSelectors", {
        advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory" }] }],
      }),
      asked("cloudtrail.PutInsightSelectors", { insightSelectors: [] }),
      "cloudtrail.DeleteEventDataStore",
      "cloudtrail.UpdateEventDataStore",
    ],
    quiet: [
      selected({ dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3:::records/"] }] }),
      selected({ includeManagementEvents: false }, BY_SERVICE),
      asked("cloudtrail.PutInsightSelectors", { insightSelectors: [{ insightType: "ApiCallRateInsight" }] }),
      "cloudtrail.GetEventSelectors",
      ["cloudtrail.UpdateEventDataStore", BY_SERVICE],
      ["cloudtrail.PutEventSelectors", REFUSED],
    ],
  },
  "guardduty-tampering": {
    rings: [
      "guardduty.DeleteDetector",
      "guardduty.CreateIPSet",
      "guardduty.UpdateFilter",
      "guardduty.DisableOrganizationAdminAccount",
      "guardduty.CreateTrustedEntitySet",
      "guardduty.DeleteThreatIntelSet",
      "guardduty.DeleteMalwareProtectionPlan",
      asked("guardduty.CreateFilter", { name: "x", action: "ARCHIVE" }),
      asked("guardduty.UpdateDetector", { enable: false }),
      asked("guardduty.UpdateDetector", { enable: true, dataSources: { s3Logs: { enable: false } } }),
      asked("guardduty.UpdateDetector", { enable: true, features: [{ name: "S3_DATA_EVENTS", status: "DISABLED" }] }),
      asked("guardduty.UpdateDetector", { findingPublishingFrequency: "SIX_HOURS" }),
      asked("guardduty.UpdateOrganizationConfiguration", { autoEnableOrganizationMembers: "NONE" }),
    ],
    quiet: [
      "guardduty.GetDetector",
      "waf.CreateIPSet",
      ["guardduty.CreateIPSet", BY_SERVICE],
      asked("guardduty.UpdateOrganizationConfiguration", { autoEnableOrganizationMembers: "ALL" }),
      asked("guardduty.CreateFilter", { name: "mine", action: "NOOP" }),
      asked("guardduty.UpdateDetector", { enable: true, features: [{ name: "S3_DATA_EVENTS", status: "ENABLED" }] }),
      asked("guardduty.UpdateMemberDetectors", { features: [{ name: "S3_DATA_EVENTS", status: "ENABLED" }] }),
    ],
  },
  "securityhub-tampering": {
    rings: [
      "securityhub.DisableSecurityHub",
      "securityhub.BatchUpdateFindings",
      asked("securityhub.BatchUpdateFindings", { Workflow: { Status: "SUPPRESSED" } }),
      "securityhub.BatchUpdateStandardsControlAssociations",
      "securityhub.DisableImportFindingsForProduct",
      "securityhub.DeleteFindingAggregator",
      asked("securityhub.UpdateOrganizationConfiguration", { AutoEnable: false }),
      asked("securityhub.UpdateSecurityHubConfiguration", { AutoEnableControls: false }),
      asked("securityhub.UpdateStandardsControl", { ControlStatus: "DISABLED" }),
    ],
    quiet: [
      "securityhub.GetFindings",
      asked("securityhub.BatchUpdateFindings", { Workflow: { Status: "NOTIFIED" } }),
      asked("securityhub.UpdateStandardsControl", { ControlStatus: "ENABLED" }),
      asked("securityhub.UpdateOrganizationConfiguration", { AutoEnable: true }),
    ],
  },
  "config-tampering": {
    rings: ["config.DeleteConfigRule", "config.DeleteConformancePack", "config.DisassociateResourceTypes"],
    quiet: ["config.PutConfigRule", ["config.DeleteConfigRule", BY_SERVICE]],
  },
  "vpc-flow-logs-deleted": {
    rings: ["ec2.DeleteFlowLogs", asked("ec2.DeleteFlowLogs", { FlowLogId: "fl-1" })],
    quiet: ["ec2.CreateFlowLogs", ["ec2.DeleteFlowLogs", REFUSED], ["ec2.DeleteFlowLogs", BY_SERVICE]],
  },
  "dns-query-logs-deleted": {
    rings: ["route53resolver.DeleteResolverQueryLogConfig", "route53.DeleteQueryLoggingConfig"],
    quiet: [
      "route53resolver.CreateResolverQueryLogConfig",
      ["route53resolver.DisassociateResolverQueryLogConfig", BY_SERVICE],
    ],
  },
  "log-group-or-filter-deleted": {
    rings: [
      "logs.DeleteLogGroup",
      "logs.DeleteSubscriptionFilter",
      "logs.DeleteDelivery",
      "logs.DeleteDestination",
      "logs.DeleteDataProtectionPolicy",
      asked("logs.PutRetentionPolicy", { logGroupName: "/app", retentionInDays: 1 }),
      asked("logs.PutLogGroupDeletionProtection", { deletionProtectionEnabled: false }),
      "rds.StopActivityStream",
      asked("eks.UpdateClusterConfig", { logging: { clusterLogging: [{ types: ["audit"], enabled: false }] } }),
    ],
    quiet: [
      "logs.CreateLogGroup",
      asked("logs.PutRetentionPolicy", { logGroupName: "/app", retentionInDays: 1 }, BY_SERVICE),
      asked("logs.PutRetentionPolicy", { logGroupName: "/app", retentionInDays: 14 }),
      asked("logs.PutLogGroupDeletionProtection", { deletionProtectionEnabled: true }),
      asked("eks.UpdateClusterConfig", { logging: { clusterLogging: [{ types: ["audit"], enabled: true }] } }),
    ],
  },
  "alarm-path-tampering": {
    rings: [
      "monitoring.DisableAlarmActions",
      "monitoring.PutAlarmMuteRule",
      asked("monitoring.PutMetricAlarm", { alarmName: "cpu", actionsEnabled: false }),
      asked("monitoring.PutCompositeAlarm", { alarmName: "shop", actionsEnabled: false }),
      "chatbot.DeleteSlackChannelConfiguration",
      "events.RemoveTargets",
      asked("events.PutRule", { name: "findings", state: "DISABLED" }),
      "sns.Unsubscribe",
      asked("account.DeleteAlternateContact", { alternateContactType: "SECURITY" }),
    ],
    quiet: [
      "waf.DeleteRule",
      "monitoring.PutMetricAlarm",
      asked("monitoring.PutMetricAlarm", { actionsEnabled: true }),
      "chatbot.UpdateSlackChannelConfiguration",
      asked("events.PutRule", { name: "findings", state: "ENABLED" }),
      asked("account.PutAlternateContact", { alternateContactType: "BILLING" }),
    ],
  },
  "iam-access-key-created": {
    rings: [
      "iam.CreateAccessKey",
      "iam.CreateServiceSpecificCredential",
      "iam.UploadSSHPublicKey",
      asked("iam.UpdateAccessKey", { status: "Active", userName: "ci" }),
    ],
    quiet: [
      "iam.ListAccessKeys",
      ["iam.CreateAccessKey", REFUSED],
      ["iam.CreateAccessKey", BY_SERVICE],
      asked("iam.UpdateAccessKey", { status: "Inactive", userName: "ci" }),
    ],
  },
  "iam-login-profile": {
    rings: ["iam.CreateLoginProfile", "iam.UpdateLoginProfile", "sso-directory.UpdatePassword", "ds.ResetUserPassword"],
    quiet: ["iam.GetLoginProfile", "iam.ChangePassword", ["iam.CreateLoginProfile", BY_SERVICE]],
  },
  "root-credential-change": {
    rings: [
      ["iam.CreateAccessKey", ROOT],
      ["iam.EnableMFADevice", ROOT],
      "account.StartPrimaryEmailUpdate",
      ["signin.PasswordUpdated", ROOT_PASSWORD],
      "signin.PasswordRecoveryRequested",
    ],
    quiet: [
      "iam.CreateAccessKey",
      "iam.EnableMFADevice",
      ["account.StartPrimaryEmailUpdate", REFUSED],
      ["signin.PasswordUpdated", { ...ROOT_PASSWORD, responseElements: { PasswordUpdated: "Failure" } }],
    ],
  },
  "iam-admin-policy-attached": {
    rings: [
      asked("iam.AttachRolePolicy", ADMINISTRATOR),
      asked("sso.AttachManagedPolicyToPermissionSet", { managedPolicyArn: ADMINISTRATOR.policyArn }),
      asked("iam.AttachUserPolicy", { policyArn: "arn:aws-us-gov:iam::aws:policy/AdministratorAccess" }),
    ],
    quiet: [
      asked("iam.AttachRolePolicy", { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" }),
      asked("iam.DetachRolePolicy", ADMINISTRATOR),
      asked("iam.AttachRolePolicy", ADMINISTRATOR, { userIdentity: { invokedBy: "sso.amazonaws.com" } }),
    ],
  },
  "iam-policy-version-swap": {
    rings: ["iam.SetDefaultPolicyVersion", "iam.CreatePolicyVersion"],
    quiet: ["iot.CreatePolicyVersion", "iam.ListPolicyVersions"],
  },
  "iam-role-trust-changed": {
    rings: [
      "iam.UpdateAssumeRolePolicy",
      trusted({ AWS: "arn:aws:iam::444455556666:root" }),
      trusted({ AWS: ["arn:aws:iam::444455556666:user/eve"] }),
      trusted({ AWS: "444455556666" }),
      trusted({ AWS: "*" }),
      trusted("*"),
      asked("iam.CreateRole", { roleName: "x", assumeRolePolicyDocument: '{\n  "Principal": "*"\n}' }),
      asked("iam.CreateRole", { assumeRolePolicyDocument: encodeURIComponent('{"Principal":"*"}') }),
      asked("iam.CreateRole", { assumeRolePolicyDocument: encodeURIComponent('{"Principal": "*"}') }),
    ],
    quiet: [
      "iam.UpdateRole",
      ["iam.UpdateAssumeRolePolicy", REFUSED],
      trusted({ Service: "lambda.amazonaws.com" }),
      trusted({ Federated: "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/1" }),
      trusted({ AWS: "arn:aws:iam::444455556666:root" }, BY_SERVICE),
    ],
  },
  "mfa-device-disabled": {
    rings: [
      "iam.DeactivateMFADevice",
      "iam.DeleteVirtualMFADevice",
      "sso-directory.DeleteMfaDeviceForUser",
      "sso.PutMfaDeviceManagementForDirectory",
      asked("cognito-idp.SetUserPoolMfaConfig", { mfaConfiguration: "OFF" }),
    ],
    quiet: ["iam.EnableMFADevice", asked("cognito-idp.SetUserPoolMfaConfig", { mfaConfiguration: "ON" })],
  },
  "federation-provider-changed": {
    rings: ["iam.CreateSAMLProvider", "iam.AddClientIDToOpenIDConnectProvider", ["iam.UpdateSAMLProvider", BY_SERVICE]],
    quiet: [
      "iam.GetSAMLProvider",
      ["iam.CreateSAMLProvider", { userIdentity: { invokedBy: "sso.amazonaws.com" } }],
      ["iam.CreateOpenIDConnectProvider", BY_SERVICE],
    ],
  },
  "roles-anywhere-trust": {
    rings: ["rolesanywhere.CreateTrustAnchor", "rolesanywhere.EnableProfile", "rolesanywhere.DisableCrl"],
    quiet: ["rolesanywhere.CreateSession", "iam.CreateProfile", ["rolesanywhere.CreateProfile", BY_SERVICE]],
  },
  "iam-guardrail-weakened": {
    rings: [
      "iam.DeleteRolePermissionsBoundary",
      "iam.UpdateAccountPasswordPolicy",
      asked("iam.UpdateAccountPasswordPolicy", { minimumPasswordLength: 6 }),
    ],
    quiet: [
      "iam.GetAccountPasswordPolicy",
      asked("iam.UpdateAccountPasswordPolicy", { minimumPasswordLength: 14 }),
      ["iam.DeleteRolePermissionsBoundary", BY_SERVICE],
    ],
  },
  "compromised-key-quarantine": {
    rings: [
      asked("iam.AttachUserPolicy", QUARANTINE),
      asked("iam.AttachUserPolicy", {
        ...QUARANTINE,
        policyArn: "arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantine",
      }),
      asked("iam.PutUserPolicy", { policyName: "AWSExposedCredentialPolicy_DO_NOT_REMOVE", userName: "ci" }),
    ],
    quiet: [
      asked("iam.AttachUserPolicy", ADMINISTRATOR),
      asked("iam.DetachUserPolicy", QUARANTINE),
      asked("iam.PutUserPolicy", { policyName: "deploy", userName: "ci" }),
    ],
  },
  "sts-token-abuse": {
    rings: ["sts.GetFederationToken", "sts.AssumeRoot", "iam.EnableOrganizationsRootSessions"],
    quiet: ["sts.AssumeRole", "sts.GetSessionToken"],
  },
  "account-closed-or-left": {
    rings: [["organizations.LeaveOrganization", REFUSED], "account.CloseAccount"],
    quiet: ["organizations.ListAccounts", "account.PutAlternateContact"],
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
};
