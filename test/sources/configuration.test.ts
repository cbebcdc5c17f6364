import { previewProgram } from "../../sources/program";
import { resolveConfiguration, type Configuration } from "../../sources/program/configuration";
import { programEnvironment } from "../../sources/program/environment";
import { placeholder } from "../../sources/program/placeholder";
import { readProject, readStackFile } from "../../sources/program/project";
import { defaultProviderInputs, defaultProviderName } from "../../sources/program/providers";
import { SECRET, SIGNATURE, UNKNOWN_TEXT } from "../../sources/wire";
import { assumed, program, removePrograms } from "./programs";

afterAll(removePrograms);

function configuration(project: string, stack = "", overrides: Record<string, string> = {}): Configuration {
  const folder = program({ "Pulumi.yaml": `name: shop\nruntime: nodejs\n${project}`, "Pulumi.dev.yaml": stack }, false);
  const description = readProject(folder);
  return resolveConfiguration(description, readStackFile(description, "dev"), overrides);
}

describe("configuration", () => {
  test("a project's values: short, long, by namespace; the stack's file wins, then the command line", () => {
    const { values } = configuration(
      `config:
  plain: text
  number: 12
  switch: true
  long: { type: string, default: d }
  fixed: { value: [1, 2] }
  aws:region: { value: eu-west-1 }
  shop:config:old: legacy
  both: project
  all: project
`,
      "config:\n  shop:both: stack\n  all: stack\n",
      { all: "line", "aws:profile": "audit" },
    );
    expect(values).toEqual({
      "shop:plain": "text",
      "shop:number": "12",
      "shop:switch": "true",
      "shop:long": "d",
      "shop:fixed": "[1,2]",
      "aws:region": "eu-west-1",
      "shop:old": "legacy",
      "shop:both": "stack",
      "shop:all": "line",
      "aws:profile": "audit",
    });
  });

  test("a declaration without a value gets a placeholder of its type, or what `pulumi new` suggests", () => {
    const { values, undefinedKeys, assumptions } = configuration(`config:
  count: { type: integer }
  on: { type: boolean }
  list: { type: array, items: { type: string } }
  size: { type: string }
template:
  config:
    size: { default: large }
    shop:list: { default: '["a"]' }
`);
    expect(undefinedKeys).toEqual(["shop:count", "shop:on", "shop:list", "shop:size"]);
    expect(values).toEqual({ "shop:count": "1", "shop:on": "false", "shop:list": '["a"]', "shop:size": "large" });
    expect(assumptions.map(({ text }) => text)).toContain('shop:size has no value; "large" was assumed.');
  });

  test("encrypted values are replaced wherever they lie, unless the command line gives them", () => {
    const stack = `config:
  shop:password: { secure: v1:a:b }
  shop:deep: { open: 1, list: [{ secure: v1:c:d }] }
  shop:given: { secure: v1:e:f }
environment: [base, { prod: { merge: true } }]
`;
    const { values, secretKeys, encrypted, assumptions } = configuration("", stack, { given: "open" });
    expect(values).toEqual({
      "shop:password": "encrypted",
      "shop:deep": '{"open":1,"list":["encrypted"]}',
      "shop:given": "open",
    });
    expect(secretKeys).toEqual(["shop:password", "shop:deep", "shop:given"]);
    expect(encrypted).toEqual(["shop:password", "shop:deep"]);
    expect(assumptions.map(({ subject }) => subject)).toEqual(["shop:password", "shop:deep", "base", "prod"]);
  });

  test("stack files in a folder of their own, old form and new", () => {
    for (const setting of ["stackConfigDir: stacks", "config: stacks"]) {
      const folder = program(
        { "Pulumi.yaml": `name: a\nruntime: nodejs\n${setting}\n`, "stacks/Pulumi.dev.yaml": "config: { a:b: c }\n" },
        false,
      );
      expect(readStackFile(readProject(folder), "dev")?.config).toEqual({ "a:b": "c" });
    }
  });
});

describe("a placeholder is shaped by its key", () => {
  const shapes: [key: string, value: string][] = [
    ["shop:targetDomain", "target-domain.example.com"],
    ["shop:alertEmail", "alert-email@example.com"],
    ["shop:vpcCidr", "10.0.0.0/16"],
    ["shop:accountId", "000000000001"],
    ["shop:networkingStack", "organization/networking-stack/placeholder"],
    ["shop:mystackpath", "organization/mystackpath/placeholder"],
    ["shop:pathToFiles", "."],
    ["shop:publicKeyPath", "Pulumi.yaml"],
    ["shop:userDataFile", "Pulumi.yaml"],
    ["shop:webhookUrl", "https://webhook-url.example.com"],
    ["shop:keyArn", "arn:aws:service:us-east-1:000000000001:key-arn"],
    ["aws:region", "us-east-1"],
    ["shop:port", "1"],
    ["shop:anything_else", "placeholder-anything-else"],
  ];
  test.each(shapes)("%s", (key, value) => expect(placeholder(key, "string")).toBe(value));

  test("by its type first", () => {
    expect(placeholder("shop:domain", "number")).toBe("1");
    expect(placeholder("shop:domain", "number", "3")).toBe("3");
    expect(placeholder("shop:domain", "boolean", "true")).toBe("true");
    expect(placeholder("shop:domain", "object", "not json")).toBe("{}");
  });
});

describe("the default provider", () => {
  const names: [version: string, url: string, name: string][] = [
    ["", "", "default"],
    ["7.48.0", "", "default_7_48_0"],
    ["7.0.0-alpha.1+abc", "", "default_7_0_0_alpha_1_abc"],
    ["1.2.3", "github://api.github.com/pulumiverse", "default_1_2_3_github_/api.github.com/pulumiverse"],
  ];
  test.each(names)("%s %s", (version, downloadUrl, name) => {
    expect(defaultProviderName({ package: "aws", version, downloadUrl })).toBe(name);
  });

  test("is configured from its package's namespace, secrets marked and encrypted ones unknown", () => {
    const settings: Configuration = {
      values: { "aws:region": "eu-west-1", "aws:token": "t", "aws:secretKey": "encrypted", "shop:a": "b" },
      secretKeys: ["aws:token", "aws:secretKey"],
      encrypted: ["aws:secretKey"],
      undefinedKeys: [],
      assumptions: [],
    };
    const request = { package: "aws", version: "7.48.0", downloadUrl: "" };
    expect(defaultProviderInputs(request, settings)).toEqual({
      region: "eu-west-1",
      token: { [SIGNATURE]: SECRET, value: "t" },
      secretKey: { [SIGNATURE]: SECRET, value: UNKNOWN_TEXT },
      version: "7.48.0",
    });
    expect(defaultProviderInputs({ ...request, package: "pulumi-nodejs", version: "" }, settings)).toMatchObject({
      "shop:a": "b",
    });
  });
});

test("a program's environment has what programs need, what was asked for, and nothing else", () => {
  const environment = programEnvironment(
    {
      PATH: "/bin",
      LC_ALL: "C",
      HOME: "/home/u",
      AWS_PROFILE: "p",
      ARM_CLIENT_SECRET: "s",
      CI_JOB_TOKEN: "t",
      ASKED: "a",
      UNSET: undefined,
    },
    ["ASKED", "UNSET"],
    "/nowhere",
  );
  const own = Object.fromEntries(Object.entries(environment).filter(([, value]) => !value.startsWith("/nowhere")));
  expect(own).toEqual({ PATH: "/bin", LC_ALL: "C", HOME: "/home/u", ASKED: "a", AWS_EC2_METADATA_DISABLED: "true" });
  expect(environment.AWS_SHARED_CREDENTIALS_FILE).toBe("/nowhere/aws-credentials");
});

test.each([
  ["a stack that has no settings where others do", "prd", ["stack prd"]],
  ["one that has them, by its full name", "acme/test/prod", []],
])("%s", async (_, stack, told) => {
  const path = program({
    "Pulumi.prod.yaml": "config: {}\n",
    "index.ts": 'import * as aws from "@pulumi/aws";\nnew aws.sns.Topic("t");\n',
  });
  const snapshot = await previewProgram({ path, stack });
  expect(assumed(snapshot).filter((assumption) => assumption.startsWith("stack"))).toEqual(told);
});
