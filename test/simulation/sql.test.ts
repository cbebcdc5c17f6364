import { readFileSync } from "node:fs";
import fc from "fast-check";
import { ALL_DETECTIONS, patternOf } from "../../components/detections";
import { compileFilter } from "../../policies/patterns/filter/compile";
import { parseFilterPattern } from "../../policies/patterns/filter/parse";
import { queryOf } from "../../simulation/sql/query";
import { watchOf } from "../../simulation/watch";
import { CIS } from "../policies/patterns/filter/cis";
import { FURTHER } from "../policies/patterns/filter/further";
import { jsonPattern, record } from "../policies/patterns/filter/generated";
import { counted, eachRecording, file, matched } from "./duckdb";

const named = [...CIS, ...FURTHER];
const OWN = { logGroupName: "audit", prefix: "audit" };
/** Those of the components, and those that others publish. */
const patterns = [...named.map(({ pattern }) => pattern), ...ALL_DETECTIONS.map((row) => patternOf(row, OWN))];
const watches = patterns.map(watchOf);

test("DuckDB counts the samples of every detection as the matcher does", async () => {
  const samples = named.flatMap(({ hits, misses }) => [...hits, ...misses]);
  const path = file("samples.json", JSON.stringify({ Records: samples }));
  const counts = await counted(watches, [path]);
  expect(counts).toEqual(await matched(watches, [path]));
  expect(counts.slice(0, named.length).filter((count) => count > 0)).toHaveLength(named.length);
});

test("patterns and records of every shape: missing fields, null, lists, wildcards, numbers, regular expressions", async () => {
  const texts = fc.sample(jsonPattern, { numRuns: 1000, seed: 7 }).filter((text) => {
    try {
      return parseFilterPattern(text).kind === "json" && queryOf("duckdb", one(text)).leftOut.length === 0;
    } catch {
      return false;
    }
  });
  expect(texts.length).toBeGreaterThan(600);
  const records = fc
    .sample(record, { numRuns: 300, seed: 8 })
    .map((each) => ({ ...each, eventName: "n", eventSource: "s" }));
  const path = file("random.jsonl", records.map((each) => JSON.stringify(each)).join("\n"));
  const parsed = readFileSync(path, "utf8")
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
  const expected = texts.map((text) => parsed.filter(compileFilter(parseFilterPattern(text))).length);
  const counts: number[] = [];
  for (let i = 0; i < texts.length; i += 200)
    counts.push(...(await counted(texts.slice(i, i + 200).map(watchOf), [path])));
  const wrong = texts.flatMap((text, i) => (counts[i] === expected[i] ? [] : [[text, counts[i], expected[i]]]));
  expect(wrong).toEqual([]);
  expect(expected.filter((count) => count > 0).length).toBeGreaterThan(200);
});

test("only the time that was asked for", async () => {
  const times = ["2024-08-01T12:59:59Z", "2024-08-01T13:00:00Z", "2024-08-01T14:00:00Z", undefined];
  const lines = times.map((eventTime) => JSON.stringify({ eventTime, eventName: "n", eventSource: "s" }));
  const path = file("times.jsonl", lines.join("\n"));
  const from = Date.parse("2024-08-01T13:00:00Z");
  const named = [watchOf("{ $.eventName = n }")];
  for (const window of [{}, { from }, { to: from }, { from: from - 1, to: from + 1 }, { from: from + 1 }]) {
    const counts = await counted(named, [path], window);
    expect(counts).toEqual(await matched(named, [path], window));
  }
});

describe("Athena", () => {
  const athena = (pattern: string): string =>
    queryOf("athena", { ...one(pattern), detections: [{ name: "it's", of: watchOf(pattern).of }] }).text;
  /** What the language of Trino makes of a clause. */
  const clauses: Record<string, [pattern: string, condition: string]> = {
    "a column of texts": ['{ $.eventName = "Stop*" }', "WHEN eventname LIKE 'Stop%' THEN"],
    "alternatives are a list": ["{ $.eventName = A || $.eventName = B }", "eventname IN ('A', 'B')"],
    "a field of the struct": [
      "{ $.userIdentity.sessionContext.attributes.mfaAuthenticated != true }",
      "NOT (useridentity.sessioncontext.attributes.mfaauthenticated = 'true')",
    ],
    "what is missing": ["{ $.errorCode NOT EXISTS }", "NOT coalesce(errorcode IS NOT NULL, FALSE)"],
    "JSON that is kept as text": [
      "{ $.requestParameters.a.['b-c'][0] = x }",
      `json_extract_scalar(requestparameters, '$["a"]["b-c"][0]') = 'x'`,
    ],
    "each element of a list in it": [
      "{ $.requestParameters.items[*].port = 22 }",
      `any_match(TRY_CAST(json_extract(requestparameters, '$["items"]') AS array(json)), element -> `,
    ],
    resources: ["{ $.resources[*].ARN = a }", "any_match(resources, element -> element.arn = 'a')"],
    "a text with a quote": [`{ $.eventName = "a'b" }`, "eventname = 'a''b'"],
    "a regular expression": ["{ $.eventName = %^De\\w+$% }", "regexp_like(eventname, '\\ADe[0-9A-Z\\x5fa-z]+\\z')"],
  };
  test.each(Object.entries(clauses))("%s", (_, [pattern, condition]) => {
    expect(athena(pattern)).toContain(condition);
    expect(athena(pattern)).toContain("THEN 'it''s' END");
  });

  test("what the table has no column for is left out, with the reason", () => {
    expect(athena("{ $.tlsDetails.tlsVersion = a }")).toBe(
      "-- it's is left out: the table has no column for $.tlsDetails.tlsVersion\n" +
        "-- No detection of this stack can be written as SQL.\n",
    );
    expect(athena("ERROR")).toContain("left out: the table does not keep the message as it was sent");
  });

  test("every detection of this project can be asked there", () => {
    expect(patterns.filter((pattern) => athena(pattern).includes("left out"))).toEqual([]);
  });
});

const one = (text: string) => ({
  detections: [{ name: "0", of: watchOf(text).of }],
  window: {},
  files: ["x"],
  table: "t",
});

eachRecording("the same over %s", async (path) => {
  expect(await counted(watches, [path])).toEqual(await matched(watches, [path]));
});
