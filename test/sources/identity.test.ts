import { UNKNOWN } from "../../policies/graph/value";
import { identityOf, type Place } from "../../sources/program/identity";
import { contradicted, type StandIn } from "../../sources/program/stand-ins";
import { UNKNOWN_TEXT } from "../../sources/wire";

const FRANKFURT: Place = { region: "eu-central-1", account: "111122223333", partition: "aws" };

const made = (
  type: string,
  inputs: Record<string, unknown> = {},
  stem: string | undefined = "audit",
  place = FRANKFURT,
) => identityOf({ urn: `urn:pulumi:dev::shop::aws:${type}::audit`, type: `aws:${type}`, stem }, inputs, place);

describe("what a resource to be made is called", () => {
  test.each([
    ["sns/topic:Topic", { name: "alerts" }, "arn:aws:sns:eu-central-1:111122223333:alerts"],
    ["iam/role:Role", { name: "r", path: "/audit/" }, "arn:aws:iam::111122223333:role/audit/r"],
    ["cloudwatch/eventRule:EventRule", { name: "r" }, "arn:aws:events:eu-central-1:111122223333:rule/r"],
    [
      "cloudwatch/eventRule:EventRule",
      { name: "r", eventBusName: "arn:aws:events:eu-central-1:111122223333:event-bus/shop" },
      "arn:aws:events:eu-central-1:111122223333:rule/shop/r",
    ],
    ["s3/bucket:Bucket", { bucket: "b" }, "arn:aws:s3:::b"],
  ])("%s of %j: %s", (type, inputs, arn) => expect(made(type, inputs).arn).toBe(arn));

  test.each([
    ["sns/topic:Topic", "Audit", {}, /^Audit-[0-9a-f]{7}$/],
    ["sns/topic:Topic", "Audit", { fifoTopic: true }, /^Audit-[0-9a-f]{7}\.fifo$/],
    ["sns/topic:Topic", "Audit", { namePrefix: "own-" }, /^own-[0-9a-f]{26}$/],
    ["kms/alias:Alias", "Audit", {}, /^alias\/Audit-[0-9a-f]{7}$/],
  ])("a name that %s leaves out is made of %s", (type, stem, inputs, name) =>
    expect(made(type, inputs, stem).name).toMatch(name),
  );

  test("a bucket's is in small letters, and a key has an id", () => {
    expect(made("s3/bucket:Bucket", {}, "Audit").bucket).toMatch(/^audit-[0-9a-f]{7}$/);
    expect(made("kms/key:Key", { multiRegion: true }).keyId).toMatch(/^mrk-[0-9a-f]{32}$/);
  });

  test.each([
    ["the name is not known", { name: UNKNOWN_TEXT }, "audit"],
    ["the prefix is not known", { namePrefix: UNKNOWN_TEXT }, "audit"],
    ["the resource's own name is not known", {}, `audit-${UNKNOWN_TEXT}`],
    ["nobody can tell how the provider names it", {}, undefined],
  ])("nothing is made up where %s", (_, inputs, stem) =>
    expect(identityOf({ urn: "u", type: "aws:sns/topic:Topic", stem }, inputs, FRANKFURT)).toEqual({}),
  );

  test("where account, region or partition are not known, what has them in it stays open", () => {
    const open = (part: keyof Place): string[] =>
      Object.keys(made("sqs/queue:Queue", { name: "q" }, "q", { ...FRANKFURT, [part]: undefined }));
    expect(open("account")).toEqual(["name"]);
    expect(open("region")).toEqual(["name"]);
    expect(open("partition")).toEqual(["name", "id", "url"]);
    expect(made("s3/bucket:Bucket", { bucket: "b" }, "b", { ...FRANKFURT, region: undefined }).arn).toBe(
      "arn:aws:s3:::b",
    );
  });
});

describe("a program is at odds with", () => {
  const every = new Set<StandIn>(["account", "region", "partition", "name"]);
  const odds = (value: unknown, used: ReadonlySet<StandIn> = every): StandIn[] =>
    [...contradicted(used, [{ urn: "u", type: "t", name: "n", values: { value } }])].sort();

  test.each<[string, unknown, StandIn[]]>([
    ["the account that stands in, by another", [{ AWS: "arn:aws:iam::111122223333:root" }], ["account"]],
    ["the region that stands in, by another", "arn:aws:logs:eu-west-1::log-group:x", ["region"]],
    ["the partition that stands in, by another", "arn:aws-cn:s3:::b", ["partition"]],
    ["nothing, where it writes what stands in", "arn:aws:sns:us-east-1:000000000001:t", []],
    [
      "nothing, by the account of load balancing, a wildcard or what is not known",
      ["127311923021", "arn:aws:s3:::*", UNKNOWN],
      [],
    ],
    ["nothing, by a long number that is no account", "1111222233334444", []],
  ])("%s", (_, value, expected) => expect(odds(value)).toEqual(expected));

  test("nothing that it does not use", () =>
    expect(odds("arn:aws-cn:logs:cn-north-1:111122223333:x", new Set(["account"]))).toEqual(["account"]));
});
