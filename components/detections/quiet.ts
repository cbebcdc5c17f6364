import type { Detection } from "./detection";
import { QUIET_NETWORK_DETECTIONS } from "./quiet-networks";

const CONSOLE_IN = '($.eventName = "ConsoleLogin") && ($.responseElements.ConsoleLogin = "Success")';

const STATEMENT = "$.requestParameters.bucketPolicy.Statement";
const EXPIRED = "$.requestParameters.LifecycleConfiguration.Rule";

/**
 * The same controls without the floods and the blind spots of the published texts: only what succeeded, only what somebody did
 * rather than a service on somebody's behalf, and the calls that the texts forget. Each stands beside its published text and
 * takes over who is told at once; the alarm on the published text then reports as `info`.
 */
export const QUIET_DETECTIONS = [
  {
    id: "cis-unauthorized-api-calls-quiet",
    attack: ["T1580"],
    severity: "warning",
    title: "Somebody was refused a change",
    firstLook: "Look at userIdentity and errorMessage: what was tried, and what the same identity was allowed before",
    harmless: "A deployment whose role lacks a right",
    // Refused reads are the everyday noise of consoles and scanners. The published text misses VpceAccessDenied, and services
    // that have words of their own, such as the AuthorizationError of SNS. Records of old need not say whether a call reads.
    looksFor:
      '{ (($.errorCode = "*Unauthorized*") || ($.errorCode = "*AccessDenied*") || ($.errorMessage = "*not authorized to perform*")) && (($.readOnly IS FALSE) || (($.readOnly NOT EXISTS) && ($.eventName != "Get*") && ($.eventName != "List*") && ($.eventName != "Describe*"))) && (($.userIdentity.invokedBy NOT EXISTS) || ($.userIdentity.invokedBy = "signin.amazonaws.com")) && ($.userIdentity.type != "AWSService") && ($.sourceIPAddress != "*.amazonaws.com") }',
  },
  {
    id: "cis-console-signin-no-mfa-quiet",
    attack: ["T1078.004"],
    severity: "critical",
    title: "A password alone opened the console",
    firstLook: "Ask the user; if it was not them, disable the login profile, the access keys and the sessions",
    harmless: "A new user on the first day, before the MFA device is registered",
    // The published text leaves out root, and rings for users who come through an identity provider.
    looksFor: `{ ${CONSOLE_IN} && ($.additionalEventData.MFAUsed = "No") && (($.userIdentity.type = "IAMUser") || ($.userIdentity.type = "Root")) && ($.additionalEventData.SamlProviderArn NOT EXISTS) }`,
    details: [
      {
        eventName: ["ConsoleLogin"],
        responseElements: { ConsoleLogin: ["Success"] },
        additionalEventData: { MFAUsed: ["No"], SamlProviderArn: [{ exists: false }] },
        userIdentity: { type: ["IAMUser", "Root"] },
      },
    ],
  },
  {
    id: "cis-root-usage-quiet",
    attack: ["T1078.004"],
    severity: "critical",
    title: "The root user signed in or changed something",
    firstLook:
      "Ask whoever keeps its credentials; if nobody knows of it, change password and MFA device and look for new access keys",
    harmless: "Tasks that only the root user can do, when they are announced",
    // Reads are pages of the console that one sign-in opens. Older console records carry invokedBy signin.amazonaws.com.
    looksFor:
      '{ ($.userIdentity.type = "Root") && ($.readOnly IS FALSE || $.readOnly NOT EXISTS) && ($.userIdentity.invokedBy NOT EXISTS || $.userIdentity.invokedBy = "signin.amazonaws.com") && ($.eventType != "AwsServiceEvent") }',
    details: [
      {
        userIdentity: { type: ["Root"], invokedBy: [{ exists: false }, "signin.amazonaws.com"] },
        readOnly: [false, { exists: false }],
        eventType: [{ "anything-but": ["AwsServiceEvent"] }],
      },
    ],
  },
  {
    id: "cis-iam-policy-changes-quiet",
    attack: ["T1098.003"],
    severity: "warning",
    title: "Somebody changed who may do what",
    firstLook: "Read the policy in requestParameters; look for * in Action and Resource, and for who else got it",
    harmless: "Deployments that call IAM themselves, such as those of Pulumi; compare with their times",
    looksFor: [
      {
        calls: {
          iam: "DeletePolicy CreatePolicyVersion SetDefaultPolicyVersion AddUserToGroup PutUserPolicy DeleteUserPolicy AttachUserPolicy DetachUserPolicy PutGroupPolicy DeleteGroupPolicy AttachGroupPolicy DetachGroupPolicy PutRolePolicy UpdateAssumeRolePolicy",
        },
        byHand: true,
      },
      {
        // By itself a policy gives nobody anything; one that says * waits for somebody.
        calls: { iam: "CreatePolicy" },
        and: "($.requestParameters.policyDocument = %Action.:\\s*\\[?\\s*.\\*.|iam:\\*%)",
        byHand: true,
      },
      {
        // Each function and each task of a deployment gets what AWS wrote for roles of its service.
        calls: { iam: "AttachRolePolicy" },
        and: '(($.requestParameters.policyArn != "*:policy/service-role/*") || ($.requestParameters.policyArn NOT EXISTS))',
        byHand: true,
      },
      {
        // A role that has less is no danger, unless it loses what denies.
        calls: { iam: "DeleteRolePolicy" },
        where: { fields: ["requestParameters.policyName"], values: ["*Deny*", "AWSRevokeOlderSessions"] },
        byHand: true,
      },
    ],
  },
  {
    id: "cis-cloudtrail-changes-quiet",
    attack: ["T1562.008"],
    severity: "critical",
    title: "A trail was stopped, changed or deleted",
    firstLook:
      "Start the trail again if it stands still, then look at what the same identity did in the gap, region by region",
    harmless: "Deployments of trails",
    // Control Tower and stack sets update trails of their own accord; whoever stops one by way of a stack is told of all the same.
    looksFor: [
      { calls: { cloudtrail: "StopLogging DeleteTrail" } },
      { calls: { cloudtrail: "UpdateTrail" }, byHand: true },
    ],
  },
  {
    id: "cis-console-auth-failures-quiet",
    attack: ["T1110"],
    severity: "warning",
    title: "Sign-ins to the console failed again and again",
    firstLook: "Look for many failures from one address, or for one user who fails and then succeeds",
    harmless: "Somebody who has forgotten the password",
    // The published text sees wrong passwords only: not wrong user names, MFA codes or sign-ins of IAM Identity Center.
    // It still reports the single mistake.
    threshold: 3,
    looksFor:
      '{ (($.eventName = "ConsoleLogin") && ($.responseElements.ConsoleLogin = "Failure")) || (($.eventName = "CredentialVerification") && ($.serviceEventDetails.CredentialVerification = "Failure")) }',
  },
  {
    id: "cis-kms-disable-delete-quiet",
    attack: ["T1485", "T1486"],
    severity: "critical",
    title: "A key was disabled or is scheduled to be deleted",
    firstLook:
      "Cancel the deletion within the waiting period, or enable the key, unless the owner of the data confirms it",
    harmless: "Keys that are taken out of use as planned",
    looksFor: [{ calls: { kms: "DisableKey ScheduleKeyDeletion" } }],
  },
  {
    id: "cis-s3-bucket-policy-changes-quiet",
    attack: ["T1530", "T1537"],
    severity: "warning",
    title: "Somebody changed who may reach a bucket, or how long it keeps its objects",
    firstLook: "Read the new policy: look for principals outside of the account, and for short expiry",
    harmless: "Deployments of buckets; compare with their times",
    looksFor: [
      {
        calls: {
          s3: "DeleteBucketPolicy PutBucketAcl DeleteBucketLifecycle PutBucketReplication DeleteBucketReplication PutAccessPointPolicy PutMultiRegion* CreateAccessGrant",
        },
        byHand: true,
      },
      {
        // Deployments of buckets refuse what comes without TLS, or let a service in: one statement and no more.
        calls: { s3: "PutBucketPolicy" },
        and: `((${STATEMENT}[1].Effect = "*") || ((${STATEMENT}[0].Principal.Service NOT EXISTS) && ((${STATEMENT}[0].Effect != "Deny") || (${STATEMENT}[0].Condition.Bool NOT EXISTS))))`,
        byHand: true,
      },
      {
        calls: { s3: "PutBucketLifecycle*" },
        and: `((${EXPIRED}.Expiration.Days < 30) || (${EXPIRED}[*].Expiration.Days < 30) || (${EXPIRED} NOT EXISTS))`,
        byHand: true,
      },
    ],
  },
  {
    id: "cis-config-changes-quiet",
    attack: ["T1562.001"],
    severity: "warning",
    title: "The recording of AWS Config was stopped or changed",
    firstLook: "Check that the recorder runs and records all types, and that its delivery channel exists",
    harmless: "Deployments of AWS Config",
    looksFor: [
      {
        calls: {
          config: "StopConfigurationRecorder DeleteConfigurationRecorder DeleteDeliveryChannel",
        },
        byHand: true,
      },
      {
        // A recorder of everything, now and to come, is what deployments put.
        calls: { config: "PutConfigurationRecorder" },
        where: {
          fields: ["requestParameters.configurationRecorder.recordingGroup.allSupported"],
          values: [false, null],
        },
        byHand: true,
      },
    ],
  },
  ...QUIET_NETWORK_DETECTIONS,
  {
    id: "cis-organizations-changes-quiet",
    attack: ["T1484"],
    severity: "critical",
    title: "What the organization enforces, or who belongs to it, changed",
    firstLook: "Check service control policies and delegated administrators, and who left or joined",
    harmless: "Accounts that people make or move as planned. Only the management account records these calls",
    looksFor: [
      {
        calls: {
          organizations:
            "AttachPolicy DetachPolicy CreatePolicy UpdatePolicy DeletePolicy *PolicyType LeaveOrganization DeleteOrganization RemoveAccountFromOrganization CloseAccount CreateAccount MoveAccount InviteAccountToOrganization AcceptHandshake *AWSServiceAccess *DelegatedAdministrator PutResourcePolicy",
          controltower: "Disable* DeleteLandingZone",
        },
        // The account factory of Control Tower makes and moves accounts, and Firewall Manager delegates.
        byHand: true,
      },
    ],
  },
] as const satisfies Detection[];
