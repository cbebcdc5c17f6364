import { Secret, UNKNOWN } from "../../policies/graph/value";
import { listStacks, previewProgram } from "../../sources/program";
import type { Snapshot } from "../../sources/snapshot";
import { assumed, fixture, program, removePrograms, resource } from "./programs";

afterAll(removePrograms);

describe("a tree of components", () => {
  const URN = "urn:pulumi:dev::tree::";
  const SHELF = "library:index:Archive$library:index:Shelf";
  let snapshot: Snapshot;
  const counts: number[] = [];
  beforeAll(async () => {
    snapshot = await previewProgram({ path: fixture("tree"), onProgress: (count) => counts.push(count) });
  });

  test("the only stack with settings is chosen, and says the region", () => {
    expect(snapshot).toMatchObject({
      project: "tree",
      stack: "dev",
      organization: "organization",
      region: "eu-west-1",
    });
    expect(assumed(snapshot)).toEqual(["account 000000000001", "name names and ARNs"]);
  });

  test("URNs carry the types of all ancestors", () => {
    expect(snapshot.resources.map(({ urn }) => urn.slice(URN.length)).sort()).toEqual([
      "aws:kms/key:Key::key",
      "aws:sns/topic:Topic::alerts",
      "aws:sns/topicSubscription:TopicSubscription::mail",
      `${SHELF}$aws:s3/bucket:Bucket$aws:cloudtrail/trail:Trail::main-trail`,
      `${SHELF}$aws:s3/bucket:Bucket::main-shelf-books`,
      `${SHELF}::main-shelf`,
      "library:index:Archive::main",
      "pulumi:providers:aws::default_7_48_0",
      "pulumi:providers:aws::ireland",
    ]);
  });

  test("the root stack is neither a resource nor a parent", () => {
    expect(snapshot.resources.filter(({ type }) => type === "pulumi:pulumi:Stack")).toEqual([]);
    expect(resource(snapshot, "main").parent).toBeUndefined();
    expect(resource(snapshot, "main-shelf").parent).toBe(`${URN}library:index:Archive::main`);
  });

  test("only components are not custom", () => {
    const components = snapshot.resources.filter(({ custom }) => custom === false);
    expect(components.map(({ name }) => name)).toEqual(["main", "main-shelf"]);
  });

  test("children inherit provider, protect and retainOnDelete", () => {
    const ireland = `${URN}pulumi:providers:aws::ireland::`;
    for (const name of ["main-shelf-books", "main-trail"]) {
      expect(resource(snapshot, name).provider).toMatch(ireland);
      expect(resource(snapshot, name)).toMatchObject({ protect: true, retainOnDelete: true });
    }
    expect(resource(snapshot, "key").protect).toBeUndefined();
  });

  test("who names no provider gets the default one, configured from the stack's settings", () => {
    expect(resource(snapshot, "key").provider).toMatch(`${URN}pulumi:providers:aws::default_7_48_0::`);
    expect(resource(snapshot, "default_7_48_0").values).toEqual({ region: "eu-west-1", version: "7.48.0" });
  });

  test("transforms: a component's, a resource's own, the stack's", () => {
    expect(resource(snapshot, "main-shelf-books").values.forceDestroy).toBe(true);
    expect(resource(snapshot, "alerts").values).toMatchObject({ fifoTopic: false, displayName: "by the stack" });
  });

  test("tagsAll adds the provider's default tags", () => {
    expect(resource(snapshot, "main-shelf-books").values.tagsAll).toEqual({ team: "audit", room: "reading" });
    expect(resource(snapshot, "main-trail").values.tagsAll).toEqual({ team: "audit", room: "hall" });
  });

  test("an unknown value keeps the resource that it comes from", () => {
    const bucket = resource(snapshot, "main-shelf-books").urn;
    const trail = resource(snapshot, "main-trail");
    expect(trail.values).toMatchObject({
      s3BucketName: expect.stringMatching(/^main-shelf-books-[0-9a-f]{7}$/),
      s3KeyPrefix: "logs",
    });
    expect(trail.propertyDependencies).toEqual({ s3BucketName: [bucket] });
    expect(trail.dependencies).toEqual([bucket]);
    expect(trail.ignoreChanges).toEqual(["tags"]);
  });

  test("aliases become URNs", () => {
    expect(resource(snapshot, "main").aliases).toEqual([`${URN}library:index:Archive::old-main`]);
    expect(resource(snapshot, "key").aliases).toEqual([`${URN}aws:kms/key:Key::k`]);
  });

  test("a component holds its arguments and its outputs", () => {
    expect(resource(snapshot, "main").values).toEqual({
      loud: true,
      prefix: "logs",
      trail: resource(snapshot, "main-trail").values.arn,
    });
  });

  test("positions point at the user's lines", () => {
    expect(resource(snapshot, "main").position).toEqual({ file: "index.ts", line: 15, column: 1 });
    expect(resource(snapshot, "main-trail").position).toEqual({ file: "archive.ts", line: 21, column: 18 });
  });

  test("progress counts up", () => expect(counts).toEqual(counts.map((_, index) => index + 1)));
});

describe("values", () => {
  let snapshot: Snapshot;
  beforeAll(async () => {
    snapshot = await previewProgram({ path: fixture("values") });
  });

  test("configuration comes from the project's defaults and the stack's settings", () => {
    const { values } = resource(snapshot, "log");
    expect(values).toMatchObject({ retentionInDays: 365, tags: { owners: "ann,bob" } });
    expect(snapshot.region).toBe("eu-central-1");
  });

  test("every missing or encrypted value is listed, with its placeholder", () => {
    expect(assumed(snapshot)).toEqual([
      "configuration values:fifo",
      "configuration values:folder",
      "configuration values:level",
      "configuration values:limits",
      "configuration values:password",
      "configuration values:prefix",
      "name names and ARNs",
      "stack-reference acme/network/dev",
    ]);
    expect(snapshot.assumptions.find(({ subject }) => subject === "values:folder")?.text).toContain('"./files"');
    expect(resource(snapshot, "log").values.tags).toMatchObject({ level: "3" });
  });

  test("secrets stay marked", () => {
    expect(resource(snapshot, "password").values.value).toBeInstanceOf(Secret);
    const { variables } = resource(snapshot, "zip").values.environment as { variables: Record<string, unknown> };
    expect(variables.limits).toBeInstanceOf(Secret);
  });

  test("assets and archives say what they are made of", () => {
    expect(resource(snapshot, "a.txt").values.source).toEqual({ path: "files/a.txt" });
    expect(resource(snapshot, "zip").values.code).toEqual({ assets: { "index.js": { text: "exports.handler = 1" } } });
  });

  test("a resource as a value is its id", () => {
    expect(resource(snapshot, "a.txt").values.bucket).toBe(resource(snapshot, "files").values.id);
    expect(resource(snapshot, "a.txt").propertyDependencies).toEqual({ bucket: [resource(snapshot, "files").urn] });
  });

  test("a text with an ARN in it names the resource to be made", () => {
    const arn = String(resource(snapshot, "files").values.arn);
    expect(arn).toMatch(/^arn:aws:s3:::placeholder-prefix/);
    expect(JSON.stringify(resource(snapshot, "greeting").values.value)).toContain(`hello ${arn}`);
  });

  test("what is read with .get is external: its id is known, the rest is not", () => {
    expect(resource(snapshot, "shared")).toMatchObject({ external: true, unread: true, values: { id: "vpc-1" } });
    expect(resource(snapshot, "a").values.vpcId).toBe("vpc-1");
    expect(resource(snapshot, "b").values.vpcId).toBe(UNKNOWN);
  });

  test("default tags of the configuration apply without an explicit provider", () => {
    expect(resource(snapshot, "news").values.tagsAll).toEqual({ team: "audit" });
  });

  test("given outputs of another stack are used; an override wins over every setting", async () => {
    const given = await previewProgram({
      path: fixture("values"),
      config: { prefix: "acme-", "values:password": "open", level: "7", "aws:region": "us-west-2" },
      stackReferences: { "acme/network/dev": { zone: "eu-central-1a", cidr: new Secret("10.0.1.0/24") } },
    });
    expect(resource(given, "a").values.availabilityZone).toBe("eu-central-1a");
    expect(resource(given, "b").values.cidrBlock).toEqual(new Secret("10.0.1.0/24"));
    expect(resource(given, "files").values.bucketPrefix).toBe("acme-");
    expect(resource(given, "password").values.value).toEqual(new Secret("open"));
    expect(given.region).toBe("us-west-2");
    expect(assumed(given)).toEqual([
      "configuration values:fifo",
      "configuration values:folder",
      "configuration values:limits",
      "name names and ARNs",
    ]);
  });

  test("strict configuration refuses, naming all that is missing", async () => {
    const preview = previewProgram({ path: fixture("values"), strictConfig: true, config: { prefix: "p" } });
    await expect(preview).rejects.toThrow(
      /^Pulumi\.dev\.yaml: 3 settings are missing\n {2}values:fifo .*\n {2}values:folder .*\n {2}values:level .*--config level=<value>\)$/,
    );
  });
});

describe("functions of providers", () => {
  let snapshot: Snapshot;
  const value = (name: string): unknown => {
    const { value } = resource(snapshot, name).values;
    return value instanceof Secret ? value.value : value;
  };
  beforeAll(async () => {
    const invokes = { "aws:ec2/getKeyPair": { fingerprint: "ab:cd" } };
    snapshot = await previewProgram({ path: fixture("lookups"), stack: "acme/lookups/dev", invokes });
  });

  test("answers that need no AWS", () => {
    const names = ["account", "region", "partition", "zones", "principal", "tags", "load-balancing"];
    expect(Object.fromEntries(names.map((name) => [name, value(name)]))).toEqual({
      account: "000000000001",
      region: "us-east-1",
      partition: "aws-cn",
      zones: "us-east-1a,us-east-1b,us-east-1c use1-az1,use1-az2",
      principal: "logs.amazonaws.com.cn",
      tags: '{"team":"audit"}',
      "load-balancing": "arn:aws:iam::156460612806:root",
    });
    expect(snapshot).toMatchObject({
      organization: "acme",
      stack: "dev",
      account: "000000000001",
      region: "us-east-1",
    });
  });

  test("a policy document is rendered, also of the ARN of what is to be made", () => {
    expect(JSON.parse(value("policy") as string)).toEqual({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*", Principal: "*" }],
    });
    expect(value("policy-unknown")).toContain(resource(snapshot, "b", "Bucket").values.arn);
  });

  test("an answer that the user gives is used", () => expect(value("given")).toBe("ab:cd"));

  test("other answers are unknown through and through, in both forms, and crash nothing", () => {
    expect(resource(snapshot, "plain").values.ami).toBe(UNKNOWN);
    expect(resource(snapshot, "output").values.ami).toBe(UNKNOWN);
    expect(resource(snapshot, "lb").values.subnets).toBe(UNKNOWN);
    expect(resource(snapshot, "tg").values).toMatchObject({ vpcId: UNKNOWN, name: UNKNOWN });
    expect(value("joined")).toBe(UNKNOWN);
    expect(value("parsed")).toBe(UNKNOWN);
  });

  test("everything that was made up or is unknown is listed", () => {
    expect(assumed(snapshot)).toEqual([
      "account 000000000001",
      "invoke aws:ec2/getAmi",
      "invoke aws:ec2/getSubnets",
      "invoke aws:ec2/getSubnets#elements",
      "invoke aws:ec2/getVpc",
      "invoke aws:index/getAvailabilityZones",
      "invoke aws:ssm/getParameter",
      "name names and ARNs",
      "region aws:region",
    ]);
  });
});

test("stacks are those with a settings file; among several one has to be named", async () => {
  const path = program({ "Pulumi.prod.yaml": "config: {}\n", "Pulumi.dev.yml": "config: {}\n", "index.ts": "" });
  expect(listStacks(path)).toEqual(["dev", "prod"]);
  await expect(previewProgram({ path })).rejects.toThrow(/several stacks have settings \(dev, prod\)/);
});

test("resources stand in the order of the program's text, behind what they depend on, whichever was registered first", async () => {
  const text = `const aws = require("@pulumi/aws");
    const later = new Promise((resolve) => setTimeout(() => resolve("late"), 100));
    new aws.s3.Bucket("z-late", { bucket: later });
    for (const name of ["b", "a"]) new aws.s3.Bucket(name);
    const used = (by) => new aws.s3.Bucket("last", {}, { dependsOn: [by] });
    used(new aws.s3.Bucket("of-last"));`;
  const { resources } = await previewProgram({ path: program({ "index.js": text }) });
  expect(resources.filter(({ type }) => type === "aws:s3/bucket:Bucket").map(({ name }) => name)).toEqual([
    ...["z-late", "a", "b", "of-last", "last"],
  ]);
});
