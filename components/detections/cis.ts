import type { Severity } from "./alert-routing";

/** What to look for in the trail, as data: another detection is another row. */
export interface Detection {
  readonly id: string;
  /** Name of the metric that the filter counts in. */
  readonly metric: string;
  /** Number of the control within the monitoring section of the CIS benchmark. */
  readonly cis?: number;
  readonly severity: Severity;
  /** What happened, for whoever gets the alarm. */
  readonly title: string;
  /** What to do first. */
  readonly firstLook: string;
  /** In the filter pattern language of CloudWatch Logs, at most 1024 characters. */
  readonly pattern: string;
}

/**
 * The monitoring controls of the CIS AWS Foundations Benchmark, to the character: Security Hub, Prowler and auditors compare
 * text. Where the editions of the benchmark differ, the text is the one that Security Hub accepts.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
export const CIS_DETECTIONS = [
  {
    id: "cis-unauthorized-api-calls",
    metric: "UnauthorizedApiCalls",
    cis: 1,
    severity: "warning",
    title: "A call was denied",
    firstLook:
      "Look at userIdentity and errorCode: a broken deployment repeats one call, somebody who explores tries many",
    // Without the exclusions that CIS adds from 1.4 on: those of 1.4 to 3.0 match nearly every event, and Security Hub
    // (CloudWatch.2) takes the text of 1.2 only.
    pattern: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
  },
  {
    id: "cis-console-signin-no-mfa",
    metric: "ConsoleSignInWithoutMfa",
    cis: 2,
    severity: "critical",
    title: "An IAM user signed in to the console without MFA",
    firstLook: "Ask the user; if it was not them, disable the login profile and the access keys",
    // The text of CIS 1.4 and later: that of 1.2 also matches failed and federated sign-ins.
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  },
  {
    id: "cis-root-usage",
    metric: "RootUsage",
    cis: 3,
    severity: "critical",
    title: "The root user was used",
    firstLook:
      "Ask whoever keeps its credentials; if nobody knows of it, change password and MFA device and look for new access keys",
    pattern:
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  },
  {
    id: "cis-iam-policy-changes",
    metric: "IamPolicyChanges",
    cis: 4,
    severity: "warning",
    title: "An IAM policy was made, changed, attached or removed",
    firstLook:
      "Compare with the deployments of that hour; look for rights that reach further than the change asked for",
    pattern:
      "{($.eventName=DeleteGroupPolicy)||($.eventName=DeleteRolePolicy)||($.eventName=DeleteUserPolicy)||($.eventName=PutGroupPolicy)||($.eventName=PutRolePolicy)||($.eventName=PutUserPolicy)||($.eventName=CreatePolicy)||($.eventName=DeletePolicy)||($.eventName=CreatePolicyVersion)||($.eventName=DeletePolicyVersion)||($.eventName=AttachRolePolicy)||($.eventName=DetachRolePolicy)||($.eventName=AttachUserPolicy)||($.eventName=DetachUserPolicy)||($.eventName=AttachGroupPolicy)||($.eventName=DetachGroupPolicy)}",
  },
  {
    id: "cis-cloudtrail-changes",
    metric: "CloudTrailChanges",
    cis: 5,
    severity: "critical",
    title: "A trail was made, changed, started, stopped or deleted",
    firstLook: "Check that this trail still records; a stopped trail hides what follows",
    pattern:
      "{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging) }",
  },
  {
    id: "cis-console-auth-failures",
    metric: "ConsoleAuthFailures",
    cis: 6,
    severity: "warning",
    title: "A console sign-in failed",
    firstLook: "Look for many failures from one address, or one user failing and then succeeding",
    pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
  },
  {
    id: "cis-kms-disable-delete",
    metric: "KmsDisableOrDelete",
    cis: 7,
    severity: "critical",
    title: "A key was disabled or is scheduled to be deleted",
    firstLook: "Cancel the deletion within the waiting period unless the owner of the data confirms it",
    pattern: "{($.eventSource = kms.amazonaws.com) && (($.eventName=DisableKey)||($.eventName=ScheduleKeyDeletion)) }",
  },
  {
    id: "cis-s3-bucket-policy-changes",
    metric: "S3BucketPolicyChanges",
    cis: 8,
    severity: "warning",
    title: "Access, lifecycle or replication of a bucket changed",
    firstLook: "Check that the bucket has not become public and that files are not expiring earlier",
    pattern:
      "{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy) || ($.eventName = PutBucketCors) || ($.eventName = PutBucketLifecycle) || ($.eventName = PutBucketReplication) || ($.eventName = DeleteBucketPolicy) || ($.eventName = DeleteBucketCors) || ($.eventName = DeleteBucketLifecycle) || ($.eventName = DeleteBucketReplication)) }",
  },
  {
    id: "cis-config-changes",
    metric: "ConfigChanges",
    cis: 9,
    severity: "warning",
    title: "The recording of AWS Config changed",
    firstLook: "Check that the recorder runs and that its delivery channel exists",
    pattern:
      "{ ($.eventSource = config.amazonaws.com) && (($.eventName=StopConfigurationRecorder)||($.eventName=DeleteDeliveryChannel)||($.eventName=PutDeliveryChannel)||($.eventName=PutConfigurationRecorder)) }",
  },
  {
    id: "cis-security-group-changes",
    metric: "SecurityGroupChanges",
    cis: 10,
    severity: "info",
    title: "A security group was made, changed or deleted",
    firstLook: "Look for new ingress from 0.0.0.0/0 or ::/0",
    // Without ModifySecurityGroupRules, which CIS adds in 5.0: Security Hub (CloudWatch.10) refuses further terms.
    pattern:
      "{ ($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = AuthorizeSecurityGroupEgress) || ($.eventName = RevokeSecurityGroupIngress) || ($.eventName = RevokeSecurityGroupEgress) || ($.eventName = CreateSecurityGroup) || ($.eventName = DeleteSecurityGroup) }",
  },
  {
    id: "cis-nacl-changes",
    metric: "NetworkAclChanges",
    cis: 11,
    severity: "info",
    title: "A network ACL was made, changed or deleted",
    firstLook: "Compare with the deployments of that hour",
    pattern:
      "{ ($.eventName = CreateNetworkAcl) || ($.eventName = CreateNetworkAclEntry) || ($.eventName = DeleteNetworkAcl) || ($.eventName = DeleteNetworkAclEntry) || ($.eventName = ReplaceNetworkAclEntry) || ($.eventName = ReplaceNetworkAclAssociation) }",
  },
  {
    id: "cis-network-gateway-changes",
    metric: "NetworkGatewayChanges",
    cis: 12,
    severity: "info",
    title: "An internet or customer gateway was made, attached or deleted",
    firstLook: "Look for a way out of a network that should have none",
    pattern:
      "{ ($.eventName = CreateCustomerGateway) || ($.eventName = DeleteCustomerGateway) || ($.eventName = AttachInternetGateway) || ($.eventName = CreateInternetGateway) || ($.eventName = DeleteInternetGateway) || ($.eventName = DetachInternetGateway) }",
  },
  {
    id: "cis-route-table-changes",
    metric: "RouteTableChanges",
    cis: 13,
    severity: "info",
    title: "A route table was made, changed or deleted",
    firstLook: "Look for routes to gateways or addresses that nobody expects",
    // Without the eventSource of CIS 3.0 and later: it binds to CreateRoute only, and Security Hub (CloudWatch.13) refuses it.
    pattern:
      "{ ($.eventName = CreateRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRoute) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRouteTable) || ($.eventName = DeleteRoute) || ($.eventName = DisassociateRouteTable) }",
  },
  {
    id: "cis-vpc-changes",
    metric: "VpcChanges",
    cis: 14,
    severity: "info",
    title: "A VPC or a VPC peering was made, changed or deleted",
    firstLook: "Check that the account on the other side of a peering is known",
    pattern:
      "{ ($.eventName = CreateVpc) || ($.eventName = DeleteVpc) || ($.eventName = ModifyVpcAttribute) || ($.eventName = AcceptVpcPeeringConnection) || ($.eventName = CreateVpcPeeringConnection) || ($.eventName = DeleteVpcPeeringConnection) || ($.eventName = RejectVpcPeeringConnection) || ($.eventName = AttachClassicLinkVpc) || ($.eventName = DetachClassicLinkVpc) || ($.eventName = DisableVpcClassicLink) || ($.eventName = EnableVpcClassicLink) }",
  },
  {
    id: "cis-organizations-changes",
    metric: "OrganizationsChanges",
    cis: 15,
    severity: "critical",
    title: "Accounts, units or policies of the organization changed",
    firstLook: "Check service control policies and who left or joined",
    pattern:
      '{ ($.eventSource = organizations.amazonaws.com) && (($.eventName = "AcceptHandshake") || ($.eventName = "AttachPolicy") || ($.eventName = "CreateAccount") || ($.eventName = "CreateOrganizationalUnit") || ($.eventName = "CreatePolicy") || ($.eventName = "DeclineHandshake") || ($.eventName = "DeleteOrganization") || ($.eventName = "DeleteOrganizationalUnit") || ($.eventName = "DeletePolicy") || ($.eventName = "DetachPolicy") || ($.eventName = "DisablePolicyType") || ($.eventName = "EnablePolicyType") || ($.eventName = "InviteAccountToOrganization") || ($.eventName = "LeaveOrganization") || ($.eventName = "MoveAccount") || ($.eventName = "RemoveAccountFromOrganization") || ($.eventName = "UpdatePolicy") || ($.eventName = "UpdateOrganizationalUnit")) }',
  },
] as const satisfies Detection[];

export type DetectionId = (typeof CIS_DETECTIONS)[number]["id"];
