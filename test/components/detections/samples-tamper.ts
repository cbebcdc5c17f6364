import type { TAMPER_DETECTIONS } from "../../../components/detections/tamper";
import { asked, OWN, REFUSED, type Samples } from "./sample";

const { trailName, logGroupName, bucketName } = OWN;
const ARN = `arn:aws:cloudtrail:eu-west-1:111122223333:trail/${trailName}`;
const GROUPS = "arn:aws:logs:eu-west-1:111122223333:log-group:";
const TOPIC = "arn:aws:sns:eu-west-1:111122223333:audit-alerts-critical-prod";

export const TAMPER_SAMPLES: Record<(typeof TAMPER_DETECTIONS)[number]["id"], Samples> = {
  "tamper-trail": {
    rings: [
      asked("cloudtrail.StopLogging", { name: trailName }),
      asked("cloudtrail.DeleteTrail", { name: ARN }, REFUSED),
      asked("cloudtrail.PutEventSelectors", { trailName }),
    ],
    quiet: [
      asked("cloudtrail.StopLogging", { name: "somebody-elses" }),
      asked("cloudtrail.GetTrail", { name: trailName }),
    ],
  },
  "tamper-log-group": {
    rings: [
      asked("logs.DeleteLogGroup", { logGroupName }),
      asked("logs.PutLogGroupDeletionProtection", { logGroupIdentifier: `${GROUPS}${logGroupName}` }),
      asked("logs.DisassociateKmsKey", { resourceIdentifier: `${GROUPS}${logGroupName}` }),
      asked("logs.PutRetentionPolicy", { logGroupName, retentionInDays: 1 }, REFUSED),
    ],
    quiet: [
      asked("logs.DeleteLogGroup", { logGroupName: "/app" }),
      asked("logs.DisassociateKmsKey", { resourceIdentifier: `${GROUPS}/app` }),
      asked("logs.CreateLogStream", { logGroupName }),
    ],
  },
  "tamper-alarms": {
    rings: [
      asked("monitoring.DeleteAlarms", { alarmNames: ["other", "audit-detections-cis-root-usage-prod"] }),
      asked("monitoring.DisableAlarmActions", { alarmNames: ["audit-trail-heartbeat-prod"] }, REFUSED),
      asked("monitoring.PutAlarmMuteRule", { name: "m", muteTargets: { alarmNames: ["audit-trail-heartbeat-prod"] } }),
      asked("monitoring.SetAlarmState", { alarmName: "audit-trail-heartbeat-prod", stateValue: "OK" }),
    ],
    quiet: [
      asked("monitoring.DeleteAlarms", { alarmNames: ["cpu"] }),
      asked("monitoring.PutMetricAlarm", { alarmName: "cpu" }),
    ],
  },
  "tamper-topics": {
    rings: [asked("sns.DeleteTopic", { topicArn: TOPIC }), asked("sns.Unsubscribe", { subscriptionArn: `${TOPIC}:1` })],
    quiet: [
      asked("sns.DeleteTopic", { topicArn: "arn:aws:sns:eu-west-1:111122223333:orders" }),
      asked("sns.Publish", { topicArn: TOPIC }),
    ],
  },
  "tamper-rules": {
    rings: [
      asked("events.DisableRule", { name: "audit-detections-forward-prod" }),
      asked("events.PutTargets", { rule: "audit-detections-tamper-trail-prod" }),
      asked("events.RemoveTargets", { rule: "audit-detections-tamper-trail-prod" }),
    ],
    quiet: [asked("events.DisableRule", { name: "nightly" }), asked("waf.DeleteRule", { name: "audit-x" })],
  },
  "tamper-archive": {
    rings: [
      asked("s3.DeleteBucketPolicy", { bucketName }),
      asked("s3.PutBucketReplication", { bucketName }),
      asked("s3.PutBucketLifecycleConfiguration", { bucketName }, REFUSED),
    ],
    quiet: [asked("s3.DeleteBucketPolicy", { bucketName: "web" }), asked("s3.GetBucketPolicy", { bucketName })],
  },
  "tamper-security-services": {
    rings: [
      "guardduty.DeleteDetector",
      asked("guardduty.UpdateDetector", { detectorId: "1", enable: false }),
      ["securityhub.DisableSecurityHub", REFUSED],
      "config.StopConfigurationRecorder",
      "macie2.DisableMacie",
      ["securitylake.DeleteDataLake", REFUSED],
      asked("macie2.UpdateMacieSession", { status: "PAUSED" }),
    ],
    quiet: [
      asked("macie2.UpdateMacieSession", { findingPublishingFrequency: "SIX_HOURS" }),
      "guardduty.UpdateDetector",
      asked("guardduty.UpdateDetector", { enable: true }),
      "inspector2.Enable",
    ],
  },
};
