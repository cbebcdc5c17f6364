import { UNKNOWN, UnknownValue } from "../../../policies/graph/value";
import { readDocument } from "../../../policies/iam/document";
import { publicGrants } from "../../../policies/iam/public";

/** Whether a policy with an Allow of these parts is public. */
function isPublic(part: Record<string, unknown>): boolean | "doubt" {
  const statement = {
    Effect: "Allow",
    ...(part.NotPrincipal ? {} : { Principal: "*" }),
    Action: "s3:PutObject",
    Resource: "*",
    ...part,
  };
  const grants = publicGrants(readDocument({ Version: "2012-10-17", Statement: [statement] }, "resource"));
  try {
    return !grants.isEmpty;
  } catch (error) {
    if (error instanceof UnknownValue) return "doubt";
    throw error;
  }
}

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
describe("principals", () => {
  it.each<[object, boolean | "doubt"]>([
    [{ Principal: "*" }, true],
    [{ Principal: { AWS: "*" } }, true],
    [{ Principal: { AWS: ["111122223333", "*"] } }, true],
    [{ Principal: { Federated: "graph.facebook.com" } }, true],
    [{ Principal: { AWS: "arn:aws:iam::*:role/reader" } }, true],
    [{ NotPrincipal: { AWS: "111122223333" } }, true],
    [{ Effect: "Deny", Principal: "*" }, false],
    [{ Principal: { AWS: "111122223333" } }, false],
    [{ Principal: { Service: "cloudtrail.amazonaws.com" } }, false],
    [{ Principal: { CanonicalUser: "79a59df9" } }, false],
    [{ Principal: { Federated: "arn:aws:iam::111122223333:saml-provider/idp" } }, false],
    [{ Principal: { AWS: UNKNOWN } }, "doubt"],
    [{ Principal: { AWS: ["*", UNKNOWN] } }, true],
    [{ Effect: UNKNOWN }, "doubt"],
    [{ Obligation: "log" }, "doubt"],
  ])("%j: %p", (part, expected) => {
    expect(isPublic(part as Record<string, unknown>)).toBe(expected);
  });
});

describe("everyone, under a condition", () => {
  it.each<[object, boolean | "doubt"]>([
    [{ StringLike: { "aws:SourceVpc": "vpc-*" } }, true],
    [{ StringEquals: { "aws:SourceVpc": "vpc-91237329" } }, false],
    [{ StringEquals: { "AWS:sourcevpce": ["vpce-1", "vpce-2"] } }, false],
    [{ StringEquals: { "aws:SourceVpce": ["vpce-1", "vpce-*"] } }, true],
    [{ StringEquals: { "aws:PrincipalOrgID": "o-1" } }, false],
    [{ "ForAnyValue:StringEquals": { "aws:PrincipalOrgID": "o-1" } }, false],
    [{ ArnLike: { "aws:SourceArn": "arn:aws:sns:eu-west-1:111122223333:alerts" } }, false],
    [{ ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:*" } }, true],
    [{ StringEquals: { "aws:SourceAccount": "${aws:PrincipalAccount}" } }, true],
    [{ StringEquals: { "s3:DataAccessPointAccount": "111122223333" } }, false],
    [{ StringLike: { "s3:DataAccessPointArn": "arn:aws:s3:us-west-2:123456789012:accesspoint/*" } }, false],
    [{ StringLike: { "s3:DataAccessPointArn": "arn:aws:s3:us-west-2:*:accesspoint/*" } }, true],
    [{ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, false],
    [{ IpAddress: { "aws:SourceIp": "0.0.0.0/1" } }, true],
    [{ IpAddress: { "aws:SourceIp": "11.0.0.0/8" } }, false],
    [{ IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "12.0.0.0/7"] } }, true],
    [{ IpAddress: { "aws:SourceIp": "10.0.0.0/7" } }, true],
    [{ IpAddress: { "aws:SourceIp": "2001:db8::/32" } }, false],
    [{ IpAddress: { "aws:SourceIp": "2001::/16" } }, true],
    [{ IpAddress: { "aws:SourceIp": "somewhere" } }, "doubt"],
    // These let in whoever comes without the key, or from anywhere else.
    [{ StringEqualsIfExists: { "aws:SourceVpc": "vpc-1" } }, true],
    [{ "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-1" } }, true],
    [{ StringNotEquals: { "aws:SourceVpc": "vpc-1" } }, true],
    [{ Null: { "aws:SourceVpc": "false" } }, true],
    [{ Bool: { "aws:SecureTransport": "true" } }, true],
    [{ StringEquals: { "aws:UserAgent": "AwsCli" } }, true],
    [{ Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:SourceAccount": "111122223333" } }, false],
    [{ StringEquals: { "aws:SourceAccount": UNKNOWN } }, "doubt"],
    [{ StringEquals: UNKNOWN }, "doubt"],
    [{ StringEquals: { "aws:SourceAccount": "111122223333" }, Bool: UNKNOWN }, false],
    [{ StringStartsWith: { "aws:SourceVpc": "vpc-1" } }, "doubt"],
    [{ StringStartsWith: { "aws:UserAgent": "vpc-1" } }, true],
  ])("%j: %p", (Condition, expected) => {
    expect(isPublic({ Condition })).toBe(expected);
  });
});

it("lists every public statement by name, whatever is denied elsewhere", () => {
  const open = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" };
  const statements = [
    { ...open, Sid: "First" },
    { ...open, Principal: { AWS: "111122223333" } },
    open,
    { ...open, Effect: "Deny" },
  ];
  const grants = publicGrants(readDocument({ Version: "2012-10-17", Statement: statements }, "resource"));
  expect(grants.all.map(({ name }) => name)).toEqual(["statement First", "statement 3"]);
});

it("is undecided for an unknown or malformed policy, and clear about none", () => {
  expect(() => publicGrants(readDocument("{", "resource")).isEmpty).toThrow(
    "the policy is malformed: the policy is not valid JSON",
  );
  expect(() => publicGrants(readDocument(UNKNOWN, "resource")).isEmpty).toThrow(UnknownValue);
  expect(publicGrants(readDocument(undefined, "resource")).isEmpty).toBe(true);
});
