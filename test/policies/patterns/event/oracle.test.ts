import fc from "fast-check";
import type { EventPattern } from "../../../../policies/patterns/event/ast";
import { compileEvent } from "../../../../policies/patterns/event/compile";
import { parseEventPattern } from "../../../../policies/patterns/event/parse";
import { EventPatternError } from "../../../../policies/patterns/event/pattern-error";
import { printMatchers } from "../../../../policies/patterns/event/print";
import { askEventRuler, whyNoEventRuler, type Question } from "./event-ruler";
import { EXAMPLES, UNLIKE_EVENT_RULER } from "./examples";
import { event, flawedPattern, pattern } from "./generated";

const missing = whyNoEventRuler();
if (missing && process.env.TRAILWATCH_REQUIRE_ALL) throw new Error(`event-ruler is needed for this test: ${missing}`);
if (missing) process.stderr.write(`SKIPPED: event patterns are not compared with AWS's event-ruler: ${missing}\n`);
const compare = missing ? test.skip : test;

/** A longer run is asked for by its number of patterns, as in TRAILWATCH_PATTERNS=200000. */
const numRuns = Number(process.env.TRAILWATCH_PATTERNS ?? 2000);
const EVENTS_EACH = 5;
const seed = 20260731;

/** The patterns without `$or` and with one value per field of which one must match for the whole to match. */
function simplest({ branches }: EventPattern): string[] {
  return branches.flatMap((branch) =>
    [...branch]
      .reduce<string[][]>(
        (chosen, [path, matchers]) =>
          matchers.flatMap((matcher) =>
            chosen.map((conditions) => [...conditions, `${JSON.stringify(path)}:${printMatchers([matcher])}`]),
          ),
        [[]],
      )
      .map((conditions) => `{${conditions.join(",")}}`),
  );
}

function matchesOf(questions: readonly Question[]): readonly boolean[][] {
  return askEventRuler(questions).map((answer) => {
    if ("refused" in answer) throw new Error(answer.refused);
    return [...answer.matches];
  });
}

compare("the same events match as in event-ruler", () => {
  const events = fc.array(event, { minLength: EVENTS_EACH, maxLength: EVENTS_EACH });
  const cases = fc.sample(fc.tuple(pattern, events), { numRuns, seed }).map(([source, each]) => {
    const read = parseEventPattern(source);
    return { read, pattern: JSON.stringify(source), events: each, ours: each.map(compileEvent(read)) };
  });
  const theirs = matchesOf(cases);
  const doubtful = cases.flatMap(({ read, pattern, events, ours }, index) =>
    events.flatMap((each, at) =>
      ours[at] === theirs[index][at] ? [] : [{ pattern, event: each, ours: ours[at], simplest: simplest(read) }],
    ),
  );
  // Values of one field disturb each other in event-ruler, by their order in the list and across the alternatives of a
  // $or. Asked about each of them alone it must agree with us, and so contradict itself.
  const alone = matchesOf(
    doubtful.flatMap(({ simplest, event }) => simplest.map((each) => ({ pattern: each, events: [event] }))),
  ).flat();
  const wrong = doubtful.filter(({ simplest, ours }) => alone.splice(0, simplest.length).includes(true) !== ours);
  expect(wrong.map(({ pattern, event, ours }) => [pattern, JSON.stringify(event), ours])).toEqual([]);
  expect(doubtful.length).toBeLessThan(cases.length / 100);
  expect(cases.flatMap(({ ours }) => ours).filter(Boolean).length).toBeGreaterThan(cases.length / 2);
});

compare("the examples are those of event-ruler", () => {
  const asked = [...Object.values(EXAMPLES).flat(), ...UNLIKE_EVENT_RULER];
  const theirs = matchesOf(
    asked.map(([pattern, event]) => ({ pattern: JSON.stringify(pattern), events: [event] })),
  ).flat();
  const unlike = asked.filter(([, , expected], index) => theirs[index] !== expected);
  expect(unlike).toEqual(UNLIKE_EVENT_RULER);
});

compare("the same patterns are refused as by event-ruler", () => {
  const sources = fc.sample(flawedPattern, { numRuns: 3000, seed });
  const answers = askEventRuler(sources.map((source) => ({ pattern: JSON.stringify(source), events: [] })));
  const disagreements = sources.flatMap((source, index) => {
    const answer = answers[index];
    const theirs = "refused" in answer ? answer.refused : "accepted";
    const ours = verdict(source);
    return (ours === "accepted") === (theirs === "accepted") ? [] : [[JSON.stringify(source), ours, theirs]];
  });
  expect(disagreements).toEqual([]);
  const refused = sources.filter((source) => verdict(source) !== "accepted").length;
  expect(refused).toBeGreaterThan(sources.length / 10);
  expect(refused).toBeLessThan(sources.length / 2);
});

function verdict(source: unknown): string {
  try {
    parseEventPattern(source);
    return "accepted";
  } catch (error) {
    if (error instanceof EventPatternError) return error.message;
    throw error;
  }
}
