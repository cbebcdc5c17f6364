import type { Kind } from "../graph/resource";

export interface EventSelector {
  readWriteType?: string;
  includeManagementEvents?: boolean;
  excludeManagementEventSources?: string[];
  dataResources?: { type: string; values: string[] }[];
}

export interface FieldSelector {
  field: string;
  equals?: string[];
  notEquals?: string[];
  startsWiths?: string[];
  notStartsWiths?: string[];
  endsWiths?: string[];
  notEndsWiths?: string[];
}

export interface TrailProps {
  arn?: string;
  name?: string;
  homeRegion?: string;
  s3BucketName?: string;
  s3KeyPrefix?: string;
  snsTopicName?: string;
  kmsKeyId?: string;
  cloudWatchLogsGroupArn?: string;
  cloudWatchLogsRoleArn?: string;
  enableLogging?: boolean;
  enableLogFileValidation?: boolean;
  includeGlobalServiceEvents?: boolean;
  isMultiRegionTrail?: boolean;
  isOrganizationTrail?: boolean;
  eventSelectors?: EventSelector[];
  advancedEventSelectors?: { name?: string; fieldSelectors: FieldSelector[] }[];
  insightSelectors?: { insightType?: string }[];
}

export const Trail: Kind<TrailProps> = {
  noun: "trail",
  tokens: ["aws:cloudtrail/trail:Trail", "aws-native:cloudtrail:Trail"],
  nameInArn: ({ service, resource }) => (service === "cloudtrail" ? resource.replace(/^trail\//, "") : undefined),
};

export interface EventDataStoreProps {
  arn?: string;
  name?: string;
  kmsKeyId?: string;
  retentionPeriod?: number;
  terminationProtectionEnabled?: boolean;
  suspend?: string | boolean;
}

/** Where CloudTrail Lake keeps events. */
export const EventDataStore: Kind<EventDataStoreProps> = {
  noun: "event data store",
  tokens: ["aws:cloudtrail/eventDataStore:EventDataStore"],
};
