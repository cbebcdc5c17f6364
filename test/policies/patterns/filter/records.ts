/** Filter patterns for CloudTrail, the published and our own, with records that they must and must not match. */
export interface Detection {
  /** What it is for, and which of its published wordings it is. */
  title: string;
  pattern: string;
  hits: CloudTrailRecord[];
  misses: CloudTrailRecord[];
}

export type CloudTrailRecord = Record<string, unknown>;

/** A record of one call by an IAM user, as far as the patterns look at it. */
export function call(service: string, eventName: string, more: CloudTrailRecord = {}): CloudTrailRecord {
  return {
    eventVersion: "1.11",
    eventTime: "2026-03-01T08:15:30Z",
    eventSource: `${service}.amazonaws.com`,
    eventName,
    eventType: "AwsApiCall",
    awsRegion: "eu-central-1",
    sourceIPAddress: "198.51.100.7",
    userAgent: "aws-cli/2.17",
    userIdentity: { type: "IAMUser", userName: "anna", accountId: "111122223333" },
    requestParameters: null,
    responseElements: null,
    readOnly: false,
    ...more,
  };
}

export const asked = (service: string, name: string, requestParameters: unknown) =>
  call(service, name, { requestParameters });

export const source = (service: string) => `($.eventSource = "${service}.amazonaws.com")`;
export const anyOf = (names: readonly string[], write: (name: string) => string, or = " || ") =>
  names.map(write).join(or);
export const quoted = (name: string) => `($.eventName = "${name}")`;
export const bare = (name: string) => `($.eventName = ${name})`;
export const tight = (name: string) => `($.eventName=${name})`;
export const named = (names: readonly string[]) =>
  names.length === 1 ? quoted(names[0]) : `(${anyOf(names, quoted)})`;

/** Some calls of one service. */
export function calls(title: string, service: string, list: string): Detection {
  const names = list.split(" ");
  return {
    title,
    pattern: `{ ${source(service)} && ${named(names)} }`,
    hits: names.map((name) => call(service, name)),
    misses: [call("example", names[0]), call(service, "DescribeNothing"), call(service, `${names[0]}X`)],
  };
}

/** Some calls, whatever the service, as most CIS controls have them. */
export function anywhere(title: string, pattern: string, service: string, list: string): Detection {
  const names = list.split(" ");
  return {
    title,
    pattern,
    hits: [...names.map((name) => call(service, name)), call("example", names[0])],
    misses: [call(service, "DescribeNothing"), call(service, names[0].toLowerCase()), { eventSource: "x" }],
  };
}

export const root = (more: CloudTrailRecord = {}, identity: CloudTrailRecord = {}) => ({
  ...call("iam", "ListUsers", more),
  userIdentity: { type: "Root", ...identity },
});

export const split = (list: string) => list.split(" ");
