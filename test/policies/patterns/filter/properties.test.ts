import fc from "fast-check";
import { compileFilter } from "../../../../policies/patterns/filter/compile";
import { explainFilter } from "../../../../policies/patterns/filter/explain";
import { filterFields, filterNeeds } from "../../../../policies/patterns/filter/needs";
import { parseFilterPattern } from "../../../../policies/patterns/filter/parse";
import { printFilterPattern } from "../../../../policies/patterns/filter/print";
import { FilterSyntaxError } from "../../../../policies/patterns/filter/syntax-error";
import { clause, jsonPattern, line, pattern, record, regexSource, selector } from "./generated";

/** A longer run is asked for by its number of patterns, as in TRAILWATCH_PATTERNS=200000. */
const numRuns = Number(process.env.TRAILWATCH_PATTERNS ?? 5000);
const seed = 20260731;

const matches = (text: string, event: unknown) => compileFilter(parseFilterPattern(text))(event);

/** The pattern, or `undefined` where it is refused; any other error is ours. */
function parsed(text: string) {
  try {
    return parseFilterPattern(text);
  } catch (error) {
    if (error instanceof FilterSyntaxError && error.position <= text.length) return undefined;
    throw error;
  }
}

test("patterns and events of every kind: read, printed, matched, explained and never a crash", () => {
  let refused = 0;
  let matched = 0;
  const check = (text: string, event: unknown) => {
    const first = parsed(text);
    if (!first) return void refused++;
    const printed = printFilterPattern(first);
    const second = parseFilterPattern(printed);
    expect({ ...second, warnings: [] }).toEqual({ ...first, warnings: [] });
    expect(printFilterPattern(second)).toBe(printed);
    const result = compileFilter(first)(event);
    if (result) matched++;
    expect(explainFilter(first, event).matched).toBe(result);
    if (typeof event !== "string") expect(compileFilter(second)(JSON.stringify(event))).toBe(result);
  };
  fc.assert(fc.property(pattern, fc.oneof(record, line), check), { numRuns, seed });
  // The generators are worth something only if most patterns are accepted and enough of them match.
  expect(refused).toBeLessThan(numRuns / 4);
  expect(matched).toBeGreaterThan(numRuns / 10);
});

test("any text is a pattern or refused at a place within it", () => {
  const garbled = fc
    .tuple(pattern, fc.nat(), fc.nat(3), fc.string({ maxLength: 2 }))
    .map(
      ([text, at, cut, put]) =>
        text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + cut),
    );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), garbled), (text) => void parsed(text)),
    { numRuns, seed },
  );
});

test("!= is never true where the field is missing", () => {
  const comparison = fc.tuple(selector, fc.constantFrom('"x"', '"*x"', "x", "1", "%x%"));
  fc.assert(
    fc.property(comparison, record, ([field, value], event) => {
      delete event[/^\$\.(\w+)/.exec(field)![1]];
      expect(matches(`{ ${field} != ${value} }`, event)).toBe(false);
      expect(matches(`{ ${field} NOT EXISTS }`, event)).toBe(true);
    }),
    { numRuns: 1000, seed },
  );
});

describe("De Morgan", () => {
  const either = '{ $.a = "x" || $.b = "y*" }';
  const neither = '{ $.a != "x" && $.b != "y*" }';

  test("holds where both fields have a text or a number", () => {
    const value = fc.constantFrom("x", "y", "yx", "", 1, 2);
    fc.assert(
      fc.property(value, value, (a, b) => matches(either, { a, b }) !== matches(neither, { a, b })),
      { seed },
    );
  });

  test.each([{ a: "z" }, { b: "z" }, {}, { a: "z", b: null }, { a: "z", b: ["z"] }, { a: "z", b: true }])(
    "does not hold for %j: neither matches",
    (event) => expect([matches(either, event), matches(neither, event)]).toEqual([false, false]),
  );

  test("the remedy for a field that may be missing", () => {
    const remedy = '{ ($.a != "x" || $.a NOT EXISTS) && ($.b != "y*" || $.b NOT EXISTS) }';
    expect(matches(remedy, { a: "z" })).toBe(true);
    expect(matches(remedy, { a: "z", b: "yes" })).toBe(false);
  });
});

test("&& distributes over ||", () => {
  const bracketed = (join: string) => (parts: readonly string[]) => parts.map((part) => `(${part})`).join(join);
  fc.assert(
    fc.property(clause, clause, clause, record, (a, b, c, event) => {
      const left = parsed(`{ ${bracketed(" && ")([a, bracketed(" || ")([b, c])])} }`);
      const right = parsed(`{ ${bracketed(" || ")([bracketed(" && ")([a, b]), bracketed(" && ")([a, c])])} }`);
      fc.pre(left !== undefined && right !== undefined);
      expect(compileFilter(right)(event)).toBe(compileFilter(left)(event));
    }),
    { numRuns: 1000, seed },
  );
});

test("a long list of alternatives is the alternatives", () => {
  const name = fc.constantFrom("x", "y", "1", "12", "true", "z");
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 1, maxLength: 8 }),
      fc.constantFrom<unknown>("x", "z", "q", 1, 12, true, null),
      (names, a) => {
        const list = `{ ${names.map((each) => `$.a = "${each}"`).join(" || ")} }`;
        expect(matches(list, { a })).toBe(names.some((each) => matches(`{ $.a = "${each}" }`, { a })));
      },
    ),
    { seed },
  );
});

test("an event that matches has what the pattern needs, and only the fields that it reads decide", () => {
  fc.assert(
    fc.property(jsonPattern, record, (text, event) => {
      const read = parsed(text);
      fc.pre(read !== undefined);
      const test = compileFilter(read);
      const fields = filterFields(read)!;
      const narrowed = Object.fromEntries(Object.entries(event).filter(([name]) => fields.has(name)));
      expect(test(narrowed)).toBe(test(event));
      const needed = filterNeeds(read, "a");
      if (needed && test(event)) expect([...needed]).toContain(String(event.a));
    }),
    { numRuns: 2000, seed },
  );
});

test("regular expressions match what JavaScript's match", () => {
  const subject = fc.string({ unit: fc.constantFrom("x", "y", "z", "1", ".", "-", " ", "\n", "é"), maxLength: 8 });
  fc.assert(
    fc.property(regexSource, subject, (source, text) => {
      const read = parsed(`%${source}%`);
      fc.pre(read !== undefined);
      expect(compileFilter(read)(text)).toBe(new RegExp(source, "s").test(text));
    }),
    { numRuns: Math.min(numRuns, 20_000), seed },
  );
});
