import { estimate, type Estimate, type Usage } from "../../cost/estimate";
import { Graph } from "../../policies/graph/graph";
import { UNKNOWN } from "../../policies/graph/value";
import {
  alarm,
  bucket,
  bucketLifecycle,
  compositeAlarm,
  key,
  logGroup,
  metricFilter,
  other,
  ref,
  stack,
  subscription,
  topic,
  trail,
  type Draft,
} from "../resources";

/** At the prices of us-east-1. */
const of = (drafts: Draft[], usage: Usage = {}): Estimate => {
  const { facts, records } = stack(drafts, false);
  return estimate([new Graph({ ...facts, region: "us-east-1" }, records)], usage)[0];
};

/** The range of the line whose item this is part of; `undefined` when nothing is billed. */
const line = (made: Estimate, item: string): [low: number, high: number] | undefined => {
  const found = made.lines.filter((each) => each.item.includes(item));
  if (found.length > 1) throw new Error(`${item} is part of ${found.map((each) => each.item).join(", ")}`);
  return found[0] && [cents(found[0].low), cents(found[0].high)];
};
const cents = (usd: number): number => Math.round(usd * 10_000) / 10_000;

const many = (n: number, make: (name: string) => Draft): Draft[] =>
  Array.from({ length: n }, (_, index) => make(`r${index}`));

const EVENTS = { managementEvents: 1_000_000 };
const everywhere = { isMultiRegionTrail: true };
const transition = { id: "cold", status: "Enabled", transitions: [{ days: 90, storageClass: "GLACIER_IR" }] };
const insights = (...types: string[]) => ({ insightSelectors: types.map((insightType) => ({ insightType })) });
const data = {
  eventSelectors: [{ dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }] }],
};

const canary = (expression: string): Draft =>
  other("aws:synthetics/canary:Canary", "portal", { schedule: { expression } });

type Case = [drafts: Draft[], usage: Usage, item: string, range: [number, number] | undefined];

const CASES: Record<string, Case> = {
  "one trail: the first copy is free": [[trail("a", everywhere)], EVENTS, "further copy", undefined],
  "a second trail over all regions: a whole copy": [
    [trail("a", everywhere), trail("b", everywhere)],
    EVENTS,
    "b: a further copy",
    [20, 20],
  ],
  "a second trail in one region: none to all of a copy": [
    [trail("b"), trail("a", everywhere)],
    EVENTS,
    "b: a further copy",
    [0, 20],
  ],
  "a second trail of writes only: none to all of a copy": [
    [trail("a", everywhere), trail("b", { ...everywhere, eventSelectors: [{ readWriteType: "WriteOnly" }] })],
    EVENTS,
    "b: a further copy",
    [0, 20],
  ],
  "a second trail of data alone: no copy": [
    [
      trail("a", everywhere),
      trail("b", { ...everywhere, eventSelectors: [{ ...data.eventSelectors[0], includeManagementEvents: false }] }),
    ],
    EVENTS,
    "further copy",
    undefined,
  ],
  "a trail that is switched off: no copy": [
    [trail("a", everywhere), trail("b", { ...everywhere, enableLogging: false })],
    EVENTS,
    "further copy",
    undefined,
  ],
  "data events, as many as were said": [[trail("a", data)], { dataEvents: 50_000_000 }, "data events of a", [50, 50]],
  "data events of two trails: recorded by one or by both": [
    [trail("a", data), trail("b", data)],
    { dataEvents: 1_000_000 },
    "data events of a, b",
    [1, 2],
  ],
  "Insights on errors look at every event": [
    [trail("a", insights("ApiErrorRateInsight"))],
    EVENTS,
    "Insights of a",
    [3.5, 3.5],
  ],
  "Insights on calls look at writes, 5 to 30 % of them": [
    [trail("a", insights("ApiCallRateInsight"))],
    EVENTS,
    "Insights of a",
    [0.175, 1.05],
  ],
  "both Insights look at writes twice": [
    [trail("a", insights("ApiCallRateInsight", "ApiErrorRateInsight"))],
    EVENTS,
    "Insights of a",
    [3.675, 4.55],
  ],
  "ten alarm metrics are free, unless they are used up": [many(12, (name) => alarm(name)), {}, "alarms", [0.2, 1.2]],
  "an alarm on an expression is billed for each metric in it": [
    [
      alarm("a", {
        metricQueries: [
          { id: "m1", metric: {} },
          { id: "m2", metric: {} },
          { id: "e", expression: "m1/m2" },
        ],
      }),
    ],
    {},
    "alarms",
    [0, 0.2],
  ],
  "an alarm below a minute costs three times as much, and none is free": [
    [alarm("a", { period: 10 })],
    {},
    "high-resolution alarms",
    [0.3, 0.3],
  ],
  "a composite alarm": [[compositeAlarm("a")], {}, "composite alarms", [0.5, 0.5]],
  "metrics of filters: two filters may count in one metric": [
    many(2, (name) => metricFilter(name, { metricTransformation: { namespace: "N", name: "M", value: "1" } })),
    {},
    "metrics of filters",
    [0, 0.3],
  ],
  "metrics with a default are there in every hour": [
    many(11, (name) =>
      metricFilter(name, { metricTransformation: { namespace: "N", name, value: "1", defaultValue: "0" } }),
    ),
    {},
    "metrics of filters",
    [0.3, 3.3],
  ],
  "three dashboards are free": [
    many(4, (name) => other("aws:cloudwatch/dashboard:Dashboard", name)),
    {},
    "dashboards",
    [3, 12],
  ],
  "log groups without a trail: ingestion as said, 5 GB free": [
    [logGroup("app", { retentionInDays: 365 })],
    { logGib: 100 },
    "ingestion",
    [47.5, 50],
  ],
  "their storage is what is kept over the retention, compressed": [
    [logGroup("app", { retentionInDays: 365 })],
    { logGib: 100 },
    "storage",
    [1.8, 10.8],
  ],
  "the class for what is seldom read costs half": [
    [logGroup("app", { retentionInDays: 30, logGroupClass: "INFREQUENT_ACCESS" })],
    { logGib: 105 },
    "ingestion",
    [25, 26.25],
  ],
  "what a trail writes to its log group": [
    [trail("a", { cloudWatchLogsGroupArn: ref("logs") }), logGroup("logs", { retentionInDays: 365 })],
    { managementEvents: 1024 * 1024 * 10 },
    "logs, from the trail: ingestion",
    [2.5, 10],
  ],
  "a key that is rotated grows by two dollars and no more": [
    [key("k", { enableKeyRotation: true })],
    {},
    "keys",
    [1, 3],
  ],
  "a key that is not rotated": [[key("k")], {}, "keys", [1, 1]],
  "mail to two people": [
    [topic("t"), ...many(2, (name) => subscription(name, { topic: ref("t"), protocol: "email" }))],
    {},
    "messages by email",
    [0, 0.04],
  ],
  "queues get their messages free": [
    [topic("t"), subscription("s", { topic: ref("t"), protocol: "sqs" })],
    {},
    "messages",
    undefined,
  ],
  "a rule that sends events to another bus": [
    [other("aws:cloudwatch/eventTarget:EventTarget", "t", { arn: "arn:aws:events:eu-west-1:1:event-bus/default" })],
    EVENTS,
    "sent on",
    [0, 1],
  ],
  "changes that AWS Config records": [
    [other("aws:cfg/recorder:Recorder", "config")],
    { configurationItems: 10_000 },
    "changes recorded",
    [30, 30],
  ],
};

test.each(Object.entries(CASES))("%s", (_, [drafts, usage, item, range]) => {
  expect(line(of(drafts, usage), item)).toEqual(range);
});

describe("storage of log files", () => {
  const stored = (rules: object[]): Estimate =>
    of(
      [
        trail("a", { s3BucketName: ref("b", "bucket") }),
        bucket("b"),
        bucketLifecycle("l", { bucket: ref("b", "bucket"), rules }),
      ],
      { managementEvents: 1024 * 1024 * 1000 },
    );
  const kept = (days: number): object => ({ id: "end", status: "Enabled", expiration: { days } });
  // 50 to 600 GiB arrive in a month: 1,000 to 2,000 GiB of records, compressed.
  test("what expires after a year costs twelve months", () =>
    expect(line(stored([kept(365)]), "storage")).toEqual([13.8, 165.6]));
  test("from cold storage on it costs less; files that are too small stay", () => {
    const cold = stored([kept(365), transition]);
    expect(line(cold, "storage")?.[0]).toBeCloseTo(50 * (0.023 * (90 / 365) * 12 + 0.004 * (275 / 365) * 12), 3);
    expect(line(cold, "storage")?.[1]).toBe(165.6);
    expect(line(cold, "transitions")).toEqual([0, 3.2266]);
  });
  test("a rule that is off changes nothing", () =>
    expect(line(stored([kept(365), { ...transition, status: "Disabled" }]), "storage")).toEqual([13.8, 165.6]));
  test("what never expires is said", () =>
    expect(stored([]).assumptions).toContain(
      "bucket b expires nothing: the storage shown is that of the first 12 months",
    ));
  test("a bucket that nobody read is not estimated", () =>
    expect(of([trail("a", { s3BucketName: "elsewhere" })]).unpriced.map(({ what }) => what)).toContain(
      "storage of the log files of a",
    ));
});

/** What has no price, and a part of the reason. */
const UNPRICED: Record<string, [drafts: Draft[], why: string]> = {
  "data events without a number": [[trail("a", data)], "--events-per-month N"],
  "log groups without a volume": [[logGroup("app")], "--log-gib-per-month N"],
  "AWS Config without a number": [[other("aws:cfg/recorder:Recorder", "r")], "--config-items-per-month N"],
  "a canary at odd times": [[canary("cron(0 9 * * ? *)")], "cannot be read from its schedule"],
  "metric streams": [[other("aws:cloudwatch/metricStream:MetricStream", "m")], "which only AWS counts"],
  "queries in Athena": [[other("aws:athena/workgroup:Workgroup", "w")], "the limit of the workgroup bounds one query"],
  GuardDuty: [[other("aws:guardduty/detector:Detector", "d")], "only AWS counts"],
  "alarms on anomalies": [
    [
      alarm("a", {
        metricQueries: [
          { id: "e", expression: "ANOMALY_DETECTION_BAND(m1)" },
          { id: "m1", metric: {} },
        ],
      }),
    ],
    "no page with their price",
  ],
  "alarms on queries": [
    [alarm("a", { metricQueries: [{ id: "q", expression: 'SELECT MAX(CPUUtilization) FROM SCHEMA("AWS/EC2")' }] })],
    "which only AWS knows",
  ],
};

test.each(Object.entries(UNPRICED))("%s: named, with the reason", (_, [drafts, why]) => {
  expect(
    of(drafts)
      .unpriced.map((each) => each.why)
      .join(),
  ).toContain(why);
});

test("a value that is not known yet widens the range and stops nothing", () => {
  const made = of([trail("a", everywhere), trail("b", { isMultiRegionTrail: UNKNOWN })], EVENTS);
  expect(line(made, "b: a further copy")).toEqual([0, 20]);
});

test("stacks of one account share the free copy; stacks of two accounts have one each", () => {
  const inAccount = (name: string, account: string): Graph => {
    const { facts, records } = stack([trail(name, everywhere)], false);
    return new Graph({ ...facts, account }, records);
  };
  const copies = (...graphs: Graph[]) => estimate(graphs, EVENTS).map((made) => line(made, "further copy"));
  expect(copies(inAccount("a", "1"), inAccount("b", "1"))).toEqual([[20, 20]]);
  expect(copies(inAccount("a", "1"), inAccount("b", "2"))).toEqual([undefined, undefined]);
});
