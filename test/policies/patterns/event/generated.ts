import fc from "fast-check";

/** Few names and values, so that patterns and events meet. */
const name = fc.constantFrom("a", "b", "c", "a.b");
const TEXTS = ["x", "y", "xy", "yx", "X", "", "1", "10.0.0.1", "10.0.0.2", "010.0.0.1", "a*b"];
const scalar = fc.constantFrom<unknown>(...TEXTS, ...TEXTS, 1, 2, 1.5, -3, true, false, null);

const affix = fc.constantFrom("x", "xy", "Y", "10.0", "");
const wildcard = fc.constantFrom("*", "x*", "*y", "x*y", "*x*", "x", "", "a\\*b", "*x*y*", "1*.*.*");
const ignoringCase = fc.constantFrom("x", "XY", "");
const oneOrMore = <T>(each: fc.Arbitrary<T>) =>
  fc.oneof<fc.Arbitrary<T | T[]>[]>(each, fc.array(each, { minLength: 1, maxLength: 2 }));

const operators = {
  prefix: fc.oneof(affix, fc.record({ "equals-ignore-case": ignoringCase })),
  suffix: fc.oneof(affix, fc.record({ "equals-ignore-case": ignoringCase })),
  "equals-ignore-case": ignoringCase,
  wildcard,
  exactly: fc.constantFrom("x", "10.0.0.1"),
  numeric: fc.constantFrom<unknown>(["=", 1], [">", 1], ["<=", 1.5], [">=", 1, "<", 2], [">", -3, "<=", 2]),
  cidr: fc.constantFrom("10.0.0.0/8", "10.0.0.2/31", "11.0.0.0/8"),
  exists: fc.boolean(),
  "anything-but": fc.oneof<fc.Arbitrary<unknown>[]>(
    oneOrMore(fc.constantFrom("x", "y", "", "10.0.0.1")),
    oneOrMore(fc.constantFrom(1, 1.5)),
    fc.record({ prefix: oneOrMore(fc.constantFrom("x", "10.0")) }),
    fc.record({ suffix: oneOrMore(fc.constantFrom("y", "1")) }),
    fc.record({ wildcard: oneOrMore(wildcard) }),
    fc.record({ "equals-ignore-case": oneOrMore(ignoringCase) }),
  ),
};
const matcher = fc.oneof(
  { weight: 3, arbitrary: scalar },
  {
    weight: 4,
    arbitrary: fc.oneof(...Object.entries(operators).map(([op, operand]) => operand.map((each) => ({ [op]: each })))),
  },
);

/** What EventBridge refuses, each in its own way. */
const wrong = fc.constantFrom<unknown>(
  [],
  "x",
  5,
  {},
  [["x"]],
  [{}],
  [{ prefix: 1 }],
  [{ suffix: ["x"] }],
  [{ prefix: { wildcard: "x" } }],
  [{ prefix: "x", suffix: "y" }],
  [{ unknown: "x" }],
  [{ wildcard: "a**b" }],
  [{ wildcard: "a\\b" }],
  [{ numeric: [] }],
  [{ numeric: ["<", 1, ">", 0] }],
  [{ numeric: [">=", 1, "<=", 1] }],
  [{ numeric: ["=", "1"] }],
  [{ cidr: "10.0.0.0/32" }],
  [{ cidr: "10.0.0.0" }],
  [{ cidr: "300.0.0.0/8" }],
  [{ exists: "true" }],
  [{ "anything-but": [] }],
  [{ "anything-but": null }],
  [{ "anything-but": ["x", 1] }],
  [{ "anything-but": { prefix: "" } }],
  [{ "anything-but": { numeric: ["=", 1] } }],
);

const values = fc.array(matcher, { minLength: 1, maxLength: 4 });

/** @param flaw the share of lists that are wrong, in percent */
function patterns(flaw: number): fc.Arbitrary<Record<string, unknown>> {
  const list = fc.oneof({ weight: 100 - flaw, arbitrary: values }, { weight: flaw, arbitrary: wrong });
  const fieldsOf = (entry: fc.Arbitrary<[string, unknown]>) =>
    fc
      .uniqueArray(entry, { minLength: 1, maxLength: 2, selector: ([key]) => key })
      .map((entries): Record<string, unknown> => Object.fromEntries(entries));
  const leaf = fc.tuple(name, list);
  const nestedIn = (inner: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<[string, unknown]> =>
    fc.oneof(
      { weight: 3, arbitrary: leaf },
      { weight: 1, arbitrary: fc.tuple(name, inner) },
      { weight: 1, arbitrary: fc.tuple(fc.constant("$or"), fc.array(inner, { minLength: 2, maxLength: 3 })) },
    );
  return fieldsOf(nestedIn(fieldsOf(nestedIn(fieldsOf(leaf)))));
}

export const pattern = patterns(0);
export const flawedPattern = patterns(4);

/** @param lists how many elements lists have at most */
function eventsOf(names: fc.Arbitrary<string>, lists: number): fc.Arbitrary<Record<string, unknown>> {
  return fc.letrec<{ value: unknown; event: Record<string, unknown> }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      { weight: 4, arbitrary: scalar },
      { weight: 1, arbitrary: fc.array(lists > 0 ? tie("value") : scalar, { maxLength: 3 }) },
      { weight: 2, arbitrary: tie("event") },
      { weight: lists, arbitrary: fc.array(tie("event"), { maxLength: lists }) },
    ),
    event: fc.dictionary(names, tie("value"), { minKeys: 1, maxKeys: 4 }),
  })).event;
}

/**
 * Events with lists of objects, or with dots in names. Of events that have both event-ruler loses some matches: for a path
 * that stands once in such a list and once outside (`{"a": [{"b": 1}], "a.b": 2}`).
 */
export const event = fc.oneof(eventsOf(fc.constantFrom("a", "b", "c"), 3), eventsOf(name, 0));
