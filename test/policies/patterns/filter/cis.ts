import {
  anyOf,
  anywhere,
  bare,
  call,
  quoted,
  root,
  split,
  tight,
  type CloudTrailRecord,
  type Detection,
} from "./records";

const denied = (errorCode: string, more: CloudTrailRecord = {}) => call("ec2", "RunInstances", { errorCode, ...more });
const signin = (mfa: string | undefined, outcome: "Success" | "Failure", more: CloudTrailRecord = {}) =>
  call("signin", "ConsoleLogin", {
    eventType: "AwsConsoleSignIn",
    additionalEventData: mfa === undefined ? {} : { MFAUsed: mfa },
    responseElements: { ConsoleLogin: outcome },
    ...more,
  });
const federated = { userIdentity: { type: "AssumedRole" } };
const POLICY_CALLS =
  "DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy CreatePolicy DeletePolicy " +
  "CreatePolicyVersion DeletePolicyVersion AttachRolePolicy DetachRolePolicy AttachUserPolicy DetachUserPolicy " +
  "AttachGroupPolicy DetachGroupPolicy";
const TRAIL_CALLS = "CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging";
const BUCKET_CALLS =
  "PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication DeleteBucketPolicy DeleteBucketCors " +
  "DeleteBucketLifecycle DeleteBucketReplication";
const CONFIG_CALLS = "StopConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel PutConfigurationRecorder";
const GROUP_CALLS =
  "AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress RevokeSecurityGroupEgress " +
  "CreateSecurityGroup DeleteSecurityGroup";
const ACL_CALLS =
  "CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclEntry " +
  "ReplaceNetworkAclAssociation";
const GATEWAY_CALLS =
  "CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway CreateInternetGateway DeleteInternetGateway " +
  "DetachInternetGateway";
const ROUTE_CALLS =
  "CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute DisassociateRouteTable";
const VPC_CALLS =
  "CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection CreateVpcPeeringConnection DeleteVpcPeeringConnection " +
  "RejectVpcPeeringConnection AttachClassicLinkVpc DetachClassicLinkVpc DisableVpcClassicLink EnableVpcClassicLink";
const ORGANIZATION_CALLS =
  "AcceptHandshake AttachPolicy CreateAccount CreateOrganizationalUnit CreatePolicy DeclineHandshake DeleteOrganization " +
  "DeleteOrganizationalUnit DeletePolicy DetachPolicy DisablePolicyType EnablePolicyType InviteAccountToOrganization " +
  "LeaveOrganization MoveAccount RemoveAccountFromOrganization UpdatePolicy UpdateOrganizationalUnit";
const fromDelivery = { sourceIPAddress: "delivery.logs.amazonaws.com" };
const listed = (list: string, write = bare, or = " || ") => anyOf(split(list), write, or);

/** The CIS AWS Foundations Benchmark, edition by edition, with what is wrong with some of them. */
export const CIS: Detection[] = [
  {
    title: "unauthorized calls, 1.2",
    pattern: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
    hits: [denied("Client.UnauthorizedOperation"), denied("AccessDenied"), denied("AccessDeniedException")],
    misses: [denied("VpceAccessDenied"), denied("UnauthorizedOperationX"), call("ec2", "RunInstances")],
  },
  {
    // Its exclusions are alternatives, so it matches nearly every record.
    title: "unauthorized calls, 1.4 to 3.0",
    pattern:
      '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") || ($.sourceIPAddress!="delivery.logs.amazonaws.com") || ($.eventName!="HeadBucket") }',
    hits: [denied("AccessDenied"), call("ec2", "RunInstances"), call("s3", "HeadBucket")],
    misses: [call("s3", "HeadBucket", fromDelivery), { eventID: "1" }],
  },
  {
    // Without brackets the exclusions are only on AccessDenied.
    title: "unauthorized calls, 4.0 to 7.0",
    pattern:
      '{ ($.errorCode ="*UnauthorizedOperation") || ($.errorCode ="AccessDenied*") && ($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket") }',
    hits: [denied("AccessDenied"), denied("Client.UnauthorizedOperation", fromDelivery)],
    misses: [
      denied("AccessDenied", fromDelivery),
      denied("AccessDenied", { eventName: "HeadBucket" }),
      call("ec2", "X"),
    ],
  },
  {
    title: "unauthorized calls, as meant",
    pattern:
      '{(($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && (($.sourceIPAddress!="delivery.logs.amazonaws.com") && ($.eventName!="HeadBucket"))}',
    hits: [denied("AccessDenied"), denied("Client.UnauthorizedOperation")],
    misses: [denied("Client.UnauthorizedOperation", fromDelivery), { errorCode: "AccessDenied", eventName: "X" }],
  },
  {
    title: "sign-in without MFA, 1.2",
    pattern: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
    hits: [
      signin("No", "Success"),
      signin("No", "Failure"),
      signin("No", "Success", federated),
      signin("YES", "Success"),
    ],
    misses: [signin("Yes", "Success"), signin(undefined, "Success"), call("signin", "ConsoleLogin")],
  },
  {
    title: "sign-in without MFA, 1.4 to 7.0",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    hits: [signin("No", "Success")],
    misses: [signin("No", "Failure"), signin("No", "Success", federated), signin("Yes", "Success")],
  },
  {
    title: "root",
    pattern:
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
    hits: [root()],
    misses: [
      root({}, { invokedBy: "signin.amazonaws.com" }),
      root({}, { invokedBy: null }),
      root({ eventType: "AwsServiceEvent" }),
      root({ eventType: undefined }),
      call("iam", "ListUsers"),
    ],
  },
  anywhere("IAM policies", `{${listed(POLICY_CALLS, tight, "||")}}`, "iam", POLICY_CALLS),
  anywhere("CloudTrail", `{ ${listed(TRAIL_CALLS)} }`, "cloudtrail", TRAIL_CALLS),
  {
    title: "failed sign-ins",
    pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    hits: [signin("No", "Failure", { errorMessage: "Failed authentication" })],
    misses: [
      signin("No", "Failure", { errorMessage: "No username found in supplied account" }),
      signin("No", "Success"),
      call("iam", "X", { errorMessage: "Failed authentication" }),
    ],
  },
  {
    title: "keys disabled or deleted",
    pattern: "{($.eventSource = kms.amazonaws.com) && (($.eventName=DisableKey)||($.eventName=ScheduleKeyDeletion)) }",
    hits: [call("kms", "DisableKey"), call("kms", "ScheduleKeyDeletion")],
    misses: [call("kms", "EnableKey"), call("example", "DisableKey")],
  },
  {
    title: "buckets",
    pattern: `{ ($.eventSource = s3.amazonaws.com) && (${listed(BUCKET_CALLS)}) }`,
    hits: split(BUCKET_CALLS).map((name) => call("s3", name)),
    misses: [
      call("s3", "PutBucketPublicAccessBlock"),
      call("s3", "PutBucketLifecycleConfiguration"),
      call("x", "PutBucketAcl"),
    ],
  },
  {
    title: "AWS Config",
    pattern: `{ ($.eventSource = config.amazonaws.com) && (${listed(CONFIG_CALLS, tight, "||")}) }`,
    hits: split(CONFIG_CALLS).map((name) => call("config", name)),
    misses: [call("config", "DeleteConfigurationRecorder"), call("x", "PutDeliveryChannel")],
  },
  anywhere("security groups, 1.2 to 4.0", `{ ${listed(GROUP_CALLS)} }`, "ec2", GROUP_CALLS),
  anywhere(
    "security groups, 5.0 to 7.0",
    `{ ${listed(`${GROUP_CALLS} ModifySecurityGroupRules`)} }`,
    "ec2",
    `${GROUP_CALLS} ModifySecurityGroupRules`,
  ),
  anywhere("network ACLs", `{ ${listed(ACL_CALLS)} }`, "ec2", ACL_CALLS),
  anywhere("gateways", `{ ${listed(GATEWAY_CALLS)} }`, "ec2", GATEWAY_CALLS),
  anywhere("route tables, 1.2 to 2.0", `{ ${listed(ROUTE_CALLS)} }`, "ec2", ROUTE_CALLS),
  {
    // The service is asked for CreateRoute alone.
    title: "route tables, 3.0 to 7.0",
    pattern: `{($.eventSource = ec2.amazonaws.com) && ${listed(ROUTE_CALLS)} }`,
    hits: [...split(ROUTE_CALLS).map((name) => call("ec2", name)), call("appmesh", "DeleteRoute")],
    misses: [call("apigateway", "CreateRoute"), call("ec2", "AssociateRouteTable")],
  },
  anywhere("VPCs", `{ ${listed(VPC_CALLS)} }`, "ec2", VPC_CALLS),
  {
    title: "organizations",
    pattern: `{ ($.eventSource = organizations.amazonaws.com) && (${listed(ORGANIZATION_CALLS, quoted)}) }`,
    hits: split(ORGANIZATION_CALLS).map((name) => call("organizations", name)),
    misses: [call("iam", "CreatePolicy"), call("organizations", "CloseAccount")],
  },
];
