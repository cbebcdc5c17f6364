/** A call as `service.Name`, with what matters besides. */
export type Sample = string | readonly [call: string, more: object];

/** Records that ring a detection, and records that look alike and must not. */
export interface Samples {
  readonly rings: readonly [Sample, Sample, ...Sample[]];
  readonly quiet: readonly [Sample, ...Sample[]];
}

export const BY_SERVICE = { userIdentity: { type: "AssumedRole", invokedBy: "cloudformation.amazonaws.com" } };
export const BY_TERRAFORM = {
  userAgent: "APN/1.0 HashiCorp/1.0 Terraform/1.9.8 terraform-provider-aws/6.14.0 aws-sdk-go-v2/1.39.0",
};
export const REFUSED = { errorCode: "AccessDenied", errorMessage: "User: anna is not authorized to perform: x:Y" };
export const ROOT = {
  userIdentity: { type: "Root", arn: "arn:aws:iam::111122223333:root", accountId: "111122223333" },
};
export const USER = { userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/anna", userName: "anna" } };

export const asked = (call: string, requestParameters: object, more: object = {}): Sample => [
  call,
  { requestParameters, ...more },
];

/** The record that CloudTrail would write. */
export function recordOf(sample: Sample): Record<string, unknown> {
  const [call, more] = typeof sample === "string" ? [sample, {}] : sample;
  const [service, eventName] = call.split(".");
  return {
    eventVersion: "1.11",
    userIdentity: {
      type: "AssumedRole",
      arn: "arn:aws:sts::111122223333:assumed-role/deploy/anna",
      accountId: "111122223333",
    },
    eventTime: "2026-03-01T08:00:00Z",
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: "eu-west-1",
    sourceIPAddress: "198.51.100.7",
    requestParameters: null,
    responseElements: null,
    eventID: "00000000-0000-4000-8000-000000000000",
    readOnly: /^(Get|List|Describe|BatchGet)/.test(eventName),
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: "111122223333",
    ...more,
  };
}

/** The names that the samples of tampering are about. */
export const OWN = {
  logGroupName: "/trailwatch/audit-trail-prod",
  prefix: "audit",
  trailName: "audit-prod",
  bucketName: "audit-archive-prod-111122223333-eu-west-1",
};
