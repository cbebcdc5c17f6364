import { compileEvent } from "../../../../policies/patterns/event/compile";
import { explainEvent } from "../../../../policies/patterns/event/explain";
import { eventFields, eventNeeds } from "../../../../policies/patterns/event/needs";
import { parseEventPattern } from "../../../../policies/patterns/event/parse";
import { EventPatternError } from "../../../../policies/patterns/event/pattern-error";
import { printEventPattern } from "../../../../policies/patterns/event/print";
import { change, EXAMPLES, UNLIKE_EVENT_RULER, type Example } from "./examples";

describe.each([...Object.entries(EXAMPLES), ["addresses of two kinds", UNLIKE_EVENT_RULER] as const])(
  "%s",
  (_title, rows) => {
    const titled = rows.map(([pattern, event, expected]): [string, ...Example] => [
      `${JSON.stringify(pattern)} over ${event === change ? "the change" : JSON.stringify(event)}`,
      pattern,
      event,
      expected,
    ]);
    test.each(titled)("%s", (_row, pattern, event, expected) => {
      const parsed = parseEventPattern(pattern);
      expect(compileEvent(parsed)(event)).toBe(expected);
      expect(explainEvent(parsed, event).matched).toBe(expected);
      expect(printEventPattern(parsed)).toBe(JSON.stringify(pattern));
      expect(parseEventPattern(printEventPattern(parsed))).toEqual(parsed);
    });
  },
);

test.each([undefined, null, "x", 5, [], [change]])("%j is no event", (event) => {
  const parsed = parseEventPattern({ missing: [{ exists: false }] });
  expect(compileEvent(parsed)(event)).toBe(false);
  expect(explainEvent(parsed, event).matched).toBe(false);
});

describe("what EventBridge refuses", () => {
  const wide = (alternatives: number) => ({
    $or: Array.from({ length: alternatives }, (_, i) => ({ [`f${i}`]: ["x"] })),
  });
  const refused: [title: string, source: unknown, ...problems: [path: string, expected: string][]][] = [
    ["no JSON", "{ a: 1 }", ["", "JSON"]],
    ["no object", "[]", ["", "an object"]],
    ["nothing", {}, ["", "at least one field"]],
    ["an empty object", { a: { b: {} } }, ["a.b", "at least one field"]],
    ["an empty list", { a: [] }, ["a", "at least one value"]],
    ["a value that is no list", { detail: { eventName: "x" } }, ["detail.eventName", "a list of values or an object"]],
    ["two problems", { a: "x", b: [[]] }, ["a", "a list of values"], ["b[0]", "a text, a number"]],
    ["an operator that it does not know", { a: ["x", { contains: "y" }] }, ["a[1]", "prefix, suffix"]],
    ["two operators in one object", { a: [{ prefix: "x", suffix: "y" }] }, ["a[0]", "an object with one of"]],
    ["a prefix that is no text", { a: [{ prefix: 5 }] }, ["a[0].prefix", "a text or"]],
    ["a suffix of another operator", { a: [{ suffix: { wildcard: "x" } }] }, ["a[0].suffix", "equals-ignore-case"]],
    ["a list for a wildcard", { a: [{ wildcard: ["x"] }] }, ["a[0].wildcard", "a text"]],
    ["two stars in a row", { a: [{ wildcard: "a**b" }] }, ["a[0].wildcard", "no two wildcards in a row"]],
    ["a lone backslash", { a: [{ wildcard: "a\\b" }] }, ["a[0].wildcard", "a backslash only before"]],
    ["no number", { a: [{ numeric: ["<", "5"] }] }, ["a[0].numeric[1]", "a number after <"]],
    ["no operator before a number", { a: [{ numeric: [5] }] }, ["a[0].numeric[0]", "one of = <"]],
    ["bounds the wrong way round", { a: [{ numeric: ["<", 5, ">", 1] }] }, ["a[0].numeric", "the lower bound first"]],
    [
      "bounds that touch",
      { a: [{ numeric: [">=", 5, "<=", 5] }] },
      ["a[0].numeric", "an upper bound above the lower one"],
    ],
    ["a block of one address", { a: [{ cidr: "10.0.0.1/32" }] }, ["a[0].cidr", "fewer than 32 bits"]],
    ["no block", { a: [{ cidr: "10.0.0.1" }] }, ["a[0].cidr", "a block of addresses"]],
    ["neither true nor false", { a: [{ exists: "yes" }] }, ["a[0].exists", "true or false"]],
    ["anything but null", { a: [{ "anything-but": null }] }, ["a[0].anything-but", "only texts or only numbers"]],
    [
      "anything but texts and numbers",
      { a: [{ "anything-but": ["x", 1] }] },
      ["a[0].anything-but", "only texts or only numbers"],
    ],
    [
      "anything but a range",
      { a: [{ "anything-but": { numeric: ["=", 1] } }] },
      ["a[0].anything-but", "prefix, suffix"],
    ],
    ["anything but all", { a: [{ "anything-but": { prefix: "" } }] }, ["a[0].anything-but.prefix", "no empty text"]],
    ["a choice of one", { $or: [{ a: ["x"] }] }, ["$or", "two or more objects"]],
    [
      "a choice with an operator's name",
      { $or: [{ a: ["x"] }, { b: { prefix: ["y"] } }] },
      ["$or", "called like an operator"],
    ],
    ["a problem inside a choice", { d: { $or: [{ a: ["x"] }, { b: "y" }] } }, ["d.b (d.$or[1])", "a list of values"]],
    ["too many combinations", { a: wide(32), b: wide(32) }, ["", "at most 1000 combinations"]],
    ["too long", { a: ["x".repeat(4100)] }, ["", "at most 4096 characters"]],
  ];
  test.each(refused)("%s", (_title, source, ...problems) => {
    const error = errorOf(source);
    expect(error.problems.map(({ path }) => path)).toEqual(problems.map(([path]) => path));
    for (const [index, [, expected]] of problems.entries()) expect(error.problems[index].expected).toContain(expected);
  });

  test("the message names every place", () => {
    expect(errorOf({ source: "aws.ec2", detail: { eventName: [] } }).message).toBe(
      'source: expected a list of values or an object, found "aws.ec2"; ' +
        "detail.eventName: expected at least one value, found []",
    );
  });
});

function errorOf(source: unknown): EventPatternError {
  try {
    parseEventPattern(source);
  } catch (error) {
    if (error instanceof EventPatternError) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(source)} was accepted`);
}

test.each([
  [{ a: ["x".repeat(2100)] }, "", "the quota is 2048"],
  [{ a: [{ exactly: "x" }] }, "a[0]", "does not document exactly"],
  [{ a: [{ numeric: ["<", 6e9] }] }, "a[0]", "from -5e9 to 5e9"],
  [{ $or: ["x"] }, "$or", "a field of the event"],
  [{ a: ["x"], $or: [{ a: ["y"] }, { b: ["z"] }] }, "a", "keeps only the last"],
  [
    { a: ["*/data/*.a", "*/data/*.b", "*/data/*.c", "*/data/*.d"].map((wildcard) => ({ wildcard })) },
    "",
    "too complex",
  ],
])("%j: a warning", (source, path, message) => {
  expect(parseEventPattern(source).warnings).toEqual([{ path, message: expect.stringContaining(message) }]);
});

test("no warning for two wildcards that EventBridge takes", () => {
  const source = { a: [{ wildcard: "*/data/*.a" }, { wildcard: "*/data/*.b" }] };
  expect(parseEventPattern(source).warnings).toEqual([]);
});

describe("why", () => {
  const because = (pattern: unknown, event: unknown = change) => {
    const { matched, because } = explainEvent(parseEventPattern(pattern), event);
    return [matched, ...because.map(({ text, found }) => `${text} ← ${found}`)];
  };

  test.each([
    [{ source: ["aws.s3"], detail: { count: [3] } }, [false, 'source: ["aws.s3"] ← "aws.ec2"']],
    [{ detail: { missing: [{ "anything-but": "x" }] } }, [false, 'detail.missing: [{"anything-but":"x"}] ← nothing']],
    [{ resources: ["x"] }, [false, `resources: ["x"] ← ${change.resources.map((each) => `"${each}"`).join(", ")}`]],
    [
      { $or: [{ source: ["x"] }, { detail: { count: [4] } }] },
      [false, 'source: ["x"] ← "aws.ec2"', "detail.count: [4] ← 3"],
    ],
    [{ source: ["aws.ec2"] }, [true, 'source: ["aws.ec2"] ← "aws.ec2"']],
  ])("%j", (pattern, expected) => expect(because(pattern)).toEqual(expected));

  test("values of different elements", () => {
    expect(because({ i: { a: ["x"], b: ["y"] } }, { i: [{ a: "x" }, { b: "y" }] })).toEqual([
      false,
      "i.a, i.b: in one element of a list ← values of different elements",
    ]);
  });
});

describe("what a pattern needs", () => {
  const needs = (pattern: unknown, path = "detail.eventName") => {
    const texts = eventNeeds(parseEventPattern(pattern), path);
    return texts && [...texts];
  };
  const named = (...eventName: unknown[]) => ({ detail: { eventName } });

  test.each([
    [named("a", "b"), ["a", "b"]],
    [{ "detail.eventName": ["a"] }, ["a"]],
    [{ $or: [named("a"), named("b")] }, ["a", "b"]],
    [{ $or: [named("a"), { source: ["x"] }] }, undefined],
    [{ source: ["x"] }, undefined],
    [named("a", { prefix: "b" }), undefined],
    [named({ "anything-but": "a" }), undefined],
    [named("a", null), undefined],
    [named("10.0.0.1"), undefined],
  ])("%j needs the event names %j", (pattern, names) => expect(needs(pattern)).toEqual(names));

  test("the fields", () => {
    const pattern = parseEventPattern({
      source: ["x"],
      detail: { eventName: ["a"], userIdentity: { type: ["Root"] } },
    });
    expect([...eventFields(pattern)]).toEqual(["detail", "source"]);
    expect([...eventFields(pattern, "detail")]).toEqual(["eventName", "userIdentity"]);
  });
});
