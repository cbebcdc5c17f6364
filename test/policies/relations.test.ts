import type { Member } from "../../policies/graph/estate";
import type { StackFacts } from "../../policies/graph/graph";
import { Relations } from "../../policies/relations";
import { Secret } from "../../policies/graph/value";
import { alarm, bucket, logGroup, other, stack, stackReference, trail, type Draft } from "../resources";

const account = (n: number): string => String(n).repeat(12);

/** A stack in an account of its own. */
let made = 0;
function member(name: string, drafts: Draft[], facts: Partial<StackFacts> = {}): Member {
  const own = account((made++ % 8) + 1);
  const records = stack(drafts, false).records.filter(({ type }) => !type.startsWith("pulumi:providers"));
  return { facts: { project: "shop", stack: name, region: "eu-west-1", account: own, ...facts }, records };
}

function groups(...members: Member[]): string[] {
  const relations = new Relations();
  members.forEach((each) => relations.add(each));
  const names = (numbers: readonly number[]): string => numbers.map((number) => members[number].facts.stack).join(" ");
  return relations.groups.map(({ judged, all }) =>
    judged.length === all.length ? names(judged) : `${names(judged)} of ${names(all)}`,
  );
}

const topicIn = (n: number): string => `arn:aws:sns:eu-west-1:${account(n)}:alerts`;
beforeEach(() => {
  made = 0;
});

describe("stacks belong together", () => {
  test("that are in one account", () =>
    expect(groups(member("a", []), member("b", []), member("c", [], { account: account(1) }))).toEqual(["a c", "b"]));
  test("of which one works in the account of the other through a provider", () => {
    const provider = other("pulumi:providers:aws", "audit", { allowedAccountIds: [account(2)] });
    const working: Member = { ...member("a", []), records: [{ urn: "urn:p", ...provider }] };
    expect(groups(working, member("b", []))).toEqual(["a b"]);
  });
  test("of which one names an ARN in the account of the other, in a secret too", () => {
    const ringing = alarm("root", { alarmActions: [new Secret(topicIn(3))] });
    expect(groups(member("a", [ringing]), member("b", []), member("c", []))).toEqual(["a c", "b"]);
  });
  test("of which one names a bucket of the other, by name or by ARN, whichever comes first", () => {
    const central = member("log", [bucket("archive", { bucket: "central", arn: "arn:aws:s3:::central" })]);
    const byName = member("a", [trail("audit", { s3BucketName: "central" })]);
    const byArn = member("b", [other("aws:x/y:Z", "z", { destination: "arn:aws:s3:::central/flow-logs" })]);
    expect(groups(byName, central, byArn)).toEqual(["a log b"]);
  });
  test("of which one reads the outputs of the other", () =>
    expect(groups(member("a", [stackReference("organization/shop/net")]), member("net", []))).toEqual(["a net"]));
  test("of which one names a resource whose ARN has no account", () => {
    const arn = "arn:aws:apigateway:eu-west-1::/restapis/r/stages/prod";
    const acl = member("a", [other("aws:wafv2/webAclAssociation:WebAclAssociation", "w", { resourceArn: arn })]);
    expect(groups(acl, member("b", [other("aws:apigateway/stage:Stage", "prod", { arn })]))).toEqual(["a b"]);
  });
  test("through a third", () => {
    const [a, b] = [alarm("x", { alarmActions: [topicIn(3)] }), alarm("y", { alarmActions: [topicIn(3)] })];
    expect(groups(member("a", [a]), member("b", [b]), member("c", []))).toEqual(["a b c"]);
  });
  test("that are one stack, read twice", () =>
    expect(groups(member("a", []), member("b", []), member("a", []))).toEqual(["a a", "b"]));
});

describe("stacks have nothing to do with each other", () => {
  test("that name an account which none of them is in", () => {
    const ringing = alarm("x", { alarmActions: [topicIn(9)] });
    expect(groups(member("a", [ringing]), member("b", [ringing]))).toEqual(["a", "b"]);
  });
  test("whose accounts are stand-ins, or not known", () => {
    const standIn = { account: account(1), accountIsAssumed: true };
    expect(groups(member("a", [], standIn), member("b", [], standIn))).toEqual(["a", "b"]);
    expect(groups(member("a", [], { account: "" }), member("b", [], { account: "" }))).toEqual(["a", "b"]);
  });
  test("whose ARNs were made up with an account that stands in", () => {
    const standIn = { account: account(1), accountIsAssumed: true };
    const own = (name: string): Draft => other("aws:sns/topic:Topic", name, { arn: topicIn(1) + name });
    expect(groups(member("a", [own("a")], standIn), member("b", [own("b")], standIn))).toEqual(["a", "b"]);
  });
  test("that have log groups of one name in two accounts", () => {
    const group = { ...logGroup("app", { name: "/app" }) };
    const named = (name: string, n: number): Member =>
      member(name, [
        { ...group, values: { ...group.values, arn: `arn:aws:logs:eu-west-1:${account(n)}:log-group:/app` } },
      ]);
    expect(groups(named("a", 1), named("b", 2))).toEqual(["a", "b"]);
  });
});

describe("a trail that may record any account", () => {
  const organization = trail("org", { isOrganizationTrail: true });
  test("is there whenever another stack is judged", () =>
    expect(groups(member("a", []), member("log", [organization]), member("b", []))).toEqual([
      "log",
      "a of a log",
      "b of log b",
    ]));
  test("comes with the stacks that it leads to, and is read for as many stacks at a time", () => {
    const ringing = alarm("x", { alarmActions: [topicIn(2)] });
    const log = [member("log", [organization, ringing]), member("alerts", [])];
    expect(groups(...log, member("a", []), member("b", []), member("c", []))).toEqual([
      "log alerts",
      "a b of log alerts a b",
      "c of log alerts c",
    ]);
  });
  test("is one of which the account is not known", () => {
    const unplaced = { ...trail("t"), values: {} };
    expect(groups(member("a", []), member("b", [unplaced], { account: undefined }))).toEqual(["b", "a of a b"]);
  });
  test("is none that is switched off", () => {
    const off = trail("org", { isOrganizationTrail: true, enableLogging: false });
    expect(groups(member("a", []), member("b", [off]))).toEqual(["a", "b"]);
  });
});

test("a stack of which nobody knows the account hears of the first trail of all", () => {
  const own = (n: number): Draft => trail("t", { arn: `arn:aws:cloudtrail:eu-west-1:${account(n)}:trail/t` });
  const members = [member("a", [own(1)]), member("b", [own(2)]), member("c", [], { account: undefined })];
  expect(groups(...members)).toEqual(["a c", "b"]);
});
