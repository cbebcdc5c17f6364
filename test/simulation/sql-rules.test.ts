import fc from "fast-check";
import { chosenDetections, toldAtOnce } from "../../components/detection-choice";
import { detailsOf } from "../../components/detections";
import { eventPattern, forwardPatterns } from "../../components/event-pattern";
import type { Route } from "../../policies/detections/read-rule";
import { queryOf } from "../../simulation/sql/query";
import { watchOfRule } from "../../simulation/watch-rule";
import type { Watch } from "../../simulation/watch";
import { event, pattern as randomPattern } from "../policies/patterns/event/generated";
import { CIS } from "../policies/patterns/filter/cis";
import { FURTHER } from "../policies/patterns/filter/further";
import { counted, eachRecording, file, matched } from "./duckdb";

/** Rules of EventBridge in SQL. */

const text = (pattern: unknown): string => (typeof pattern === "string" ? pattern : JSON.stringify(pattern));
const watch = (pattern: unknown, change: Partial<Route> = {}): Watch =>
  watchOfRule(text(pattern), [{ reads: true, patterns: [text(pattern)], ...change }]);
const detail = (fields: unknown): Watch => watch({ detail: fields });
const over = (matcher: unknown): Watch => detail({ a: [matcher] });

const record = (more: object): object => ({ eventName: "n", eventSource: "s.amazonaws.com", ...more });
const written = (name: string, records: readonly object[]): string =>
  file(name, records.map((each) => JSON.stringify(each)).join("\n"));

/** DuckDB and the matcher agree, and it is no agreement on nothing. */
async function agree(watches: readonly Watch[], path: string): Promise<number[]> {
  const expected = await matched(watches, [path]);
  expect(await counted(watches, [path])).toEqual(expected);
  return expected;
}

const OWN = { logGroupName: "audit", prefix: "audit" };
const rows = toldAtOnce(chosenDetections({}));
const patterns = rows.map((row) => eventPattern(detailsOf(row, OWN)));
/** As they come to the home region: from its own bus, and from other regions past the rules that hand them on. */
const routes = (pattern: string): Route[] => [
  { region: "us-east-1", reads: false, patterns: [pattern] },
  ...["eu-west-1", "eu-central-1"].flatMap((region) =>
    forwardPatterns(rows).map((forward) => ({ region, reads: false, patterns: [forward, pattern] })),
  ),
];
const rules = [
  ...patterns.map((pattern) => watch(pattern)),
  ...patterns.map((pattern) => watchOfRule(pattern, routes(pattern))),
];

test("every rule of the components over the samples of every detection", async () => {
  const samples = [...CIS, ...FURTHER].flatMap(({ hits, misses }) => [...hits, ...misses]);
  const hits = await agree(rules, file("samples.json", JSON.stringify({ Records: samples })));
  expect(hits.filter((count) => count > 0).length).toBeGreaterThan(rows.length);
});

eachRecording("every rule of the components over %s", async (path) => {
  await agree(rules, path);
});

test("patterns and records of every shape: lists in lists, names with dots, what is absent from an element", async () => {
  const sources = fc.sample(randomPattern, { numRuns: 400, seed: 11 });
  const records = fc.sample(event, { numRuns: 300, seed: 12 }).map(record);
  const path = written("random.jsonl", records);
  const hits: number[] = [];
  for (let i = 0; i < sources.length; i += 100)
    hits.push(...(await agree(sources.slice(i, i + 100).map(detail), path)));
  expect(hits.filter((count) => count > 0 && count < records.length).length).toBeGreaterThan(200);
});

test("addresses, however they are written", async () => {
  const addresses = [
    ..."10.0.0.0 10.255.255.255 11.0.0.0 010.1.2.3 10.1.2 10.1.2.256 10.1.2.3.4 10.1.2.3/32 0.0.0.0 255.255.255.255".split(
      " ",
    ),
    ..."2001:db8::1 2001:DB8:0:0::1 2001:0db8:0000:0000:0000:0000:0000:0001 2001:db9::1 2001:db8:: ::1 0::1 ::".split(
      " ",
    ),
    ..."::2:3:4:5:6:7:8 1::2:3:4:5:6:7:8 1:2:3:4:5:6:7:: :1:2:3:4:5:6:7:8 1:2:3:4:5:6:7:8: ::: 1:::2 1::2::3".split(
      " ",
    ),
    ..."::ffff:10.0.0.1 12345::1 g::1 ::1\n".split(" "),
    "",
  ];
  const blocks = [
    "10.0.0.0/8",
    "10.1.2.2/31",
    "0.0.0.0/0",
    "2001:db8::/32",
    "::/0",
    "::/127",
    "1:2:3:4:5:6:7:0/112",
    "2000::/3",
  ];
  const watches = [...blocks.map((cidr) => over({ cidr })), over("::1"), over("10.1.2.3"), over("10.0.0.0/8")];
  const hits = await agree(
    watches,
    written(
      "addresses.jsonl",
      addresses.map((a) => record({ a })),
    ),
  );
  expect(hits.every((count) => count > 0)).toBe(true);
});

test("texts with signs that mean something to LIKE, to expressions and to SQL", async () => {
  const texts = ["%", "_", "\\", "a%b", "a_b", "a\\b", "axb", "it's", "a*b", "é", "É", "line\nbreak", ""];
  const matchers = texts.flatMap((each) => [
    each,
    { prefix: each },
    { suffix: each },
    { "equals-ignore-case": each },
    { "anything-but": each },
    { wildcard: `${each.replace(/[\\*]/g, "\\$&")}*` },
  ]);
  await agree(
    matchers.map(over),
    written(
      "texts.jsonl",
      texts.map((a) => record({ a })),
    ),
  );
});

test("numbers as JSON writes them", async () => {
  const numbers = [
    "1",
    "1.0",
    "10e-1",
    "-0",
    "0",
    "9007199254740993",
    "18446744073709551616",
    "-5",
    "1e300",
    '"1"',
    "true",
  ];
  const lines = numbers.map((a) => `{"eventName":"n","eventSource":"s","a":${a}}`);
  const matchers = [
    1,
    0,
    1.5,
    { numeric: [">=", 0, "<", 2] },
    { numeric: ["=", 9007199254740992] },
    { "anything-but": [1, -5] },
  ];
  const hits = await agree(matchers.map(over), file("numbers.jsonl", lines.join("\n")));
  expect(hits).toEqual([3, 2, 0, 5, 1, 7]);
});

test("the envelope, the region and calls that only read", async () => {
  const identity = { accountId: "222222222222" };
  const path = written("envelopes.jsonl", [
    record({ awsRegion: "eu-west-1", recipientAccountId: "1", userIdentity: identity, eventType: "AwsApiCall" }),
    record({ awsRegion: "eu-north-1", userIdentity: identity, eventType: "AwsConsoleSignIn", readOnly: true }),
    record({ awsRegion: null, recipientAccountId: null, userIdentity: { accountId: { x: 1 } }, readOnly: false }),
    record({ eventSource: "ec2.amazonaws.com.cn", eventName: "GetObject", readOnly: true, managementEvent: false }),
    record({ eventName: "DescribeX", eventID: ["i", "j"], readOnly: "no" }),
    record({ eventName: "ListX", managementEvent: true }),
  ]);
  const everything = { "detail-type": [{ suffix: " via CloudTrail" }] };
  const watches = [
    ...[
      { source: ["aws.ec2"] },
      { source: [{ prefix: "aws.s" }] },
      { "detail-type": ["AWS Console Sign In via CloudTrail"] },
    ].map((pattern) => watch(pattern)),
    ...[["1"], ["222222222222"], [{ exists: false }], { x: [1] }].map((account) => watch({ account })),
    ...[["eu-west-1"], [null], [{ exists: false }]].map((region) => watch({ region })),
    ...[{ id: ["j"] }, { version: ["0"] }, { resources: [{ exists: false }] }, { detail: ["x"] }].map((pattern) =>
      watch(pattern),
    ),
    ...[{ region: "eu-west-1" }, { reads: false }, { region: "eu-north-1", reads: false }].map((way) =>
      watch(everything, way),
    ),
  ];
  const hits = await agree(watches, path);
  expect(hits).toEqual([1, 5, 1, 1, 1, 4, 1, 1, 1, 3, 1, 6, 6, 0, 1, 3, 0]);
});

describe("Athena", () => {
  const athena = (pattern: unknown, change: Partial<Route> = {}) =>
    queryOf("athena", {
      ...{ table: "t", files: [], window: {} },
      detections: [{ name: "d", of: watch(pattern, change).of }],
    });
  const items = (of: string): string =>
    `any_match(coalesce(TRY_CAST(json_extract(${of}, '$["items"]') AS array(json)), ARRAY[json_extract(${of}, '$["items"]')]), `;

  const clauses: Record<string, [pattern: unknown, condition: string]> = {
    "the source and the type of the event": [
      { source: ["aws.ec2"], "detail-type": [{ prefix: "AWS API" }] },
      "(detail_type LIKE 'AWS API%' AND source = 'aws.ec2')",
    ],
    "one account": [{ account: ["1"] }, "coalesce(recipientaccountid, useridentity.accountid) = '1'"],
    "a column of texts": [
      { detail: { eventName: ["A", "B", { suffix: "_C" }] } },
      "(eventname IN ('A', 'B') OR eventname LIKE '%\\_C' ESCAPE '\\')",
    ],
    "a field of the struct, or none": [
      { detail: { userIdentity: { invokedBy: [{ exists: false }, "x"] } } },
      "(NOT coalesce(useridentity.invokedby IS NOT NULL, FALSE) OR useridentity.invokedby = 'x')",
    ],
    "neither number nor other text": [
      { detail: { errorCode: [{ "anything-but": ["a", "b"] }] } },
      "(errorcode IS NOT NULL AND NOT (errorcode = 'a' OR errorcode = 'b'))",
    ],
    "true and false are texts there": [{ detail: { readOnly: [false] } }, "readonly = 'false'"],
    addresses: [
      { detail: { sourceIPAddress: [{ cidr: "10.0.0.0/8" }] } },
      "contains('10.0.0.0/8', TRY_CAST(sourceipaddress AS ipaddress))",
    ],
    "JSON that is kept as text, one element of a list for both": [
      { detail: { requestParameters: { items: { port: [22], to: [{ exists: true }] } } } },
      `${items("requestparameters")}element1 -> (any_match(`,
    ],
    resources: [
      { detail: { resources: { type: ["a"], ARN: ["b"] } } },
      "any_match(resources, element -> (element.arn = 'b' AND element.type = 'a'))",
    ],
  };
  test.each(Object.entries(clauses))("%s", (_, [pattern, condition]) => {
    const { text, leftOut } = athena(pattern);
    expect(text).toContain(condition);
    expect(text).toContain("THEN 'd (event rule)' END");
    expect(leftOut).toEqual([]);
  });

  test("alternatives say once what they have in common", () => {
    const one = { detail: { eventSource: ["s"], $or: [{ eventName: ["A"] }, { errorCode: ["B"] }] } };
    expect(athena(one).text).toContain("CASE WHEN (eventsource = 's' AND (eventname = 'A' OR errorcode = 'B')) THEN");
  });

  test("the way to a rule is a column", () => {
    const { text } = athena({ source: ["aws.ec2"] }, { region: "eu-west-1", reads: false });
    expect(text).toContain("CASE WHEN (source = 'aws.ec2' AND way1) THEN");
    expect(text).toMatch(/\(awsregion = 'eu-west-1' AND NOT coalesce\(.*readonly = 'true'.*, FALSE\)\) AS way1/);
  });

  test.each<[unknown, string]>([
    [{ detail: { tlsDetails: { tlsVersion: ["x"] } } }, "the table has no column for detail.tlsDetails.tlsVersion"],
    [
      { detail: { requestParameters: { a: { b: ["x"], c: [{ exists: false }] } } } },
      "detail.requestParameters.a.c is absent",
    ],
  ])("what cannot be asked is named: %j", (pattern, why) => {
    const { text, leftOut } = athena(pattern);
    expect(leftOut).toEqual([expect.stringContaining(`d (event rule) is left out: ${why}`)]);
    expect(text).toContain(`-- ${leftOut[0]}`);
  });

  test("every rule of the components can be asked there", () => {
    const all = patterns.flatMap((pattern) => athena(pattern, { region: "us-east-1", reads: false }).leftOut);
    expect(all).toEqual([]);
  });
});
