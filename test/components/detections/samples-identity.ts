import type { IDENTITY_DETECTIONS } from "../../../components/detections/identity";
import { asked, BY_SERVICE, REFUSED, ROOT, type Sample, type Samples } from "./sample";

type Id = (typeof IDENTITY_DETECTIONS)[number]["id"];

const ADMINISTRATOR = { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" };
const QUARANTINE = { policyArn: "arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3", userName: "ci" };
const trusted = (Principal: unknown, more: object = {}): Sample => {
  const Statement = [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }];
  return asked("iam.CreateRole", { roleName: "x", assumeRolePolicyDocument: JSON.stringify({ Statement }) }, more);
};
const ROOT_PASSWORD = { ...ROOT, eventType: "AwsConsoleSignIn", responseElements: { PasswordUpdated: "Success" } };

export const IDENTITY_SAMPLES: Record<Id, Samples> = {
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
