import type { Policy } from "./policy";
import trailExists from "./trail/trail-exists";
import trailLogging from "./trail/trail-logging";
import trailMultiRegion from "./trail/trail-multi-region";
import trailGlobalServiceEvents from "./trail/trail-global-service-events";
import trailManagementEvents from "./trail/trail-management-events";
import trailRecordsOrganization from "./trail/trail-records-organization";
import trailOneOrganization from "./trail/trail-one-organization";
import trailLogFileValidation from "./trail/trail-log-file-validation";
import trailEncryption from "./trail/trail-encryption";
import trailKeyUsable from "./trail/trail-key-usable";
import trailCloudwatchLogs from "./trail/trail-cloudwatch-logs";
import trailRoleDelivers from "./trail/trail-role-delivers";
import trailSelectorsValid from "./trail/trail-selectors-valid";
import trailDataEvents from "./trail/trail-data-events";
import trailNotification from "./trail/trail-notification";
import trailInsights from "./trail/trail-insights";
import eventDataStores from "./trail/event-data-stores";
import archiveAcceptsTrail from "./archive/archive-accepts-trail";
import archiveNoConfusedDeputy from "./archive/archive-no-confused-deputy";
import archiveNotPublic from "./archive/archive-not-public";
import archivePublicAccessBlock from "./archive/archive-public-access-block";
import archiveTlsOnly from "./archive/archive-tls-only";
import archiveVersioning from "./archive/archive-versioning";
import archiveObjectLock from "./archive/archive-object-lock";
import archiveAtHand from "./archive/archive-at-hand";
import archiveRetention from "./archive/archive-retention";
import archiveAccessLogs from "./archive/archive-access-logs";
import archiveProtected from "./archive/archive-protected";
import archiveOutsiders from "./archive/archive-outsiders";
import archiveNotCopiedOutside from "./archive/archive-not-copied-outside";
import bucketAccess from "./buckets/bucket-access";
import bucketActivity from "./buckets/bucket-activity";
import bucketDurability from "./buckets/bucket-durability";
import logGroupRetention from "./log-groups/log-group-retention";
import logGroupEncryption from "./log-groups/log-group-encryption";
import logGroupKeyUsable from "./log-groups/log-group-key-usable";
import logPolicies from "./log-groups/log-policies";
import logGroupClass from "./log-groups/log-group-class";
import logGroupLimits from "./log-groups/log-group-limits";
import roleTrustNotPublic from "./identities/role-trust-not-public";
import cloudtrailRights from "./identities/cloudtrail-rights";
import noConfusedDeputy from "./identities/no-confused-deputy";
import alarmNotSuppressed from "./alarms/alarm-not-suppressed";
import alarmNamesUnique from "./alarms/alarm-names-unique";
import compositeAlarmAlarmsExist from "./alarms/composite-alarm-alarms-exist";
import trailFiltersOnOwnGroup from "./filters/trail-filters-on-own-group";
import filterMatchesNothing from "./filters/filter-matches-nothing";
import filterMatchesEverything from "./filters/filter-matches-everything";
import filterTransformation from "./filters/filter-transformation";
import filterPatternValid from "./filters/filter-pattern-valid";
import logSubscriptionPatternValid from "./filters/log-subscription-pattern-valid";
import filterHasAlarm from "./filters/filter-has-alarm";
import alarmsOnCisControls from "./detections/cis-controls";
import awsConfig from "./detectors/aws-config";
import detectiveServices from "./detectors/detective-services";
import detectionTextCis from "./detections/detection-text-cis";
import eventPatternValid from "./detections/event-pattern-valid";
import eventRuleMatchesNothing from "./detections/event-rule-matches-nothing";
import callsExist from "./detections/calls-exist";
import eventTargetInputValid from "./detections/event-target-input-valid";
import eventRuleReachesSubscriber from "./detections/event-rule-reaches-subscriber";
import alarmReadsFilterMetric from "./alarms/alarm-reads-filter-metric";
import alarmFiresOnOneEvent from "./alarms/alarm-fires-on-one-event";
import alarmSettingsValid from "./alarms/alarm-settings-valid";
import alarmReturnsOneValue from "./alarms/alarm-returns-one-value";
import alarmMissingData from "./alarms/alarm-missing-data";
import alarmActions from "./alarms/alarm-actions";
import alarmReachesSubscriber from "./alarms/alarm-reaches-subscriber";
import alarmCanRing from "./monitoring/alarm-can-ring";
import alarmDimensionsExist from "./monitoring/alarm-dimensions-exist";
import resourceMonitored from "./monitoring/resource-monitored";
import topicEncryption from "./topics/topic-encryption";
import topicLetsCloudwatchPublish from "./topics/topic-lets-cloudwatch-publish";
import topicAccess from "./topics/topic-access";
import topicDeliveryStatus from "./topics/topic-delivery-status";
import subscriptions from "./topics/subscriptions";
import topicKeyUsable from "./topics/topic-key-usable";
import keyDeletionWindow from "./keys/key-deletion-window";
import keyNotPublic from "./keys/key-not-public";
import keyOutsiders from "./keys/key-outsiders";
import keyRotation from "./keys/key-rotation";
import changesApplied from "./changes/changes-applied";
import updateDoesNotWeakenAuditing from "./changes/update-does-not-weaken-auditing";
import flowLogRoleDelivers from "./services/flow-log-role-delivers";
import networkLogs from "./services/network";
import edgeLogs from "./services/edge";
import apiLogs from "./services/api";
import serverlessLogs from "./services/serverless";
import eventSourceEnabled from "./services/event-source-enabled";
import queueRights from "./services/queue-rights";
import deadLetterQueueRetention from "./services/dead-letter-queue-retention";
import deadLetters from "./services/dead-letters";
import functionRights from "./services/function-rights";
import functionNotThrottled from "./services/function-not-throttled";
import databaseLogs from "./services/database-logs";
import databaseMonitoring from "./services/database-monitoring";
import dataStoreLogs from "./services/data-stores";
import dataMovementLogs from "./services/data-movement";
import containerLogs from "./services/containers";
import platformLogs from "./services/platform";
import beanstalkLogs from "./services/beanstalk";
import sessionDocuments from "./services/session-documents";
import serviceLogGroups from "./services/groups";
import dataLogGroups from "./services/data-groups";
import platformLogGroups from "./services/platform-groups";
import eventBusNotPublic from "./services/event-bus-not-public";
import serviceLogDestinations from "./services/destinations";
import logBucketAcceptsLogs from "./services/log-bucket-accepts-logs";
import logBucketNotErasedFromOutside from "./services/log-bucket-not-erased-from-outside";
import logBucketRetention from "./services/log-bucket-retention";
import logBucketNoCircle from "./services/log-bucket-no-circle";

/** Every policy, in the order in which reports print them: along the chain from the trail to whoever hears the alarm. */
export const catalogue: readonly Policy[] = [
  trailExists,
  trailLogging,
  trailMultiRegion,
  trailGlobalServiceEvents,
  trailManagementEvents,
  trailRecordsOrganization,
  trailOneOrganization,
  trailLogFileValidation,
  trailEncryption,
  trailKeyUsable,
  trailCloudwatchLogs,
  trailRoleDelivers,
  trailSelectorsValid,
  ...trailDataEvents,
  trailNotification,
  trailInsights,
  ...eventDataStores,
  archiveAcceptsTrail,
  archiveNoConfusedDeputy,
  archiveNotPublic,
  archivePublicAccessBlock,
  archiveTlsOnly,
  archiveVersioning,
  archiveObjectLock,
  archiveRetention,
  archiveAtHand,
  archiveAccessLogs,
  archiveProtected,
  ...archiveOutsiders,
  archiveNotCopiedOutside,
  logGroupRetention,
  logGroupEncryption,
  logGroupKeyUsable,
  logGroupClass,
  ...logGroupLimits,
  ...logPolicies,
  trailFiltersOnOwnGroup,
  filterPatternValid,
  filterMatchesNothing,
  filterMatchesEverything,
  filterTransformation,
  filterHasAlarm,
  logSubscriptionPatternValid,
  eventPatternValid,
  eventRuleMatchesNothing,
  ...callsExist,
  eventTargetInputValid,
  eventRuleReachesSubscriber,
  ...alarmsOnCisControls,
  detectionTextCis,
  alarmReadsFilterMetric,
  alarmFiresOnOneEvent,
  alarmReturnsOneValue,
  alarmSettingsValid,
  alarmMissingData,
  alarmActions,
  alarmReachesSubscriber,
  alarmNamesUnique,
  alarmNotSuppressed,
  compositeAlarmAlarmsExist,
  alarmDimensionsExist,
  alarmCanRing,
  topicEncryption,
  topicLetsCloudwatchPublish,
  topicKeyUsable,
  ...topicAccess,
  topicDeliveryStatus,
  ...subscriptions,
  keyRotation,
  keyDeletionWindow,
  keyNotPublic,
  ...keyOutsiders,
  ...cloudtrailRights,
  roleTrustNotPublic,
  ...noConfusedDeputy,
  updateDoesNotWeakenAuditing,
  ...changesApplied,
  ...bucketAccess,
  ...bucketDurability,
  ...bucketActivity,
  ...awsConfig,
  ...detectiveServices,
  ...networkLogs,
  flowLogRoleDelivers,
  ...edgeLogs,
  ...apiLogs,
  ...serverlessLogs,
  ...functionRights,
  functionNotThrottled,
  eventSourceEnabled,
  ...queueRights,
  ...deadLetters,
  deadLetterQueueRetention,
  eventBusNotPublic,
  ...databaseLogs,
  ...databaseMonitoring,
  ...dataStoreLogs,
  ...dataMovementLogs,
  ...containerLogs,
  ...platformLogs,
  ...beanstalkLogs,
  ...sessionDocuments,
  ...serviceLogGroups,
  ...dataLogGroups,
  ...platformLogGroups,
  ...serviceLogDestinations,
  logBucketAcceptsLogs,
  logBucketRetention,
  logBucketNotErasedFromOutside,
  logBucketNoCircle,
  ...resourceMonitored,
];
