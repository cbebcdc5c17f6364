import { Secret, UNKNOWN } from "../../policies/graph/value";
import { userPosition } from "../../sources/position";
import { attachDependencies, dependenciesOf, downgrade, upgrade } from "../../sources/program/output-values";
import { allTags } from "../../sources/program/tags";
import { composeUrn, parseUrn } from "../../sources/urn";
import { decode, decodeProperties, encode, OUTPUT, SECRET, SIGNATURE, UNKNOWN_TEXT } from "../../sources/wire";

const secret = (value: unknown): object => ({ [SIGNATURE]: SECRET, value });
const output = (fields: object): object => ({ [SIGNATURE]: OUTPUT, ...fields });

describe("the engine's JSON", () => {
  test("values and back", () => {
    const wire = { a: [1, null, UNKNOWN_TEXT], b: { c: secret({ d: "e" }) }, f: true };
    const values = { a: [1, null, UNKNOWN], b: { c: new Secret({ d: "e" }) }, f: true };
    expect(decode(wire)).toEqual(values);
    expect(encode(values)).toEqual(wire);
  });

  test("an unknown inside a text, and unknowns of other types", () => {
    expect(decode(`arn:aws:s3:::${UNKNOWN_TEXT}/*`)).toBe(UNKNOWN);
    expect(decode("3eeb2bf0-c639-47a8-9e75-3b44932eb421")).toBe(UNKNOWN);
  });

  test("output values: plain, unknown, secret", () => {
    expect(decode([output({ value: 1 }), output({}), output({ value: 2, secret: true })])).toEqual([
      1,
      UNKNOWN,
      new Secret(2),
    ]);
  });

  test("a secret that is not known yet is just unknown", () => {
    expect(decode([secret(UNKNOWN_TEXT), output({ secret: true })])).toEqual([UNKNOWN, UNKNOWN]);
  });

  test("keys of the bridge and the SDK are not properties", () => {
    expect(decodeProperties({ __internal: 1, a: { __defaults: [], __type: "x", b: 2 } })).toEqual({
      a: { __type: "x", b: 2 },
    });
  });
});

describe("output values, for transforms", () => {
  test("unknown and secret values become outputs, and what they were again", () => {
    const wire = { a: UNKNOWN_TEXT, b: [secret("s")], c: { d: 1 }, e: secret(UNKNOWN_TEXT) };
    const upgraded = {
      a: output({}),
      b: [output({ value: "s", secret: true })],
      c: { d: 1 },
      e: output({ secret: true }),
    };
    expect(upgrade(wire)).toEqual(upgraded);
    expect(downgrade(upgraded)).toEqual(wire);
  });

  test("dependencies travel with the value", () => {
    const attached = attachDependencies({ a: output({}), b: "text", c: 1 }, { a: ["u"], b: ["v", "w"], c: [] });
    expect(attached).toEqual({
      a: output({ dependencies: ["u"] }),
      b: output({ value: "text", dependencies: ["v", "w"] }),
      c: 1,
    });
    expect(dependenciesOf({ deep: [attached] })).toEqual(["u", "v", "w"]);
    expect(attachDependencies(attached, { a: ["u"] })).toEqual(attached);
  });
});

describe("URNs", () => {
  const at = { stack: "dev", project: "shop" };
  const component = "urn:pulumi:dev::shop::a:b:C::c";
  test("the root stack leaves no trace in them, every other parent does", () => {
    expect(composeUrn(at, "", "t", "n")).toBe("urn:pulumi:dev::shop::t::n");
    expect(composeUrn(at, "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", "t", "n")).toBe(
      "urn:pulumi:dev::shop::t::n",
    );
    expect(composeUrn(at, component, "t", "n")).toBe("urn:pulumi:dev::shop::a:b:C$t::n");
  });

  test("their parts", () => {
    expect(parseUrn("urn:pulumi:dev::shop::a:b:C$aws:s3/bucket:Bucket::x::y")).toEqual({
      stack: "dev",
      project: "shop",
      qualifiedType: "a:b:C$aws:s3/bucket:Bucket",
      type: "aws:s3/bucket:Bucket",
      name: "x::y",
    });
    expect(parseUrn("no urn")).toBeUndefined();
  });
});

describe("the position that people look at", () => {
  const at = (...uris: string[]): unknown =>
    userPosition(
      uris.map((uri) => ({ uri, line: 3 })),
      "/work/shop",
    );
  test("their own frame, not a package's", () => {
    expect(at("file:///work/shop/node_modules/@pulumi/x.js", "file:///work/shop/a%20b.ts")).toEqual({
      file: "a b.ts",
      line: 3,
    });
  });
  test("the project before what lies beside it", () => {
    expect(at("file:///work/lib/vpc.ts", "file:///work/shop/index.ts")).toEqual({ file: "index.ts", line: 3 });
    expect(at("file:///work/lib/vpc.ts")).toEqual({ file: "../lib/vpc.ts", line: 3 });
  });
  test("an ES module's frame, which the SDK takes for a relative path", () => {
    expect(at("file:///work/shop/file:/work/shop/index.ts")).toEqual({ file: "index.ts", line: 3 });
  });
  test("none among packages and other schemes", () => {
    expect(at("node:internal/x", "file:///work/shop/node_modules/a.js")).toBeUndefined();
  });
});

describe("tagsAll", () => {
  const tags = (own: unknown, defaultTags: unknown): unknown => allTags({ tags: own }, { defaultTags });
  test("own tags win over default ones", () => {
    expect(tags({ a: "own" }, { tags: { a: "default", b: UNKNOWN } })).toEqual({ a: "own", b: UNKNOWN });
    expect(tags(undefined, '{"tags":{"a":"default"}}')).toEqual({ a: "default" });
    expect(tags({ a: "own" }, undefined)).toEqual({ a: "own" });
  });
  test("none, where neither has any", () => expect(tags(undefined, undefined)).toBeUndefined());
  test("unknown, where either is", () => {
    expect(tags(UNKNOWN, undefined)).toBe(UNKNOWN);
    expect(tags({}, UNKNOWN)).toBe(UNKNOWN);
    expect(tags({}, new Secret('{"tags":{"a":"b"}}'))).toEqual({ a: "b" });
  });
});
