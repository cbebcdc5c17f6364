import { compileFilter } from "../../../../policies/patterns/filter/compile";
import { explainFilter } from "../../../../policies/patterns/filter/explain";
import { parseFilterPattern } from "../../../../policies/patterns/filter/parse";
import { printFilterPattern } from "../../../../policies/patterns/filter/print";
import { CIS } from "./cis";
import { FURTHER } from "./further";

describe.each([...CIS, ...FURTHER])("$title", ({ pattern, hits, misses }) => {
  const parsed = parseFilterPattern(pattern);
  const matches = compileFilter(parsed);

  test("AWS promises all that it relies on", () => expect(parsed.warnings).toEqual([]));

  test.each(hits)("matches $eventSource $eventName $errorCode", (record) => {
    expect(matches(record)).toBe(true);
    expect(matches(JSON.stringify(record))).toBe(true);
    expect(explainFilter(parsed, record).matched).toBe(true);
  });

  test.each(misses)("does not match $eventSource $eventName $errorCode", (record) => {
    expect(matches(record)).toBe(false);
    expect(explainFilter(parsed, record)).toMatchObject({ matched: false, because: expect.anything() });
  });

  test("means the same when printed", () => {
    const again = compileFilter(parseFilterPattern(printFilterPattern(parsed)));
    for (const record of [...hits, ...misses]) expect(again(record)).toBe(matches(record));
  });
});
