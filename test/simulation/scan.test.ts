import fc from "fast-check";
import { RuleReading } from "../../policies/detections/read-rule";
import { compileFilter } from "../../policies/patterns/filter/compile";
import { parseFilterPattern } from "../../policies/patterns/filter/parse";
import { RecordReader } from "../../simulation/read/records";
import { recordsIn } from "../../simulation/record";
import { Interned } from "../../simulation/scan/interned";
import { Tally } from "../../simulation/tally";
import { watchOf } from "../../simulation/watch";
import { watchOfRule } from "../../simulation/watch-rule";
import { CIS } from "../policies/patterns/filter/cis";
import { FURTHER } from "../policies/patterns/filter/further";

const patterns = [
  ...[...CIS, ...FURTHER].map(({ pattern }) => pattern),
  // Other forms of the fields that the scan looks at.
  '{ $.eventName = "Put*" }',
  '{ $.eventName != "StopLogging" && $.errorCode NOT EXISTS }',
  "{ $.errorCode IS NULL }",
  "{ $.errorCode = 1 || $.userIdentity.type = 2 }",
  "{ $.userIdentity NOT EXISTS || $.userIdentity.type NOT EXISTS }",
  '{ $.userIdentity.type = %R[o]+t% && ($.eventName = "a" || $.requestParameters.eventName = "StopLogging") }',
  // What the outline does not decide, in one field, in several, and anywhere.
  '{ $.readOnly IS FALSE && $.requestParameters.type = "Root" }',
  '{ $.readOnly IS TRUE || $.eventType = "AwsServiceEvent" || $.eventType.x = 1 }',
  '{ $.userIdentity.invokedBy NOT EXISTS && $.responseElements.x = "*" && $.errorCode NOT EXISTS }',
  '{ $.userIdentity.invokedBy = "*.amazonaws.com" || $.userIdentity.sessionContext.type = "*" }',
  "{ $.requestParameters.x[0] = 1 || $.responseElements IS NULL || $.additionalEventData.x.type NOT EXISTS }",
  '{ $.errorMessage = "*" && ($.serviceEventDetails NOT EXISTS || $.requestParameters.readOnly IS TRUE) }',
  '{ ($.userIdentity.* = "Root" && $.eventName != "x") || $.requestParameters.* = "a*" }',
];
const wide = [
  "StopLogging",
  "{ $.['userIdentity.type'] = Root || $.type = Root || $.x = Root }",
  '{ $.* = "Root" && $.readOnly NOT EXISTS }',
];
const rules = [
  { source: ["aws.cloudtrail"], detail: { eventName: ["StopLogging", "PutUserPolicy"] } },
  { detail: { eventName: [{ prefix: "Put" }, { "anything-but": ["CreateRoute"] }], errorCode: [{ exists: false }] } },
  { detail: { errorCode: ["AccessDenied", { suffix: "UnauthorizedOperation" }, null] } },
  { detail: { userIdentity: { type: ["Root"] }, eventName: [{ exists: true }] } },
  { detail: { $or: [{ userIdentity: { invokedBy: [{ exists: false }] } }, { readOnly: [true, 1] }] } },
  { detail: { requestParameters: { eventName: ["StopLogging"], x: [{ exists: true }] } } },
].map((pattern) => JSON.stringify(pattern));
/** Straight to the rule, and past another one that lets everything through that is no call of a service's own. */
const ROUTES = (pattern: string) => [
  { patterns: [pattern], reads: false },
  { patterns: [JSON.stringify({ detail: { userIdentity: { type: [{ exists: true }] } } }), pattern], reads: true },
];
/** Apart from each other: where one wants the whole record, all of them are given it. */
const groups = [patterns.map(watchOf), [...wide.map(watchOf), ...rules.map((rule) => watchOfRule(rule, ROUTES(rule)))]];
const plain = [
  ...[...patterns, ...wide].map((pattern) => compileFilter(parseFilterPattern(pattern))),
  ...rules.map((rule) => {
    const reading = new RuleReading(rule, ROUTES(rule));
    return (record: unknown) => reading.matches(record as Record<string, unknown>);
  }),
];

/** How often each pattern matches when the bytes come in pieces of these lengths. */
function scanned(text: string, lengths: readonly number[] = [Infinity]): { hits: number[]; malformed: number } {
  const bytes = Buffer.from(text);
  const counts = groups.map((watches) => {
    const tally = new Tally(watches);
    const reader = new RecordReader(tally);
    for (let at = 0, i = 0; at < bytes.length; at += lengths[i++ % lengths.length])
      reader.feed(bytes.subarray(at, Math.min(bytes.length, at + lengths[i % lengths.length])));
    reader.end();
    return tally.take();
  });
  return {
    hits: counts.flatMap(({ hits }) => hits.map(({ count }) => count)),
    malformed: counts[0].logs.malformed.count,
  };
}

function parsed(values: readonly unknown[]): number[] {
  const records = values.flatMap((value) => recordsIn(value)).filter((record) => record !== undefined);
  return plain.map((matches) => records.filter((record) => matches(record)).length);
}

const KEYS = ["eventName", "errorCode", "readOnly", "userIdentity", "type", "detail", "requestParameters", "invokedBy"];
const NAMES = [
  "StopLogging",
  "PutUserPolicy",
  "ConsoleLogin",
  "CreateRoute",
  'a"},{"eventName":"StopLogging',
  "é\\u00e9\\",
];
const text = fc.oneof(
  fc.constantFrom(...NAMES, "Root", "IAMUser", "AccessDenied", "Client.UnauthorizedOperation", "AwsServiceEvent"),
  fc.string(),
);
const scalar = fc.oneof(text, text, fc.integer(), fc.constantFrom(null, true, false));
const nested: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS, "x"), tie("value"), { maxKeys: 4 }),
  ),
})).value;

/** Members of an object, a key perhaps twice. */
type Members = [key: string, value: unknown][];
const mostly = (usual: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: usual }, nested);
const identity = fc.record(
  {
    type: mostly(fc.constantFrom("Root", "IAMUser", "AssumedRole")),
    sessionContext: nested,
    invokedBy: mostly(fc.constantFrom("signin.amazonaws.com", "AWS Internal")),
  },
  { requiredKeys: [] },
);
const parameters = mostly(fc.dictionary(fc.constantFrom("x", "type", "readOnly"), fc.oneof(scalar, nested)));
const field: fc.Arbitrary<[string, unknown]> = fc.oneof(
  fc.tuple(fc.constant("eventName"), mostly(text)),
  fc.tuple(fc.constant("eventSource"), mostly(fc.constantFrom("iam.amazonaws.com", "cloudtrail.amazonaws.com"))),
  fc.tuple(fc.constant("errorCode"), mostly(text)),
  fc.tuple(fc.constant("eventTime"), fc.constantFrom("2024-08-01T13:29:57Z", "2024-08-01T13:29:57.5Z", "now")),
  { weight: 3, arbitrary: fc.tuple(fc.constant("userIdentity"), mostly(identity)) },
  fc.tuple(fc.constant("eventType"), mostly(fc.constantFrom("AwsApiCall", "AwsServiceEvent"))),
  fc.tuple(fc.constant("readOnly"), mostly(fc.boolean())),
  fc.tuple(fc.constantFrom("requestParameters", "responseElements", "additionalEventData"), parameters),
  fc.tuple(fc.constantFrom("serviceEventDetails", "errorMessage", "type", "userIdentity.type", "x"), nested),
);
const members: fc.Arbitrary<Members> = fc
  .tuple(
    fc.array(field, { maxLength: 8 }),
    text.map((name): [string, unknown] => ["eventName", name]),
    fc.constant<[string, unknown]>(["eventSource", "cloudtrail.amazonaws.com"]),
    // Without a time that it can read the scan leaves a record to the plain matcher.
    fc.constant<[string, unknown]>(["eventTime", "2024-08-01T13:29:57Z"]),
  )
  .chain(([some, ...usual]) => fc.shuffledSubarray<[string, unknown]>([...some, ...usual], { minLength: some.length }));

/** Writes JSON with blanks wherever they may stand, and any character as an escape. */
function writer(random: () => number): (value: unknown) => string {
  const escapes = [0, 0.03, 0.3][Math.floor(random() * 3)];
  const blank = (): string => (random() < 0.9 ? "" : [" ", "\n", "\t", "\r\n  "][Math.floor(random() * 4)]);
  const quoted = (of: string): string =>
    `"${[
      ...JSON.stringify(of)
        .slice(1, -1)
        .matchAll(/\\u....|\\.|[^]/g),
    ]
      .map(([one]) =>
        one.length > 1 || random() >= escapes ? one : `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
      )
      .join("")}"`;
  const write = (value: unknown): string => {
    if (typeof value === "string") return quoted(value);
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    const isMembers = Array.isArray(value) && (value as Written).members === true;
    const parts = isMembers
      ? (value as Members).map(([key, each]) => `${blank()}${quoted(key)}${blank()}:${blank()}${write(each)}${blank()}`)
      : Array.isArray(value)
        ? value.map((each) => blank() + write(each) + blank())
        : Object.entries(value).map(([key, each]) => `${quoted(key)}:${blank()}${write(each)}`);
    const [open, close] = Array.isArray(value) && !isMembers ? "[]" : "{}";
    return `${open}${blank()}${parts.join(",")}${blank()}${close}`;
  };
  return write;
}
type Written = Members & { members?: true };

const seeded = (seed: number) => (): number => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
  return seed / 2 ** 32;
};

const shapes: Record<string, (records: string[], random: () => number) => string> = {
  "a CloudTrail file": (records) => `{"Records":[${records.join(" , ")}]}`,
  "an envelope with more in it": (records) => `{"nextToken":"{[\\"","events":[${records.join(",")}],"more":{"a":[1]}}`,
  "a list": (records) => `[${records.join(",\n")}]`,
  "one value after the other": (records) => records.join(" "),
};

test.each(Object.entries(shapes))("%s: the scan sees what the plain matcher sees", (_, shape) => {
  let matched = 0;
  fc.assert(
    fc.property(
      fc.array(members, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1 }),
      fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 4 }),
      (drafts, seed, lengths) => {
        const write = writer(seeded(seed));
        const records = drafts.map((draft) => write(Object.assign([...draft], { members: true })));
        const document = shape(records, seeded(seed));
        const expected = parsed([{ Records: records.map((each) => JSON.parse(each) as unknown) }]);
        matched += expected.reduce((sum, hits) => sum + hits, 0);
        expect(scanned(document, lengths).hits).toEqual(expected);
        expect(scanned(document).hits).toEqual(expected);
      },
    ),
    { numRuns: 800 },
  );
  expect(matched).toBeGreaterThan(1_000);
});

const TIME = '"eventTime":"2024-08-01T13:29:57Z"';
const NAMED = `${TIME},"eventName":"PutUserPolicy","eventSource":"iam.amazonaws.com"`;
/** What a scan gets wrong easily. */
const traps: Record<string, string> = {
  "a second identity without what the first has": `{${NAMED},"userIdentity":{"type":"Root","invokedBy":"x.amazonaws.com"},"userIdentity":{}}`,
  "a second identity that is none": `{${NAMED},"userIdentity":{"type":"Root","invokedBy":"x.amazonaws.com"},"userIdentity":null}`,
  "a second name": `{${NAMED},"eventName":"StopLogging"}`,
  "a second field that is searched": `{${NAMED},"requestParameters":{"type":"Root"},"readOnly":false,"requestParameters":{}}`,
  "escapes in the keys": String.raw`{${TIME},"\u0065ventName":"StopLogging","event\u0053ource":"cloudtrail.amazonaws.com"}`,
  "escapes in the keys of the identity": String.raw`{${NAMED},"user\u0049dentity":{"\u0074ype":"Root","invoked\u0042y":"x.amazonaws.com"}}`,
  "escapes in a field that is searched": String.raw`{${NAMED},"readOnly":false,"requestParameters":{"\u0074ype":"Root"}}`,
  "fields of which one pattern wants both": `{${NAMED},"serviceEventDetails":{},"errorMessage":"no","requestParameters":{"readOnly":true,"x":"a"},"responseElements":null}`,
  "a key that is written like a path": `{${NAMED},"userIdentity.type":"Root"}`,
  "an escaped key that is written like a path": String.raw`{${NAMED},"userIdentity\u002etype":"Root"}`,
  "a text where true is expected": `{${NAMED},"readOnly":"true","eventType":["AwsServiceEvent"]}`,
  "keys that end like others": `{${NAMED},"tlsDetails":{"type":"Root"},"requestEventName":"StopLogging","sourceType":"Root","typeName":1}`,
  "a backslash before a quote": String.raw`{${NAMED},"errorMessage":"\\","requestParameters":{"x":"\"","type":"Root"},"readOnly":false}`,
};

test.each(Object.entries(traps))("%s", (_, record) => {
  const expected = parsed([JSON.parse(record) as unknown]);
  expect(expected.reduce((sum, hits) => sum + hits, 0)).toBeGreaterThan(0);
  expect(scanned(`{"Records":[${record},${record}]}`, [1, 2, 3]).hits).toEqual(expected.map((hits) => hits * 2));
  for (let length = 1; length < record.length; length += 7) expect(scanned(record, [length]).hits).toEqual(expected);
});

test("one record on each line, none of which harms another: the same", () => {
  fc.assert(
    fc.property(
      fc.array(members, { minLength: 2, maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 4 }),
      (drafts, lengths) => {
        const lines = drafts.map((draft) => JSON.stringify(Object.fromEntries(draft)));
        const broken = [lines[0], lines[1].slice(0, -1), "not JSON", ...lines.slice(1)];
        const { hits, malformed } = scanned(broken.join("\n"), lengths);
        expect(hits).toEqual(parsed(lines.map((line) => JSON.parse(line) as unknown)));
        expect(malformed).toBeGreaterThanOrEqual(2);
      },
    ),
    { numRuns: 1_000 },
  );
});

test("no bytes make it stop or run on without end", () => {
  const crumb = fc.constantFrom(
    ...'{}[]",:\\\n 1tn'.split(""),
    '{"Records":[',
    '"eventName":"StopLogging"',
    '"eventSource":"x"',
  );
  fc.assert(
    fc.property(
      fc.array(crumb, { maxLength: 40 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      (crumbs, lengths) => {
        const document = crumbs.join("");
        const hits = scanned(document, lengths).hits;
        expect(hits).toEqual(scanned(document).hits);
      },
    ),
    { numRuns: 6_000 },
  );
});

test("a text that is remembered does not keep the file that it was in", () => {
  const file = Buffer.alloc(1024 * 1024, "x");
  expect(new Interned(1).of(file, 3, 7)).toMatchObject({ text: "xxxx", bytes: { buffer: { byteLength: 4 } } });
});
