import type { CIS_DETECTIONS, QUIET_DETECTIONS } from "../../../components/detections";
import { asked, BY_SERVICE, REFUSED, ROOT, USER, type Sample, type Samples } from "./sample";

const signIn = (result: "Success" | "Failure", mfa: "Yes" | "No", more: object = USER): Sample => [
  "signin.ConsoleLogin",
  {
    eventType: "AwsConsoleSignIn",
    responseElements: { ConsoleLogin: result },
    additionalEventData: { MFAUsed: mfa },
    ...(result === "Failure" ? { errorMessage: "Failed authentication" } : {}),
    ...more,
  },
];
const federated = signIn("Success", "No", {
  ...USER,
  additionalEventData: { MFAUsed: "No", SamlProviderArn: "arn:aws:iam::111122223333:saml-provider/idp" },
});
const wrongName = signIn("Failure", "No", { ...USER, errorMessage: "No username found in supplied account" });
const recorded = (recordingGroup: object): Sample =>
  asked("config.PutConfigurationRecorder", { configurationRecorder: { name: "default", recordingGroup } });
const refusedWrite: Sample = ["ec2.RunInstances", { errorCode: "Client.UnauthorizedOperation" }];

/** Of the published texts: the samples of `quiet` are what they overlook or were not written for. */
export const CIS_SAMPLES: Record<(typeof CIS_DETECTIONS)[number]["id"], Samples> = {
  "cis-unauthorized-api-calls": {
    rings: [refusedWrite, ["s3.GetBucketPolicy", REFUSED]],
    quiet: ["ec2.RunInstances", ["iam.GetRole", { errorCode: "NoSuchEntityException" }]],
  },
  "cis-console-signin-no-mfa": { rings: [signIn("Success", "No"), federated], quiet: [signIn("Success", "Yes")] },
  "cis-root-usage": {
    rings: [["s3.ListBuckets", ROOT], signIn("Success", "Yes", ROOT)],
    quiet: ["iam.CreateUser", ["ec2.CreateTags", { userIdentity: { type: "Root", invokedBy: "eks.amazonaws.com" } }]],
  },
  "cis-iam-policy-changes": { rings: ["iam.PutRolePolicy", "iot.CreatePolicy"], quiet: ["iam.GetRolePolicy"] },
  "cis-cloudtrail-changes": {
    rings: ["cloudtrail.StopLogging", "cloudtrail.CreateTrail"],
    quiet: ["cloudtrail.PutEventSelectors"],
  },
  "cis-console-auth-failures": { rings: [signIn("Failure", "No"), signIn("Failure", "No", ROOT)], quiet: [wrongName] },
  "cis-kms-disable-delete": {
    rings: ["kms.DisableKey", "kms.ScheduleKeyDeletion"],
    quiet: ["kms.EnableKey", "iot.DisableKey"],
  },
  "cis-s3-bucket-policy-changes": {
    rings: ["s3.PutBucketPolicy", "s3.DeleteBucketLifecycle"],
    quiet: ["s3.GetBucketPolicy"],
  },
  "cis-config-changes": {
    rings: ["config.StopConfigurationRecorder", "config.PutDeliveryChannel"],
    quiet: ["config.DeleteConfigRule"],
  },
  "cis-security-group-changes": {
    rings: ["ec2.AuthorizeSecurityGroupIngress", "ec2.DeleteSecurityGroup"],
    quiet: ["ec2.ModifySecurityGroupRules"],
  },
  "cis-nacl-changes": {
    rings: ["ec2.CreateNetworkAclEntry", "ec2.DeleteNetworkAcl"],
    quiet: ["ec2.DescribeNetworkAcls"],
  },
  "cis-network-gateway-changes": {
    rings: ["ec2.AttachInternetGateway", "ec2.DeleteCustomerGateway"],
    quiet: ["ec2.CreateNatGateway"],
  },
  "cis-route-table-changes": {
    rings: ["ec2.CreateRoute", "apigateway.DeleteRoute"],
    quiet: ["ec2.AssociateRouteTable"],
  },
  "cis-vpc-changes": { rings: ["ec2.CreateVpc", "ec2.AcceptVpcPeeringConnection"], quiet: ["ec2.DescribeVpcs"] },
  "cis-organizations-changes": {
    rings: ["organizations.LeaveOrganization", "organizations.DetachPolicy"],
    quiet: ["organizations.CloseAccount", "iam.DetachPolicy"],
  },
};

export const QUIET_SAMPLES: Record<(typeof QUIET_DETECTIONS)[number]["id"], Samples> = {
  "cis-unauthorized-api-calls-quiet": {
    rings: [
      refusedWrite,
      ["iam.CreateUser", REFUSED],
      ["s3.PutObject", { errorCode: "VpceAccessDenied" }],
      ["kms.PutKeyPolicy", { errorCode: "AccessDeniedException" }],
      ["sns.CreateTopic", { ...REFUSED, errorCode: "AuthorizationError" }],
      ["ec2.CreateVpc", { errorCode: "Client.UnauthorizedOperation", readOnly: undefined }],
    ],
    quiet: [
      ["s3.GetBucketPolicy", REFUSED],
      ["ec2.DescribeVpcs", { errorCode: "Client.UnauthorizedOperation", readOnly: undefined }],
      ["ec2.RunInstances", { ...REFUSED, ...BY_SERVICE }],
      ["iam.CreateServiceLinkedRole", { ...REFUSED, sourceIPAddress: "sqs.amazonaws.com" }],
      "iam.CreateUser",
    ],
  },
  "cis-console-signin-no-mfa-quiet": {
    rings: [signIn("Success", "No"), signIn("Success", "No", ROOT)],
    quiet: [federated, signIn("Failure", "No"), signIn("Success", "Yes")],
  },
  "cis-root-usage-quiet": {
    rings: [
      signIn("Success", "Yes", ROOT),
      ["iam.CreateAccessKey", ROOT],
      ["iam.CreateAccessKey", { userIdentity: { type: "Root", invokedBy: "signin.amazonaws.com" } }],
    ],
    quiet: [
      ["s3.ListBuckets", ROOT],
      ["kms.RotateKey", { ...ROOT, eventType: "AwsServiceEvent" }],
      "iam.CreateAccessKey",
    ],
  },
  "cis-iam-policy-changes-quiet": {
    rings: ["iam.PutRolePolicy", "iam.SetDefaultPolicyVersion", "iam.UpdateAssumeRolePolicy", "iam.AddUserToGroup"],
    quiet: ["iot.CreatePolicy", ["iam.PutRolePolicy", REFUSED], ["iam.AttachRolePolicy", BY_SERVICE]],
  },
  "cis-cloudtrail-changes-quiet": {
    rings: ["cloudtrail.StopLogging", "cloudtrail.DeleteTrail"],
    quiet: [
      "cloudtrail.StartLogging",
      ["cloudtrail.DeleteTrail", { errorCode: "TrailNotFoundException" }],
      ["cloudtrail.UpdateTrail", BY_SERVICE],
    ],
  },
  "cis-console-auth-failures-quiet": {
    rings: [
      signIn("Failure", "No"),
      wrongName,
      ["signin.CredentialVerification", { serviceEventDetails: { CredentialVerification: "Failure" } }],
    ],
    quiet: [
      signIn("Success", "No"),
      ["signin.CredentialVerification", { serviceEventDetails: { CredentialVerification: "Success" } }],
    ],
  },
  "cis-kms-disable-delete-quiet": {
    rings: ["kms.DisableKey", "kms.ScheduleKeyDeletion"],
    quiet: ["kms.EnableKey", ["kms.DisableKey", REFUSED]],
  },
  "cis-s3-bucket-policy-changes-quiet": {
    rings: ["s3.PutBucketPolicy", "s3.PutBucketLifecycleConfiguration", "s3.CreateAccessGrant"],
    quiet: [["s3.PutBucketPolicy", BY_SERVICE], "s3.GetBucketPolicy"],
  },
  "cis-config-changes-quiet": {
    rings: [
      "config.StopConfigurationRecorder",
      "config.DeleteConfigurationRecorder",
      recorded({ allSupported: false, resourceTypes: ["AWS::EC2::Volume"] }),
    ],
    quiet: ["config.PutDeliveryChannel", recorded({ allSupported: true, includeGlobalResourceTypes: true })],
  },
  "cis-security-group-changes-quiet": {
    rings: [
      "ec2.AuthorizeSecurityGroupIngress",
      "ec2.ModifySecurityGroupRules",
      "elasticloadbalancing.SetSecurityGroups",
    ],
    quiet: ["ec2.RevokeSecurityGroupIngress", ["ec2.AuthorizeSecurityGroupIngress", BY_SERVICE]],
  },
  "cis-nacl-changes-quiet": {
    rings: ["ec2.CreateNetworkAclEntry", "ec2.DeleteNetworkAcl"],
    quiet: ["ec2.DescribeNetworkAcls"],
  },
  "cis-network-gateway-changes-quiet": {
    rings: [
      "ec2.AttachInternetGateway",
      "ec2.CreateNatGateway",
      "ec2.CreateInstanceConnectEndpoint",
      "ec2.AcceptTransitGatewayPeeringAttachment",
    ],
    quiet: ["ec2.DescribeNatGateways"],
  },
  "cis-route-table-changes-quiet": {
    rings: ["ec2.CreateRoute", "ec2.AssociateRouteTable"],
    quiet: ["apigateway.CreateRoute"],
  },
  "cis-vpc-changes-quiet": {
    rings: ["ec2.CreateVpc", "ec2.AcceptVpcPeeringConnection"],
    quiet: [["ec2.CreateVpc", { errorCode: "Client.DryRunOperation" }]],
  },
  "cis-organizations-changes-quiet": {
    rings: [
      "organizations.DetachPolicy",
      "organizations.CloseAccount",
      "organizations.CreateAccount",
      "organizations.PutResourcePolicy",
      "organizations.DisablePolicyType",
      "organizations.RegisterDelegatedAdministrator",
      "controltower.DisableControl",
      "controltower.DisableBaseline",
      "controltower.DeleteLandingZone",
    ],
    quiet: [
      "organizations.ListAccounts",
      "organizations.ListAWSServiceAccessForOrganization",
      "iam.DetachPolicy",
      ["organizations.CreateAccount", { userIdentity: { invokedBy: "controltower.amazonaws.com" } }],
    ],
  },
};

/** Reads of a day: asked for by name only, so that a sample says what it is about. */
export const EVERYDAY: readonly Sample[] = [
  "ec2.DescribeInstances",
  "s3.ListBuckets",
  "sts.AssumeRole",
  "sts.GetCallerIdentity",
  "kms.Decrypt",
  "logs.CreateLogStream",
  "ec2.RunInstances",
  "dynamodb.UpdateTable",
  "lambda.Invoke",
  signIn("Success", "Yes"),
  asked("ssm.GetParameter", { name: "/app/url" }),
  asked("ec2.ModifyInstanceAttribute", { instanceId: "i-1", instanceType: { value: "t3.small" } }),
  asked("s3.PutBucketVersioning", { VersioningConfiguration: { Status: "Enabled" } }),
  asked("rds.ModifyDBInstance", { dBInstanceIdentifier: "orders", allocatedStorage: 200 }),
];
