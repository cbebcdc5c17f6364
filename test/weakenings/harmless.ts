/** Changes of the account stack that no policy reports, each with the reason. */
export const harmless: readonly [change: RegExp, reason: string][] = [
  [/^Dashboard /, "it shows what alarms tell by themselves"],
  [/^Alias /, "a second name of the key, which nothing in the stack uses"],
  [/\.(d|alarmD)escription: |\.tags(All)?(\.severity)?: /, "written for people"],
  [/^(LogMetricFilter|MetricAlarm|RolePolicy) [\w-]+\.name: /, "it does the same under another name"],
  [/^LogMetricFilter .*\.defaultValue: dropped$/, "without data its alarm stays as calm as with a 0"],

  [/^Trail [\w-]+\.(enableLogging|includeGlobalServiceEvents): dropped$/, "left to the default, it is on"],
  [/^Trail [\w-]+\.isOrganizationTrail: dropped$/, "it was none of an organization before"],
  [
    /^Trail [\w-]+\.advancedEventSelectors(\.\[\])?: dropped$/,
    "without selectors a trail records all management events",
  ],
  [/^Trail .*\.fieldSelectors: dropped$/, "CloudTrail refuses a selector without fields"],
  [/^Trail .*\.advancedEventSelectors\.\[\]\.name: /, "what a selector is called"],

  [/^Bucket audit-archive\.forceDestroy: dropped$/, "left to the default, it is off"],
  [/^Bucket audit-archive\.objectLockEnabled: /, "the lock configuration switches it on"],
  [/^BucketVersioning audit-archive(: deleted|\.bucket: \w+)$/, "object lock keeps versions by itself"],
  [/^BucketOwnershipControls audit-archive(: deleted|\.bucket: \w+)$/, "S3 refuses ACLs of buckets by default"],
  [
    /^BucketServerSideEncryptionConfiguration audit-archive(: deleted|\.bucket: \w+|\.rules[^:]*: \w+)$/,
    "CloudTrail encrypts with the key of the trail, and S3 encrypts the rest",
  ],
  [/^BucketObjectLockConfiguration .*\.days: times 10$/, "it locks for longer"],
  [/^BucketObjectLockConfiguration .*\.mode: other$/, "S3 knows no such mode"],
  [/^BucketLifecycleConfiguration audit-archive(: deleted|\.bucket: \w+)$/, "log files are kept for ever"],
  [/^BucketLifecycleConfiguration .*\.rules(\.\[\])?: dropped$/, "log files are kept for ever"],
  [
    /^BucketLifecycleConfiguration .*\.expiration(: dropped|\.days: (dropped|times 10))$/,
    "log files are kept for longer",
  ],
  [/^BucketLifecycleConfiguration .*\.expiredObjectDeleteMarker: \w+$/, "a marker over nothing hides nothing"],
  [/^BucketLifecycleConfiguration .*\.(filter|filter\.prefix|status): \w+$/, "it expires fewer files, or none"],
  [/^BucketLifecycleConfiguration .*\.noncurrentVersionExpiration/, "object lock keeps versions for as long"],
  [/^BucketLifecycleConfiguration .*\.(transitions|transitionDefault)/, "another class of storage keeps as long"],
  [/^BucketLifecycleConfiguration .*\.abortIncompleteMultipartUpload/, "parts of uploads that nobody finished"],
  [/^BucketLifecycleConfiguration .*\.rules\.\[\]\.id: /, "what a rule is called"],
  [/^BucketLogging audit-archive\.targetBucket: other$/, "another stack may have a bucket of this name"],
  [/^BucketLogging audit-archive\.targetPrefix: /, "the same logs under another prefix"],

  [/^Key audit-key\.deletionWindowInDays: /, "KMS waits for a week at least"],
  [/^Key audit-key\.rotationPeriodInDays: /, "whatever the period, it rotates"],
  [/^Key audit-key\.policy: .*AccountAdministers/, "KMS refuses a policy that leaves nobody to administer it"],

  [/^LogGroup audit-trail\.deletionProtectionEnabled: /, "a second net: a detection tells who deletes it"],
  [/^LogGroup audit-trail\.logGroupClass: dropped$/, "left to the default, it is the standard class"],
  [/^LogGroup audit-trail\.logGroupClass: other$/, "CloudWatch Logs knows no such class"],
  [/^LogGroup audit-trail\.retentionInDays: times 10$/, "it keeps for longer"],

  [
    /^MetricAlarm audit-(alerts-critical|detections)-undelivered/,
    "a second net that nothing asks for: it tells that others were not told",
  ],
  [
    /^MetricAlarm [\w-]+\.(comparisonOperator|evaluationPeriods|statistic|threshold|period): dropped$/,
    "CloudWatch refuses an alarm without",
  ],
  [/^MetricAlarm [\w-]+\.evaluationPeriods: times 0.1$/, "CloudWatch refuses 0 periods"],
  [/^MetricAlarm [\w-]+\.treatMissingData: (dropped|other)$/, "the filter counts a 0 where nothing happens"],
  [/^MetricAlarm audit-detections-[\w-]+\.period: times 10$/, "it rings within an hour still"],
  [
    /^MetricAlarm audit-trail-heartbeat\.(period|evaluationPeriods|threshold): times/,
    "it rings for silence, sooner or later",
  ],
  [/^MetricAlarm audit-trail-heartbeat\.warmUpConfiguration/, "what happens before the first event"],
  [/^CompositeAlarm /, "it tells when all is calm again; each alarm has told by itself"],

  [
    /^EventRule [\w-]+(: deleted|\.eventPattern: dropped)$/,
    "no control asks for this rule; a comparison with the last state does",
  ],
  [
    /^EventTarget [\w-]+\.(arn|roleArn): (dropped|elsewhere|other)$/,
    "what it names is not part of the stack, and may well take it",
  ],
  [/^EventTarget [\w-]+\.inputTransformer/, "how the message reads"],
  [/^EventTarget [\w-]+\.deadLetterConfig/, "a second net"],
  [/^Queue(Policy)? /, "a second net: what could not be delivered is in the trail too"],

  [/^TopicSubscription [\w-]+\.endpoint: /, "who reads there, nobody here knows"],
  [/^TopicSubscription [\w-]+\.protocol: /, "SNS refuses it"],
];
