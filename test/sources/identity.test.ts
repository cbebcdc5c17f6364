import { UNKNOWN } from "../../policies/graph/value";
import { identityOf, type Place } from "../../sources/program/identity";
import { accountWritten, contradicted, type StandIn } from "../../sources/program/stand-ins";
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
    ["rds/instance:Instance", { identifier: "d" }, "arn:aws:rds:eu-central-1:111122223333:db:d"],
    ["ssm/parameter:Parameter", { name: "/shop/key" }, "arn:aws:ssm:eu-central-1:111122223333:parameter/shop/key"],
    [
      "iam/openIdConnectProvider:OpenIdConnectProvider",
      { url: "https://token.actions.githubusercontent.com" },
      "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
    ],
  ])("%s of %j: %s", (type, inputs, arn) => expect(made(type, inputs).arn).toBe(arn));

  test.each([
    ["sns/topic:Topic", "Audit", {}, /^Audit-[0-9a-f]{7}$/],
    ["sns/topic:Topic", "Audit", { fifoTopic: true }, /^Audit-[0-9a-f]{7}\.fifo$/],
    ["sns/topic:Topic", "Audit", { namePrefix: "own-" }, /^own-[0-9a-f]{26}$/],
    ["kms/alias:Alias", "Audit", {}, /^alias\/Audit-[0-9a-f]{7}$/],
  ])("a name that %s leaves out is made of %s", (type, stem, inputs, name) =>
    expect(made(type, inputs, stem).name).toMatch(name),
  );

  const capitals = "E[0-9A-F]{13}";
  const digits = "[0-9a-f]{16}";
  test.each<[string, Record<string, unknown>, string, string]>([
    [
      "ecr/repository:Repository",
      { name: "shop" },
      "repositoryUrl",
      "111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop",
    ],
    ["s3/bucket:Bucket", { bucket: "b" }, "bucketRegionalDomainName", "b.s3.eu-central-1.amazonaws.com"],
    ["lb/loadBalancer:LoadBalancer", { name: "web" }, "arnSuffix", `app/web/${digits}`],
    ["lb/loadBalancer:LoadBalancer", { name: "web", loadBalancerType: "network" }, "arnSuffix", `net/web/${digits}`],
    ["lb/targetGroup:TargetGroup", { name: "web" }, "arnSuffix", `targetgroup/web/${digits}`],
    [
      "rds/instance:Instance",
      { identifier: "Shop", engine: "aurora-postgresql" },
      "endpoint",
      `shop.${digits}.eu-central-1.rds.amazonaws.com:5432`,
    ],
    [
      "rds/instance:Instance",
      { identifier: "shop", port: 3307 },
      "endpoint",
      `shop.${digits}.eu-central-1.rds.amazonaws.com:3307`,
    ],
    [
      "rds/cluster:Cluster",
      { clusterIdentifier: "shop" },
      "endpoint",
      `shop.cluster-${digits}.eu-central-1.rds.amazonaws.com`,
    ],
    [
      "cloudfront/originAccessIdentity:OriginAccessIdentity",
      {},
      "iamArn",
      `arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${capitals}`,
    ],
    [
      "iam/openIdConnectProvider:OpenIdConnectProvider",
      { url: "https://token.example.com/x" },
      "arn",
      "arn:aws:iam::111122223333:oidc-provider/token.example.com/x",
    ],
    ["organizations/organization:Organization", {}, "masterAccountId", "111122223333"],
  ])("%s of %j has as %s %s", (type, inputs, output, text) =>
    expect(made(type, inputs)[output]).toMatch(new RegExp(`^${text}$`)),
  );

  test.each([
    ["is neither given nor its engine's own", { identifier: "shop", engine: "db2-se" }],
    ["is not known", { identifier: "shop", engine: "mysql", port: UNKNOWN_TEXT }],
  ])("a database has no endpoint where its port %s", (_, inputs) =>
    expect(Object.keys(made("rds/instance:Instance", inputs))).toEqual([
      "identifier",
      "id",
      "arn",
      "resourceId",
      "address",
    ]),
  );

  test("a bucket's is in small letters, and a key has an id", () => {
    expect(made("s3/bucket:Bucket", {}, "Audit").bucket).toMatch(/^audit-[0-9a-f]{7}$/);
    expect(made("kms/key:Key", { multiRegion: true }).keyId).toMatch(/^mrk-[0-9a-f]{32}$/);
  });

  test("a database has an id besides its name, since version 6 of the provider", () => {
    const id = (version: string): unknown => {
      const type = "aws:rds/instance:Instance";
      return identityOf({ urn: "u", type, stem: "d", version }, { identifier: "d" }, FRANKFURT).id;
    };
    expect([id("5.43.0"), id("7.1.0")]).toEqual(["d", expect.stringMatching(/^db-[0-9A-F]{26}$/)]);
  });

  test("a balancer is known by the end of its ARN, a member account by twelve digits", () => {
    const { arn, arnSuffix } = made("lb/loadBalancer:LoadBalancer", { loadBalancerType: "network" });
    expect(arnSuffix).toMatch(/^net\/audit-[0-9a-f]{7}\/[0-9a-f]{16}$/);
    expect(arn).toBe(`arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/${arnSuffix}`);
    expect(made("organizations/account:Account").id).toMatch(/^\d{12}$/);
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

describe("what is drawn at random", () => {
  const draw = (type: string, inputs: Record<string, unknown>) =>
    identityOf({ urn: `urn:${type}`, type: `random:index/${type}`, stem: "suffix" }, inputs, FRANKFURT);

  test("is the same in each run, and another for each resource", () => {
    const of = (urn: string) =>
      identityOf({ urn, type: "random:index/randomId:RandomId", stem: "s" }, { byteLength: 4 }, FRANKFURT).hex;
    expect(of("a")).toMatch(/^[0-9a-f]{8}$/);
    expect([of("a"), of("a")]).not.toContain(of("b"));
    expect(of("a")).toBe(of("a"));
  });

  test("an id says the same in each of its forms", () => {
    const { id, hex, dec, b64Std } = draw("randomId:RandomId", { byteLength: 40, prefix: "audit-" });
    const bytes = Buffer.from(id, "base64url");
    expect(bytes).toHaveLength(40);
    expect(hex).toBe(`audit-${bytes.toString("hex")}`);
    expect(b64Std).toBe(`audit-${bytes.toString("base64")}`);
    expect(BigInt(dec.slice("audit-".length))).toBe(BigInt(`0x${bytes.toString("hex")}`));
  });

  test.each([
    ["randomString:RandomString", { length: 70, upper: false, special: false }, "result", /^[a-z0-9]{70}$/],
    ["randomString:RandomString", { length: 6, lower: false, numeric: false }, "id", /^[A-Z]{6}$/],
    ["randomPassword:RandomPassword", { length: 20 }, "result", /^[a-z0-9]{20}$/],
    ["randomPet:RandomPet", { prefix: "audit", length: 3 }, "id", /^audit(-[a-z]+){3}$/],
    ["randomPet:RandomPet", {}, "id", /^[a-z]+-[a-z]+$/],
    ["randomUuid:RandomUuid", {}, "result", /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  ])("%s of %j has as %s a text like %s", (type, inputs, output, text) =>
    expect(draw(type, inputs)[output]).toMatch(text),
  );

  test.each([
    ["randomString:RandomString", { length: UNKNOWN_TEXT }],
    ["randomString:RandomString", { length: 4, upper: false, lower: false, numeric: false }],
    ["randomId:RandomId", { byteLength: 4, prefix: UNKNOWN_TEXT }],
    ["randomPet:RandomPet", { separator: UNKNOWN_TEXT }],
    ["randomInteger:RandomInteger", { min: 1, max: 9 }],
  ])("%s of %j has nothing", (type, inputs) => expect(draw(type, inputs)).toEqual({}));
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

  test("nothing, by the account that a role trusts or takes on, but by the one that it works for", () => {
    const odd = (assumeRolePolicy: string): StandIn[] => [
      ...contradicted(every, [{ urn: "u", type: "aws:iam/role:Role", name: "n", values: { assumeRolePolicy } }]),
    ];
    expect(odd('{ "Principal": { "AWS": ["arn:aws:iam::464622532012:root", "111122223333"] } }')).toEqual([]);
    expect(odd('{ "Condition": { "StringEquals": { "aws:SourceAccount": "111122223333" } } }')).toEqual(["account"]);
  });

  test("nothing that it does not use", () =>
    expect(odds("arn:aws-cn:logs:cn-north-1:111122223333:x", new Set(["account"]))).toEqual(["account"]));
});

describe("the account that a program writes for its own", () => {
  const trail = {
    urn: "u",
    type: "aws:cloudtrail/trail:Trail",
    name: "t",
    values: { arn: "arn:aws:cloudtrail:us-east-1:000000000001:trail/audit" },
  };
  const written = (type: string, ...texts: string[]): string | undefined =>
    accountWritten([trail, { urn: "v", type, name: "p", values: { policy: texts.join('", "') } }]);
  const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
  const own = "arn:aws:cloudtrail:eu-west-1:210987654321:trail/audit";

  test.each<[string, string | undefined, string[]]>([
    ["the one of an ARN of what it makes, in whatever region", "210987654321", [own]],
    ["the one of what is below", "210987654321", [`${own}:*`, `${own}/more`]],
    ["beside another, which it lets in", "210987654321", [own, "arn:aws:iam::111122223333:root"]],
    ["not that of a stranger's trail", undefined, ["arn:aws:cloudtrail:eu-west-1:210987654321:trail/theirs"]],
    ["not one of two", undefined, [own, "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit"]],
  ])("%s", (_, account, texts) => expect(written(POLICY, ...texts)).toBe(account));

  test("the one that may administer its keys", () =>
    expect(written("aws:kms/key:Key", "arn:aws:iam::210987654321:root")).toBe("210987654321"));
});
