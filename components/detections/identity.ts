import type { Detection } from "./detection";
import { EVERYBODY } from "./watch";

/** Attacks by way of credentials, trust and rights. */
export const IDENTITY_DETECTIONS = [
  {
    id: "iam-access-key-created",
    attack: ["T1098.001"],
    severity: "warning",
    title: "A long-term credential was made, or switched on again",
    firstLook: "Ask whoever made it what for; look for a user that is not their own",
    harmless: "Rotation of keys; a new user of a tool that cannot assume a role",
    looksFor: [
      {
        calls: {
          iam: "CreateAccessKey CreateServiceSpecificCredential ResetServiceSpecificCredential UploadSSHPublicKey UploadSigningCertificate",
        },
        byHand: true,
      },
      {
        calls: { iam: "UpdateAccessKey" },
        where: { fields: ["requestParameters.status"], values: ["Active"] },
        byHand: true,
      },
    ],
  },
  {
    id: "iam-login-profile",
    attack: ["T1098.001"],
    severity: "warning",
    title: "Somebody gave a user a password, or a new one",
    firstLook: "Ask the user; look for sign-ins from then on, and for users that are meant for programs",
    harmless: "New users, and forgotten passwords",
    looksFor: [
      {
        calls: {
          iam: "CreateLoginProfile UpdateLoginProfile",
          "sso-directory": "UpdatePassword",
          ds: "ResetUserPassword",
        },
        byHand: true,
      },
    ],
  },
  {
    id: "root-credential-change",
    attack: ["T1098.001"],
    severity: "critical",
    title: "Credentials of the root user were made, changed, removed or asked for anew",
    firstLook:
      "Call whoever keeps the root credentials; if nobody knows of it, secure the mailbox first, then the account",
    harmless: "A planned change of the root password, mail address or MFA device",
    looksFor:
      '{ (($.userIdentity.type = "Root") && ($.errorCode NOT EXISTS) && (($.eventName = "CreateAccessKey") || ($.eventName = "EmailUpdated") || ($.eventName = "EnableMFADevice") || ($.eventName = "DeactivateMFADevice") || ($.eventName = "DeleteVirtualMFADevice") || ($.eventName = "CreateLoginProfile") || (($.eventName = "PasswordUpdated") && ($.responseElements.PasswordUpdated = "Success")))) || (($.eventSource = "signin.amazonaws.com") && (($.eventName = "PasswordRecoveryRequested") || ($.eventName = "PasswordRecoveryCompleted"))) || (($.eventSource = "account.amazonaws.com") && ($.errorCode NOT EXISTS) && (($.eventName = "StartPrimaryEmailUpdate") || ($.eventName = "AcceptPrimaryEmailUpdate"))) }',
    details: [
      {
        userIdentity: { type: ["Root"] },
        errorCode: [{ exists: false }],
        eventName: [
          "CreateAccessKey",
          "EmailUpdated",
          "EnableMFADevice",
          "DeactivateMFADevice",
          "DeleteVirtualMFADevice",
          "CreateLoginProfile",
        ],
      },
      {
        userIdentity: { type: ["Root"] },
        eventName: ["PasswordUpdated"],
        responseElements: { PasswordUpdated: ["Success"] },
      },
      {
        eventSource: ["signin.amazonaws.com"],
        eventName: ["PasswordRecoveryRequested", "PasswordRecoveryCompleted"],
      },
      {
        eventSource: ["account.amazonaws.com"],
        eventName: ["StartPrimaryEmailUpdate", "AcceptPrimaryEmailUpdate"],
        errorCode: [{ exists: false }],
      },
    ],
  },
  {
    id: "iam-admin-policy-attached",
    attack: ["T1098.003"],
    severity: "warning",
    title: "A user, group or role became administrator",
    firstLook: "Check that a change was approved; detach the policy if not, and look at what was done with it",
    harmless: "Accounts that are set up",
    // IAM Identity Center and Control Tower attach the policy in each account.
    looksFor: [
      {
        calls: { iam: "AttachUserPolicy AttachRolePolicy AttachGroupPolicy" },
        where: { fields: ["requestParameters.policyArn"], values: ["*:iam::aws:policy/AdministratorAccess"] },
        byHand: true,
      },
      {
        calls: { sso: "AttachManagedPolicyToPermissionSet" },
        where: { fields: ["requestParameters.managedPolicyArn"], values: ["*:iam::aws:policy/AdministratorAccess"] },
        byHand: true,
      },
    ],
  },
  {
    id: "iam-policy-version-swap",
    attack: ["T1098"],
    severity: "warning",
    title: "A policy got another version",
    firstLook: "Compare the versions: an old one with more rights may have come back",
    harmless: "Deployments that change a policy; compare with their times",
    looksFor: [{ calls: { iam: "CreatePolicyVersion SetDefaultPolicyVersion" }, byHand: true }],
  },
  {
    id: "iam-role-trust-changed",
    attack: ["T1098.003"],
    severity: "warning",
    title: "Who may assume a role changed, or a role for users, roles or accounts was made",
    firstLook: "Read the new trust policy: look for other accounts, for * and for missing conditions",
    harmless: "Deployments of roles; compare with their times",
    looksFor: [
      { calls: { iam: "UpdateAssumeRolePolicy" }, byHand: true },
      {
        // Principals besides services and pods stand under AWS, whether as an ARN or a bare account; only everybody is a text.
        calls: { iam: "CreateRole" },
        where: {
          fields: ["requestParameters.assumeRolePolicyDocument"],
          values: ["*AWS*", ...EVERYBODY, "*Principal%22%3A%22*", "*Principal%22%3A%20%22*"],
        },
        byHand: true,
      },
    ],
  },
  {
    id: "mfa-device-disabled",
    attack: ["T1556.006"],
    severity: "warning",
    title: "An MFA device was deactivated or deleted, or a directory asks otherwise for one",
    firstLook: "Ask the user; until then, treat the password as all that protects them",
    harmless: "A new telephone",
    looksFor: [
      {
        calls: {
          iam: "DeactivateMFADevice DeleteVirtualMFADevice",
          "sso-directory": "DeleteMfaDeviceForUser",
          sso: "PutMfaDeviceManagementForDirectory",
        },
      },
      {
        calls: { "cognito-idp": "SetUserPoolMfaConfig" },
        where: { fields: ["requestParameters.mfaConfiguration"], values: ["OFF"] },
        byHand: true,
      },
    ],
  },
  {
    id: "federation-provider-changed",
    attack: ["T1484.002"],
    severity: "warning",
    title: "An identity provider was made, changed or deleted",
    firstLook:
      "Check address and certificate of the provider: who controls it signs in as anybody that its roles trust",
    harmless: "Renewal of a certificate; a pipeline that is connected",
    looksFor: [
      {
        calls: { iam: "CreateSAMLProvider UpdateSAMLProvider DeleteSAMLProvider" },
        // IAM Identity Center keeps a provider of its own in each account.
        and: '(($.userIdentity.invokedBy NOT EXISTS) || ($.userIdentity.invokedBy != "sso.amazonaws.com"))',
      },
      {
        calls: {
          iam: "CreateOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint AddClientIDToOpenIDConnectProvider DeleteOpenIDConnectProvider",
        },
        // The stack of a cluster brings one.
        byHand: true,
      },
    ],
  },
  {
    id: "roles-anywhere-trust",
    attack: ["T1098.003"],
    severity: "warning",
    title: "Machines outside of AWS were trusted or given a role, or certificates that were revoked count again",
    firstLook: "Check the certificate authority of the trust anchor: whoever holds it makes credentials at will",
    harmless: "Machines in a data centre that are connected as planned",
    looksFor: [
      {
        calls: {
          rolesanywhere:
            "CreateTrustAnchor UpdateTrustAnchor EnableTrustAnchor CreateProfile UpdateProfile EnableProfile DisableCrl DeleteCrl",
        },
        byHand: true,
      },
    ],
  },
  {
    id: "iam-guardrail-weakened",
    attack: ["T1556", "T1098.003"],
    severity: "warning",
    title: "A permissions boundary or the password policy changed",
    firstLook: "Compare with what was agreed; a boundary that is gone gives every right that the policies name",
    harmless: "A boundary that is set on a new role",
    looksFor: [
      {
        calls: {
          iam: "DeleteUserPermissionsBoundary DeleteRolePermissionsBoundary PutUserPermissionsBoundary PutRolePermissionsBoundary DeleteAccountPasswordPolicy",
        },
        byHand: true,
      },
      {
        // Fourteen letters are what CIS asks for; deployments set as many.
        calls: { iam: "UpdateAccountPasswordPolicy" },
        and: "(($.requestParameters.minimumPasswordLength < 14) || ($.requestParameters.minimumPasswordLength NOT EXISTS))",
        byHand: true,
      },
    ],
  },
  {
    id: "compromised-key-quarantine",
    attack: ["T1552"],
    severity: "critical",
    title: "AWS found an access key in public and fenced it in",
    firstLook: "Delete the key, not only the policy; find where it was published, and what was done with it until now",
    harmless: "Never",
    looksFor: [
      {
        calls: { iam: "AttachUserPolicy" },
        where: { fields: ["requestParameters.policyArn"], values: ["*policy/AWSCompromisedKeyQuarantine*"] },
        attempts: true,
      },
      {
        // Before there was a managed policy.
        calls: { iam: "PutUserPolicy" },
        where: { fields: ["requestParameters.policyName"], values: ["AWSExposedCredentialPolicy_DO_NOT_REMOVE"] },
        attempts: true,
      },
    ],
  },
  {
    id: "sts-token-abuse",
    attack: ["T1550.001"],
    severity: "warning",
    title: "A federation token or a session as root of an account was made, or such sessions were allowed",
    firstLook: "Look at who made it: a federation token outlives the access key of its maker",
    harmless: "Older tools that sign users in to the console; work of security on root credentials of member accounts",
    looksFor: [{ calls: { sts: "GetFederationToken AssumeRoot", iam: "EnableOrganizationsRootSessions" } }],
  },
  {
    id: "identity-center-idp-change",
    attack: ["T1556"],
    severity: "critical",
    title: "Where IAM Identity Center gets its users from changed",
    firstLook:
      "Check the identity source and the trusted token issuers: whoever controls them signs in to every account",
    harmless: "A planned move to another directory",
    looksFor: [
      {
        calls: {
          "sso sso-directory":
            "AssociateDirectory DisassociateDirectory CreateExternalIdPConfigurationForDirectory UpdateExternalIdPConfigurationForDirectory EnableExternalIdPConfigurationForDirectory DisableExternalIdPConfigurationForDirectory ImportExternalIdPCertificate CreateTrustedTokenIssuer UpdateTrustedTokenIssuer",
        },
      },
    ],
  },
] as const satisfies Detection[];
