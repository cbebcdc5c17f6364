import { judged, type Section } from "./requirement";

/** What no other tool judged before deployment when this catalogue was begun. */
export const beyond: Section = {
  title: "Before deployment, nowhere else",
  requirements: [
    judged(
      1,
      "Filters catch what their name says, tried on sample events",
      "filter-matches-nothing",
      "filter-matches-everything",
      "alarm-on-root-usage",
    ),
    judged(2, "Alarms read the metric that the filter emits", "alarm-reads-filter-metric", "alarm-dimensions-exist"),
    judged(3, "Alarms fire on one event", "alarm-fires-on-one-event"),
    judged(4, "Alarms know what silence means", "alarm-missing-data"),
    judged(5, "Filters count sanely", "filter-transformation"),
    judged(6, "Alarms reach somebody", "alarm-reaches-subscriber", "alarm-actions", "subscription-confirmed"),
    judged(7, "Topics let CloudWatch publish", "topic-lets-cloudwatch-publish"),
    judged(8, "CloudWatch can use the keys of topics", "topic-key-usable"),
    judged(9, "Filters sit where the trail delivers", "trail-filters-on-own-group"),
    judged(10, "The role of the trail can deliver", "trail-role-delivers"),
    judged(11, "The archive lets in its trail, and only that", "archive-accepts-trail"),
    judged(12, "Those who write logs can use the keys", "trail-key-usable", "log-group-key-usable", "key-rotation"),
    judged(13, "Logs are really kept for as long as is asked", "archive-retention", "log-group-retention"),
    judged(
      14,
      "Object Lock fits retention, and is absent where it stops deliveries",
      "archive-object-lock",
      "archive-access-logs",
    ),
    judged(15, "Buckets of logs do not log in a circle", "archive-access-logs"),
    judged(16, "Without a trail, an organization's trail is declared", "trail-exists"),
    judged(17, "Audit resources are hard to remove", "archive-protected"),
    judged(18, "An update does not weaken auditing", "update-does-not-weaken-auditing"),
    judged(19, "Event selectors are judged by what they record", "trail-management-events"),
    judged(20, "Every logging switch ends in a store that is judged too", "function-log-group", "rest-stage-log-group"),
  ],
};
