import { Secret, UNKNOWN, Unknown } from "../../../policies/graph/value";
import { decide } from "../../../policies/iam/decide";
import { readDocument } from "../../../policies/iam/document";
import { type PolicyKind } from "../../../policies/iam/statement";

const put = {
  Sid: "Put",
  Effect: "Allow",
  Principal: { Service: "cloudtrail.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::logs/*",
};
const request = {
  principal: { service: "cloudtrail.amazonaws.com" },
  action: "s3:PutObject",
  resource: "arn:aws:s3:::logs/x",
};

function policy(...statements: unknown[]) {
  return { Version: "2012-10-17", Statement: statements };
}

function allowed(value: unknown) {
  return decide([readDocument(value, "resource")], request).allowed;
}

describe("a policy is read", () => {
  it.each<[string, unknown]>([
    ["as JSON text", JSON.stringify(policy(put))],
    ["as an object", policy(put)],
    ["with a single statement", { Version: "2012-10-17", Statement: put }],
    [
      "with lists of everything",
      policy({
        ...put,
        Action: [put.Action],
        Resource: [put.Resource],
        Principal: { Service: [put.Principal.Service] },
      }),
    ],
    ["without a version", { Statement: put }],
    ["as a secret", new Secret(JSON.stringify(policy(put)))],
    [
      "with secrets inside",
      policy({ ...put, Effect: new Secret("Allow"), Resource: new Secret(["arn:aws:s3:::logs/*"]) }),
    ],
    ["with an unknown statement beside it that can only allow more", policy(put, { ...put, Resource: UNKNOWN })],
  ])("%s", (_, value) => {
    expect(allowed(value)).toBe(true);
  });

  it.each([[undefined], [null], [""]])("as not given: %p", (value) => {
    expect(readDocument(value, "resource")).toEqual({ kind: "resource", given: false, statements: [], malformed: [] });
    expect(allowed(value)).toBe(false);
  });

  it.each<[string, unknown]>([
    ["wholly unknown", UNKNOWN],
    ["secret and unknown", new Secret(UNKNOWN)],
    ["of unknown statements", { Version: "2012-10-17", Statement: UNKNOWN }],
    ["of an unknown version", { ...policy(put), Version: UNKNOWN }],
    ["with one unknown statement, which may be a Deny", policy(put, UNKNOWN)],
    ["with an unknown Effect", policy({ ...put, Effect: UNKNOWN })],
    ["with an unknown Action", policy({ ...put, Action: ["s3:GetObject", UNKNOWN] })],
    ["with an unknown Principal", policy({ ...put, Principal: UNKNOWN })],
    ["with an unknown service", policy({ ...put, Principal: { Service: UNKNOWN } })],
    ["with an unknown AWS principal, which may be everyone", policy({ ...put, Principal: { AWS: UNKNOWN } })],
    ["with an unknown Resource", policy({ ...put, Resource: UNKNOWN })],
    ["with an unknown Condition", policy({ ...put, Condition: UNKNOWN })],
    ["with an unknown line of a Condition", policy({ ...put, Condition: { StringEquals: UNKNOWN } })],
    ["with an element that is not known", policy({ ...put, Obligation: "log" })],
  ])("as undecided: %s", (_, value) => {
    expect(() => allowed(value)).toThrow(/^permission for .* is undecided/);
  });

  it("says which statement leaves it open", () => {
    const { why } = decide(
      [readDocument(policy({ ...put, Resource: new Unknown("known after apply") }), "resource")],
      request,
    );
    expect(why).toBe("statement Put may allow it, a resource is known after apply");
  });

  it("decides what an unknown statement cannot change", () => {
    const deny = { ...put, Sid: "No", Effect: "Deny" };
    expect(decide([readDocument(policy(UNKNOWN, deny), "resource")], request).effect).toBe("denied");
    const elsewhere = policy({ ...put, Resource: ["arn:aws:s3:::other/*"], Condition: UNKNOWN });
    expect(allowed(elsewhere)).toBe(false);
  });

  it("does not allow what only an unknown Deny speaks of", () => {
    const decision = decide([readDocument(policy({ ...put, Effect: "Deny", Resource: UNKNOWN }), "resource")], request);
    expect(decision.allowed).toBe(false);
    expect(() => decision.denied).toThrow(
      "refusal of cloudtrail.amazonaws.com s3:PutObject on arn:aws:s3:::logs/x is undecided",
    );
  });
});

describe("a malformed policy", () => {
  const { Principal, Action, Resource, ...rest } = put;
  it.each<[string, PolicyKind, unknown, string]>([
    [
      "an output in the midst of text, as the SDK of Node writes it",
      "resource",
      '{ "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "Calling [toJSON] on an [Output<T>] is not supported.\\n" }] }',
      "an output of the program stands in it as text, in place of its value",
    ],
    [
      "an output in the midst of text, as the SDK of Python writes it",
      "resource",
      '{ "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "Calling __str__ on an Output[T] is not supported.\\n" }] }',
      "an output of the program stands in it as text, in place of its value",
    ],
    ["no JSON", "resource", "{", "the policy is not valid JSON"],
    ["no object", "resource", "[]", "the policy is not a JSON object"],
    ["a text in a text", "resource", JSON.stringify("{}"), "the policy is not a JSON object"],
    ["no Statement", "resource", {}, "Statement is missing"],
    [
      "a version that does not exist",
      "resource",
      { ...policy(put), Version: "2020-01-01" },
      "Version is 2020-01-01, expected 2012-10-17 or 2008-10-17",
    ],
    ["a statement that is a text", "resource", policy("x"), "statement 1 is not an object"],
    [
      "an Effect in lower case",
      "resource",
      policy({ ...put, Effect: "allow" }),
      "statement Put has the Effect allow, expected Allow or Deny",
    ],
    ["no Effect", "resource", policy({ ...put, Effect: undefined }), "statement Put has no Effect"],
    ["no Principal", "resource", policy({ ...rest, Action, Resource }), "statement Put has no Principal"],
    ["no Action", "resource", policy({ ...rest, Principal, Resource }), "statement Put has no Action"],
    [
      "both Action and NotAction",
      "resource",
      policy({ ...put, NotAction: "x:y" }),
      "statement Put has both Action and NotAction",
    ],
    ["no Resource", "resource", policy({ ...rest, Principal, Action }), "statement Put has no Resource"],
    [
      "a Principal that is a name",
      "resource",
      policy({ ...put, Principal: "111122223333" }),
      "statement Put has a form of Principal that AWS does not accept",
    ],
    [
      "an Action that is an object",
      "resource",
      policy({ ...put, Action: {} }),
      "statement Put has a form of Action that AWS does not accept",
    ],
    [
      "a Condition that is a list",
      "resource",
      policy({ ...put, Condition: [] }),
      "statement Put has a Condition that is not an object",
    ],
    [
      "a Principal in an identity policy",
      "identity",
      policy(put),
      "statement Put has Principal, which a policy of this kind must not have",
    ],
    [
      "a Resource in a trust policy",
      "trust",
      policy(put),
      "statement Put has Resource, which a policy of this kind must not have",
    ],
  ])("has %s", (_, kind, value, problem) => {
    const document = readDocument(value, kind);
    expect(document.malformed).toEqual([problem]);
    expect(document.statements).toEqual([]);
    const decision = decide([document], request);
    expect(decision.effect).toBe("not-allowed");
  });

  it("names all its problems at once", () => {
    const document = readDocument(
      policy({ ...put, Effect: "x" }, { ...rest, Sid: undefined, Principal, Action }),
      "resource",
    );
    expect(document.malformed).toEqual([
      "statement Put has the Effect x, expected Allow or Deny",
      "statement 2 has no Resource",
    ]);
    expect(decide([document], request).why).toBe(`AWS does not accept the policy: ${document.malformed.join("; ")}`);
  });
});

describe("a secret policy", () => {
  const hidden = {
    ...put,
    Sid: "classified",
    Resource: "arn:aws:s3:::logs/*",
    Condition: { StringEquals: { "aws:SourceAccount": "classified" } },
  };
  it.each<[string, unknown, object]>([
    ["a condition that fails", new Secret(JSON.stringify(policy(hidden))), { "aws:SourceAccount": "111122223333" }],
    ["a resource that does not match", new Secret(policy({ ...hidden, Resource: "classified" })), {}],
    ["a malformed effect", new Secret(policy({ ...hidden, Effect: "classified" })), {}],
    ["a version", new Secret({ ...policy(hidden), Version: "classified" }), {}],
    [
      "a condition in doubt",
      new Secret(policy({ ...hidden, Condition: { NumericEquals: { "aws:SourceAccount": "classified" } } })),
      { "aws:SourceAccount": "1" },
    ],
    ["the statement that allows", new Secret(policy({ ...hidden, Condition: {} })), {}],
    ["a secret in an open document", policy({ ...put, Resource: [new Secret("classified")] }), {}],
  ])("is not quoted: %s", (_, value, context) => {
    const { permission, refusal } = decide([readDocument(value, "resource")], {
      ...request,
      context: context as Record<string, string>,
    });
    expect(`${permission.why()} ${refusal.why()}`).not.toContain("classified");
  });
});
