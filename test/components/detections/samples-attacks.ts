import type { EVASION_DETECTIONS } from "../../../components/detections/evasion";
import type { IDENTITY_DETECTIONS } from "../../../components/detections/identity";
import { asked, BY_SERVICE, REFUSED, ROOT, type Samples } from "./sample";

type Id = (typeof EVASION_DETECTIONS | typeof IDENTITY_DETECTIONS)[number]["id"];

const ADMINISTRATOR = { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" };
const QUARANTINE = { policyArn: "arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3", userName: "ci" };
const ROOT_PASSWORD = { ...ROOT, eventType: "AwsConsoleSignIn", responseElements: { PasswordUpdated: "Success" } };

export const ATTACK_SAMPLES: Record<Id, Samples> = {
  "cloudtrail-selectors-tampering": {
    rings: ["cloudtrail.PutEventSelectors", "cloudtrail.DeleteEventDataStore", "cloudtrail.UpdateEventDataStore"],
    quiet: ["cloudtrail.GetEventSelectors", ["cloudtrail.PutEventSelectors", REFUSED]],
  },
  "guardduty-tampering": {
    rings: [
      "guardduty.DeleteDetector",
      "guardduty.CreateIPSet",
      "guardduty.UpdateFilter",
      "guardduty.DisableOrganizationAdminAccount",
    ],
    quiet: ["guardduty.GetDetector", "waf.CreateIPSet"],
  },
  "securityhub-tampering": {
    rings: [
      "securityhub.DisableSecurityHub",
      "securityhub.BatchUpdateFindings",
      "securityhub.BatchUpdateStandardsControlAssociations",
    ],
    quiet: ["securityhub.GetFindings"],
  },
  "config-tampering": {
    rings: ["config.DeleteConfigRule", "config.DeleteConformancePack"],
    quiet: ["config.PutConfigRule", ["config.DeleteConfigRule", BY_SERVICE]],
  },
  "vpc-flow-logs-deleted": {
    rings: ["ec2.DeleteFlowLogs", asked("ec2.DeleteFlowLogs", { FlowLogId: "fl-1" })],
    quiet: ["ec2.CreateFlowLogs", ["ec2.DeleteFlowLogs", REFUSED]],
  },
  "dns-query-logs-deleted": {
    rings: ["route53resolver.DeleteResolverQueryLogConfig", "route53.DeleteQueryLoggingConfig"],
    quiet: ["route53resolver.CreateResolverQueryLogConfig"],
  },
  "log-group-or-filter-deleted": {
    rings: [
      "logs.DeleteLogGroup",
      "logs.DeleteSubscriptionFilter",
      "logs.DeleteDelivery",
      "rds.StopActivityStream",
      asked("eks.UpdateClusterConfig", { logging: { clusterLogging: [{ types: ["audit"], enabled: false }] } }),
    ],
    quiet: [
      "logs.CreateLogGroup",
      ["logs.PutRetentionPolicy", BY_SERVICE],
      asked("eks.UpdateClusterConfig", { logging: { clusterLogging: [{ types: ["audit"], enabled: true }] } }),
    ],
  },
  "alarm-path-tampering": {
    rings: [
      "monitoring.DisableAlarmActions",
      "monitoring.PutAlarmMuteRule",
      asked("monitoring.PutMetricAlarm", { alarmName: "cpu", actionsEnabled: false }),
      "events.RemoveTargets",
      "sns.Unsubscribe",
    ],
    quiet: [
      "waf.DeleteRule",
      "monitoring.PutMetricAlarm",
      asked("monitoring.PutMetricAlarm", { actionsEnabled: true }),
    ],
  },
  "iam-access-key-created": {
    rings: ["iam.CreateAccessKey", "iam.CreateServiceSpecificCredential"],
    quiet: ["iam.ListAccessKeys", ["iam.CreateAccessKey", REFUSED]],
  },
  "iam-login-profile": {
    rings: ["iam.CreateLoginProfile", "iam.UpdateLoginProfile"],
    quiet: ["iam.GetLoginProfile", "iam.DeleteLoginProfile"],
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
    ],
  },
  "iam-policy-version-swap": {
    rings: ["iam.SetDefaultPolicyVersion", "iam.CreatePolicyVersion"],
    quiet: ["iot.CreatePolicyVersion", "iam.ListPolicyVersions"],
  },
  "iam-role-trust-changed": {
    rings: ["iam.UpdateAssumeRolePolicy", asked("iam.UpdateAssumeRolePolicy", { roleName: "deploy" })],
    quiet: ["iam.UpdateRole", ["iam.UpdateAssumeRolePolicy", REFUSED]],
  },
  "mfa-device-disabled": {
    rings: ["iam.DeactivateMFADevice", "iam.DeleteVirtualMFADevice", "sso-directory.DeleteMfaDeviceForUser"],
    quiet: ["iam.EnableMFADevice"],
  },
  "federation-provider-changed": {
    rings: ["iam.CreateSAMLProvider", "iam.AddClientIDToOpenIDConnectProvider", ["iam.UpdateSAMLProvider", BY_SERVICE]],
    quiet: ["iam.GetSAMLProvider", ["iam.CreateSAMLProvider", { userIdentity: { invokedBy: "sso.amazonaws.com" } }]],
  },
  "roles-anywhere-trust": {
    rings: ["rolesanywhere.CreateTrustAnchor", "rolesanywhere.EnableProfile"],
    quiet: ["rolesanywhere.CreateSession", "iam.CreateProfile"],
  },
  "iam-guardrail-weakened": {
    rings: ["iam.DeleteRolePermissionsBoundary", "iam.UpdateAccountPasswordPolicy"],
    quiet: ["iam.GetAccountPasswordPolicy"],
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
    rings: ["sts.GetFederationToken", "sts.AssumeRoot"],
    quiet: ["sts.AssumeRole", "sts.GetSessionToken"],
  },
};
