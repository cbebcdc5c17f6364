import type { Detection } from "./detection";

/**
 * The monitoring controls of the CIS AWS Foundations Benchmark, to the character: Security Hub, Prowler and auditors compare
 * text. Where the editions of the benchmark differ, the text is the one that Security Hub accepts.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html
 */
export const CIS_DETECTIONS = [
  {
    id: "cis-unauthorized-api-calls",
    cis: 1,
    attack: ["T1580"],
    severity: "warning",
    title: "A call was denied",
    firstLook:
      "Look at userIdentity and errorCode: a broken deployment repeats one call, somebody who explores tries many",
    harmless: "A deployment whose role lacks a right, and tools that try every call to find out what they may do",
    // Without the exclusions that CIS adds from 1.4 on: those of 1.4 to 3.0 match nearly every event, and Security Hub
    // (CloudWatch.2) takes the text of 1.2 only.
    looksFor: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
  },
  {
    id: "cis-console-signin-no-mfa",
    cis: 2,
    attack: ["T1078.004"],
    severity: "critical",
    title: "An IAM user signed in to the console without MFA",
    firstLook: "Ask the user; if it was not them, disable the login profile and the access keys",
    harmless: "Users who sign in through an identity provider: AWS cannot see their second factor",
    // The text of CIS 1.4 and later: that of 1.2 also matches failed and federated sign-ins.
    looksFor:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  },
  {
    id: "cis-root-usage",
    cis: 3,
    attack: ["T1078.004"],
    severity: "critical",
    title: "The root user was used",
    firstLook:
      "Ask whoever keeps its credentials; if nobody knows of it, change password and MFA device and look for new access keys",
    harmless: "Tasks that only the root user can do, and reading the bill as root",
    looksFor:
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  },
  {
    id: "cis-iam-policy-changes",
    cis: 4,
    attack: ["T1098.003"],
    severity: "warning",
    title: "An IAM policy was made, changed, attached or removed",
    firstLook:
      "Compare with the deployments of that hour; look for rights that reach further than the change asked for",
    harmless: "Deployments; calls of other services with the same names, such as those of IoT; calls that failed",
    looksFor:
      "{($.eventName=DeleteGroupPolicy)||($.eventName=DeleteRolePolicy)||($.eventName=DeleteUserPolicy)||($.eventName=PutGroupPolicy)||($.eventName=PutRolePolicy)||($.eventName=PutUserPolicy)||($.eventName=CreatePolicy)||($.eventName=DeletePolicy)||($.eventName=CreatePolicyVersion)||($.eventName=DeletePolicyVersion)||($.eventName=AttachRolePolicy)||($.eventName=DetachRolePolicy)||($.eventName=AttachUserPolicy)||($.eventName=DetachUserPolicy)||($.eventName=AttachGroupPolicy)||($.eventName=DetachGroupPolicy)}",
  },
  {
    id: "cis-cloudtrail-changes",
    cis: 5,
    attack: ["T1562.008"],
    severity: "critical",
    title: "A trail was made, changed, started, stopped or deleted",
    firstLook: "Check that this trail still records; a stopped trail hides what follows",
    harmless: "Deployments of trails",
    looksFor:
      "{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = DeleteTrail) || ($.eventName = StartLogging) || ($.eventName = StopLogging) }",
  },
  {
    id: "cis-console-auth-failures",
    cis: 6,
    attack: ["T1110"],
    severity: "warning",
    title: "A console sign-in failed",
    firstLook: "Look for many failures from one address, or one user failing and then succeeding",
    harmless: "A mistyped password",
    looksFor: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
  },
  {
    id: "cis-kms-disable-delete",
    cis: 7,
    attack: ["T1485"],
    severity: "critical",
    title: "A key was disabled or is scheduled to be deleted",
    firstLook: "Cancel the deletion within the waiting period unless the owner of the data confirms it",
    harmless: "Keys that are taken out of use as planned",
    looksFor: "{($.eventSource = kms.amazonaws.com) && (($.eventName=DisableKey)||($.eventName=ScheduleKeyDeletion)) }",
  },
  {
    id: "cis-s3-bucket-policy-changes",
    cis: 8,
    attack: ["T1530"],
    severity: "warning",
    title: "Access, lifecycle or replication of a bucket changed",
    firstLook: "Check that the bucket has not become public and that files are not expiring earlier",
    harmless: "Deployments of buckets",
    looksFor:
      "{ ($.eventSource = s3.amazonaws.com) && (($.eventName = PutBucketAcl) || ($.eventName = PutBucketPolicy) || ($.eventName = PutBucketCors) || ($.eventName = PutBucketLifecycle) || ($.eventName = PutBucketReplication) || ($.eventName = DeleteBucketPolicy) || ($.eventName = DeleteBucketCors) || ($.eventName = DeleteBucketLifecycle) || ($.eventName = DeleteBucketReplication)) }",
  },
  {
    id: "cis-config-changes",
    cis: 9,
    attack: ["T1562.001"],
    severity: "warning",
    title: "The recording of AWS Config changed",
    firstLook: "Check that the recorder runs and that its delivery channel exists",
    harmless: "Deployments of AWS Config, and renewals of its delivery channel",
    looksFor:
      "{ ($.eventSource = config.amazonaws.com) && (($.eventName=StopConfigurationRecorder)||($.eventName=DeleteDeliveryChannel)||($.eventName=PutDeliveryChannel)||($.eventName=PutConfigurationRecorder)) }",
  },
  {
    id: "cis-security-group-changes",
    cis: 10,
    attack: ["T1562.007"],
    severity: "info",
    title: "A security group was made, changed or deleted",
    firstLook: "Look for new ingress from 0.0.0.0/0 or ::/0",
    harmless: "Deployments, and services such as load balancers and EKS that keep groups of their own",
    // Without ModifySecurityGroupRules, which CIS adds in 5.0: Security Hub (CloudWatch.10) refuses further terms.
    looksFor:
      "{ ($.eventName = AuthorizeSecurityGroupIngress) || ($.eventName = AuthorizeSecurityGroupEgress) || ($.eventName = RevokeSecurityGroupIngress) || ($.eventName = RevokeSecurityGroupEgress) || ($.eventName = CreateSecurityGroup) || ($.eventName = DeleteSecurityGroup) }",
  },
  {
    id: "cis-nacl-changes",
    cis: 11,
    attack: ["T1562.007"],
    severity: "info",
    title: "A network ACL was made, changed or deleted",
    firstLook: "Compare with the deployments of that hour",
    harmless: "Deployments of networks",
    looksFor:
      "{ ($.eventName = CreateNetworkAcl) || ($.eventName = CreateNetworkAclEntry) || ($.eventName = DeleteNetworkAcl) || ($.eventName = DeleteNetworkAclEntry) || ($.eventName = ReplaceNetworkAclEntry) || ($.eventName = ReplaceNetworkAclAssociation) }",
  },
  {
    id: "cis-network-gateway-changes",
    cis: 12,
    attack: ["T1562.007"],
    severity: "info",
    title: "An internet or customer gateway was made, attached or deleted",
    firstLook: "Look for a way out of a network that should have none",
    harmless: "Deployments of networks",
    looksFor:
      "{ ($.eventName = CreateCustomerGateway) || ($.eventName = DeleteCustomerGateway) || ($.eventName = AttachInternetGateway) || ($.eventName = CreateInternetGateway) || ($.eventName = DeleteInternetGateway) || ($.eventName = DetachInternetGateway) }",
  },
  {
    id: "cis-route-table-changes",
    cis: 13,
    attack: ["T1562.007"],
    severity: "info",
    title: "A route table was made, changed or deleted",
    firstLook: "Look for routes to gateways or addresses that nobody expects",
    harmless: "Deployments of networks, EKS; routes of API Gateway have the same names",
    // Without the eventSource of CIS 3.0 and later: it binds to CreateRoute only, and Security Hub (CloudWatch.13) refuses it.
    looksFor:
      "{ ($.eventName = CreateRoute) || ($.eventName = CreateRouteTable) || ($.eventName = ReplaceRoute) || ($.eventName = ReplaceRouteTableAssociation) || ($.eventName = DeleteRouteTable) || ($.eventName = DeleteRoute) || ($.eventName = DisassociateRouteTable) }",
  },
  {
    id: "cis-vpc-changes",
    cis: 14,
    attack: ["T1562.007"],
    severity: "info",
    title: "A VPC or a VPC peering was made, changed or deleted",
    firstLook: "Check that the account on the other side of a peering is known",
    harmless: "Deployments of networks",
    looksFor:
      "{ ($.eventName = CreateVpc) || ($.eventName = DeleteVpc) || ($.eventName = ModifyVpcAttribute) || ($.eventName = AcceptVpcPeeringConnection) || ($.eventName = CreateVpcPeeringConnection) || ($.eventName = DeleteVpcPeeringConnection) || ($.eventName = RejectVpcPeeringConnection) || ($.eventName = AttachClassicLinkVpc) || ($.eventName = DetachClassicLinkVpc) || ($.eventName = DisableVpcClassicLink) || ($.eventName = EnableVpcClassicLink) }",
  },
  {
    id: "cis-organizations-changes",
    cis: 15,
    attack: ["T1484"],
    severity: "critical",
    title: "Accounts, units or policies of the organization changed",
    firstLook: "Check service control policies and who left or joined",
    harmless: "Accounts that are made or moved as planned",
    looksFor:
      '{ ($.eventSource = organizations.amazonaws.com) && (($.eventName = "AcceptHandshake") || ($.eventName = "AttachPolicy") || ($.eventName = "CreateAccount") || ($.eventName = "CreateOrganizationalUnit") || ($.eventName = "CreatePolicy") || ($.eventName = "DeclineHandshake") || ($.eventName = "DeleteOrganization") || ($.eventName = "DeleteOrganizationalUnit") || ($.eventName = "DeletePolicy") || ($.eventName = "DetachPolicy") || ($.eventName = "DisablePolicyType") || ($.eventName = "EnablePolicyType") || ($.eventName = "InviteAccountToOrganization") || ($.eventName = "LeaveOrganization") || ($.eventName = "MoveAccount") || ($.eventName = "RemoveAccountFromOrganization") || ($.eventName = "UpdatePolicy") || ($.eventName = "UpdateOrganizationalUnit")) }',
  },
] as const satisfies Detection[];
