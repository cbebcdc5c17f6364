import fc from "fast-check";
import { compileEvent } from "../../../../policies/patterns/event/compile";
import { explainEvent } from "../../../../policies/patterns/event/explain";
import { eventFields, eventNeeds } from "../../../../policies/patterns/event/needs";
import { parseEventPattern } from "../../../../policies/patterns/event/parse";
import { EventPatternError } from "../../../../policies/patterns/event/pattern-error";
import { printEventPattern } from "../../../../policies/patterns/event/print";
import { event, flawedPattern, pattern } from "./generated";

/** A longer run is asked for by its number of patterns, as in TRAILWATCH_PATTERNS=200000. */
const numRuns = Number(process.env.TRAILWATCH_PATTERNS ?? 5000);
const seed = 20260731;

test("patterns and events: read, printed, matched, explained and never a crash", () => {
  let matched = 0;
  fc.assert(
    fc.property(pattern, event, (source, each) => {
      const first = parseEventPattern(source);
      const printed = printEventPattern(first);
      expect(printed).toBe(JSON.stringify(source));
      const result = compileEvent(parseEventPattern(printed))(each);
      if (result) matched++;
      expect(explainEvent(first, each).matched).toBe(result);
    }),
    { numRuns, seed },
  );
  expect(matched).toBeGreaterThan(numRuns / 20);
});

test("any JSON is a pattern or refused with every reason", () => {
  const source = fc.oneof(
    flawedPattern,
    fc.jsonValue(),
    fc.dictionary(fc.string(), fc.array(fc.jsonValue())),
    fc.json(),
    fc.string(),
  );
  fc.assert(
    fc.property(source, event, (each, over) => {
      try {
        compileEvent(parseEventPattern(each))(over);
      } catch (error) {
        if (!(error instanceof EventPatternError) || error.problems.length === 0) throw error;
      }
    }),
    { numRuns, seed },
  );
});

test("an event that matches has what the pattern needs, and only the fields that it reads decide", () => {
  fc.assert(
    fc.property(pattern, event, (source, each) => {
      const read = parseEventPattern(source);
      const result = compileEvent(read)(each);
      const fields = eventFields(read);
      const narrowed = Object.entries(each).filter(([name]) => fields.has(name.split(".", 1)[0]));
      expect(compileEvent(read)(Object.fromEntries(narrowed))).toBe(result);
      const needed = eventNeeds(read, "a");
      if (needed && result) expect([each.a].flat(5).some((text) => needed.has(text as string))).toBe(true);
    }),
    { numRuns: 2000, seed },
  );
});

test("a wildcard matches what a regular expression matches", () => {
  const letters = fc.string({ unit: fc.constantFrom("a", "b", "*", "\\"), maxLength: 8 });
  const wildcard = fc
    .array(fc.constantFrom("a", "b", "ab", "*", "\\*", "\\\\"), { maxLength: 6 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(wildcard, letters, (text, a) => {
      fc.pre(!/\*\*/.test(text.replace(/\\./g, "_")));
      const source = text.replace(/\\?[^]/g, (token) =>
        token === "*" ? "[^]*" : token.replace(/[\\*]/g, "\\$&").replace(/^\\\\\\/, "\\"),
      );
      expect(compileEvent(parseEventPattern({ a: [{ wildcard: text }] }))({ a })).toBe(
        new RegExp(`^${source}$`).test(a),
      );
    }),
    { numRuns: 3000, seed },
  );
});

test("many wildcards over a long text end", () => {
  const wildcard = `${"*a".repeat(500)}*b`;
  expect(compileEvent(parseEventPattern({ a: [{ wildcard }] }))({ a: "a".repeat(100_000) })).toBe(false);
});

test("conditions on many long lists end", () => {
  const names = ["a", "b", "c", "d", "e"];
  const source = Object.fromEntries(names.map((name) => [name, { x: ["y"] }]));
  const each = Object.fromEntries(names.map((name) => [name, Array.from({ length: 2000 }, () => ({ x: "y" }))]));
  const test = compileEvent(parseEventPattern({ ...source, z: ["no"] }));
  expect(test({ ...each, z: [{ z: 1 }, "yes"] })).toBe(false);
  expect(test({ ...each, z: [{ z: 1 }, "no"] })).toBe(true);
});
