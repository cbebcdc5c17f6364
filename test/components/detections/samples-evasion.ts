import type { EVASION_DETECTIONS } from "../../../components/detections/evasion";
import { asked, BY_SERVICE, REFUSED, type Sample, type Samples } from "./sample";

type Id = (typeof EVASION_DETECTIONS)[number]["id"];

const selected = (selector: object, more: object = {}): Sample => [
  "cloudtrail.PutEventSelectors",
  {
    requestParameters: {
      trailName: "audit",
      eventSelectors: [
        {
          readWriteType: "All",
          includeManagementEvents: true,
          dataResources: [],
          excludeManagementEventSources: [],
          ...selector,
        },
      ],
    },
    ...more,
  },
];

const modelLogs = (textDataDeliveryEnabled: boolean): Sample =>
  asked("bedrock.PutModelInvocationLoggingConfiguration", { loggingConfig: { textDataDeliveryEnabled } });

export const EVASION_SAMPLES: Record<Id, Samples> = {
  "cloudtrail-selectors-tampering": {
    rings: [
      selected({ includeManagementEvents: false }),
      selected({ readWriteType: "ReadOnly" }),
      selected({ excludeManagementEventSources: ["kms.amazonaws.com"] }),
      asked("cloudtrail.PutEventSelectors", {
        advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory" }] }],
      }),
      asked("cloudtrail.PutInsightSelectors", { insightSelectors: [] }),
      "cloudtrail.DeleteEventDataStore",
      "cloudtrail.UpdateEventDataStore",
    ],
    quiet: [
      selected({ dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3:::records/"] }] }),
      selected({ includeManagementEvents: false }, BY_SERVICE),
      asked("cloudtrail.PutInsightSelectors", { insightSelectors: [{ insightType: "ApiCallRateInsight" }] }),
      "cloudtrail.GetEventSelectors",
      ["cloudtrail.UpdateEventDataStore", BY_SERVICE],
      ["cloudtrail.PutEventSelectors", REFUSED],
    ],
  },
  "guardduty-tampering": {
    rings: [
      "guardduty.DeleteDetector",
      "guardduty.CreateIPSet",
      "guardduty.UpdateFilter",
      "guardduty.DisableOrganizationAdminAccount",
      "guardduty.CreateTrustedEntitySet",
      "guardduty.DeleteThreatIntelSet",
      "guardduty.DeleteMalwareProtectionPlan",
      asked("guardduty.CreateFilter", { name: "x", action: "ARCHIVE" }),
      asked("guardduty.UpdateDetector", { enable: false }),
      asked("guardduty.UpdateDetector", { enable: true, dataSources: { s3Logs: { enable: false } } }),
      asked("guardduty.UpdateDetector", { enable: true, features: [{ name: "S3_DATA_EVENTS", status: "DISABLED" }] }),
      asked("guardduty.UpdateDetector", { findingPublishingFrequency: "SIX_HOURS" }),
      asked("guardduty.UpdateOrganizationConfiguration", { autoEnableOrganizationMembers: "NONE" }),
    ],
    quiet: [
      "guardduty.GetDetector",
      "waf.CreateIPSet",
      ["guardduty.CreateIPSet", BY_SERVICE],
      asked("guardduty.UpdateOrganizationConfiguration", { autoEnableOrganizationMembers: "ALL" }),
      asked("guardduty.CreateFilter", { name: "mine", action: "NOOP" }),
      asked("guardduty.UpdateDetector", { enable: true, features: [{ name: "S3_DATA_EVENTS", status: "ENABLED" }] }),
      asked("guardduty.UpdateMemberDetectors", { features: [{ name: "S3_DATA_EVENTS", status: "ENABLED" }] }),
    ],
  },
  "securityhub-tampering": {
    rings: [
      "securityhub.DisableSecurityHub",
      "securityhub.BatchUpdateFindings",
      asked("securityhub.BatchUpdateFindings", { Workflow: { Status: "SUPPRESSED" } }),
      "securityhub.BatchUpdateStandardsControlAssociations",
      "securityhub.DisableImportFindingsForProduct",
      "securityhub.DeleteFindingAggregator",
      asked("securityhub.UpdateOrganizationConfiguration", { AutoEnable: false }),
      asked("securityhub.UpdateSecurityHubConfiguration", { AutoEnableControls: false }),
      asked("securityhub.UpdateStandardsControl", { ControlStatus: "DISABLED" }),
    ],
    quiet: [
      "securityhub.GetFindings",
      asked("securityhub.BatchUpdateFindings", { Workflow: { Status: "NOTIFIED" } }),
      asked("securityhub.UpdateStandardsControl", { ControlStatus: "ENABLED" }),
      asked("securityhub.UpdateOrganizationConfiguration", { AutoEnable: true }),
    ],
  },
  "config-tampering": {
    rings: ["config.DeleteConfigRule", "config.DeleteConformancePack", "config.DisassociateResourceTypes"],
    quiet: ["config.PutConfigRule", ["config.DeleteConfigRule", BY_SERVICE]],
  },
  "vpc-flow-logs-deleted": {
    rings: ["ec2.DeleteFlowLogs", asked("ec2.DeleteFlowLogs", { FlowLogId: "fl-1" })],
    quiet: ["ec2.CreateFlowLogs", ["ec2.DeleteFlowLogs", REFUSED], ["ec2.DeleteFlowLogs", BY_SERVICE]],
  },
  "dns-query-logs-deleted": {
    rings: ["route53resolver.DeleteResolverQueryLogConfig", "route53.DeleteQueryLoggingConfig"],
    quiet: [
      "route53resolver.CreateResolverQueryLogConfig",
      ["route53resolver.DisassociateResolverQueryLogConfig", BY_SERVICE],
    ],
  },
  "log-group-or-filter-deleted": {
    rings: [
      "logs.DeleteLogGroup",
      "logs.DeleteSubscriptionFilter",
      "logs.DeleteDelivery",
      "logs.DeleteDestination",
      "logs.DeleteDataProtectionPolicy",
      asked("logs.PutRetentionPolicy", { logGroupName: "/app", retentionInDays: 1 }),
      asked("logs.PutLogGroupDeletionProtection", { deletionProtectionEnabled: false }),
      "rds.StopActivityStream",
      asked("eks.UpdateClusterConfig", { logging: { clusterLogging: [{ types: ["audit"], enabled: false }] } }),
    ],
    quiet: [
      "logs.CreateLogGroup",
      asked("logs.PutRetentionPolicy", { logGroupName: "/app", retentionInDays: 1 }, BY_SERVICE),
      asked("logs.PutRetentionPolicy", { logGroupName: "/app", retentionInDays: 14 }),
      asked("logs.PutLogGroupDeletionProtection", { deletionProtectionEnabled: true }),
      asked("eks.UpdateClusterConfig", { logging: { clusterLogging: [{ types: ["audit"], enabled: true }] } }),
    ],
  },
  "alarm-path-tampering": {
    rings: [
      "monitoring.DisableAlarmActions",
      "monitoring.PutAlarmMuteRule",
      asked("monitoring.PutMetricAlarm", { alarmName: "cpu", actionsEnabled: false }),
      asked("monitoring.PutCompositeAlarm", { alarmName: "shop", actionsEnabled: false }),
      "chatbot.DeleteSlackChannelConfiguration",
      "events.RemoveTargets",
      asked("events.PutRule", { name: "findings", state: "DISABLED" }),
      "sns.Unsubscribe",
      asked("account.DeleteAlternateContact", { alternateContactType: "SECURITY" }),
    ],
    quiet: [
      "waf.DeleteRule",
      "monitoring.PutMetricAlarm",
      asked("monitoring.PutMetricAlarm", { actionsEnabled: true }),
      "chatbot.UpdateSlackChannelConfiguration",
      asked("events.PutRule", { name: "findings", state: "ENABLED" }),
      asked("account.PutAlternateContact", { alternateContactType: "BILLING" }),
    ],
  },
  "account-closed-or-left": {
    rings: [["organizations.LeaveOrganization", REFUSED], "account.CloseAccount"],
    quiet: ["organizations.ListAccounts", "account.PutAlternateContact"],
  },
  "waf-removed": {
    rings: [
      "wafv2.DisassociateWebACL",
      "waf-regional.DeleteWebACL",
      "waf.DeleteRule",
      asked("wafv2.UpdateWebACL", { name: "site", rules: [], defaultAction: { allow: {} } }),
      "network-firewall.DeleteFirewall",
      "route53resolver.DisassociateFirewallRuleGroup",
      asked("network-firewall.UpdateLoggingConfiguration", { loggingConfiguration: { logDestinationConfigs: [] } }),
    ],
    quiet: [
      "wafv2.AssociateWebACL",
      asked("wafv2.UpdateWebACL", { name: "site", rules: [{ name: "common", priority: 1 }] }),
      ["wafv2.DisassociateWebACL", { userIdentity: { invokedBy: "fms.amazonaws.com" } }],
      "events.DeleteRule",
      asked("network-firewall.UpdateLoggingConfiguration", {
        loggingConfiguration: { logDestinationConfigs: [{ logType: "ALERT" }] },
      }),
    ],
  },
  "bedrock-guardrails-off": {
    rings: ["bedrock.DeleteGuardrail", "bedrock.DeleteModelInvocationLoggingConfiguration", modelLogs(false)],
    quiet: ["bedrock.GetGuardrail", modelLogs(true), ["bedrock.UpdateGuardrail", BY_SERVICE]],
  },
};
