import { Secret, UNKNOWN } from "../../../policies/graph/value";
import { decide } from "../../../policies/iam/decide";
import { readDocument } from "../../../policies/iam/document";
import { type Principal, type Request } from "../../../policies/iam/request";
import { type PolicyKind } from "../../../policies/iam/statement";
import { ANYTHING, segment, text } from "../../../policies/iam/text";

const ACCOUNT = "111122223333";
const TRAIL = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/audit`;
const cloudtrail = { service: "cloudtrail.amazonaws.com" };
const role = { aws: `arn:aws:iam::${ACCOUNT}:role/delivery` };

function read(statement: Record<string, unknown>, kind: PolicyKind = "resource") {
  return readDocument({ Version: "2012-10-17", Statement: statement }, kind);
}

describe("the requests that the policies ask about", () => {
  const acl = {
    Sid: "AWSCloudTrailAclCheck",
    Effect: "Allow",
    Principal: { Service: "cloudtrail.amazonaws.com" },
    Action: "s3:GetBucketAcl",
    Resource: "arn:aws:s3:::logs",
    Condition: { StringEquals: { "aws:SourceArn": TRAIL } },
  };
  const write = {
    ...acl,
    Sid: "AWSCloudTrailWrite",
    Action: "s3:PutObject",
    Resource: `arn:aws:s3:::logs/audit/AWSLogs/${ACCOUNT}/*`,
    Condition: { StringEquals: { "aws:SourceArn": TRAIL, "s3:x-amz-acl": "bucket-owner-full-control" } },
  };
  const tls = {
    Sid: "DenyInsecureTransport",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
  const bucket = readDocument(JSON.stringify({ Version: "2012-10-17", Statement: [acl, write, tls] }), "resource");
  const delivers = (account: string | typeof UNKNOWN, trail: Request["resource"] = TRAIL): Request => ({
    principal: cloudtrail,
    action: "s3:PutObject",
    resource: text`arn:aws:s3:::logs/audit/AWSLogs/${segment(account)}/${ANYTHING}`,
    context: { "aws:SourceArn": trail, "s3:x-amz-acl": "bucket-owner-full-control", "aws:SecureTransport": "true" },
  });

  it("CloudTrail delivers to its bucket", () => {
    expect(decide([bucket], delivers(ACCOUNT)).by?.name).toBe("statement AWSCloudTrailWrite");
    expect(
      decide([bucket], { ...delivers(ACCOUNT), action: "s3:GetBucketAcl", resource: "arn:aws:s3:::logs" }).allowed,
    ).toBe(true);
  });
  it("another trail does not", () => {
    const other = decide([bucket], delivers(ACCOUNT, TRAIL.replace("audit", "other")));
    expect(other.allowed).toBe(false);
    expect(other.why).toContain(
      `statement AWSCloudTrailWrite: condition StringEquals aws:SourceArn wants ${TRAIL} and the request has arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/other`,
    );
  });
  it("is undecided where the account or the trail is not known", () => {
    expect(decide([bucket], delivers(UNKNOWN)).effect).toBe("undecided");
    expect(decide([bucket], delivers(ACCOUNT, UNKNOWN)).effect).toBe("undecided");
  });
  it("is refused where the prefix is another one, although the account is not known", () => {
    const resource = text`arn:aws:s3:::logs/AWSLogs/${segment(UNKNOWN)}/${ANYTHING}`;
    expect(decide([bucket], { ...delivers(UNKNOWN), resource }).allowed).toBe(false);
  });
  it("plain HTTP is denied to everyone, for the bucket and all that is in it", () => {
    const plain = (resource: Request["resource"], principal: Principal): Request => ({
      principal,
      action: text`s3:${ANYTHING}`,
      resource,
      context: { "aws:SecureTransport": "false" },
    });
    for (const principal of ["anonymous", role, cloudtrail] as const) {
      expect(decide([bucket], plain("arn:aws:s3:::logs", principal)).denied).toBe(true);
      expect(decide([bucket], plain(text`arn:aws:s3:::logs/${ANYTHING}`, principal)).denied).toBe(true);
    }
    const objectsOnly = read({ ...tls, Resource: "arn:aws:s3:::logs/*" });
    const { refusal, denied } = decide([objectsOnly], plain("arn:aws:s3:::logs", "anonymous"));
    expect(denied).toBe(false);
    expect(refusal.why()).toContain("; statement DenyInsecureTransport is about arn:aws:s3:::logs/*");
  });
  it("the trail takes on its role and writes to its group", () => {
    const trust = read(
      {
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:cloudtrail:*:111122223333:trail/audit" } },
      },
      "trust",
    );
    const assume = { principal: cloudtrail, action: "sts:AssumeRole", resource: role.aws };
    expect(decide([trust], { ...assume, context: { "aws:SourceArn": TRAIL } }).allowed).toBe(true);
    expect(() => decide([trust], assume).allowed).toThrow("the request's aws:SourceArn is not known");
    const permissions = readDocument(
      {
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
          Resource: "arn:aws:logs:*:*:log-group:audit:log-stream:*_CloudTrail_*",
        },
      },
      "identity",
    );
    const account = segment(UNKNOWN);
    const stream = (group: string) =>
      text`arn:aws:logs:eu-west-1:${account}:log-group:${group}:log-stream:${account}_CloudTrail_eu-west-1${segment(ANYTHING)}`;
    expect(
      decide([permissions], { principal: role, action: "logs:PutLogEvents", resource: stream("audit") }).allowed,
    ).toBe(true);
    expect(
      decide([permissions], { principal: role, action: "logs:PutLogEvents", resource: stream("other") }).allowed,
    ).toBe(false);
  });
  it("the logs service uses the key of its group", () => {
    const group = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:audit`;
    const key = read({
      Effect: "Allow",
      Principal: { Service: "logs.eu-west-1.amazonaws.com" },
      Action: ["kms:Encrypt*", "kms:GenerateDataKey*"],
      Resource: "*",
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:*` } },
    });
    const use: Request = {
      principal: { service: "logs.eu-west-1.amazonaws.com" },
      action: "kms:GenerateDataKey",
      resource: UNKNOWN,
      context: { "kms:EncryptionContext:aws:logs:arn": group },
    };
    expect(decide([key], use).allowed).toBe(true);
    expect(decide([key], { ...use, action: "kms:Decrypt" }).allowed).toBe(false);
    expect(decide([key], { ...use, principal: { service: "logs.amazonaws.com" } }).allowed).toBe(false);
  });
  it("CloudWatch publishes to the topic that trusts only its owner's alarms", () => {
    const topic = read({
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: ["SNS:Publish", "SNS:Subscribe"],
      Resource: `arn:aws:sns:eu-west-1:${ACCOUNT}:alerts`,
      Condition: { StringEquals: { "AWS:SourceOwner": ACCOUNT } },
    });
    const publish: Request = {
      principal: { service: "cloudwatch.amazonaws.com" },
      action: "sns:Publish",
      resource: text`arn:aws:sns:eu-west-1:${segment(ACCOUNT)}:alerts`,
    };
    expect(decide([topic], { ...publish, context: { "aws:SourceOwner": ACCOUNT } }).allowed).toBe(true);
    expect(decide([topic], { ...publish, context: { "aws:SourceOwner": null } }).allowed).toBe(false);
    expect(decide([topic], { ...publish, context: { "aws:SourceOwner": UNKNOWN } }).effect).toBe("undecided");
  });
  it("shows no secret of the request", () => {
    const { why } = decide([bucket], delivers(ACCOUNT, new Secret("classified")));
    expect(why).toContain("the request has [secret]");
  });
});
