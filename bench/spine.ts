/**
 * The policies of one chain from the trail to the one who is told, with its archive and its keys: what an account cannot do
 * without, as a catalogue of the size that others have. The whole catalogue holds ten times as many.
 */
export const SPINE = [
  ...["trail-exists", "trail-logging", "trail-multi-region", "trail-global-service-events", "trail-management-events"],
  ...["trail-log-file-validation", "trail-encryption", "trail-cloudwatch-logs", "trail-role-delivers"],
  ...["archive-accepts-trail", "archive-not-public", "archive-versioning", "archive-retention", "archive-tls-only"],
  ...["archive-access-logs", "archive-object-lock", "archive-protected"],
  ...["log-group-retention", "log-group-encryption", "log-group-key-usable"],
  ...["trail-filters-on-own-group", "filter-has-alarm", "filter-transformation"],
  ...["alarm-reads-filter-metric", "alarm-fires-on-one-event", "alarm-missing-data", "alarm-actions"],
  ...[
    "alarm-reaches-subscriber",
    "topic-encryption",
    "topic-lets-cloudwatch-publish",
    "topic-key-usable",
    "key-rotation",
  ],
];
