import type { Detection } from "./detection";

/** Attacks on what records, detects and tells, whoever owns it. */
export const EVASION_DETECTIONS = [
  {
    id: "cloudtrail-selectors-tampering",
    attack: ["T1562.008"],
    severity: "critical",
    title: "What a trail or an event data store records was cut down",
    firstLook: "Read the selectors: management events and both reads and writes have to be in; then look at the gap",
    harmless: "Data events that are added or dropped for their price",
    looksFor: [
      {
        calls: {
          cloudtrail:
            "PutEventSelectors PutInsightSelectors StopEventDataStoreIngestion UpdateEventDataStore DeleteEventDataStore DeregisterOrganizationDelegatedAdmin",
        },
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
    looksFor: [
      {
        calls: {
          guardduty:
            "DeleteDetector UpdateDetector DeleteMembers DisassociateMembers StopMonitoringMembers DisassociateFromAdministratorAccount DisassociateFromMasterAccount CreateIPSet UpdateIPSet CreateFilter UpdateFilter ArchiveFindings UpdateMemberDetectors UpdateOrganizationConfiguration DisableOrganizationAdminAccount DeletePublishingDestination UpdatePublishingDestination CreateThreatIntelSet UpdateThreatIntelSet",
        },
      },
    ],
  },
  {
    id: "securityhub-tampering",
    attack: ["T1562.001"],
    severity: "warning",
    title: "Security Hub was switched off or findings were put away",
    firstLook: "Look at which findings or controls changed, and whether they concern the identity that changed them",
    harmless: "Security's own work on findings, and a ticket system that closes them",
    looksFor: [
      {
        calls: {
          securityhub:
            "DisableSecurityHub BatchDisableStandards UpdateStandardsControl BatchUpdateStandardsControlAssociations CreateAutomationRule DisableOrganizationAdminAccount DeleteMembers DisassociateMembers DisassociateFromAdministratorAccount BatchUpdateFindings UpdateFindings DeleteInsight UpdateInsight DeleteActionTarget",
        },
        byHand: true,
      },
    ],
  },
  {
    id: "config-tampering",
    attack: ["T1562.001"],
    severity: "warning",
    title: "Parts of AWS Config were deleted or stopped",
    firstLook:
      "Check that the recorder runs and that rules and packs are there; AWS Config keeps what it recorded before",
    harmless: "Rules that are replaced by a deployment",
    looksFor: [
      {
        calls: {
          config:
            "DeleteConfigurationRecorder DeleteConfigRule DeleteOrganizationConfigRule DeleteConformancePack DeleteOrganizationConformancePack DeleteConfigurationAggregator DeleteRemediationConfiguration StopConfigurationRecorder DeleteDeliveryChannel",
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
    looksFor: [{ calls: { ec2: "DeleteFlowLogs" } }],
  },
  {
    id: "dns-query-logs-deleted",
    attack: ["T1562.008"],
    severity: "warning",
    title: "Logging of DNS queries was removed",
    firstLook: "Associate the configuration again; look at which network went dark",
    harmless: "A network that is taken down",
    looksFor: [
      { calls: { route53resolver: "DeleteResolverQueryLogConfig DisassociateResolverQueryLogConfig" } },
      { calls: { route53: "DeleteQueryLoggingConfig" } },
    ],
  },
  {
    id: "log-group-or-filter-deleted",
    attack: ["T1562.008", "T1070"],
    severity: "warning",
    title: "Logs, or what reads them, were deleted, shortened or switched off",
    firstLook: "Look at which group it was and whose traces it held; deleted log events do not come back",
    harmless: "Applications that are taken down, and tools that set the retention of groups",
    looksFor: [
      {
        calls: {
          logs: "DeleteLogGroup DeleteLogStream DeleteMetricFilter DeleteSubscriptionFilter DeleteDestination DeleteDelivery DeleteDeliverySource DeleteDeliveryDestination DeleteAccountPolicy PutRetentionPolicy",
          rds: "StopActivityStream",
          redshift: "DisableLogging",
        },
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
    title: "Alarms, event rules, topics or subscriptions were removed or silenced",
    firstLook: "Look at whom the alarm or the rule would have told, and of what",
    harmless: "Applications that are taken down; alarms that are silenced for planned work",
    looksFor: [
      {
        calls: {
          monitoring: "DeleteAlarms DisableAlarmActions SetAlarmState PutAlarmMuteRule",
          events: "DeleteRule DisableRule RemoveTargets",
          sns: "DeleteTopic Unsubscribe",
        },
        byHand: true,
      },
      {
        calls: { monitoring: "PutMetricAlarm PutCompositeAlarm" },
        where: { fields: ["requestParameters.actionsEnabled"], values: [false] },
        byHand: true,
      },
    ],
  },
] as const satisfies Detection[];
