import type { Detection } from "./detection";

/** Attacks on what records, detects and tells, whoever owns it. */
export const EVASION_DETECTIONS = [
  {
    id: "cloudtrail-selectors-tampering",
    attack: ["T1562.008"],
    severity: "critical",
    title: "What a trail or an event data store records was cut down",
    firstLook: "Read the selectors: management events and both reads and writes have to be in; then look at the gap",
    harmless: "Data events that are added or dropped with advanced selectors",
    looksFor: [
      {
        calls: {
          cloudtrail: "StopEventDataStoreIngestion DeleteEventDataStore DeregisterOrganizationDelegatedAdmin",
        },
      },
      { calls: { cloudtrail: "UpdateEventDataStore" }, byHand: true },
      {
        // Where the first of the basic selectors has everything, everything is in; advanced ones do not tell by themselves.
        calls: { cloudtrail: "PutEventSelectors" },
        where: [
          { fields: ["requestParameters.eventSelectors[0].readWriteType"], values: [null] },
          { fields: ["requestParameters.eventSelectors[0].readWriteType"], values: ["ReadOnly", "WriteOnly"] },
          { fields: ["requestParameters.eventSelectors[0].includeManagementEvents"], values: [false] },
          { fields: ["requestParameters.eventSelectors[0].excludeManagementEventSources[0]"], values: ["*"] },
        ],
        byHand: true,
      },
      {
        calls: { cloudtrail: "PutInsightSelectors" },
        where: { fields: ["requestParameters.insightSelectors[0].insightType"], values: [null] },
        byHand: true,
      },
    ],
  },
  {
    id: "guardduty-tampering",
    attack: ["T1562.001"],
    severity: "warning",
    title: "GuardDuty was switched off, cut down or told what to overlook",
    firstLook: "Check detector, members, trusted lists and suppression filters against what was agreed",
    harmless: "Suppression filters for known false alarms; members that move to another administrator",
    // The names that are cut short: members and malware protection, and lists of threats and of what is trusted.
    looksFor: [
      {
        calls: {
          guardduty:
            "DeleteDetector DeleteM* Disassociate* StopMonitoringMembers *ateIPSet ArchiveFindings DisableOrganizationAdminAccount DeletePublishingDestination UpdatePublishingDestination CreateT* UpdateT* DeleteThreat*",
        },
        byHand: true,
      },
      // More protection than before, and a search that is kept, are no tampering.
      {
        calls: { guardduty: "Update*" },
        where: [
          { fields: ["requestParameters.enable", "requestParameters.dataSources.s3Logs.enable"], values: [false] },
          { fields: ["requestParameters.features[*].status"], values: ["DISABLED"] },
          { fields: ["requestParameters.findingPublishingFrequency"], values: ["SIX_HOURS"] },
          { fields: ["requestParameters.autoEnableOrganizationMembers"], values: ["NONE"] },
        ],
        byHand: true,
      },
      {
        calls: { guardduty: "*ateFilter" },
        where: { fields: ["requestParameters.action"], values: ["ARCHIVE", null] },
        byHand: true,
      },
    ],
  },
  {
    id: "securityhub-tampering",
    attack: ["T1562.001"],
    severity: "warning",
    title: "Security Hub was switched off or cut down, or findings were put away",
    firstLook: "Look at which findings or controls changed, and whether they concern the identity that changed them",
    harmless: "Security's own work on findings, and a ticket system that closes them",
    looksFor: [
      {
        calls: {
          securityhub:
            "Disable* BatchDisableStandards BatchUpdateStandardsControlAssociations CreateAutomationRule* Disassociate* UpdateFindings Delete* UpdateInsight",
        },
        byHand: true,
      },
      {
        // Ticket systems note that they heard of a finding.
        calls: { securityhub: "BatchUpdateFindings*" },
        where: { fields: ["requestParameters.Workflow.Status"], values: ["SUPPRESSED", "RESOLVED", null] },
        byHand: true,
      },
      {
        calls: { securityhub: "UpdateStandardsControl" },
        where: { fields: ["requestParameters.ControlStatus"], values: ["DISABLED", null] },
        byHand: true,
      },
      {
        calls: { securityhub: "Update*" },
        where: { fields: ["requestParameters.AutoEnable", "requestParameters.AutoEnableControls"], values: [false] },
        byHand: true,
      },
    ],
  },
  {
    id: "config-tampering",
    attack: ["T1562.001"],
    severity: "warning",
    title: "Parts of AWS Config were deleted, stopped or cut down",
    firstLook:
      "Check that the recorder runs and that rules and packs are there; AWS Config keeps what it recorded before",
    harmless: "Rules that are replaced by a deployment",
    looksFor: [
      {
        calls: {
          config:
            "DeleteConfigurationRecorder DeleteConfigRule DeleteOrganizationConfigRule DeleteConformancePack DeleteOrganizationConformancePack DeleteConfigurationAggregator DeleteRemediationConfiguration StopConfigurationRecorder DeleteDeliveryChannel DeleteServiceLinkedConfigurationRecorder DisassociateResourceTypes PutRetentionConfiguration",
        },
        byHand: true,
      },
    ],
  },
  {
    id: "vpc-flow-logs-deleted",
    attack: ["T1562.008"],
    severity: "warning",
    title: "Flow logs of a network were deleted",
    firstLook: "Make them again; look at what the identity did before and at connections of that network",
    harmless: "A network that is taken down",
    looksFor: [{ calls: { ec2: "DeleteFlowLogs" }, byHand: true }],
  },
  {
    id: "dns-query-logs-deleted",
    attack: ["T1562.008"],
    severity: "warning",
    title: "Logging of DNS queries was removed",
    firstLook: "Associate the configuration again; look at which network went dark",
    harmless: "A network that is taken down",
    looksFor: [
      {
        calls: {
          route53resolver: "DeleteResolverQueryLogConfig DisassociateResolverQueryLogConfig",
          route53: "DeleteQueryLoggingConfig",
        },
        byHand: true,
      },
    ],
  },
  {
    id: "log-group-or-filter-deleted",
    attack: ["T1562.008", "T1070"],
    severity: "warning",
    title: "Logs, or what masks, ships or reads them, were deleted, shortened or switched off",
    firstLook: "Look at which group it was and whose traces it held; deleted log events do not come back",
    harmless: "Applications that are taken down, and groups that are meant to keep less than a week",
    looksFor: [
      {
        calls: {
          logs: "DeleteLog* DeleteMetricFilter DeleteSubscriptionFilter DeleteDe* DeleteAccountPolicy DeleteDataProtectionPolicy",
          rds: "StopActivityStream",
          redshift: "DisableLogging",
        },
        byHand: true,
      },
      // Deployments set how long groups keep their events, hardly ever less than a week.
      { calls: { logs: "PutRetentionPolicy" }, and: "($.requestParameters.retentionInDays < 7)", byHand: true },
      {
        calls: { logs: "PutLogGroupDeletionProtection" },
        where: { fields: ["requestParameters.deletionProtectionEnabled"], values: [false] },
        byHand: true,
      },
      {
        calls: { eks: "UpdateClusterConfig" },
        where: { fields: ["requestParameters.logging.clusterLogging[*].enabled"], values: [false] },
        byHand: true,
      },
    ],
  },
  {
    id: "alarm-path-tampering",
    attack: ["T1562.001"],
    severity: "warning",
    title: "Alarms, event rules, topics, subscriptions or the security contact were removed, replaced or silenced",
    firstLook: "Look at whom the alarm or the rule would have told, and of what",
    harmless: "Applications that are taken down; alarms that are silenced for planned work",
    looksFor: [
      {
        calls: {
          monitoring: "DeleteAlarms DisableAlarmActions SetAlarmState PutAlarmMuteRule",
          events: "DeleteRule DisableRule RemoveTargets",
          sns: "DeleteTopic Unsubscribe",
          chatbot: "DeleteSlack*",
        },
        byHand: true,
      },
      {
        calls: { monitoring: "*Alarm" },
        where: { fields: ["requestParameters.actionsEnabled"], values: [false] },
        byHand: true,
      },
      {
        calls: { events: "PutRule" },
        where: { fields: ["requestParameters.state"], values: ["DISABLED"] },
        byHand: true,
      },
      {
        // AWS writes there when it finds keys in public or an account misused.
        calls: { account: "PutAlternateContact DeleteAlternateContact" },
        where: { fields: ["requestParameters.alternateContactType"], values: ["SECURITY"] },
        byHand: true,
      },
    ],
  },
  {
    id: "account-closed-or-left",
    attack: ["T1531", "T1562.008"],
    severity: "critical",
    title: "Somebody tried to close the account, or to take it out of the organization",
    firstLook: "Call the owner of the organization; outside of it none of its policies and trails holds",
    harmless: "Accounts that are given up as planned",
    looksFor: [
      {
        calls: {
          organizations:
            "LeaveOrganization CloseAccount RemoveAccountFromOrganization DeleteOrganization DisableAWSServiceAccess DeregisterDelegatedAdministrator",
          account: "CloseAccount",
        },
        attempts: true,
      },
    ],
  },
  {
    id: "waf-removed",
    attack: ["T1562.007"],
    severity: "warning",
    title: "A firewall of an application, a network or DNS, or Shield, was taken off, emptied or deleted, or its logs",
    firstLook: "Associate it again; look at requests to the application and at connections of the network since",
    harmless: "Applications and networks that are taken down",
    looksFor: [
      {
        calls: {
          "wafv2 waf waf-regional": "DisassociateWebACL DeleteWebACL DeleteRule* DeleteLoggingConfiguration",
          "network-firewall": "DeleteFirewall* DisassociateSubnets",
          route53resolver: "DisassociateFirewallRuleGroup DeleteFirewallRuleGroup",
          shield: "DeleteProtection DeleteSubscription",
        },
        // Firewall Manager puts its own in the place of others.
        byHand: true,
      },
      {
        calls: { wafv2: "UpdateWebACL" },
        where: { fields: ["requestParameters.rules[0].name"], values: [null] },
        byHand: true,
      },
      {
        calls: { "network-firewall": "UpdateLoggingConfiguration" },
        where: { fields: ["requestParameters.loggingConfiguration.logDestinationConfigs[0].logType"], values: [null] },
        byHand: true,
      },
    ],
  },
  {
    id: "bedrock-guardrails-off",
    attack: ["T1562.008"],
    severity: "warning",
    title: "A guardrail of a model changed, or its logging was switched off",
    firstLook: "Compare with what was agreed; without logging nobody knows what was asked",
    harmless: "Deployments of guardrails",
    looksFor: [
      {
        calls: {
          bedrock:
            "DeleteGuardrail UpdateGuardrail DeleteModelInvocationLoggingConfiguration DeleteAutomatedReasoningPolicy",
        },
        byHand: true,
      },
      {
        calls: { bedrock: "PutModelInvocationLoggingConfiguration" },
        where: { fields: ["requestParameters.loggingConfig.textDataDeliveryEnabled"], values: [false, null] },
        byHand: true,
      },
    ],
  },
] as const satisfies Detection[];
