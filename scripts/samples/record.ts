import { createHash } from "node:crypto";

export const ACCOUNT = "444455556666";
export const REGION = "eu-west-1";

/** Who calls, as CloudTrail names them, and from where. */
export interface Caller {
  readonly userIdentity: object;
  readonly sourceIPAddress: string;
  readonly userAgent: string;
}

const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36";
const CLI = "aws-cli/2.15.30";

const session = (role: string, name: string, from: string, userAgent: string): Caller => ({
  userIdentity: {
    type: "AssumedRole",
    principalId: `AROAEXAMPLE${role.toUpperCase()}:${name}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${name}`,
    accountId: ACCOUNT,
    sessionContext: {
      sessionIssuer: { type: "Role", userName: role, arn: `arn:aws:iam::${ACCOUNT}:role/${role}`, accountId: ACCOUNT },
      attributes: { mfaAuthenticated: userAgent === BROWSER ? "true" : "false", creationDate: "2024-05-14T06:00:00Z" },
    },
  },
  sourceIPAddress: from,
  userAgent,
});

const user = (name: string, from: string, userAgent: string): Caller => ({
  userIdentity: {
    type: "IAMUser",
    principalId: `AIDAEXAMPLE${name.toUpperCase()}`,
    arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
    accountId: ACCOUNT,
    userName: name,
  },
  sourceIPAddress: from,
  userAgent,
});

/** Addresses are of the ranges that are kept for documentation (RFC 5737). */
export const CALLERS = {
  portal: session("PatientPortal", "i-0a1b2c3d4e5f60718", "10.20.10.7", "aws-sdk-js/3.540.0"),
  clinician: session("Clinician", "ana@clinic.example", "192.0.2.10", BROWSER),
  nurse: session("Clinician", "bo@clinic.example", "192.0.2.11", BROWSER),
  deployer: session("Deployer", "release-214", "192.0.2.40", CLI),
  oncall: session("OnCall", "kim@clinic.example", "192.0.2.21", BROWSER),
  contractor: user("contractor", "203.0.113.77", CLI),
  root: {
    userIdentity: { type: "Root", principalId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT },
    sourceIPAddress: "203.0.113.77",
    userAgent: BROWSER,
  },
} satisfies Record<string, Caller>;

export type Sample = {
  readonly at: string;
  readonly by: keyof typeof CALLERS;
  /** `service:Call`. */
  readonly call: string;
  readonly request?: object;
  readonly response?: object;
  readonly denied?: boolean;
  readonly failed?: string;
  readonly readOnly?: boolean;
  /** ARN and type of what a data event is about. */
  readonly of?: readonly [type: string, arn: string][];
  readonly extra?: object;
};

/** A record as CloudTrail writes it. The id is made from the content, so that every run writes the same files. */
export function recordOf({ at, by, call, request, response, denied, failed, readOnly, of, extra }: Sample): object {
  const [service, eventName] = call.split(":");
  const data = of !== undefined;
  const hex = createHash("sha256")
    .update(`${at} ${by} ${call} ${JSON.stringify(request)}`)
    .digest("hex");
  const errorCode = denied ? "AccessDenied" : failed;
  return {
    eventVersion: "1.09",
    ...CALLERS[by],
    eventTime: at,
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: service === "iam" || service === "signin" ? "us-east-1" : REGION,
    ...(errorCode && {
      errorCode,
      errorMessage: denied ? `not authorized to perform ${service}:${eventName}` : errorCode,
    }),
    requestParameters: request ?? null,
    responseElements: errorCode ? null : (response ?? null),
    requestID: hex.slice(0, 16).toUpperCase(),
    eventID: [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `a${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ].join("-"),
    readOnly: readOnly ?? /^(Get|Describe|List|Head|Query|Scan)/.test(eventName),
    ...(of && { resources: of.map(([type, ARN]) => ({ type, ARN, accountId: ACCOUNT })) }),
    eventType: service === "signin" ? "AwsConsoleSignIn" : "AwsApiCall",
    managementEvent: !data,
    recipientAccountId: ACCOUNT,
    eventCategory: data ? "Data" : "Management",
    ...extra,
  };
}
