import { anonymousPrincipal, runSimulation } from "@cloud-copilot/iam-simulate";
import * as fc from "fast-check";
import { UNKNOWN } from "../../../policies/graph/value";
import { decide } from "../../../policies/iam/decide";
import { readDocument } from "../../../policies/iam/document";
import { cases, type Case } from "./generated";

const EFFECTS = { Allowed: "allowed", ExplicitlyDenied: "denied", ImplicitlyDenied: "not-allowed" } as const;

/** What the simulator says, given the keys that our evaluator derives from who asks. */
async function simulated({ request, resource, identity }: Case): Promise<string> {
  const { principal, action, context } = request;
  const isAnonymous = principal === "anonymous";
  const isService = !isAnonymous && "service" in principal;
  const derived = isAnonymous ? [] : [["aws:PrincipalIsAWSService", String(isService)]];
  const result = await runSimulation(
    {
      request: {
        principal: isAnonymous ? anonymousPrincipal : String(Object.values(principal)[0]),
        action,
        resource: { resource: request.resource, accountId: "111122223333" },
        contextVariables: { ...Object.fromEntries(derived), ...context },
      },
      identityPolicies: isService || isAnonymous ? [] : [{ name: "own", policy: identity }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: resource,
    },
    { simulationMode: "Strict" },
  );
  if (result.resultType !== "single" || result.result.ignoredContextKeys?.length)
    throw new Error(JSON.stringify(result));
  return EFFECTS[result.overallResult];
}

function decision({ request, resource, identity }: { request: Case["request"]; resource: unknown; identity: unknown }) {
  return decide([readDocument(resource, "resource"), readDocument(identity, "identity")], request);
}

/** An answer that may be undecided, without throwing. */
function answers(each: Parameters<typeof decision>[0]) {
  const { permission, refusal, effect } = decision(each);
  return { effect, allowed: permission.truth, denied: refusal.truth };
}

describe("over generated documents of known values", () => {
  it("decides as the simulator does", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (each) => {
        expect(decision({ ...each, resource: JSON.stringify(each.resource) }).effect).toBe(await simulated(each));
      }),
      { numRuns: 2000, seed: 20260731 },
    );
  });

  it("never reverses an answer when a value becomes unknown", () => {
    fc.assert(
      fc.property(cases, fc.nat(), fc.nat(), (each, first, second) => {
        const known = answers(each);
        const hidden = answers(hide(hide(each, first), second));
        if (typeof hidden.allowed === "boolean") expect(hidden.allowed).toBe(known.allowed);
        if (typeof hidden.denied === "boolean") expect(hidden.denied).toBe(known.denied);
      }),
      { numRuns: 4000, seed: 2 },
    );
  });

  it("never allows more when a Deny is added", () => {
    fc.assert(
      fc.property(cases, cases, fc.constantFrom({}, { Condition: UNKNOWN }), (each, other, unknown) => {
        fc.pre(decision(each).effect !== "allowed");
        const added = { ...other.resource.Statement[0], ...unknown, Effect: "Deny" };
        const more = { ...each.resource, Statement: [...each.resource.Statement, added] };
        expect(decision({ ...each, resource: more }).permission.truth).not.toBe(true);
      }),
      { numRuns: 1500, seed: 3 },
    );
  });
});

/** The case with one value of its policies or of its request's context unknown; `which` picks the place. */
function hide(each: Case, which: number): Case {
  const places: [Record<string, unknown>, string][] = [];
  const copy = structuredCopy(
    { context: each.request.context, resource: each.resource, identity: each.identity },
    places,
  );
  const [parent, key] = places[which % places.length];
  parent[key] = UNKNOWN;
  return { request: { ...each.request, context: copy.context }, resource: copy.resource, identity: copy.identity };
}

/** A copy, and every place in it below the outermost, except that a hidden value stays one. */
function structuredCopy<T>(value: T, places: [Record<string, unknown>, string][], depth = 0): T {
  if (typeof value !== "object" || value === null || (value as unknown) === UNKNOWN) return value;
  const copy = (Array.isArray(value) ? [] : {}) as Record<string, unknown>;
  for (const [key, field] of Object.entries(value)) {
    copy[key] = structuredCopy(field, places, depth + 1);
    if (depth > 0) places.push([copy, key]);
  }
  return copy as T;
}

// What the documentation says decides; the simulator's answer stands beside it, so that a change of either is noticed.
describe("where the simulator and the documentation differ", () => {
  const trail = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit";
  const topic = "arn:aws:sns:eu-west-1:111122223333:alerts";
  const stream = "arn:aws:logs:eu-west-1:111122223333:log-group:audit:log-stream:s1";
  interface Difference {
    statement: Record<string, unknown>;
    context?: Record<string, string | string[]>;
    request?: Partial<Case["request"]>;
    version?: string;
    simulator: string;
    ours: string;
  }
  const condition = (operator: string, key: string, wanted: string) => ({
    Condition: { [operator]: { [key]: wanted } },
  });
  const allows = { simulator: "not-allowed", ours: "allowed" };
  const leavesOpen = (simulator: string) => ({ simulator, ours: "undecided" });

  it.each<[string, Difference]>([
    // reference_policies_variables.html: the special characters stand wherever a variable may.
    [
      "StringEquals resolves ${*}",
      { statement: condition("StringEquals", "aws:UserAgent", "a${*}"), context: { "aws:UserAgent": "a*" }, ...allows },
    ],
    // Same page: "in any condition that involves the string operators or the ARN operators".
    [
      "ArnLike resolves a variable inside a segment",
      {
        statement: condition("ArnLike", "aws:SourceArn", trail.replace("111122223333", "${aws:SourceAccount}")),
        context: { "aws:SourceArn": trail, "aws:SourceAccount": "111122223333" },
        ...allows,
      },
    ],
    // Same page: a variable may stand in the last part of a resource's ARN.
    [
      "a resource that is all variable behind its fifth colon",
      {
        statement: { Resource: topic.replace("alerts", "${aws:UserAgent}") },
        context: { "aws:UserAgent": "alerts" },
        request: { action: "sns:Publish", resource: topic },
        ...allows,
      },
    ],
    // Same page: without the version of 2012 a variable is literal text.
    [
      "a variable in the version of 2008",
      {
        statement: condition("StringEquals", "aws:UserAgent", "${aws:SourceAccount}"),
        context: { "aws:UserAgent": "1", "aws:SourceAccount": "1" },
        version: "2008-10-17",
        simulator: "allowed",
        ours: "not-allowed",
      },
    ],
    // reference_policies_elements_condition_operators.html: "or in epoch (UNIX) time".
    [
      "a date in seconds",
      {
        statement: condition("DateLessThan", "aws:CurrentTime", "1893456000"),
        context: { "aws:CurrentTime": "2026-01-01T00:00:00Z" },
        ...allows,
      },
    ],
    // Same page: all addresses except the specified range.
    [
      "NotIpAddress of one address of the other family",
      {
        statement: condition("NotIpAddress", "aws:SourceIp", "10.1.2.3"),
        context: { "aws:SourceIp": "2001:db8::5" },
        ...allows,
      },
    ],
    [
      "a range of all addresses",
      {
        statement: condition("IpAddress", "aws:SourceIp", "0.0.0.0/0"),
        context: { "aws:SourceIp": "10.1.2.3" },
        ...allows,
      },
    ],
    // reference_policies_elements_resource.html: a `*` that ends a segment reaches over colons.
    ["a wildcard for the region and the account", { statement: { Resource: "arn:aws:s3:*:audit-logs/x" }, ...allows }],
    // Same section: IfExists is true without the key, ForAnyValue is false without it.
    [
      "ForAnyValue with IfExists",
      { statement: condition("ForAnyValue:StringEqualsIfExists", "aws:TagKeys", "a"), ...leavesOpen("not-allowed") },
    ],
    [
      "ArnNotLike of what is no ARN",
      {
        statement: condition("ArnNotLike", "aws:SourceArn", "*"),
        context: { "aws:SourceArn": trail },
        ...leavesOpen("not-allowed"),
      },
    ],
    [
      "a year as a date",
      {
        statement: condition("DateLessThan", "aws:CurrentTime", "2030"),
        context: { "aws:CurrentTime": "2026-01-01T00:00:00Z" },
        ...leavesOpen("not-allowed"),
      },
    ],
    // "this might cause the entire statement to be invalid"
    [
      "StringNotEquals of a variable without a value",
      {
        statement: condition("StringNotEquals", "aws:UserAgent", "${aws:SourceAccount}"),
        context: { "aws:UserAgent": "1" },
        ...leavesOpen("not-allowed"),
      },
    ],
    // reference_policies_elements_notprincipal.html: "the policy might deny access to the entire account".
    [
      "NotPrincipal without the account",
      {
        statement: { Effect: "Deny", NotPrincipal: { AWS: "arn:aws:iam::111122223333:role/r" } },
        request: { principal: { aws: "arn:aws:iam::111122223333:role/r" } },
        ...leavesOpen("allowed"),
      },
    ],
    // reference_identifiers.html: no wildcard in the part that names the type of the resource.
    [
      "a wildcard in the type of the resource",
      {
        statement: { Resource: stream.replace("log-group", "log-gr*") },
        request: { action: "logs:PutLogEvents", resource: stream },
        ...leavesOpen("not-allowed"),
      },
    ],
    ["every service as a principal", { statement: { Principal: { Service: "*" } }, ...leavesOpen("not-allowed") }],
  ])("%s", async (_, { statement, context = {}, request, version = "2012-10-17", simulator, ours }) => {
    const base = {
      Effect: "Allow",
      ...("NotPrincipal" in statement ? {} : { Principal: "*" }),
      Action: "*",
      Resource: "*",
    };
    const others = "NotPrincipal" in statement ? [{ ...base, Principal: "*" }] : [];
    const each: Case = {
      request: {
        principal: { service: "cloudtrail.amazonaws.com" },
        action: "s3:PutObject",
        resource: "arn:aws:s3:::audit-logs/x",
        context,
        otherKeys: "absent",
        ...request,
      },
      resource: { Version: version, Statement: [...others, { ...base, ...statement }] },
      identity: { Version: "2012-10-17", Statement: [] },
    };
    expect({ ours: decision(each).effect, simulator: await simulated(each) }).toEqual({ ours, simulator });
  });
});
