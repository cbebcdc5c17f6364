import { Secret, UNKNOWN } from "../../../policies/graph/value";
import { decide } from "../../../policies/iam/decide";
import { readDocument } from "../../../policies/iam/document";
import { type ContextValue, type Principal } from "../../../policies/iam/request";
import { segment, text } from "../../../policies/iam/text";

const ACCOUNT = "111122223333";
const TOPIC = `arn:aws:sns:eu-west-1:${ACCOUNT}:alerts`;

/** Whether an Allow under the condition, `operator key: wanted`, allows a request that has the value under the key. */
function holds(
  operator: string,
  wanted: unknown,
  value: ContextValue | undefined,
  more: Record<string, ContextValue> = {},
  version = "2012-10-17",
) {
  const statement = {
    Effect: "Allow",
    Principal: "*",
    Action: "s3:PutObject",
    Resource: "*",
    Condition: { [operator]: { "aws:Key": wanted } },
  };
  const decision = decide([readDocument({ Version: version, Statement: statement }, "resource")], {
    principal: { service: "cloudtrail.amazonaws.com" },
    action: "s3:PutObject",
    resource: "arn:aws:s3:::logs/x",
    context: { "AWS:key": value, ...more },
  });
  return decision.effect === "undecided" ? "doubt" : decision.allowed;
}

type Row = [string, unknown, ContextValue | undefined, boolean | "doubt"];

describe("an operator compares", () => {
  it.each<Row>([
    ["StringEquals", "a", "a", true],
    ["StringEquals", "a", "A", false],
    ["StringEquals", ["b", "a"], "a", true],
    ["StringEquals", "a*", "ab", false],
    ["StringEquals", [], "a", false],
    ["StringEquals", 12, "12", true],
    ["stringequals", "a", "a", true],
    ["StringNotEquals", ["b", "a"], "a", false],
    ["StringNotEquals", ["b", "a"], "c", true],
    ["StringEqualsIgnoreCase", "aB", "Ab", true],
    ["StringNotEqualsIgnoreCase", "aB", "Ab", false],
    ["StringLike", "a*", "ab", true],
    ["StringLike", "A*", "ab", false],
    ["StringLike", "a?", "abc", false],
    ["StringNotLike", "a*", "ab", false],
    ["ArnLike", `arn:aws:sns:*:${ACCOUNT}:*`, TOPIC, true],
    ["ArnEquals", `arn:aws:sns:*:${ACCOUNT}:*`, TOPIC, true],
    ["ArnLike", "arn:aws:sns:*:999999999999:*", TOPIC, false],
    // A wildcard does not reach over a colon, where StringLike's does.
    [
      "ArnLike",
      `arn:aws:s:*:${ACCOUNT}:finance/*`,
      `arn:aws:s:us-east-2:999999999999:store/abc:${ACCOUNT}:finance/x`,
      false,
    ],
    [
      "StringLike",
      `arn:aws:s:*:${ACCOUNT}:finance/*`,
      `arn:aws:s:us-east-2:999999999999:store/abc:${ACCOUNT}:finance/x`,
      true,
    ],
    ["ArnNotLike", `arn:aws:sns:*:${ACCOUNT}:*`, TOPIC, false],
    ["ArnNotEquals", "arn:aws:sns:*:999999999999:*", TOPIC, true],
    ["ArnLike", "*", TOPIC, "doubt"],
    ["ArnNotLike", "*", TOPIC, "doubt"],
    ["ArnLike", "arn:aws:sqs:*", TOPIC, false],
    ["NumericEquals", "10.0", "10", true],
    ["NumericNotEquals", ["10", "11"], "10", false],
    ["NumericLessThan", ["5", "20"], "10", true],
    ["NumericLessThanEquals", 10, "10", true],
    ["NumericGreaterThan", "10", "10", false],
    ["NumericGreaterThanEquals", "10", "10", true],
    ["NumericEquals", "ten", "10", "doubt"],
    ["DateLessThan", "2030-01-01", "2026-01-01T00:00:00Z", true],
    ["DateEquals", "2026-01-01T01:00:00+01:00", "2026-01-01T00:00:00Z", true],
    ["DateNotEquals", "2026-01-01T00:00:00Z", "1767225600", false],
    ["DateGreaterThan", "2026-01-01T00:00Z", "2026-01-01T00:00:00.5Z", true],
    ["DateGreaterThanEquals", "2026-02", "2026-01-31", false],
    ["DateLessThanEquals", "2026-01-31", "2026-01-31T00:00:00Z", true],
    // A year, or a second of 1970?
    ["DateLessThan", "2030", "2026-01-01T00:00:00Z", "doubt"],
    ["DateLessThan", "2026-01-01T00:00:00", "2026-01-01T00:00:00Z", "doubt"],
    ["Bool", "true", "true", true],
    ["Bool", "True", "true", true],
    ["Bool", false, "true", false],
    ["Bool", "yes", "true", "doubt"],
    ["IpAddress", "203.0.113.0/24", "203.0.113.77", true],
    ["IpAddress", "203.0.113.0/24", "203.0.114.1", false],
    ["IpAddress", "203.0.113.1", "203.0.113.1", true],
    ["IpAddress", "0.0.0.0/0", "203.0.113.1", true],
    ["IpAddress", "10.0.0.0/8", "10.0.0.0/7", false],
    ["IpAddress", ["10.0.0.0/8", "2001:DB8:1234:5678::/64"], "2001:db8:1234:5678::1", true],
    ["IpAddress", "0.0.0.0/0", "2001:db8::1", false],
    ["NotIpAddress", "203.0.113.0/24", "203.0.113.77", false],
    ["NotIpAddress", "203.0.113.0/24", "2001:db8::1", true],
    ["IpAddress", "203.0.113.0/33", "203.0.113.1", "doubt"],
    ["IpAddress", "203.0.113", "203.0.113.1", "doubt"],
    ["IpAddress", "1:2:3::4::5", "2001:db8::1", "doubt"],
    ["BinaryEquals", "QUI=", "QUI=", true],
    ["BinaryEquals", "QUI=", "QUM=", false],
    ["StringStartsWith", "a", "ab", "doubt"],
  ])("%s %j with %j", (operator, wanted, value, expected) => {
    expect(holds(operator, wanted, value)).toBe(expected);
  });
});

describe("a key that is not in the request", () => {
  it.each<[string, unknown, boolean | "doubt"]>([
    ["StringEquals", "a", false],
    ["StringNotEquals", "a", true],
    ["ArnNotLike", TOPIC, true],
    ["NotIpAddress", "10.0.0.0/8", true],
    ["NumericLessThan", "1", false],
    ["Bool", "false", false],
    ["StringEqualsIfExists", "a", true],
    ["StringNotEqualsIfExists", "a", true],
    ["BoolIfExists", "true", true],
    ["Null", "true", true],
    ["Null", "false", false],
    ["Null", ["true", "false"], true],
    ["Null", "x", "doubt"],
    ["NullIfExists", "true", "doubt"],
    ["ForAllValues:StringEquals", "a", true],
    ["ForAllValues:StringNotEquals", "a", true],
    ["ForAnyValue:StringEquals", "a", false],
    ["ForAnyValue:StringNotEquals", "a", false],
    ["ForAnyValue:StringEqualsIfExists", "a", "doubt"],
    ["StringStartsWith", "a", "doubt"],
  ])("%s %j", (operator, wanted, expected) => {
    expect(holds(operator, wanted, null)).toBe(expected);
  });
});

describe("a key with several values", () => {
  it.each<Row>([
    ["ForAllValues:StringEquals", ["a", "b"], ["a", "b"], true],
    ["ForAllValues:StringEquals", ["a", "b"], ["a", "c"], false],
    ["ForAllValues:StringNotEquals", ["a", "b"], ["c", "d"], true],
    ["ForAllValues:StringNotEquals", ["a", "b"], ["c", "a"], false],
    ["ForAnyValue:StringLike", ["a*"], ["c", "ab"], true],
    ["ForAnyValue:StringEquals", ["a"], ["c", "d"], false],
    ["ForAnyValue:StringNotEquals", ["a"], ["a", "d"], true],
    ["ForAnyValue:StringNotEquals", ["a"], ["a"], false],
    ["ForAllValues:StringEquals", "a", [], true],
    ["ForAnyValue:StringEquals", "a", [], false],
    ["forAnyValue:StringEquals", "a", ["a"], true],
    ["ForAnyValue:StringEquals", "a", "a", true],
    ["ForAnyValue:StringEquals", "a", ["b", UNKNOWN], "doubt"],
    ["ForAnyValue:StringEquals", "a", ["a", UNKNOWN], true],
    ["StringEquals", "a", ["a"], "doubt"],
    ["Null", "false", ["a"], true],
    ["Null", "false", [], false],
  ])("%s %j with %j", (operator, wanted, value, expected) => {
    expect(holds(operator, wanted, value)).toBe(expected);
  });
});

describe("what is not known", () => {
  it.each<Row>([
    ["StringEquals", "a", undefined, "doubt"],
    ["StringEqualsIfExists", "a", undefined, "doubt"],
    ["Null", "true", undefined, "doubt"],
    ["Null", "true", UNKNOWN, false],
    ["StringEquals", "a", UNKNOWN, "doubt"],
    ["StringLike", "*", UNKNOWN, true],
    ["StringEquals", ["b", UNKNOWN], "a", "doubt"],
    ["StringEquals", ["a", UNKNOWN], "a", true],
    ["StringNotEquals", ["a", UNKNOWN], "a", false],
    ["Bool", UNKNOWN, "true", "doubt"],
    ["Bool", "true", UNKNOWN, "doubt"],
    ["ArnLike", UNKNOWN, TOPIC, "doubt"],
    ["ArnLike", `arn:aws:sns:*:${ACCOUNT}:alerts`, text`arn:aws:sns:eu-west-1:${segment(UNKNOWN)}:alerts`, "doubt"],
    ["ArnLike", "arn:aws:sns:*:*:alerts", text`arn:aws:sns:eu-west-1:${segment(UNKNOWN)}:alerts`, true],
    ["ArnLike", "arn:aws:sns:*:*:alerts", text`arn:aws:sns:eu-west-1:${segment(UNKNOWN)}:other`, false],
    ["ArnLike", "arn:aws:sns:*:*:alerts", UNKNOWN, "doubt"],
    ["StringEqualsIgnoreCase", "Logs-1", text`LOGS-${UNKNOWN}`, "doubt"],
    ["StringEqualsIgnoreCase", "Logs-1", text`TRAIL-${UNKNOWN}`, false],
    ["StringEquals", new Secret("a"), "a", true],
    ["StringEquals", "a", new Secret("a"), true],
  ])("%s %j with %j", (operator, wanted, value, expected) => {
    expect(holds(operator, wanted, value)).toBe(expected);
  });
});

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
describe("a variable", () => {
  const account = { "aws:SourceAccount": ACCOUNT };
  it.each<[string, string, string, Record<string, ContextValue>, boolean | "doubt"]>([
    ["StringEquals", "${aws:SourceAccount}", ACCOUNT, account, true],
    ["StringEquals", "x-${AWS:sourceaccount}-y", `x-${ACCOUNT}-y`, account, true],
    ["StringEquals", "${aws:SourceAccount}", "999999999999", account, false],
    ["StringLike", "${aws:UserAgent}", "ab", { "aws:UserAgent": "a*" }, false],
    ["ArnLike", "arn:aws:sns:*:${aws:SourceAccount}:*", TOPIC, account, true],
    ["StringEquals", "${aws:SourceAccount}", ACCOUNT, {}, "doubt"],
    ["StringEquals", "${aws:SourceAccount}", ACCOUNT, { "aws:SourceAccount": null }, false],
    ["StringNotEquals", "${aws:SourceAccount}", ACCOUNT, { "aws:SourceAccount": null }, "doubt"],
    ["StringEquals", "${aws:SourceAccount, '1'}", "1", { "aws:SourceAccount": null }, true],
    ["StringEquals", "${aws:SourceAccount, '1'}", "1", account, false],
    ["StringEquals", "${aws:TagKeys}", "a", { "aws:TagKeys": ["a"] }, "doubt"],
    ["StringEquals", "x-${aws:SourceAccount}", "y-1", { "aws:SourceAccount": UNKNOWN }, false],
    ["StringLike", "a${*}", "ab", {}, false],
    ["StringLike", "a${*}${?}${$}", "a*?$", {}, true],
    ["StringEquals", "a${*}", "a*", {}, true],
    ["Bool", "${aws:SecureTransport}", "true", { "aws:SecureTransport": "true" }, "doubt"],
    ["StringEquals", "${aws:SourceAccount", "${aws:SourceAccount", account, true],
  ])("%s %s with %j", (operator, wanted, value, context, expected) => {
    expect(holds(operator, wanted, value, context)).toBe(expected);
  });

  it("is plain text in the version of 2008", () => {
    expect(holds("StringEquals", "${aws:SourceAccount}", ACCOUNT, account, "2008-10-17")).toBe(false);
    expect(holds("StringEquals", "${aws:SourceAccount}", "${aws:SourceAccount}", account, "2008-10-17")).toBe(true);
  });
});

it("all lines of a condition have to hold, and one that certainly fails decides", () => {
  const decided = (Condition: object) =>
    decide(
      [
        readDocument(
          {
            Version: "2012-10-17",
            Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*", Condition },
          },
          "resource",
        ),
      ],
      {
        principal: { service: "a" },
        action: "s3:GetObject",
        resource: "arn:aws:s3:::b/k",
        context: { a: "1", b: "2" },
      },
    ).effect;
  expect(decided({ StringEquals: { a: "1", b: "2" } })).toBe("allowed");
  expect(decided({ StringEquals: { a: "1" }, StringLike: { b: "3" } })).toBe("not-allowed");
  expect(decided({ StringEquals: { a: "1", c: "3" } })).toBe("undecided");
  expect(decided({ StringEquals: { c: "3" }, Strange: { a: "1" }, StringLike: { b: "3" } })).toBe("not-allowed");
});

describe("the keys that follow from who asks", () => {
  const guarded = (Condition: object, principal: Principal) => {
    const own = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
    const guard = { ...own, Effect: "Deny", Condition };
    const document = readDocument({ Version: "2012-10-17", Statement: [own, guard] }, "resource");
    return decide([document], { principal, action: "s3:GetObject", resource: "arn:aws:s3:::b/k" }).effect;
  };
  const service = { service: "cloudtrail.amazonaws.com" };
  const role = { aws: `arn:aws:iam::${ACCOUNT}:role/r` };
  const session = { aws: `arn:aws:sts::${ACCOUNT}:assumed-role/r/s` };
  const strangers = { StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } };
  const people = { BoolIfExists: { "aws:PrincipalIsAWSService": "false" } };

  it.each<[string, object, Principal, string]>([
    ["a service belongs to no organization", strangers, service, "denied"],
    ["a service is one", { ...strangers, ...people }, service, "allowed"],
    ["a service has its name", { StringEquals: { "aws:PrincipalServiceName": service.service } }, service, "denied"],
    ["the public belongs to no organization", { ...strangers, ...people }, "anonymous", "denied"],
    ["a role's organization is not known", { ...strangers, ...people }, role, "undecided"],
    ["a role has its account", { StringNotEquals: { "aws:PrincipalAccount": ACCOUNT } }, role, "allowed"],
    ["a role has its ARN", { ArnNotEquals: { "aws:PrincipalArn": role.aws } }, role, "allowed"],
    ["a session's role may have a path", { ArnNotEquals: { "aws:PrincipalArn": role.aws } }, session, "undecided"],
    ["a role acts for no resource", { Null: { "aws:SourceArn": "true" } }, role, "denied"],
    ["a service may act for a resource", { Null: { "aws:SourceArn": "true" } }, service, "undecided"],
  ])("%s", (_, condition, principal, effect) => {
    expect(guarded(condition, principal)).toBe(effect);
  });
});
