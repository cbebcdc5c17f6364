export { AccountBaseline, type AccountBaselineArgs } from "./account-baseline";
export { AccountDetectors, type AccountDetectorsArgs, type RegionalDetectors } from "./account-detectors";
export { AlertRouter, type AlertRouterArgs } from "./alert-router";
export { SEVERITIES, type AlertRoutes, type Severity, type SlackChannel, type TeamsChannel } from "./alert-routing";
export { ApplicationInsights, type ApplicationInsightsArgs } from "./application-insights";
export type { Replication } from "./archive-replication";
export type { ObjectLock, RetentionArgs, Tiering } from "./archive-retention";
export { AuditKey, type AuditKeyArgs } from "./audit-key";
export { AuditTrail, type AuditTrailArgs, type TrailSettings, type TrailStore } from "./audit-trail";
export { Canary, type CanaryArgs } from "./canary";
export type { ConfigRecording } from "./config-recording";
export { ContainerInsights, type ContainerInsightsArgs } from "./container-insights";
export type { DetectionChoice, DetectionOverride } from "./detection-choice";
export { ALL_DETECTIONS, CIS_DETECTIONS, DETECTIONS, type DetectionProfile } from "./detections";
export type { Detection, DetectionId, Family } from "./detections";
export { EventAlerts, type EventAlertsArgs } from "./event-alerts";
export {
  dynamodbAccess,
  dynamodbWrites,
  lambdaInvocations,
  s3Access,
  s3Writes,
  type DataEvents,
  type EventSelectorArgs,
} from "./event-selectors";
export type { FlowLogArgs } from "./flow-logs";
export type { Organization, TrailOrigin } from "./location";
export { LogArchive, type LogArchiveArgs } from "./log-archive";
export type { Centralization } from "./log-centralization";
export type { AnomalyDetection, DataProtection, LogGroupFeatures, Subscription } from "./log-group-features";
export type { AccountSubscription, Senders, ShippedLogGroup } from "./log-senders";
export { LogShipping, type LogShippingArgs } from "./log-shipping";
export { LogStore, type LogStoreArgs } from "./log-store";
export type { LogWriter } from "./log-writers";
export { ManagedLogGroup, type Heartbeat, type ManagedLogGroupArgs } from "./managed-log-group";
export type { MetricShipping, Observability, SharedTelemetry } from "./metric-shipping";
export { MonitoringDashboard, type AuditArgs, type MonitoringDashboardArgs } from "./monitoring-dashboard";
export {
  MONITOR_PROFILES,
  type AlarmChanges,
  type AlarmSettings,
  type MonitorProfile,
} from "./monitors/alarm-settings";
export type { AnomalyArgs } from "./monitors/anomaly";
export type { MuteWindow } from "./monitors/mute";
export type { OwnAlarm } from "./monitors/own-alarm";
export type { AlarmResponse } from "./monitors/responses";
export type { Scaling } from "./monitors/scaling";
export type { TogetherArgs } from "./monitors/states";
export type { WatchOptions } from "./monitors/watch-options";
export type { MonthlyUsd } from "./monthly-cost";
export { nearRealTime, type NearRealTime } from "./near-real-time";
export type { Existing } from "./places";
export { PROFILE_NAMES, type Profile } from "./profiles";
export { ResourceMonitor, type ResourceMonitorArgs } from "./resource-monitor";
export { LOG_RETENTION_DAYS, logRetentionOfAtLeast, type LogRetentionDays } from "./retention";
export type { Endpoint } from "./shipping-stream";
export type { GuardDutyArgs, GuardDutyPlan, SecurityHubArgs, SecurityStandard } from "./threat-detectors";
export { Tracing, type Sampling, type TracingArgs } from "./tracing";
export { TrailContributors, type TrailContributorsArgs } from "./trail-contributors";
export { TrailDetections, type TrailDetectionsArgs } from "./trail-detections";
export type { AlarmRecipients, Guarded } from "./trail-detections";
export { TrailQuery, type EventDataStoreArgs, type TrailQueryArgs } from "./trail-query";
export type { Records } from "./trail-questions";
