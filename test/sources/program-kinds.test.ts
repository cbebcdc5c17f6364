import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { UNKNOWN } from "../../policies/graph/value";
import { previewProgram, type PreviewOptions } from "../../sources/program";
import type { Snapshot } from "../../sources/snapshot";
import { assumed, program, removePrograms, resource } from "./programs";

afterAll(removePrograms);

const AWS = 'import * as aws from "@pulumi/aws";\n';

describe("what a program may consist of", () => {
  const preview = (files: Record<string, string>, options: Partial<PreviewOptions> = {}): Promise<Snapshot> =>
    previewProgram({ path: program(files), stack: "dev", ...options });
  const TOPIC = `${AWS}import * as pulumi from "@pulumi/pulumi";
new aws.sns.Topic("t", { displayName: new pulumi.Config().require("name") });
`;

  test("a function of the provider returns its arguments beside what nobody knows", async () => {
    const snapshot = await preview({
      "index.ts": `${AWS}const found = aws.servicequotas.getServiceQuota({ serviceCode: "ec2", quotaCode: "L-1" });
const names: Record<string, string> = { "L-1": "instances" };
found.then(({ quotaCode, value }) => new aws.sns.Topic(names[quotaCode].concat("-quota"), { displayName: String(value) }));
`,
    });
    expect(resource(snapshot, "instances-quota").values.displayName).toBe(UNKNOWN);
  });

  test("functions that become lambdas, dynamic and remote resources, hooks, imports, methods", async () => {
    const snapshot = await preview({
      "index.ts": `${AWS}import * as pulumi from "@pulumi/pulumi";
const bucket = new aws.s3.Bucket("uploads", { tags: { room: "hall" } });
bucket.onObjectCreated("zip", async () => console.log(bucket.bucket.get()));

class Thing extends pulumi.dynamic.Resource {
  readonly size!: pulumi.Output<number>;
  constructor(name: string) {
    super({ create: async () => ({ id: "1", outs: { size: 1 } }) }, name, { size: undefined });
  }
}
new aws.sns.Topic("sized", { displayName: new Thing("thing").size.apply(String) });

class Net extends pulumi.ComponentResource {
  readonly url!: pulumi.Output<string>;
  constructor() {
    super("awsx:ec2:Vpc", "net", { url: undefined, bucket }, { version: "2.22.0" }, true);
  }
}
const net = new Net();
new aws.sns.Topic("linked", { displayName: net.url });
new aws.sns.Topic("called", { displayName: pulumi.runtime.call<{ x: string }>("awsx:ec2:Vpc/find", {}, net).x });

const hook = new pulumi.ResourceHook("say", async () => undefined, { onDryRun: true });
new aws.sns.Topic("hooked", {}, { hooks: { beforeCreate: [hook] } });
new aws.sns.Topic("imported", {}, { import: "arn:aws:sns:us-east-1:123456789012:imported" });

pulumi.runtime.registerInvokeTransform(({ args, opts }) => ({ args: { ...args, region: "ap-southeast-2" }, opts }));
new aws.sns.Topic("moved", { displayName: aws.getRegionOutput().region });

// The transform is given a live bucket, which asks for its own state.
pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
  type === "awsx:ec2:Vpc" ? { props: { ...props, tags: props.bucket.tags }, opts } : undefined,
);
`,
    });
    expect(resource(snapshot, "zip", "BucketNotification").values.lambdaFunctions).toHaveLength(1);
    expect(resource(snapshot, "thing").provider).toContain("pulumi:providers:pulumi-nodejs::default::");
    expect(resource(snapshot, "thing").values).not.toHaveProperty("__provider");
    expect(resource(snapshot, "net")).toMatchObject({ custom: false, values: { tags: { room: "hall" } } });
    for (const name of ["sized", "linked", "called"]) expect(resource(snapshot, name).values.displayName).toBe(UNKNOWN);
    expect(resource(snapshot, "linked").propertyDependencies).toEqual({ displayName: [resource(snapshot, "net").urn] });
    expect(resource(snapshot, "hooked").type).toBe("aws:sns/topic:Topic");
    expect(resource(snapshot, "imported").values.id).toBe("arn:aws:sns:us-east-1:123456789012:imported");
    expect(resource(snapshot, "moved").values.displayName).toBe("ap-southeast-2");
    expect(assumed(snapshot)).toEqual([
      "invoke awsx:ec2:Vpc/find",
      "name names and ARNs",
      "region aws:region",
      "remote-component awsx:ec2:Vpc::net",
    ]);
  });

  test("an ES module in TypeScript, with placeholders and positions", async () => {
    const snapshot = await preview({
      "package.json": '{ "type": "module" }',
      "tsconfig.json":
        '{ "compilerOptions": { "module": "nodenext", "moduleResolution": "nodenext", "target": "es2022" } }',
      "index.ts": `interface Erased {\n  line: number;\n}\n${TOPIC}const ami = await aws.ec2.getAmi({});\nnew aws.sns.Topic("u", { displayName: ami.id });\n`,
    });
    expect(resource(snapshot, "t")).toMatchObject({
      values: { displayName: "placeholder-name" },
      position: { file: "index.ts", line: 6, column: 1 },
    });
    expect(resource(snapshot, "u").values.displayName).toBe(UNKNOWN);
  });

  test("an ES module in JavaScript, its entry point named in package.json", async () => {
    const snapshot = await preview({
      "package.json": '{ "type": "module", "main": "src/main.js" }',
      "src/main.js": TOPIC,
    });
    expect(resource(snapshot, "t").position).toMatchObject({ file: "src/main.js", line: 3 });
  });

  test("a folder reached over a symbolic link", async () => {
    const path = join(program({}), "link");
    symlinkSync(program({ "package.json": '{ "type": "module", "main": "main.js" }', "main.js": TOPIC }), path);
    const snapshot = await previewProgram({ path, stack: "dev" });
    expect(resource(snapshot, "t").position).toMatchObject({ file: "main.js", line: 3 });
  });

  test("main as a file in a folder, compiler options of its own, an argument for node", async () => {
    const snapshot = await preview({
      "Pulumi.yaml": `name: test
main: src/app.ts
runtime:
  name: nodejs
  options: { tsconfig: ../tsconfig.pulumi.json, nodeargs: "--title='a name'" }
`,
      "tsconfig.pulumi.json": '{ "compilerOptions": { "experimentalDecorators": true } }',
      "src/app.ts": `${AWS}const mark = (target: unknown): void => void target;
@mark
class Named {}
new aws.sns.Topic("t", { displayName: process.title + " " + process.cwd().split("/").at(-1) + Named.name });
`,
    });
    expect(resource(snapshot, "t").values.displayName).toBe("a name srcNamed");
    expect(resource(snapshot, "t").position?.file).toBe("src/app.ts");
  });

  test("main as a folder of JavaScript without TypeScript", async () => {
    const snapshot = await preview({
      "Pulumi.yaml": "name: test\nmain: app\nruntime: { name: nodejs, options: { typescript: false } }\n",
      "app/index.js": 'const aws = require("@pulumi/aws");\nmodule.exports = async () => new aws.sns.Topic("t");\n',
    });
    expect(resource(snapshot, "t").position?.file).toBe("app/index.js");
  });

  test("names made of unknown answers do not collide", async () => {
    const snapshot = await preview({
      "index.ts": `${AWS}const subnet = (id: string) => aws.ec2.getSubnet({ id });
Promise.all([subnet("a"), subnet("b")]).then((found) => found.forEach(({ vpcId }) => new aws.sns.Topic(\`in-\${vpcId}\`)));
`,
    });
    const names = snapshot.resources.map(({ name }) => name);
    expect(names).toEqual(["default_7_48_0", "in-unknown", "in-unknown-2"]);
  });

  test("the program sees none of the caller's credentials, and what it was promised", async () => {
    const secrets = ["AWS_SECRET_ACCESS_KEY", "PULUMI_ACCESS_TOKEN", "GITHUB_TOKEN", "WANTED"];
    for (const name of secrets) process.env[name] = "x";
    const snapshot = await preview(
      {
        "index.ts": `${AWS}import { existsSync } from "node:fs";
const seen = ${JSON.stringify(secrets)}.filter((name) => process.env[name]);
const stored = [process.env.AWS_SHARED_CREDENTIALS_FILE!, process.env.PULUMI_HOME!].filter(existsSync);
new aws.sns.Topic("t", { displayName: [...seen, ...stored].join() });
`,
      },
      { passEnv: ["WANTED"] },
    );
    for (const name of secrets) delete process.env[name];
    expect(resource(snapshot, "t").values.displayName).toBe("WANTED");
  });

  test("what the program logs is kept, and what it prints is not printed", async () => {
    const write = jest.spyOn(process.stdout, "write");
    const snapshot = await preview({
      "index.ts": `${AWS}import * as pulumi from "@pulumi/pulumi";
console.log("printed");
void pulumi.log.warn("beware", new aws.sns.Topic("t"));
void pulumi.log.warn("beware");
void pulumi.log.info("by the way");
`,
    });
    expect(write.mock.calls.flat().join()).not.toContain("printed");
    write.mockRestore();
    expect(snapshot.log).toEqual([
      { severity: "warning", message: "beware", times: 2, urn: "urn:pulumi:dev::test::aws:sns/topic:Topic::t" },
    ]);
  });
});

test("an optional value that a resource turns out to need is assumed", async () => {
  const path = program({
    "index.ts": `${AWS}import * as pulumi from "@pulumi/pulumi";
const config = new pulumi.Config();
const keyName = config.get("keyName") ?? new aws.ec2.KeyPair("key", { publicKey: config.get("publicKey")! }).keyName;
new aws.ec2.Instance("server", { keyName });
`,
  });
  const snapshot = await previewProgram({ path, stack: "dev" });
  expect(resource(snapshot, "key").values.publicKey).toBe("placeholder-public-key");
  expect(assumed(snapshot)).toContain("configuration test:publicKey");
  expect(assumed(snapshot)).not.toContain("configuration test:keyName");
});
