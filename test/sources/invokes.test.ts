import { accountIn } from "../../policies/graph/provider";
import { awsAnswers } from "../../sources/program/invokes/aws";
import { renderPolicyDocument } from "../../sources/program/invokes/policy-document";
import { regionFacts } from "../../sources/program/invokes/regions";

/** What the document says, after the form of its text has been looked at. */
function rendered(args: Record<string, unknown>): unknown {
  const { json, minifiedJson } = renderPolicyDocument(args);
  expect(JSON.parse(minifiedJson as string)).toEqual(JSON.parse(json as string));
  return JSON.parse(json as string);
}

const statements = (...list: object[]): unknown => (rendered({ statements: list }) as { Statement: unknown }).Statement;
const document = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });

describe("a rendered policy document", () => {
  test("fields in their order, two spaces deep", () => {
    const { json } = renderPolicyDocument({
      policyId: "p",
      statements: [
        {
          conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
          principals: [{ type: "Service", identifiers: ["cloudtrail.amazonaws.com"] }],
          resources: ["arn:aws:s3:::b"],
          actions: ["s3:GetBucketAcl"],
          sid: "Check",
        },
      ],
    });
    expect(json).toBe(`{
  "Version": "2012-10-17",
  "Id": "p",
  "Statement": [
    {
      "Sid": "Check",
      "Effect": "Allow",
      "Action": "s3:GetBucketAcl",
      "Resource": "arn:aws:s3:::b",
      "Principal": {
        "Service": "cloudtrail.amazonaws.com"
      },
      "Condition": {
        "Bool": {
          "aws:SecureTransport": "false"
        }
      }
    }
  ]
}`);
  });

  test("an older version, no statements", () => {
    expect(rendered({ version: "2008-10-17" })).toEqual({ Version: "2008-10-17" });
  });

  test("lists are sets, written backwards; one element stands alone", () => {
    expect(statements({ effect: "Deny", actions: ["a:B", "a:C", "a:B"], notResources: ["r"] })).toEqual([
      { Effect: "Deny", Action: ["a:C", "a:B"], NotResource: "r" },
    ]);
    expect(statements({ notActions: ["a:B"], resources: [] })).toEqual([{ Effect: "Allow", NotAction: "a:B" }]);
  });

  test("everybody, every AWS account, and several principals", () => {
    const of = (...principals: object[]): unknown =>
      (statements({ principals }) as { Principal: unknown }[])[0].Principal;
    expect(of({ type: "*", identifiers: ["*"] })).toBe("*");
    expect(of({ type: "AWS", identifiers: ["*"] })).toEqual({ AWS: "*" });
    expect(
      of(
        { type: "Service", identifiers: ["s"] },
        { type: "AWS", identifiers: ["a", "b"] },
        { type: "AWS", identifiers: ["c"] },
      ),
    ).toEqual({ AWS: ["b", "a", "c"], Service: "s" });
    expect(statements({ notPrincipals: [{ type: "AWS", identifiers: ["a"] }] })).toEqual([
      { Effect: "Allow", NotPrincipal: { AWS: "a" } },
    ]);
  });

  test("conditions of one test and variable are put together, in the given order", () => {
    const conditions = [
      { test: "StringEquals", variable: "aws:SourceArn", values: ["x", "a"] },
      { test: "StringEquals", variable: "aws:SourceArn", values: ["b"] },
      { test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] },
      { test: "ArnLike", variable: "aws:SourceArn", values: ["y"] },
    ];
    expect(statements({ conditions })).toEqual([
      {
        Effect: "Allow",
        Condition: {
          ArnLike: { "aws:SourceArn": "y" },
          StringEquals: { "aws:SourceAccount": "1", "aws:SourceArn": ["x", "a", "b"] },
        },
      },
    ]);
  });

  test("policy variables", () => {
    expect(statements({ resources: ["home/&{aws:username}"] })).toEqual([
      { Effect: "Allow", Resource: "home/${aws:username}" },
    ]);
  });

  test("sources come first, own statements replace theirs by Sid, overrides replace both", () => {
    const sourced = document(
      { Sid: "One", Effect: "Allow" },
      { Sid: "Two", Effect: "Allow" },
      { Effect: "Allow", Action: "x" },
    );
    expect(
      rendered({
        sourcePolicyDocuments: [sourced],
        statements: [
          { sid: "Two", actions: ["own"] },
          { sid: "Three", actions: ["own"] },
        ],
        overridePolicyDocuments: [JSON.stringify({ Id: "last", Statement: { Sid: "Three", Effect: "Deny" } })],
      }),
    ).toEqual({
      Version: "2012-10-17",
      Id: "last",
      Statement: [
        { Sid: "One", Effect: "Allow" },
        { Sid: "Two", Effect: "Allow", Action: "own" },
        { Effect: "Allow", Action: "x" },
        { Sid: "Three", Effect: "Deny" },
      ],
    });
  });

  test("refused: a Sid twice, a source that is no JSON", () => {
    const twice = [{ sid: "A" }, { sid: "A" }];
    expect(() => renderPolicyDocument({ statements: twice })).toThrow("duplicate Sid (A) in statements");
    const sources = [document({ Sid: "A" }), document({ Sid: "A" })];
    expect(() => renderPolicyDocument({ sourcePolicyDocuments: sources })).toThrow("in sourcePolicyDocuments");
    expect(() => renderPolicyDocument({ overridePolicyDocuments: ["{"] })).toThrow("is not valid JSON");
  });
});

describe("regions", () => {
  const partitions: [region: string, partition: string, dnsSuffix: string][] = [
    ["us-east-1", "aws", "amazonaws.com"],
    ["us-gov-west-1", "aws-us-gov", "amazonaws.com"],
    ["cn-northwest-1", "aws-cn", "amazonaws.com.cn"],
    ["us-iso-east-1", "aws-iso", "c2s.ic.gov"],
    ["us-isob-east-1", "aws-iso-b", "sc2s.sgov.gov"],
  ];
  test.each(partitions)("%s lies in %s", (region, partition, dnsSuffix) => {
    expect(regionFacts(region)).toMatchObject({ partition, dnsSuffix });
  });

  const zones: [region: string, zone: string][] = [
    ["us-east-1", "use1-az1"],
    ["ap-southeast-2", "apse2-az1"],
    ["ap-northeast-3", "apne3-az1"],
    ["eu-central-1", "euc1-az1"],
    ["us-gov-west-1", "usgw1-az1"],
    ["cn-northwest-1", "cnnw1-az1"],
  ];
  test.each(zones)("the first zone of %s is %s", (region, zone) => {
    expect(regionFacts(region).zones[0].id).toBe(zone);
  });
});

describe("answers of the AWS provider's functions", () => {
  const context = { region: "eu-west-1", account: "000000000001", defaultTags: {}, assumptions: [] };
  const answer = (name: string, args = {}, of = {}): Record<string, unknown> | undefined =>
    awsAnswers[`aws:${name}`](args, { ...context, ...of })?.result;

  test("the caller, in every partition", () => {
    expect(answer("index/getCallerIdentity")?.arn).toBe("arn:aws:iam::000000000001:root");
    expect(answer("index/getCallerIdentity", {}, { region: "us-gov-east-1" })?.arn).toBe(
      "arn:aws-us-gov:iam::000000000001:root",
    );
  });

  test("an account that the provider is allowed alone is certain; one that stands in is an assumption", () => {
    const assumptions = (account: string) =>
      awsAnswers["aws:index/getCallerIdentity"]({}, { ...context, account })?.assumptions.map(({ kind }) => kind);
    expect(assumptions("000000000001")).toEqual(["account"]);
    expect(assumptions("222233334444")).toEqual([]);
    expect(accountIn({ allowedAccountIds: '["222233334444"]' })).toBe("222233334444");
    expect(accountIn({ allowedAccountIds: '["222233334444", "333344445555"]' })).toBeUndefined();
  });

  test("a region, by the provider, by name, by endpoint", () => {
    expect(answer("index/getRegion")).toMatchObject({ id: "eu-west-1", name: "eu-west-1", region: "eu-west-1" });
    expect(answer("index/getRegion", { name: "us-west-2" })?.endpoint).toBe("ec2.us-west-2.amazonaws.com");
    expect(answer("index/getRegion", { endpoint: "ec2.sa-east-1.amazonaws.com" })?.id).toBe("sa-east-1");
  });

  test("zones, all but the excluded", () => {
    const args = { excludeNames: ["eu-west-1a"], excludeZoneIds: ["euw1-az3"] };
    expect(answer("index/getAvailabilityZones", args)).toMatchObject({ names: ["eu-west-1b"], zoneIds: ["euw1-az2"] });
    expect(answer("index/getAvailabilityZone", { zoneId: "euw1-az2" })).toMatchObject({
      name: "eu-west-1b",
      nameSuffix: "b",
    });
    expect(answer("index/getAvailabilityZone", { name: "eu-west-1f" })).toBeUndefined();
  });

  test("a principal's suffix differs in China only for some services", () => {
    const name = (serviceName: string, region: string): unknown =>
      answer("index/getServicePrincipal", { serviceName }, { region })?.name;
    expect(name("logs", "eu-west-1")).toBe("logs.amazonaws.com");
    expect(name("logs", "cn-north-1")).toBe("logs.amazonaws.com.cn");
    expect(name("sns", "cn-north-1")).toBe("sns.amazonaws.com");
  });

  test("load balancing has no account in the newest regions", () => {
    expect(answer("elb/getServiceAccount")?.id).toBe("156460612806");
    expect(answer("elb/getServiceAccount", {}, { region: "il-central-1" })).toBeUndefined();
  });

  test("nothing is answered for a region that is not known yet, unless it does not matter", () => {
    const unknown = { region: undefined };
    expect(answer("index/getPartition", {}, unknown)).toBeUndefined();
    expect(answer("index/getRegions", {}, unknown)?.names).toContain("eu-west-1");
    expect(answer("s3/getCanonicalUserId", {}, unknown)?.id).toMatch(/^[0-9a-f]{64}$/);
    expect(answer("index/getBillingServiceAccount")?.id).toBe("386209384616");
  });
});
