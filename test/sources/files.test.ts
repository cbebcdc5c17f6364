import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ResourceRecord } from "../../policies/graph/resource";
import { Secret, Unknown, UNKNOWN } from "../../policies/graph/value";
import { detect } from "../../sources/detect";
import { readPreview } from "../../sources/preview";
import { SourceError } from "../../sources/snapshot";
import { readStackOutputs, readState } from "../../sources/state";
import { ARCHIVE, ASSET, NOT_DECRYPTED, RESOURCE_REFERENCE, SECRET, SIGNATURE, UNKNOWN_TEXT } from "../../sources/wire";
import { fixture } from "./programs";

const URN = "urn:pulumi:dev::shop::";
const STACK = { urn: `${URN}pulumi:pulumi:Stack::shop-dev`, type: "pulumi:pulumi:Stack", custom: false };
const PROVIDER = {
  urn: `${URN}pulumi:providers:aws::default_7_48_0`,
  type: "pulumi:providers:aws",
  custom: true,
  id: "0e1",
  inputs: { __internal: {}, region: "eu-west-1", version: "7.48.0" },
};
const TOPIC = {
  urn: `${URN}acme:Alerts$aws:sns/topic:Topic::alerts`,
  type: "aws:sns/topic:Topic",
  custom: true,
  id: "arn:aws:sns:eu-west-1:111122223333:alerts",
  parent: `${URN}acme:Alerts::main`,
  provider: `${PROVIDER.urn}::0e1`,
  inputs: { name: "alerts", displayName: "wanted", __defaults: ["name"], policy: { __defaults: [], open: true } },
  outputs: { name: "alerts", displayName: "is", arn: "arn:aws:sns:eu-west-1:111122223333:alerts" },
  dependencies: ["a"],
  propertyDependencies: { kmsMasterKeyId: ["a"], name: [] },
  protect: true,
  retainOnDelete: true,
  ignoreChanges: ["tags"],
  aliases: ["b"],
  sourcePosition: "project:///node_modules/acme/alerts.js#7,1",
  stackTrace: [
    { sourcePosition: "project:///node_modules/acme/alerts.js#7,1" },
    { sourcePosition: "project:///../shared/alerts.ts#23,22" },
    { sourcePosition: "project:///stacks/dev.ts#4" },
  ],
};

const state = (resources: unknown[], version = 3): string => JSON.stringify({ version, deployment: { resources } });
const only = (text: string, read = readState): ResourceRecord => {
  const { resources } = read(text, "it.json");
  expect(resources).toHaveLength(1);
  return resources[0];
};
const values = (inputs: object, outputs: object = {}): unknown =>
  only(state([{ ...TOPIC, inputs, outputs, id: undefined }])).values;
const secret = (content: object): object => ({ [SIGNATURE]: SECRET, ...content });

describe("a state", () => {
  test("all that it says of a resource", () => {
    expect(only(state([STACK, TOPIC]))).toEqual({
      urn: TOPIC.urn,
      type: "aws:sns/topic:Topic",
      name: "alerts",
      values: {
        name: "alerts",
        displayName: "wanted",
        policy: { open: true },
        arn: "arn:aws:sns:eu-west-1:111122223333:alerts",
        id: "arn:aws:sns:eu-west-1:111122223333:alerts",
      },
      parent: `${URN}acme:Alerts::main`,
      provider: `${PROVIDER.urn}::0e1`,
      dependencies: ["a"],
      propertyDependencies: { kmsMasterKeyId: ["a"] },
      protect: true,
      retainOnDelete: true,
      ignoreChanges: ["tags"],
      aliases: ["b"],
      position: { file: "stacks/dev.ts", line: 4 },
    });
  });

  test("project, stack, region and account", () => {
    expect(readState(state([STACK, PROVIDER, TOPIC]), "s.json")).toMatchObject({
      project: "shop",
      stack: "dev",
      origin: "state",
      path: "s.json",
      region: "eu-west-1",
      account: "111122223333",
    });
  });

  test("components, reads, and a top-level resource", () => {
    const component = only(
      state([{ urn: `${URN}acme:Alerts::main`, type: "acme:Alerts", custom: false, parent: STACK.urn }]),
    );
    expect(component).toEqual({
      urn: `${URN}acme:Alerts::main`,
      type: "acme:Alerts",
      name: "main",
      values: {},
      custom: false,
    });
    expect(only(state([{ ...TOPIC, external: true }])).external).toBe(true);
  });

  test("a name with colons", () => {
    expect(only(state([{ ...TOPIC, urn: `${URN}aws:sns/topic:Topic::a::b` }])).name).toBe("a::b");
  });

  test("what the next update will remove is no longer there", () => {
    expect(
      readState(
        state([
          { ...TOPIC, delete: true },
          { ...TOPIC, pendingReplacement: true },
        ]),
        "s",
      ).resources,
    ).toEqual([]);
  });

  test("secrets are not decrypted, but read where they lie open", () => {
    expect(values({ a: secret({ ciphertext: "v1:x:y" }) })).toEqual({ a: NOT_DECRYPTED });
    expect(values({ a: secret({ plaintext: '{"b":[1]}' }) })).toEqual({ a: new Secret({ b: [1] }) });
    expect(values({ a: secret({ plaintext: "{" }) })).toEqual({ a: new Unknown("a secret that is not valid JSON") });
  });

  test("assets, archives and references", () => {
    const file = { [SIGNATURE]: ASSET, hash: "h", path: "./a.txt", text: "", uri: "" };
    expect(values({ file, archive: { [SIGNATURE]: ARCHIVE, hash: "h", assets: { "__index.js": file } } })).toEqual({
      file: { path: "./a.txt" },
      archive: { assets: { "__index.js": { path: "./a.txt" } } },
    });
    const reference = { [SIGNATURE]: RESOURCE_REFERENCE, urn: TOPIC.urn };
    expect(values({ of: { ...reference, id: "i" }, component: reference, created: { ...reference, id: "" } })).toEqual({
      of: "i",
      component: TOPIC.urn,
      created: UNKNOWN,
    });
  });

  test("version 4 with features, a checkpoint file, an empty stack", () => {
    expect(only(JSON.stringify({ version: 4, features: ["x"], deployment: { resources: [TOPIC] } })).name).toBe(
      "alerts",
    );
    expect(
      only(JSON.stringify({ version: 3, checkpoint: { stack: "dev", latest: { resources: [TOPIC] } } })).name,
    ).toBe("alerts");
    for (const empty of [{ deployment: {} }, { checkpoint: { latest: null } }, { deployment: { resources: null } }])
      expect(readState(JSON.stringify({ version: 3, ...empty }), "s").resources).toEqual([]);
  });

  test("outputs for a stack reference: from the state, or as the CLI prints them", () => {
    const root = { ...STACK, outputs: { zone: "a", key: secret({ ciphertext: "v1" }) } };
    expect(readStackOutputs(state([root]), "s.json")).toEqual({ zone: "a", key: NOT_DECRYPTED });
    expect(readStackOutputs('{ "zone": "b" }', "o.json")).toEqual({ zone: "b" });
    expect(() => readStackOutputs("[]", "o.json")).toThrow("o.json: expected the outputs of a stack");
  });

  const refused: [title: string, text: string, message: RegExp][] = [
    ["no JSON", "{ oops", /^s\.json: not valid JSON \(.*\)\.$/],
    ["another JSON", '{ "steps": [] }', /^s\.json: not a stack's state/],
    ["an older version", state([], 2), /^s\.json: state version 2 is not supported/],
    ["resources that are no list", '{ "version": 3, "deployment": { "resources": {} } }', /`resources` are not a list/],
  ];
  test.each(refused)("refused: %s", (_, text, message) => {
    expect(() => readState(text, "s.json")).toThrow(SourceError);
    expect(() => readState(text, "s.json")).toThrow(message);
  });

  test("resources that are none are passed over", () => {
    expect(readState(state([null, 1, {}, { urn: 3 }, TOPIC]), "s").resources).toHaveLength(1);
  });
});

describe("a preview", () => {
  const digest = (steps: unknown[], more: object = {}): string =>
    JSON.stringify({ config: {}, steps, duration: 1, changeSummary: { create: 1 }, ...more }, undefined, 4);
  const create = (newState: object): object => ({ op: "create", urn: TOPIC.urn, newState });

  test("a created resource, with unknowns and masked secrets", () => {
    const inputs = { name: "alerts", kmsMasterKeyId: UNKNOWN_TEXT, deep: [{ token: "[secret]" }] };
    const outputs = { ...inputs, arn: UNKNOWN_TEXT };
    const record = only(digest([create({ ...TOPIC, id: "", inputs, outputs })]), readPreview);
    expect(record.values).toEqual({
      name: "alerts",
      kmsMasterKeyId: UNKNOWN,
      deep: [{ token: new Unknown("a secret that the preview does not show") }],
      arn: UNKNOWN,
    });
    expect(record.propertyDependencies).toEqual({ kmsMasterKeyId: ["a"] });
  });

  test("what is deleted is left out, what is replaced counts once, in its last form", () => {
    const steps = [
      { op: "delete", urn: "x", oldState: TOPIC },
      { op: "create-replacement", urn: TOPIC.urn, newState: { ...TOPIC, inputs: { name: "first" } } },
      { op: "replace", urn: TOPIC.urn, newState: { ...TOPIC, inputs: { name: "last" } } },
      { op: "discard", urn: "y", newState: { ...TOPIC, urn: `${URN}aws:sns/topic:Topic::gone` } },
    ];
    expect(only(digest(steps), readPreview).values.name).toBe("last");
  });

  test("other text before, after and like JSON", () => {
    const text = `{ not json\nwarning: using pulumi-language-nodejs\n${digest([create(TOPIC)])}\n{}\nUpdating {done}\n`;
    expect(only(text, readPreview).name).toBe("alerts");
  });

  test("diagnostics are kept; resources left out as unchanged are noted", () => {
    const diagnostics = [
      { severity: "warning", message: "<{%fg 3%}>warning: <{%reset%}>beware\n", urn: TOPIC.urn },
      { severity: "info", message: "so so" },
    ];
    const text = digest([create(TOPIC), { op: "same", newState: PROVIDER }], {
      diagnostics,
      changeSummary: { same: 4 },
    });
    const snapshot = readPreview(text, "p.json");
    expect(snapshot.log).toEqual([{ severity: "warning", message: "beware", times: 1, urn: TOPIC.urn }]);
    expect(snapshot).toMatchObject({ project: "shop", stack: "dev", region: "eu-west-1", origin: "preview" });
    expect(snapshot.assumptions).toEqual([
      {
        kind: "unchanged",
        subject: "unchanged resources",
        text: "3 unchanged resources are not in the preview; add --show-sames to judge all.",
      },
    ]);
  });

  test("one event per line", () => {
    const metadata = { op: "create", urn: TOPIC.urn, type: TOPIC.type, new: TOPIC };
    const events = [
      { sequence: 1, resourcePreEvent: { metadata } },
      { sequence: 2, diagnosticEvent: { severity: "error", message: "no" } },
      { sequence: 3, summaryEvent: { resourceChanges: { create: 1, same: 1 } } },
    ];
    const text = ["Previewing", ...events.map((event) => JSON.stringify(event))].join("\n");
    expect(only(text, readPreview).name).toBe("alerts");
    expect(readPreview(text, "p").log).toEqual([{ severity: "error", message: "no", times: 1 }]);
    expect(readPreview(text, "p").assumptions).toHaveLength(1);
  });

  test("refused: no preview in it", () => {
    expect(() => readPreview("all quiet\n{}", "p.json")).toThrow(/^p\.json: no preview found/);
  });
});

describe("what a path points at", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "trailwatch-test-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (text: string): string => {
    const path = join(folder, "file.json");
    writeFileSync(path, text);
    return path;
  };

  test("a project, by its folder or its description", () => {
    expect(detect(fixture("tree"))).toEqual({ origin: "program", folder: fixture("tree") });
    expect(detect(join(fixture("tree"), "Pulumi.yaml"))).toEqual({ origin: "program", folder: fixture("tree") });
  });

  const files: [title: string, text: string, origin: string][] = [
    ["an export", state([TOPIC]), "state"],
    ["an export with features", JSON.stringify({ version: 4, features: ["a"], deployment: {} }), "state"],
    ["a checkpoint", JSON.stringify({ version: 3, checkpoint: { latest: {} } }), "state"],
    ["a preview", JSON.stringify({ steps: [] }), "preview"],
  ];
  test.each(files)("%s", (_, text, origin) => {
    const source = detect(file(text));
    if (source.origin !== "file") throw new Error("expected a file");
    expect(source.read().origin).toBe(origin);
  });

  test("refused: nothing there, no project, another file", () => {
    expect(() => detect(join(folder, "none"))).toThrow(/none: no such file or folder/);
    expect(() => detect(folder)).toThrow(/no Pulumi project here/);
    expect(() => detect(file('{ "name": "x" }'))).toThrow(/neither a stack's state nor a preview/);
  });
});
