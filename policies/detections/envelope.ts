import type { CloudTrailRecord } from "./records";

/** The event that EventBridge makes of a record. */
export interface EventEnvelope {
  version: "0";
  id: unknown;
  "detail-type": string;
  source: string;
  account: unknown;
  time: unknown;
  region: unknown;
  resources: readonly never[];
  detail: CloudTrailRecord;
}

export const DETAIL_TYPES: Record<string, string> = {
  AwsConsoleSignIn: "AWS Console Sign In via CloudTrail",
  AwsServiceEvent: "AWS Service Event via CloudTrail",
  AwsConsoleAction: "AWS Console Action via CloudTrail",
  AwsCloudTrailInsight: "AWS Insight via CloudTrail",
};
/** Of every other type. */
export const API_CALL = "AWS API Call via CloudTrail";

export function envelope(record: CloudTrailRecord): EventEnvelope {
  const { eventSource, eventType, eventTime, eventID, awsRegion, recipientAccountId, userIdentity } = record;
  return {
    version: "0",
    id: eventID,
    "detail-type": DETAIL_TYPES[String(eventType)] ?? API_CALL,
    source: `aws.${String(eventSource).replace(/\.amazonaws\.com(\.cn)?$/, "")}`,
    account: recipientAccountId ?? (userIdentity as { accountId?: unknown } | undefined)?.accountId,
    time: eventTime,
    region: awsRegion,
    resources: [],
    detail: record,
  };
}

/**
 * Whether a rule gets the call only where its state asks for all management events.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html
 */
export function isRead({ readOnly, managementEvent, eventName }: CloudTrailRecord): boolean {
  if (managementEvent === false) return false;
  // Records from before 2014 do not say.
  return typeof readOnly === "boolean" ? readOnly : /^(Describe|Get|List)/.test(String(eventName));
}
