/** CloudTrail records that the judge makes up: what a filter may rely on of the real ones, and no more. */
export type CloudTrailRecord = Readonly<Record<string, unknown>>;

const ACCOUNT = "111122223333";

const credentials = { accountId: ACCOUNT, accessKeyId: "ASIAIOSFODNN7EXAMPLE" };

export const user = {
  type: "IAMUser",
  principalId: "AIDACKCEVSQ6C2EXAMPLE",
  arn: `arn:aws:iam::${ACCOUNT}:user/anna`,
  userName: "anna",
  ...credentials,
};

export const role = {
  type: "AssumedRole",
  principalId: "AROACKCEVSQ6C2EXAMPLE:deploy",
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/operations/deploy`,
  sessionContext: {
    sessionIssuer: {
      type: "Role",
      principalId: "AROACKCEVSQ6C2EXAMPLE",
      arn: `arn:aws:iam::${ACCOUNT}:role/operations`,
      accountId: ACCOUNT,
      userName: "operations",
    },
    attributes: { creationDate: "2026-03-01T08:00:00Z", mfaAuthenticated: "false" },
  },
  ...credentials,
};

export const rootUser = {
  type: "Root",
  principalId: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:root`,
  ...credentials,
};

/** What a service does on its own account. */
export const service = (name: string) => ({ type: "AWSService", invokedBy: `${name}.amazonaws.com` });

/** Services whose events are recorded in us-east-1, wherever the call came from. */
const GLOBAL = new Set(["iam", "organizations", "cloudfront", "route53"]);

/** One call of an API that went well. */
export function call(
  name: string,
  eventName: string,
  by: object = role,
  more: CloudTrailRecord = {},
): CloudTrailRecord {
  return {
    eventVersion: "1.11",
    userIdentity: by,
    eventTime: "2026-03-01T08:15:30Z",
    eventSource: `${name}.amazonaws.com`,
    eventName,
    awsRegion: GLOBAL.has(name) ? "us-east-1" : "eu-central-1",
    sourceIPAddress: "198.51.100.7",
    userAgent: "aws-cli/2.17.0",
    requestParameters: null,
    responseElements: null,
    requestID: "b7cf1d4e-0d3a-4bd1-9c53-6b1f0e6f3a10",
    eventID: "2f1d8f3b-7a58-4f0e-9d5c-3e2b1a4c5d6e",
    readOnly: /^(Assume|BatchGet|Decrypt|Describe|GenerateDataKey|Get|Head|List|Lookup|Search|Simulate)/.test(
      eventName,
    ),
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    eventCategory: "Management",
    ...more,
  };
}

/** Calls of one service, by a role and by an IAM user in turn: their identities have different fields. */
export function calls(name: string, ...eventNames: string[]): CloudTrailRecord[] {
  return eventNames.map((eventName, index) => call(name, eventName, index % 2 === 0 ? role : user));
}

export function denied(
  name: string,
  eventName: string,
  errorCode: string,
  by: object,
  errorMessage?: string,
): CloudTrailRecord {
  return call(name, eventName, by, { errorCode, ...(errorMessage === undefined ? {} : { errorMessage }) });
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html */
export function signIn(by: object, outcome: "Success" | "Failure", mfa: "Yes" | "No", awsRegion = "us-east-1") {
  return call("signin", "ConsoleLogin", by, {
    awsRegion,
    userAgent: "Mozilla/5.0",
    eventType: "AwsConsoleSignIn",
    responseElements: { ConsoleLogin: outcome },
    additionalEventData: { LoginTo: "https://console.aws.amazon.com/", MobileVersion: "No", MFAUsed: mfa },
    ...(outcome === "Failure" ? { errorMessage: "Failed authentication" } : {}),
  });
}

/** `RunInstances of ec2 by AssumedRole`, for messages. */
export function shownRecord(record: CloudTrailRecord): string {
  const { eventName, eventSource, errorCode, errorMessage, userIdentity, additionalEventData } = record as {
    eventName: string;
    eventSource: string;
    errorCode?: string;
    errorMessage?: string;
    userIdentity: { type: string; invokedBy?: string };
    additionalEventData?: { MFAUsed: string };
  };
  const { type, invokedBy } = userIdentity;
  const by = type === "AWSService" ? invokedBy : type + (invokedBy ? ` on behalf of ${invokedBy}` : "");
  const mfa = additionalEventData && ` ${additionalEventData.MFAUsed === "Yes" ? "with" : "without"} MFA`;
  const error = errorCode ?? errorMessage;
  return `${eventName} of ${eventSource.replace(/\.amazonaws\.com$/, "")} by ${by}${mfa ?? ""}${error ? ` (${error})` : ""}`;
}
