import { evaluate } from "../../policies/evaluate";
import { Secret, UNKNOWN } from "../../policies/graph/value";
import { LogGroup } from "../../policies/kinds/cloudwatch";
import { broken, evidence, fail, pass, policy, type Policy } from "../../policies/policy";
import { logGroup, stack } from "../resources";

const rest = { title: "", severity: "low", description: "", remediation: "", controls: [], about: LogGroup } as const;
const statuses = (subject: Policy, groups: ReturnType<typeof logGroup>[]): string[] =>
  evaluate([subject], stack(groups, false)).map((verdict) => `${verdict.subject} ${verdict.status}`);

const year = policy({
  ...rest,
  id: "year",
  check: (group) => (group.props.retentionInDays === 365 ? pass() : fail("not a year")),
});

test("an undecided subject hides no other", () => {
  const groups = [logGroup("a", { retentionInDays: UNKNOWN }), logGroup("b"), logGroup("c", { retentionInDays: 365 })];
  expect(statuses(year, groups)).toEqual(["a unknown", "b fail", "c pass"]);
});

test("a policy that throws is reported as that policy's fault and hides no other", () => {
  const faulty = policy({
    ...rest,
    id: "faulty",
    check: () => {
      throw new TypeError("x is not a function");
    },
  });
  const verdicts = evaluate([faulty, year], stack([logGroup("a")], false));
  expect(verdicts.map(({ policy: id, status }) => [id, status])).toEqual([
    ["faulty", "error"],
    ["year", "fail"],
  ]);
  expect(verdicts[0].message).toBe("the policy itself failed: x is not a function");
});

describe("where one good subject is enough", () => {
  const some: Policy = { ...year, id: "some", holds: "some" };
  const [good, bad, undecided] = [
    logGroup("good", { retentionInDays: 365 }),
    logGroup("bad"),
    logGroup("undecided", { retentionInDays: UNKNOWN }),
  ];
  test("the others are no findings", () =>
    expect(statuses(some, [bad, good])).toEqual(["bad not-applicable", "good pass"]));
  test("none is a finding for each", () => expect(statuses(some, [bad])).toEqual(["bad fail"]));
  test("an undecided one keeps the question open", () =>
    expect(statuses(some, [bad, undecided])).toEqual(["bad not-applicable", "undecided unknown"]));
});

test("a secret in a message, a chain or an evidence is masked", () => {
  const talkative = policy({
    ...rest,
    id: "talkative",
    check: (group) =>
      broken([{ noun: "log group", name: "a" }], `the key is ${group.props.kmsKeyId}`, evidence(group, "kmsKeyId"), {
        ...evidence(group, "name"),
        value: `name and ${group.props.kmsKeyId}`,
      }),
  });
  const verdicts = evaluate([talkative], stack([logGroup("a", { kmsKeyId: new Secret("hunter2") })], false));
  expect(JSON.stringify(verdicts)).not.toContain("hunter2");
  expect(verdicts[0].message).toBe("the key is [secret]");
});

describe("of a secret text with several words", () => {
  const quoting = (quoted: string): string | undefined => {
    const talks = policy({ ...rest, id: "talks", check: () => fail(quoted) });
    const statement = '{ "Principal": { "AWS": "arn:aws:iam::210987654321:root" }, "Sid": "hunter" } with sns:Publish';
    const code = { assets: { "index.js": { text: 'exports.handler = () => { throw new Error("hunter2"); }' } } };
    const group = logGroup("a", { policy: new Secret(statement), code: new Secret(code) });
    return evaluate([talks], stack([group], false))[0].message;
  };
  test("what it tells is masked", () =>
    expect(quoting("arn:aws:iam::210987654321:root gets in")).toBe("[secret] gets in"));
  test("a word in small letters only where it is quoted", () =>
    expect(quoting('a hunter called "hunter", with a bow')).toBe("a hunter called [secret], with a bow"));
  test("a word of AWS's as well, since it tells what the document says", () =>
    expect(quoting("sns:Publish is refused")).toBe("[secret] is refused"));
  test("nor is any word of a function's code", () =>
    expect(quoting("Error without handler")).toBe("Error without handler"));
});

test("a parameter that is not configured has its default", () => {
  const limited = policy({
    ...rest,
    id: "limited",
    parameters: { days: { description: "", default: 365, source: "", schema: { type: "integer" } } },
    check: (group, _graph, { days }) => (group.props.retentionInDays! >= days ? pass() : fail(`less than ${days}`)),
  });
  const run = (settings: Record<string, Record<string, unknown>>): string[] =>
    evaluate([limited], stack([logGroup("a", { retentionInDays: 90 })], false), settings).map(({ status }) => status);
  expect([run({}), run({ limited: { days: 90 } })]).toEqual([["fail"], ["pass"]]);
});
