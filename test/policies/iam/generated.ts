import * as fc from "fast-check";
import { type Request } from "../../../policies/iam/request";

/** A policy and a request of known values, small enough that many of them meet. */
export interface Case {
  request: Request & { action: string; resource: string; context: Record<string, string | string[]> };
  resource: PolicyJson;
  identity: PolicyJson;
}

export interface PolicyJson {
  Version: string;
  Statement: Record<string, unknown>[];
}

const ACCOUNT = "111122223333";
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/delivery`;
const WRITER = `arn:aws:iam::${ACCOUNT}:role/writer`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/delivery/run`;
const USER = `arn:aws:iam::${ACCOUNT}:user/ann`;
const STRANGER = "arn:aws:iam::999999999999:role/other";
const TRAIL = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/audit`;
const CLOUDTRAIL = "cloudtrail.amazonaws.com";

const REQUESTS = [
  ["s3:PutObject", `arn:aws:s3:::audit-logs/AWSLogs/${ACCOUNT}/CloudTrail/x.json`],
  ["s3:GetBucketAcl", "arn:aws:s3:::audit-logs"],
  ["sns:Publish", `arn:aws:sns:eu-west-1:${ACCOUNT}:alerts`],
  ["kms:GenerateDataKey", `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`],
  ["logs:PutLogEvents", `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:audit:log-stream:s1`],
] as const;

const PRINCIPALS: Request["principal"][] = [
  { service: CLOUDTRAIL },
  { service: CLOUDTRAIL },
  { aws: WRITER },
  { aws: SESSION },
  { aws: USER },
  "anonymous",
];

function oneOrMore<T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> {
  return fc.oneof(one, fc.array(one, { minLength: 1, maxLength: 3 }));
}

/** The text itself, or with a stretch of one segment behind a wildcard, or cut off behind one. */
function like(text: string): fc.Arbitrary<string> {
  return fc.tuple(fc.nat(text.length - 1), fc.nat(4), fc.constantFrom("*", "?", "cut")).map(([start, length, how]) => {
    if (how === "cut") return `${text.slice(0, start)}*`;
    if (how === "?") return text[start] === ":" ? text : `${text.slice(0, start)}?${text.slice(start + 1)}`;
    const stretch = text.slice(start, start + length).split(":")[0];
    return `${text.slice(0, start)}*${text.slice(start + stretch.length)}`;
  });
}

function actions(action: string): fc.Arbitrary<unknown> {
  const [prefix, name] = action.split(":");
  const one = fc.oneof(
    fc.constantFrom(action, action, action.toLowerCase(), "*", `${prefix}:*`, "s3:DeleteObject", "sns:Subscribe"),
    like(name).map((each) => `${prefix}:${each}`),
  );
  return oneOrMore(one);
}

function resources(resource: string): fc.Arbitrary<unknown> {
  // Behind the type of the resource, where AWS allows wildcards.
  const start = /^arn:aws:(s3:::|sns:.*:|kms:.*:key\/|logs:.*:log-group:)/.exec(resource)![0].length;
  const one = fc.oneof(
    fc.constantFrom(
      resource,
      resource,
      "*",
      "arn:aws:s3:::other/*",
      resource.replace(/audit|1234/, "${aws:UserAgent}"),
    ),
    like(resource.slice(start)).map((tail) => resource.slice(0, start) + tail),
  );
  return oneOrMore(one);
}

const principals = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom<unknown>("*", { AWS: "*" }) },
  { weight: 3, arbitrary: fc.constant({ Service: CLOUDTRAIL }) },
  {
    weight: 4,
    arbitrary: fc.record(
      {
        Service: oneOrMore(fc.constantFrom(CLOUDTRAIL, "logs.amazonaws.com")),
        AWS: oneOrMore(fc.constantFrom(ACCOUNT, ROOT, ROLE, WRITER, SESSION, USER, STRANGER)),
      },
      { requiredKeys: ["Service"] },
    ),
  },
);

/** Only lists of which AWS says what they mean: a principal together with its account, or neither. */
const exceptPrincipals = fc.constantFrom<unknown>(
  { Service: CLOUDTRAIL },
  { Service: ["logs.amazonaws.com", CLOUDTRAIL] },
  { AWS: STRANGER },
  { AWS: [ROOT, ROLE, WRITER, SESSION, USER] },
);

const TEXTS = ["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"];
const PATTERNS = ["StringLike", "StringNotLike"];
const ARNS = ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"];
const ORDERS = ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
const DATES = ["2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", "2025-06-30", "2027-01-01T12:00:00.5Z"];

function line(
  operators: string[],
  key: string,
  value: fc.Arbitrary<string>,
  prefixes = [""],
  suffixes = ["", "IfExists"],
) {
  return fc
    .tuple(fc.constantFrom(...prefixes), fc.constantFrom(...operators), fc.constantFrom(...suffixes), oneOrMore(value))
    .map(([prefix, operator, suffix, values]) => [`${prefix}${operator}${suffix}`, key, values] as const);
}

const arnPatterns = fc.oneof(
  fc.constantFrom(TRAIL, STRANGER),
  like(TRAIL.slice(43)).map((tail) => TRAIL.slice(0, 43) + tail),
);
const lines = fc.oneof(
  line(TEXTS, "aws:SourceAccount", fc.constantFrom(ACCOUNT, "999999999999", "1*")),
  line(TEXTS.slice(2), "aws:UserAgent", fc.constantFrom("AWSCLI", "awscli", "audit")),
  line(PATTERNS, "aws:UserAgent", fc.oneof(like("AwsCli"), fc.constantFrom("aws*", "*"))),
  line(ARNS, "aws:SourceArn", arnPatterns),
  line(
    ["StringEquals", "StringLike"],
    "aws:SourceArn",
    fc.constant("arn:aws:cloudtrail:eu-west-1:${aws:SourceAccount}:trail/audit"),
  ),
  line(["Bool"], "aws:SecureTransport", fc.constantFrom("true", "false", "True")),
  line(
    ORDERS.map((order) => `Numeric${order}`),
    "aws:MultiFactorAuthAge",
    fc.constantFrom("9", "10", "10.0", "300"),
  ),
  line(
    ORDERS.map((order) => `Date${order}`),
    "aws:CurrentTime",
    fc.constantFrom(...DATES),
  ),
  line(
    ["IpAddress", "NotIpAddress"],
    "aws:SourceIp",
    fc.constantFrom("10.0.0.0/8", "10.1.2.3", "2001:db8::/32", "0.0.0.0/1"),
  ),
  line(["Null"], "aws:SourceAccount", fc.constantFrom("true", "false"), [""], [""]),
  line([...TEXTS, ...PATTERNS], "aws:TagKeys", fc.constantFrom("a", "b", "c"), ["ForAllValues:", "ForAnyValue:"], [""]),
  line([...TEXTS, ...PATTERNS], "aws:TagKeys", fc.constantFrom("a", "b", "c"), ["ForAllValues:"]),
  line(["Bool"], "aws:PrincipalIsAWSService", fc.constantFrom("true", "false")),
);

const conditions = fc.array(lines, { minLength: 1, maxLength: 2 }).map((some) => {
  const condition: Record<string, Record<string, unknown>> = {};
  for (const [operator, key, values] of some) (condition[operator] ??= {})[key] = values;
  return condition;
});

const context = fc.record(
  {
    "aws:SourceAccount": fc.constantFrom(ACCOUNT, ACCOUNT, "999999999999"),
    "aws:SourceArn": fc.constantFrom(TRAIL, TRAIL, TRAIL.replace("audit", "other")),
    "aws:SecureTransport": fc.constantFrom("true", "false"),
    "aws:UserAgent": fc.constantFrom("AwsCli", "awscli", "audit", "alerts"),
    "aws:MultiFactorAuthAge": fc.constantFrom("10", "300"),
    "aws:CurrentTime": fc.constantFrom(...DATES),
    "aws:SourceIp": fc.constantFrom("10.1.2.3", "192.0.2.1"),
    "aws:TagKeys": fc.subarray(["a", "b", "d"]),
  },
  { requiredKeys: ["aws:SecureTransport", "aws:UserAgent"] },
);

function statement(
  action: string,
  resource: string,
  kind: "resource" | "identity",
): fc.Arbitrary<Record<string, unknown>> {
  const choice = <T>(name: string, plain: fc.Arbitrary<T>, except = plain) =>
    fc.oneof(
      { weight: 5, arbitrary: plain.map((value) => ({ [name]: value })) },
      { weight: 1, arbitrary: except.map((value) => ({ [`Not${name}`]: value })) },
    );
  return fc
    .tuple(
      fc.record({ Effect: fc.constantFrom("Allow", "Allow", "Deny") }),
      kind === "resource" ? choice("Principal", principals, exceptPrincipals) : fc.constant({}),
      choice("Action", actions(action)),
      choice("Resource", resources(resource)),
      fc.oneof(
        fc.constant({}),
        conditions.map((Condition) => ({ Condition })),
      ),
    )
    .map((parts) => Object.assign({}, ...parts) as Record<string, unknown>);
}

/** The old version only without variables, which it does not have: the simulator resolves them all the same. */
function policy(statements: fc.Arbitrary<Record<string, unknown>[]>): fc.Arbitrary<PolicyJson> {
  return fc.tuple(statements, fc.boolean()).map(([Statement, old]) => ({
    Version: old && !JSON.stringify(Statement).includes("${") ? "2008-10-17" : "2012-10-17",
    Statement,
  }));
}

export const cases: fc.Arbitrary<Case> = fc
  .tuple(fc.constantFrom(...REQUESTS), fc.constantFrom(...PRINCIPALS), context)
  .chain(([[action, resource], principal, given]) =>
    fc.record({
      request: fc.constant({
        principal,
        action,
        resource,
        context: given as Case["request"]["context"],
        otherKeys: "absent" as const,
      }),
      resource: policy(fc.array(statement(action, resource, "resource"), { minLength: 1, maxLength: 4 })),
      identity: policy(fc.array(statement(action, resource, "identity"), { maxLength: 2 })),
    }),
  );
