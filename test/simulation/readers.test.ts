import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { countLogs, logCounter } from "../../simulation/count-logs";
import { sum, type Counts } from "../../simulation/counts";
import { logFiles } from "../../simulation/read/files";
import { gunzipped } from "../../simulation/read/gunzip";
import { watchOf } from "../../simulation/watch";

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "trailwatch-logs-"))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const STOP = {
  eventTime: "2024-08-01T13:29:57Z",
  eventSource: "cloudtrail.amazonaws.com",
  eventName: "StopLogging",
  eventID: "stop",
  readOnly: false,
  userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/eve" },
  sourceIPAddress: "198.51.100.7",
};
const LIST = { ...STOP, eventName: "ListTrails", eventID: "list", readOnly: true };
const detections = [{ watch: watchOf("{ $.eventName = StopLogging }") }];

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const count = (paths: string[], window = {}): Promise<Counts> => countLogs(logFiles(paths), detections, window);

const line = JSON.stringify;
const records = { Records: [STOP, LIST] };
/** Every form in which records come; each has one StopLogging and one ListTrails. */
const forms: Record<string, string | Buffer> = {
  "a CloudTrail file": line(records),
  "a CloudTrail file with indents": JSON.stringify(records, undefined, 2),
  "a CloudTrail file, packed": gzipSync(line(records)),
  "two packed parts in one file": Buffer.concat([gzipSync(`${line(STOP)}\n`), gzipSync(`${line(LIST)}\n`)]),
  "a file that begins with a byte order mark": `\ufeff${line(records)}`,
  "a list": line([STOP, LIST]),
  "JSON Lines": `${line(STOP)}\n\n${line(LIST)}\n`,
  "JSON Lines of files": `${line({ Records: [STOP] })}\r\n${line({ Records: [LIST] })}`,
  "values one after the other, with indents": [STOP, LIST].map((each) => JSON.stringify(each, undefined, 2)).join("\n"),
  "an export of CloudWatch Logs": `2024-08-01T13:30:02.000Z ${line(STOP)}\n2024-08-01T13:30:02.000Z ${line(LIST)}\n`,
  "what aws logs filter-log-events prints": line({
    events: [STOP, LIST].map((each) => ({ timestamp: 1, message: line(each), eventId: "1" })),
    searchedLogStreams: [],
  }),
  "what CloudWatch Logs hands to a subscription": line({
    messageType: "DATA_MESSAGE",
    logGroup: "audit",
    logEvents: [STOP, LIST].map((each) => ({ id: "1", timestamp: 1, message: line(each) })),
  }),
  "what aws cloudtrail lookup-events prints": line({
    Events: [STOP, LIST].map((each) => ({ EventName: each.eventName, CloudTrailEvent: line(each) })),
  }),
  "what aws logs get-query-results prints": line({
    results: [STOP, LIST].map((each) => [
      { field: "@timestamp", value: "2024-08-01 13:29:57.000" },
      { field: "@message", value: line(each) },
    ]),
    status: "Complete",
  }),
  "what aws cloudtrail get-query-results prints": line({
    QueryStatus: "FINISHED",
    QueryResultRows: [STOP, LIST].map((each) => [{ eventID: each.eventID }, { eventJson: line(each) }]),
  }),
  "a stream of Firehose, which CloudWatch Logs tried first": [
    { messageType: "CONTROL_MESSAGE", logEvents: [{ id: "", message: "CWL CONTROL MESSAGE: Checking health" }] },
    { messageType: "DATA_MESSAGE", logEvents: [STOP, LIST].map((each) => ({ id: "1", message: line(each) })) },
  ]
    .map((each) => line(each))
    .join(""),
  "a CloudTrail file with an event of Insights": line({
    Records: [STOP, { eventType: "AwsCloudTrailInsight", eventTime: STOP.eventTime, insightDetails: {} }, LIST],
  }),
  "rows of Logs Insights": [STOP, LIST].map((each) => line({ "@timestamp": "", "@message": line(each) })).join("\n"),
  "EventBridge events": [STOP, LIST]
    .map((detail) => line({ version: "0", "detail-type": "AWS API Call via CloudTrail", detail }))
    .join("\n"),
};

test.each(Object.entries(forms))("%s", async (name, content) => {
  const { logs, hits } = await count([file(`form-${name.replace(/\W/g, "-")}`, content)]);
  expect(logs).toMatchObject({ files: 1, records: 2, undated: 0, malformed: { count: 0 } });
  expect(hits[0]).toMatchObject({ count: 1, failed: 0, first: { eventID: "stop", who: STOP.userIdentity.arn } });
});

test("a folder: logs below it at any depth, no digests, no other files", async () => {
  file("logs/AWSLogs/1/CloudTrail/a.json.gz", gzipSync(line(records)));
  file("logs/AWSLogs/1/CloudTrail/b.jsonl", line(STOP));
  file("logs/AWSLogs/1/CloudTrail-Digest/c.json.gz", gzipSync(line(records)));
  file("logs/README.md", "# Logs");
  const { logs, hits } = await count([join(folder, "logs")]);
  expect([logs.files, logs.records, hits[0].count]).toEqual([2, 3, 2]);
});

const FOREIGN = "what follows the packed data was not read: it is not gzip";

/** With one byte changed, counted from the end. */
function changed(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[copy.length + at] ^= 1;
  return copy;
}

/** What is wrong, how many good records are read all the same, and where it is said to be. */
const malformed: Record<string, [content: string | Buffer, good: number, place: object]> = {
  "a line that is no JSON": [
    `${line(STOP)}\nwhat is this\n${line(LIST)}\n`,
    2,
    { line: 2, column: 1, why: "no JSON on this line" },
  ],
  "a line that was cut off": [`${line(STOP)}\n${line(LIST).slice(0, -9)}\n${line(LIST)}`, 2, { line: 2 }],
  "a first line that was cut off": [`${line(STOP).slice(0, 60)}\n${line(LIST)}\n${line(STOP)}`, 2, { line: 1 }],
  "a first line that was cut off behind a comma": [`{"eventName":"a",\n${line(LIST)}\n${line(STOP)}`, 2, { line: 1 }],
  "JSON that is no record": [
    `${line(STOP)}\n{"level":"info"}\n`,
    1,
    { line: 2, column: 1, why: "no CloudTrail record" },
  ],
  "a number among the records": [line({ Records: [STOP, 17, LIST] }), 2, { line: 1, why: "no CloudTrail record" }],
  "a record that is no JSON, among others": [
    `{"Records":[\n${line(STOP)},\n{eventName:StopLogging},\n${line(LIST)}]}`,
    2,
    { line: 3, column: 1 },
  ],
  "a file that was cut off": [
    line(records).slice(0, -20),
    1,
    { line: 1, why: "it ends in the middle of a record or a list" },
  ],
  "a packed file that was cut off": [gzipSync(line(STOP)).subarray(0, -12), 0, { why: "the packed file was cut off" }],
  "a packed file that was cut off behind a record": [
    gzipSync(`${line(STOP)}\n${line(LIST)}\n`, { level: 0 }).subarray(0, -40),
    1,
    { why: "the packed file was cut off" },
  ],
  "something else behind a packed file": [
    Buffer.concat([gzipSync(line(records)), Buffer.from("garbage that is longer than a header")]),
    2,
    { why: FOREIGN },
  ],
  "less than a header behind a packed file": [
    Buffer.concat([gzipSync(line(records)), Buffer.from("x")]),
    2,
    { why: FOREIGN },
  ],
  "something else behind a second member and its padding": [
    Buffer.concat([gzipSync(`${line(STOP)}\n`), gzipSync(line(LIST)), Buffer.alloc(512), Buffer.from("x")]),
    2,
    { why: FOREIGN },
  ],
  "a packed file with another checksum": [
    changed(gzipSync(line(records)), -8),
    2,
    { why: "it is damaged: its checksum is another" },
  ],
  "a file of PowerShell": [
    Buffer.from(`\ufeff${line(records)}\n`, "utf16le"),
    0,
    { line: 1, why: "UTF-16, as PowerShell writes it; expected UTF-8" },
  ],
  "columns of a query that are no record": [
    line({ results: [[{ field: "eventName", value: "StopLogging" }]] }),
    0,
    { why: "no CloudTrail record" },
  ],
  "no JSON at all": ["PK\u0003\u0004 binary\n\n", 0, { line: 1 }],
  "a list that never ends": [`{"Records":[${line(STOP)},`, 1, { line: 1 }],
};

test.each(Object.entries(malformed))(
  "%s: counted, located, and no harm to the rest",
  async (name, [content, good, place]) => {
    const path = file(`malformed-${name.replace(/\W/g, "-")}`, content);
    const { logs } = await count([path, file("after.json", line(STOP))]);
    expect(logs.records).toBe(good + 1);
    expect(logs.malformed.count).toBeGreaterThanOrEqual(1);
    expect(logs.malformed.places[0]).toMatchObject({ file: path, ...place });
  },
);

test("all that is before something else is counted, however much", async () => {
  const lines = Array.from({ length: 5_000 }, () => line(STOP)).join("\n");
  const path = file("behind.jsonl.gz", Buffer.concat([gzipSync(lines), Buffer.from("something else than gzip")]));
  const { logs, hits } = await count([path]);
  expect([logs.records, hits[0].count, logs.malformed.count]).toEqual([5_000, 5_000, 1]);
});

/** Members of gzip that stand one behind the other are one file. */
const members: Record<string, Buffer[]> = {
  "two members": [gzipSync(`${line(STOP)}\n`), gzipSync(line(LIST))],
  "a member between empty ones": [gzipSync(""), gzipSync(line(records)), gzipSync("")],
  "zeros behind it, as of tapes": [gzipSync(line(records)), Buffer.alloc(10_240)],
  "a name, a comment, more fields and a checksum in its head": [headed(gzipSync(line(records)))],
};
test.each(Object.entries(members))("%s, in one piece and byte by byte", async (name, parts) => {
  const bytes = Buffer.concat(parts);
  const path = file(`${name.replace(/\W/g, "-")}.gz`, bytes);
  expect((await count([path])).logs).toMatchObject({ records: 2, malformed: { count: 0 } });
  const pieces: Buffer[] = [];
  for await (const piece of gunzipped(each(bytes))) pieces.push(piece);
  expect(Buffer.concat(pieces)).toEqual(gunzipSync(bytes));
});

async function* each(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at++) yield bytes.subarray(at, at + 1);
}

function headed(packed: Buffer): Buffer {
  const head = Buffer.from(packed.subarray(0, 10));
  head[3] = 2 + 4 + 8 + 16;
  const crc = Buffer.concat([head, Buffer.from([3, 0, 0, 1, 0]), Buffer.from("name\0comment\0")]);
  const sum = Buffer.alloc(2);
  sum.writeUInt16LE(gzipSync(crc).readUInt32LE(gzipSync(crc).length - 8) & 0xffff);
  return Buffer.concat([crc, sum, packed.subarray(10)]);
}

test("an empty file has nothing wrong with it", async () => {
  expect((await count([file("empty.json", "")])).logs).toMatchObject({ files: 1, records: 0, malformed: { count: 0 } });
});

test("a file that is too large to be read at once gives the same", async () => {
  const lines = Array.from({ length: 60_000 }, (_, i) => line({ ...(i % 6_000 ? LIST : STOP), pad: "x".repeat(400) }));
  const [large, list] = [file("large.jsonl", `${lines.join("\n")}\nnonsense`), `{"Records":[${lines.join(",\n")}]}`];
  const packed = file("large.json.gz", gzipSync(list, { level: 1 }));
  const plain = file("large.json", list);
  for (const path of [large, packed, plain]) {
    const { logs, hits } = await count([path]);
    expect([logs.records, hits[0].count]).toEqual([60_000, 10]);
    expect(logs.malformed.places.map((each) => each.line)).toEqual(path === large ? [60_001] : []);
  }
});

describe("time", () => {
  test("the beginning is in, the end is not", async () => {
    const path = file("time.json", line(records));
    const at = Date.parse(STOP.eventTime);
    expect((await count([path], { from: at })).logs).toMatchObject({ records: 2, outside: 0 });
    expect((await count([path], { to: at })).logs).toMatchObject({ records: 0, outside: 2 });
    expect((await count([path], { from: at - 1, to: at + 1 })).hits[0].count).toBe(1);
  });
  test("a record without one is matched, unless a time is asked for", async () => {
    const path = file("undated.json", line({ ...STOP, eventTime: undefined }));
    const { logs, hits } = await count([path]);
    expect([logs.undated, hits[0].count, hits[0].minutes.size]).toEqual([1, 1, 0]);
    expect((await count([path], { from: 0 })).logs).toMatchObject({ records: 0, outside: 1 });
  });
});

test("changes that nothing matches are counted by call; old records say by their names whether they read", async () => {
  const other = (eventName: string, more = {}) => ({ ...STOP, eventName, ...more });
  const old = { readOnly: undefined };
  const logs = [
    STOP,
    LIST,
    other("PutEventSelectors"),
    other("PutEventSelectors"),
    other("DeleteX", old),
    other("GetX", old),
  ];
  const { unwatched } = await count([file("unwatched.jsonl", logs.map((each) => line(each)).join("\n"))]);
  expect(unwatched).toEqual([
    { eventSource: STOP.eventSource, eventName: "PutEventSelectors", count: 2 },
    { eventSource: STOP.eventSource, eventName: "DeleteX", count: 1 },
  ]);
});

test("the first and the last hit are told as they were, whatever was unpacked after them", async () => {
  const packed = ["b", "a", "c"].map((eventID, hour) => {
    const eventTime = `2024-08-01T0${hour}:00:00Z`;
    return file(`packed/${hour}.json.gz`, gzipSync(line({ Records: [{ ...STOP, eventTime, eventID }] })));
  });
  const other = file("packed/9.json.gz", gzipSync(line({ Records: Array<object>(20).fill(LIST) })));
  const counter = logCounter(detections, {});
  for (const paths of [packed, [...packed, other], [other, ...packed]])
    expect((await counter(paths)).hits[0]).toMatchObject({ count: 3, first: { eventID: "b" }, last: { eventID: "c" } });
});

test("the counts of two halves are those of the whole", async () => {
  const later = { ...STOP, eventTime: "2024-08-01T15:00:00Z", eventID: "later", errorCode: "AccessDenied" };
  const [a, b] = [
    file("half-a.json", line([later, LIST])),
    file("half-b.json", line([STOP, { ...STOP, eventName: "PutX" }, 3])),
  ];
  const halves = sum([await count([a]), await count([b])]);
  expect(halves).toEqual(await count([a, b]));
  expect(halves.hits[0]).toMatchObject({ count: 2, failed: 1, first: { eventID: "stop" }, last: { eventID: "later" } });
});
