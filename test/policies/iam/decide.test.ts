import { UNKNOWN } from "../../../policies/graph/value";
import { decide } from "../../../policies/iam/decide";
import { readDocument } from "../../../policies/iam/document";
import { type Principal, type Request } from "../../../policies/iam/request";
import { type PolicyKind } from "../../../policies/iam/statement";
import { segment, text } from "../../../policies/iam/text";

const ACCOUNT = "111122223333";
const cloudtrail = { service: "cloudtrail.amazonaws.com" };
const role = { aws: `arn:aws:iam::${ACCOUNT}:role/delivery` };
const session = { aws: `arn:aws:sts::${ACCOUNT}:assumed-role/delivery/run` };
const put: Request = {
  principal: cloudtrail,
  action: "s3:PutObject",
  resource: "arn:aws:s3:::logs/AWSLogs/x",
  otherKeys: "absent",
};

type Part = Record<string, unknown>;

function read(statements: Part | Part[], kind: PolicyKind = "resource") {
  return readDocument({ Version: "2012-10-17", Statement: statements }, kind);
}

function allow(part: Part = {}): Part {
  const principal = part.NotPrincipal ? {} : { Principal: { Service: "cloudtrail.amazonaws.com" } };
  const action = part.NotAction ? {} : { Action: "s3:*" };
  return { Effect: "Allow", ...principal, ...action, ...(part.NotResource ? {} : { Resource: "*" }), ...part };
}

function deny(part: Part = {}): Part {
  return allow({ Effect: "Deny", Principal: part.NotPrincipal ? undefined : "*", ...part });
}

describe("Allow and Deny", () => {
  it.each<[string, Part[], string]>([
    ["nothing says anything", [], "not-allowed"],
    ["an Allow", [allow()], "allowed"],
    ["a Deny", [deny()], "denied"],
    ["a Deny beside an Allow, in any order", [allow(), deny(), allow()], "denied"],
    ["a Deny of something else", [allow(), deny({ Action: "s3:DeleteObject" })], "allowed"],
    ["a Deny that may apply", [allow(), deny({ Resource: UNKNOWN })], "undecided"],
    ["a certain Deny beside an Allow that may apply", [allow({ Resource: UNKNOWN }), deny()], "denied"],
    ["a certain Allow beside one that may apply", [allow({ Resource: UNKNOWN }), allow()], "allowed"],
    ["NotAction of something else", [allow({ NotAction: ["s3:Get*"] })], "allowed"],
    ["NotAction of the action", [allow({ NotAction: ["s3:Get*", "s3:putobject"] })], "not-allowed"],
    ["NotAction of something unknown", [allow({ NotAction: UNKNOWN })], "undecided"],
    ["NotResource of something else", [allow({ NotResource: "arn:aws:s3:::logs" })], "allowed"],
    ["NotResource of the resource", [allow({ NotResource: "arn:aws:s3:::logs/*" })], "not-allowed"],
    ["a Deny of all but unknown resources", [allow(), deny({ NotResource: ["arn:aws:s3:::a", UNKNOWN] })], "undecided"],
    [
      "a Deny of all but the resource and unknown ones",
      [allow(), deny({ NotResource: ["arn:aws:s3:::logs/*", UNKNOWN] })],
      "allowed",
    ],
    ["an action in other case", [allow({ Action: "S3:pUTobject" })], "allowed"],
    ["a resource in other case", [allow({ Resource: "arn:aws:s3:::LOGS/*" })], "not-allowed"],
  ])("%s", (_, statements, effect) => {
    expect(decide([read(statements)], put).effect).toBe(effect);
  });

  it("names the statement that decided", () => {
    const { by, why } = decide([read([allow(), allow({ Sid: "Second" }), deny({ Sid: "No" })])], put);
    expect(by?.name).toBe("statement No");
    expect(why).toBe("statement No denies cloudtrail.amazonaws.com s3:PutObject on arn:aws:s3:::logs/AWSLogs/x");
    expect(decide([read([deny({ Action: "s3:Get*" }), allow()])], put).by?.name).toBe("statement 2");
  });
});

describe("why nothing allows a request", () => {
  const none = "no statement allows cloudtrail.amazonaws.com s3:PutObject on arn:aws:s3:::logs/AWSLogs/x";
  const stranger = { StringEquals: { "aws:SourceAccount": "999999999999" } };
  it.each<[string, Part[], string]>([
    ["nobody speaks of it", [allow({ Action: "s3:Get*" })], none],
    [
      "the resource differs",
      [allow({ Sid: "Write", Resource: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"] })],
      `${none}; statement Write is about arn:aws:s3:::a/* or arn:aws:s3:::b/*`,
    ],
    [
      "the resource is excepted",
      [allow({ NotResource: "arn:aws:s3:::logs/*" })],
      `${none}; statement 1 is about all but arn:aws:s3:::logs/*`,
    ],
    [
      "a condition fails",
      [allow(), { ...allow({ Condition: stranger }), Sid: "Write" }].slice(1),
      `${none}; statement Write: condition StringEquals aws:SourceAccount wants 999999999999 and the request has ${ACCOUNT}`,
    ],
    [
      "a condition has nothing to compare",
      [allow({ Condition: { ArnLike: { "aws:SourceArn": ["arn:aws:sns:*:*:*"] } } })],
      `${none}; statement 1: condition ArnLike aws:SourceArn wants arn:aws:sns:*:*:* and the request has none`,
    ],
    [
      "the nearest of several is named",
      [allow({ Resource: "arn:aws:s3:::a" }), allow({ Condition: stranger }), allow({ Action: "s3:Get*" })],
      `${none}; statement 2: condition StringEquals aws:SourceAccount wants 999999999999 and the request has ${ACCOUNT}`,
    ],
  ])("%s", (_, statements, why) => {
    expect(decide([read(statements)], { ...put, context: { "aws:SourceAccount": ACCOUNT } }).why).toBe(why);
  });
});

describe("principals", () => {
  const root = `arn:aws:iam::${ACCOUNT}:root`;
  const stranger = { AWS: "999999999999" };
  it.each<[string, Principal, Part, string]>([
    ["everyone is the service", cloudtrail, { Principal: "*" }, "allowed"],
    ["every AWS principal is the service too", cloudtrail, { Principal: { AWS: "*" } }, "allowed"],
    ["another service", cloudtrail, { Principal: { Service: "logs.amazonaws.com" } }, "not-allowed"],
    [
      "one of several services",
      cloudtrail,
      { Principal: { Service: ["logs.amazonaws.com", "cloudtrail.amazonaws.com"] } },
      "allowed",
    ],
    [
      "the service's name as an AWS principal",
      cloudtrail,
      { Principal: { AWS: "cloudtrail.amazonaws.com" } },
      "not-allowed",
    ],
    ["every service, which AWS does not document", cloudtrail, { Principal: { Service: "*" } }, "undecided"],
    ["the public", "anonymous", { Principal: { AWS: ["*"] } }, "allowed"],
    ["the public is not an account", "anonymous", { Principal: { AWS: root } }, "not-allowed"],
    ["the role", role, { Principal: role && { AWS: role.aws } }, "allowed"],
    ["another account", role, { Principal: stranger }, "not-allowed"],
    [
      "a role of the same name in another account",
      role,
      { Principal: { AWS: "arn:aws:iam::999999999999:role/delivery" } },
      "not-allowed",
    ],
    ["a session by its role", session, { Principal: { AWS: role.aws } }, "allowed"],
    [
      "a session by its role with a path",
      session,
      { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/ops/delivery` } },
      "allowed",
    ],
    ["a session by its own name", session, { Principal: { AWS: session.aws } }, "allowed"],
    ["another session", session, { Principal: { AWS: `${session.aws}2` } }, "not-allowed"],
    ["a role of which one session is named", role, { Principal: { AWS: session.aws } }, "undecided"],
    ["the unique id of some role", role, { Principal: { AWS: "AROAEXAMPLEID" } }, "undecided"],
    [
      "a canonical user, which may be the role's account",
      role,
      { Principal: { CanonicalUser: "79a59df9" } },
      "undecided",
    ],
    [
      "a role of an unknown account",
      { aws: text`arn:aws:iam::${segment(UNKNOWN)}:role/delivery` },
      { Principal: { AWS: role.aws } },
      "undecided",
    ],
    [
      "a role of an unknown account, of which a session is named",
      { aws: text`arn:aws:iam::${segment(UNKNOWN)}:role/delivery` },
      { Principal: { AWS: session.aws } },
      "undecided",
    ],
    [
      "a role of another name in an unknown account",
      { aws: text`arn:aws:iam::${segment(UNKNOWN)}:role/other` },
      { Principal: { AWS: role.aws } },
      "not-allowed",
    ],
    ["an unknown role where everyone may", { aws: UNKNOWN }, { Principal: "*" }, "allowed"],
    [
      "a federated user",
      { federated: "accounts.google.com" },
      { Principal: { Federated: "accounts.google.com" } },
      "allowed",
    ],
    ["a canonical user", { canonicalUser: "79a59df9" }, { Principal: { CanonicalUser: "79a59df9" } }, "allowed"],
    ["all but another service", cloudtrail, { NotPrincipal: { Service: "logs.amazonaws.com" } }, "allowed"],
    ["all but the service", cloudtrail, { NotPrincipal: { Service: "cloudtrail.amazonaws.com" } }, "not-allowed"],
    ["all but an unknown one", cloudtrail, { NotPrincipal: { Service: UNKNOWN } }, "undecided"],
    ["all but the role and its account", role, { NotPrincipal: { AWS: [role.aws, root] } }, "not-allowed"],
    [
      "all but the role, of which AWS may still see the account",
      role,
      { NotPrincipal: { AWS: role.aws } },
      "undecided",
    ],
    ["all but the account, of which AWS may still see the role", role, { NotPrincipal: { AWS: ACCOUNT } }, "undecided"],
    ["all but the account, for its root", { aws: root }, { NotPrincipal: { AWS: ACCOUNT } }, "not-allowed"],
    ["all but another account", role, { NotPrincipal: stranger }, "allowed"],
  ])("%s", (_, principal, part, effect) => {
    expect(decide([read(allow(part))], { ...put, principal }).effect).toBe(effect);
  });

  it.each([[ACCOUNT], [root]])("an account leaves it to its own policies: %s", (AWS) => {
    const trusting = read(allow({ Sid: "Account", Principal: { AWS } }));
    const own = read({ Effect: "Allow", Action: "s3:PutObject", Resource: "*" }, "identity");
    expect(decide([trusting], { ...put, principal: role })).toMatchObject({
      effect: "not-allowed",
      why: "statement Account leaves it to the policies of the account, and none of them allows it",
    });
    expect(decide([trusting, own], { ...put, principal: role }).effect).toBe("allowed");
    expect(decide([trusting], { ...put, principal: { aws: root } }).effect).toBe("allowed");
  });

  it.each([[ACCOUNT], [root], [role.aws]])("a Deny for %s keeps the role away", (AWS) => {
    expect(
      decide([read([allow({ Principal: "*" }), deny({ Principal: { AWS } })])], { ...put, principal: role }).effect,
    ).toBe("denied");
  });
});

describe("a role's own policies", () => {
  const own = (part: Part = {}) => read({ Effect: "Allow", Action: "*", Resource: "*", ...part }, "identity");
  it("are enough in its own account", () => {
    expect(decide([own()], { ...put, principal: role }).effect).toBe("allowed");
  });
  it("can refuse what the resource allows", () => {
    expect(decide([read(allow({ Principal: "*" })), own({ Effect: "Deny" })], { ...put, principal: role }).effect).toBe(
      "denied",
    );
  });
  it("are nothing to a service or to the public", () => {
    expect(decide([own()], put).effect).toBe("not-allowed");
    expect(decide([own()], { ...put, principal: "anonymous" }).effect).toBe("not-allowed");
  });
  it("count for a key only where its policy leaves it to the account", () => {
    const use = { principal: role, action: "kms:Decrypt", resource: UNKNOWN };
    const key = (Principal: unknown) => read({ Effect: "Allow", Principal, Action: "kms:*", Resource: "*" });
    expect(decide([key({ AWS: ACCOUNT }), own()], use).effect).toBe("allowed");
    expect(decide([key({ AWS: "999999999999" }), own()], use).effect).toBe("not-allowed");
    expect(decide([key({ AWS: "999999999999" }), own()], { ...put, principal: role }).effect).toBe("allowed");
  });
});

describe("what AWS excludes from a resource's ARN is undecided", () => {
  const group = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:audit:log-stream:x`;
  const asks: Request = {
    principal: cloudtrail,
    action: "logs:PutLogEvents",
    resource: group,
    context: { "aws:SourceAccount": ACCOUNT },
  };
  it.each([
    [`arn:aws:logs:eu-west-1:${ACCOUNT}:log-gr*:audit:*`, "undecided"],
    [`arn:aws:logs:eu-west-1:${ACCOUNT}:*:audit:*`, "undecided"],
    [`arn:aws:logs:eu-west-1:\${aws:SourceAccount}:log-group:audit:*`, "undecided"],
    [`arn:aws:logs:eu-west-1:${ACCOUNT}:log-gr*:other:*`, "not-allowed"],
    [`arn:aws:logs:eu-west-1:${ACCOUNT}:*`, "allowed"],
    ["arn:aws:logs:*", "allowed"],
  ])("%s", (Resource, effect) => {
    expect(decide([read(allow({ Action: "logs:*", Resource }))], asks).effect).toBe(effect);
  });
});
