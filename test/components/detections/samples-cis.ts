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

const attached = (policyArn: string, more: object = {}): Sample =>
  asked("iam.AttachRolePolicy", { roleName: "web", policyArn }, more);
const created = (policyDocument: string): Sample => asked("iam.CreatePolicy", { policyName: "web", policyDocument });
const permitted = (...Statement: object[]): Sample =>
  asked("s3.PutBucketPolicy", { bucketName: "bucket", bucketPolicy: { Version: "2012-10-17", Statement } });
const TLS_ONLY = { Effect: "Deny", Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } };
const kept = (Rule: object): Sample => asked("s3.PutBucketLifecycle", { LifecycleConfiguration: { Rule } });
const letIn = (permission: object, more: object = {}): Sample =>
  asked("ec2.AuthorizeSecurityGroupIngress", { groupId: "sg-1", ipPermissions: { items: [permission] } }, more);
const endpoint = (ServiceName: string): Sample =>
  asked("ec2.CreateVpcEndpoint", { CreateVpcEndpointRequest: { VpcId: "vpc-1", ServiceName } });

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
    rings: [
      "iam.PutRolePolicy",
      "iam.SetDefaultPolicyVersion",
      "iam.UpdateAssumeRolePolicy",
      "iam.AddUserToGroup",
      "iam.DetachUserPolicy",
      "iam.AttachRolePolicy",
      attached("arn:aws:iam::aws:policy/AdministratorAccess"),
      attached("arn:aws:iam::111122223333:policy/orders"),
      created('{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}'),
      created('{"Statement": [{"Effect": "Allow", "Action": [\n"*"\n], "Resource": "*"}]}'),
      created('{"Statement":[{"Effect":"Allow","Action":["s3:GetObject","iam:*"],"Resource":"*"}]}'),
      asked("iam.DeleteRolePolicy", { roleName: "web", policyName: "AWSRevokeOlderSessions" }),
    ],
    quiet: [
      "iot.CreatePolicy",
      ["iam.PutRolePolicy", REFUSED],
      attached("arn:aws:iam::aws:policy/AdministratorAccess", BY_SERVICE),
      attached("arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"),
      created('{"Statement":[{"Effect":"Allow","Action":["dynamodb:GetItem"],"Resource":"*"}]}'),
      asked("iam.DeleteRolePolicy", { roleName: "web", policyName: "orders" }),
      "iam.DetachRolePolicy",
    ],
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
    rings: [
      "s3.PutBucketPolicy",
      permitted({ Effect: "Allow", Principal: "*", Action: "s3:GetObject" }),
      permitted({ Effect: "Deny", Principal: "*", Action: "s3:*" }),
      permitted(TLS_ONLY, { Effect: "Allow", Principal: { AWS: "444455556666" }, Action: "s3:GetObject" }),
      "s3.PutBucketLifecycleConfiguration",
      kept({ Status: "Enabled", Expiration: { Days: 1 } }),
      kept([{ Transition: { Days: 90 } }, { Expiration: { Days: 7 } }]),
      "s3.CreateAccessGrant",
    ],
    quiet: [
      ["s3.PutBucketPolicy", BY_SERVICE],
      "s3.GetBucketPolicy",
      permitted(TLS_ONLY),
      permitted({ Effect: "Allow", Principal: { Service: "cloudfront.amazonaws.com" }, Action: "s3:GetObject" }),
      kept({ Status: "Enabled", NoncurrentVersionExpiration: { NoncurrentDays: 90 } }),
      kept({ Status: "Enabled", Expiration: { Days: 400 } }),
      "s3.PutBucketCors",
    ],
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
      letIn({ ipRanges: { items: [{ cidrIp: "0.0.0.0/0" }] } }),
      letIn({ ipRanges: { items: [{ cidrIp: "198.51.100.7/32" }] } }),
      letIn({ ipv6Ranges: { items: [{ cidrIpv6: "::/0" }] } }),
      "ec2.AuthorizeSecurityGroupIngress",
      asked("ec2.AuthorizeSecurityGroupIngress", { groupId: "sg-1", cidrIp: "198.51.100.0/24", fromPort: 22 }),
      "ec2.ModifySecurityGroupRules",
      "elasticloadbalancing.SetSecurityGroups",
    ],
    quiet: [
      "ec2.RevokeSecurityGroupIngress",
      "ec2.AuthorizeSecurityGroupEgress",
      letIn({ ipRanges: { items: [{ cidrIp: "0.0.0.0/0" }] } }, BY_SERVICE),
      letIn({ groups: { items: [{ groupId: "sg-2" }] }, ipRanges: {} }),
      letIn({ ipRanges: { items: [{ cidrIp: "10.0.0.0/16" }] } }),
      letIn({ ipRanges: { items: [{ cidrIp: "192.168.7.0/24" }] } }),
    ],
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
      endpoint("com.amazonaws.vpce.eu-west-1.vpce-svc-1"),
    ],
    quiet: ["ec2.DescribeNatGateways", "ec2.CreateInternetGateway", endpoint("com.amazonaws.eu-west-1.s3")],
  },
  "cis-route-table-changes-quiet": {
    rings: [
      "ec2.CreateRoute",
      asked("ec2.CreateRoute", { routeTableId: "rtb-1", gatewayId: "igw-1" }),
      "ec2.ReplaceRoute",
    ],
    quiet: [
      "apigateway.CreateRoute",
      "ec2.CreateRouteTable",
      asked("ec2.CreateRoute", { routeTableId: "rtb-1", natGatewayId: "nat-1" }),
    ],
  },
  "cis-vpc-changes-quiet": {
    rings: ["ec2.DeleteVpc", "ec2.AcceptVpcPeeringConnection"],
    quiet: ["ec2.CreateVpc", "ec2.ModifyVpcAttribute", ["ec2.DeleteVpc", { errorCode: "Client.DryRunOperation" }]],
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
