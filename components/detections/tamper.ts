import type { Detection, Own } from "./detection";

/** An ARN carries the name at its end, and calls take either. */
const nameOrArn = (name: string, kind: string): string[] => [name, `*:${kind}/${name}`];

const named = (fields: string[], values: string[] | undefined) => (values ? { where: { fields, values } } : {});

/** On the monitoring itself: whoever wants to stay unseen begins here. Calls that were refused count as well. */
export const TAMPER_DETECTIONS = [
  {
    id: "tamper-trail",
    homeOnly: true,
    attack: ["T1562.008"],
    severity: "critical",
    title: "Somebody tried to stop, change or delete the trail of this monitoring",
    firstLook: "Start the trail again if it stands still, take the rights of the identity away, then look at the gap",
    harmless: "A deployment of this stack; compare with its time",
    looksFor: ({ trailName }: Own) => [
      {
        calls: { cloudtrail: "StopLogging DeleteTrail UpdateTrail PutEventSelectors PutInsightSelectors" },
        ...named(
          ["requestParameters.name", "requestParameters.trailName"],
          trailName === undefined ? undefined : nameOrArn(trailName, "trail"),
        ),
        attempts: true,
      },
    ],
  },
  {
    id: "tamper-log-group",
    homeOnly: true,
    attack: ["T1562.008"],
    severity: "critical",
    title: "Somebody tried to weaken the log group that the detections read",
    firstLook:
      "Compare group, retention, key and filters with the program; deploy again; the archive still has the events",
    harmless: "A deployment of this stack; compare with its time",
    looksFor: ({ logGroupName }: Own) => [
      {
        calls: {
          logs: "DeleteLogGroup DeleteLogStream DeleteMetricFilter PutMetricFilter PutRetentionPolicy DeleteRetentionPolicy DisassociateKmsKey PutLogGroupDeletionProtection",
        },
        where: {
          fields: ["requestParameters.logGroupName", "requestParameters.logGroupIdentifier"],
          values: [logGroupName],
        },
        attempts: true,
      },
      {
        calls: { logs: "DisassociateKmsKey PutLogGroupDeletionProtection" },
        where: {
          fields: ["requestParameters.logGroupIdentifier", "requestParameters.resourceIdentifier"],
          values: [`*:log-group:${logGroupName}`],
        },
        attempts: true,
      },
    ],
  },
  {
    id: "tamper-alarms",
    homeOnly: true,
    attack: ["T1562.001"],
    severity: "critical",
    title: "Somebody tried to silence the alarms of this monitoring",
    firstLook: "Deploy again, then look at which alarm was silenced: it is the one that would have told",
    harmless: "A deployment of this stack; compare with its time",
    looksFor: ({ prefix }: Own) => [
      {
        calls: {
          monitoring:
            "DeleteAlarms DisableAlarmActions SetAlarmState PutMetricAlarm PutCompositeAlarm PutAlarmMuteRule",
        },
        where: {
          fields: [
            "requestParameters.alarmNames[*]",
            "requestParameters.alarmName",
            "requestParameters.muteTargets.alarmNames[*]",
          ],
          values: [`${prefix}-*`],
        },
        attempts: true,
      },
    ],
  },
  {
    id: "tamper-topics",
    homeOnly: true,
    attack: ["T1562.001"],
    severity: "critical",
    title: "Somebody tried to cut off those who hear the alarms",
    firstLook:
      "Check topics, their policies and subscriptions; mails that were unsubscribed have to be confirmed again",
    harmless: "Somebody who unsubscribes, and a deployment of this stack",
    looksFor: ({ prefix }: Own) => [
      {
        calls: { sns: "DeleteTopic Unsubscribe SetTopicAttributes RemovePermission SetSubscriptionAttributes" },
        where: {
          fields: ["requestParameters.topicArn", "requestParameters.subscriptionArn"],
          values: [`*:${prefix}-*`],
        },
        attempts: true,
      },
    ],
  },
  {
    id: "tamper-rules",
    attack: ["T1562.001"],
    severity: "critical",
    title: "Somebody tried to switch off the event rules of this monitoring",
    firstLook: "Enable the rule or deploy again; the alarms on the trail still ring, some minutes later",
    harmless: "A deployment of this stack; compare with its time",
    looksFor: ({ prefix }: Own) => [
      {
        calls: { events: "DisableRule DeleteRule RemoveTargets PutRule PutTargets" },
        where: { fields: ["requestParameters.name", "requestParameters.rule"], values: [`${prefix}-*`] },
        attempts: true,
      },
    ],
  },
  {
    id: "tamper-archive",
    homeOnly: true,
    attack: ["T1562.008", "T1490"],
    severity: "critical",
    title: "Somebody tried to change or delete the archive of the trail",
    firstLook: "Compare policy, lifecycle, lock and versioning of the bucket with the program; deploy again",
    harmless: "A deployment of this stack; compare with its time",
    looksFor: ({ bucketName }: Own) => [
      {
        calls: {
          s3: "DeleteBucket* PutBucketPolicy PutBucketAcl PutBucketLifecycle* PutBucketVersioning PutBucketObjectLockConfiguration PutObjectLockConfiguration PutBucketPublicAccessBlock PutBucketOwnershipControls PutBucketEncryption PutBucketLogging PutBucketReplication",
        },
        ...named(["requestParameters.bucketName"], bucketName === undefined ? undefined : [bucketName]),
        attempts: true,
      },
    ],
  },
  {
    id: "tamper-security-services",
    attack: ["T1562.001"],
    severity: "critical",
    title: "A security service was switched off",
    firstLook: "Switch it on again, and take the rights of the identity away: nobody does this in passing",
    harmless: "A service that is taken out of use, or moves to a delegated administrator",
    looksFor: [
      {
        calls: {
          guardduty: "DeleteDetector",
          securityhub: "DisableSecurityHub DisableSecurityHubV2",
          config: "DeleteConfigurationRecorder StopConfigurationRecorder",
          "access-analyzer": "DeleteAnalyzer",
          macie2: "DisableMacie",
          inspector2: "Disable",
          detective: "DeleteGraph",
          securitylake: "DeleteDataLake",
        },
        attempts: true,
      },
      {
        calls: { guardduty: "UpdateDetector" },
        where: { fields: ["requestParameters.enable"], values: [false] },
        attempts: true,
      },
      {
        calls: { macie2: "UpdateMacieSession" },
        where: { fields: ["requestParameters.status"], values: ["PAUSED"] },
        attempts: true,
      },
    ],
  },
] as const satisfies Detection[];
