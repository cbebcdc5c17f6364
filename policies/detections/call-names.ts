import { isSlip } from "../nearest";

/**
 * Calls that audits look for, by service, as CloudTrail spells them, with those of the service that differ from them by one
 * letter. Not all calls of any service: what is not here may exist.
 */
const CALLS: Record<string, string> = {
  cloudtrail:
    "AddTags CancelQuery CreateChannel CreateEventDataStore CreateTrail DeleteChannel DeleteEventDataStore DeleteResourcePolicy DeleteTrail DescribeTrails DisableFederation EnableFederation GetEventSelectors GetInsightSelectors GetTrail GetTrailStatus ListTrails LookupEvents PutEventConfiguration PutEventSelectors PutInsightSelectors PutResourcePolicy RemoveTags RestoreEventDataStore StartEventDataStoreIngestion StartImport StartLogging StartQuery StopEventDataStoreIngestion StopImport StopLogging UpdateChannel UpdateEventDataStore UpdateTrail",
  config:
    "DeleteAggregationAuthorization DeleteConfigRule DeleteConfigurationAggregator DeleteConfigurationRecorder DeleteConformancePack DeleteDeliveryChannel DeleteOrganizationConfigRule DeleteRetentionConfiguration PutAggregationAuthorization PutConfigRule PutConfigurationAggregator PutConfigurationRecorder PutConformancePack PutDeliveryChannel PutOrganizationConfigRule PutRetentionConfiguration StartConfigurationRecorder StopConfigurationRecorder",
  ec2: "AcceptVpcPeeringConnection AttachInternetGateway AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateCustomerGateway CreateFlowLogs CreateInternetGateway CreateNetworkAcl CreateNetworkAclEntry CreateRoute CreateRouteTable CreateSecurityGroup CreateVpc CreateVpcPeeringConnection DeleteCustomerGateway DeleteFlowLogs DeleteInternetGateway DeleteNetworkAcl DeleteNetworkAclEntry DeleteRoute DeleteRouteTable DeleteSecurityGroup DeleteSnapshot DeleteVolume DeleteVpc DeleteVpcPeeringConnection DetachInternetGateway DisableEbsEncryptionByDefault DisassociateRouteTable ModifyImageAttribute ModifyInstanceAttribute ModifySnapshotAttribute ModifyVpcAttribute RejectVpcPeeringConnection ReplaceNetworkAclAssociation ReplaceNetworkAclEntry ReplaceRoute ReplaceRouteTableAssociation RevokeSecurityGroupEgress RevokeSecurityGroupIngress RunInstances StartInstances StopInstances TerminateInstances",
  events:
    "CreateEventBus DeleteEventBus DeleteRule DisableRule EnableRule PutPermission PutRule PutTargets RemovePermission RemoveTargets UpdateEventBus",
  guardduty:
    "CreateDetector CreateFilter CreateIPSet CreateMembers CreatePublishingDestination CreateThreatIntelSet DeleteDetector DeleteFilter DeleteIPSet DeleteMembers DeletePublishingDestination DeleteThreatIntelSet DisassociateFromAdministratorAccount DisassociateFromMasterAccount DisassociateMembers StartMonitoringMembers StopMonitoringMembers UpdateDetector UpdateFilter UpdateIPSet UpdateThreatIntelSet",
  iam: "AddUserToGroup AttachGroupPolicy AttachRolePolicy AttachUserPolicy ChangePassword CreateAccessKey CreateGroup CreateInstanceProfile CreateLoginProfile CreateOpenIDConnectProvider CreatePolicy CreatePolicyVersion CreateRole CreateSAMLProvider CreateServiceLinkedRole CreateUser CreateVirtualMFADevice DeactivateMFADevice DeleteAccessKey DeleteAccountPasswordPolicy DeleteGroup DeleteGroupPolicy DeleteLoginProfile DeletePolicy DeletePolicyVersion DeleteRole DeleteRolePermissionsBoundary DeleteRolePolicy DeleteUser DeleteUserPermissionsBoundary DeleteUserPolicy DeleteVirtualMFADevice DetachGroupPolicy DetachRolePolicy DetachUserPolicy EnableMFADevice PutGroupPolicy PutRolePermissionsBoundary PutRolePolicy PutUserPermissionsBoundary PutUserPolicy RemoveUserFromGroup ResyncMFADevice SetDefaultPolicyVersion UpdateAccessKey UpdateAccountPasswordPolicy UpdateAssumeRolePolicy UpdateLoginProfile UpdateRole UpdateSAMLProvider UpdateUser",
  kms: "CancelKeyDeletion CreateAlias CreateGrant CreateKey Decrypt DeleteAlias DeleteImportedKeyMaterial DeleteKey DisableKey DisableKeyRotation EnableKey EnableKeyRotation Encrypt ImportKeyMaterial PutKeyPolicy RetireGrant RevokeGrant RotateKey ScheduleKeyDeletion UpdateAlias",
  logs: "AssociateKmsKey CreateLogGroup CreateLogStream DeleteDestination DeleteLogGroup DeleteLogStream DeleteMetricFilter DeleteResourcePolicy DeleteRetentionPolicy DeleteSubscriptionFilter DisassociateKmsKey PutDestination PutMetricFilter PutResourcePolicy PutRetentionPolicy PutSubscriptionFilter",
  monitoring:
    "DeleteAlarms DeleteDashboards DisableAlarmActions EnableAlarmActions PutCompositeAlarm PutDashboard PutMetricAlarm SetAlarmState",
  organizations:
    "AcceptHandshake AttachPolicy CloseAccount CreateAccount CreateOrganization CreateOrganizationalUnit CreatePolicy DeclineHandshake DeleteOrganization DeleteOrganizationalUnit DeletePolicy DetachPolicy DisableAWSServiceAccess DisablePolicyType EnableAWSServiceAccess EnablePolicyType InviteAccountToOrganization LeaveOrganization MoveAccount RemoveAccountFromOrganization UpdateOrganizationalUnit UpdatePolicy",
  s3: "CreateBucket DeleteBucket DeleteBucketCors DeleteBucketEncryption DeleteBucketLifecycle DeleteBucketPolicy DeleteBucketPublicAccessBlock DeleteBucketReplication DeleteObject DeleteObjects PutBucketAcl PutBucketCors PutBucketEncryption PutBucketLifecycle PutBucketLogging PutBucketPolicy PutBucketPublicAccessBlock PutBucketReplication PutBucketVersioning PutObject PutObjectAcl",
  securityhub:
    "BatchDisableStandards BatchEnableStandards DeleteInsight DeleteMembers DisableImportFindingsForProduct DisableSecurityHub DisassociateFromAdministratorAccount DisassociateMembers EnableSecurityHub UpdateStandardsControl",
  signin: "CheckMfa ConsoleLogin ExitRole PasswordRecoveryCompleted PasswordRecoveryRequested SwitchRole",
};

const known = new Map(Object.entries(CALLS).map(([service, names]) => [service, new Set(names.split(" "))]));

/** Calls of other services that are one letter from one of these. */
const NEIGHBOURS = new Set(
  "CreateMember CreateRule CreateTrial DeleteAlarm DeleteDashboard DeleteGroups DeleteMember DeleteTrial DisassociateMember ListTrials PutBucketCORS PutEventsConfiguration StartInstance StartMonitoringMember StopInstance UpdateRule UpdateTrial".split(
    " ",
  ),
);

/**
 * The call that a name certainly means, where no service of these has one of this name: it differs in the case of letters, or
 * by one letter. `undefined` where the name exists, or may.
 */
export function slipOf(name: string, services: readonly string[]): string | undefined {
  const lists = services.map((service) => known.get(service));
  if (lists.length === 0 || lists.some((list) => !list || list.has(name))) return undefined;
  return lists.flatMap((list) => [...(list ?? [])]).find((call) => isSlip(name, call));
}

const ofAnyService = new Set([...known.values()].flatMap((list) => [...list]));
const slips = new Map<string, string | undefined>();

/** The one call that a name certainly means, whichever service it is of. */
export function slipOfAny(name: string): string | undefined {
  if (ofAnyService.has(name) || NEIGHBOURS.has(name)) return undefined;
  if (!slips.has(name)) {
    const near = [...ofAnyService].filter((call) => isSlip(name, call));
    slips.set(name, near.length === 1 ? near[0] : undefined);
  }
  return slips.get(name);
}
