import fc from "fast-check";
import { Alarm, type AlarmSettings } from "../../../../policies/alarms/model/alarm";
import { canRing, COUNTLESS, oneEvent, silence, type Scene } from "../../../../policies/alarms/model/questions";

const alarm = (change: Partial<AlarmSettings> = {}): Alarm =>
  new Alarm({
    period: 300,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    treatMissingData: "notBreaching",
    threshold: 1,
    comparisonOperator: "GreaterThanOrEqualToThreshold",
    metrics: [{ id: "m1", statistic: "Sum" }],
    ...change,
  });

const quiet: Scene = { event: ["m1"], defaults: [], others: 0 };
const busy: Scene = { event: ["m1"], defaults: ["m1"], others: 1 };
const statistic = (name: string, change: Partial<AlarmSettings> = {}) =>
  alarm({ metrics: [{ id: "m1", statistic: name }], ...change });
const three = { evaluationPeriods: 3, datapointsToAlarm: 3 };

describe("one event", () => {
  test("in a quiet log", () => {
    expect(oneEvent(alarm(), quiet)).toEqual({
      before: "OK",
      quiet: undefined,
      value: 1,
      rings: { soonest: 0, latest: 60 },
      lasts: 900,
    });
  });
  test("among others", () => {
    expect(oneEvent(alarm(), busy)).toEqual({
      before: "OK",
      quiet: 0,
      value: 1,
      rings: { soonest: 0, latest: 60 },
      lasts: 300,
    });
  });
  test("rings late where the periods after it have no data", () => {
    expect(oneEvent(alarm({ ...three, treatMissingData: "missing" }), quiet)).toMatchObject({
      before: "INSUFFICIENT_DATA",
      rings: { soonest: 600, latest: 660 },
      lasts: 900,
    });
  });
  test("waits for the hour where the periods are more than a day", () => {
    expect(oneEvent(alarm({ period: 3600, evaluationPeriods: 48 }), busy).rings).toEqual({ soonest: 0, latest: 3600 });
  });
  test("does not ring with three of three periods among others", () => {
    expect(oneEvent(alarm({ ...three, treatMissingData: "missing" }), busy)).toMatchObject({ before: "OK", value: 1 });
    expect(oneEvent(alarm({ ...three, treatMissingData: "missing" }), busy).rings).toBeUndefined();
  });
  test("is averaged away", () => {
    expect(oneEvent(statistic("Average"), busy)).toMatchObject({ value: 0.5 });
    expect(oneEvent(statistic("Average"), { ...busy, others: COUNTLESS }).rings).toBeUndefined();
    const above = { comparisonOperator: "GreaterThanThreshold", threshold: 0 };
    expect(oneEvent(statistic("Average", above), { ...busy, others: COUNTLESS }).rings).toBeDefined();
  });
  test("finds the alarm ringing already", () => {
    expect(oneEvent(alarm({ treatMissingData: "breaching" }), quiet)).toMatchObject({ before: "ALARM" });
    expect(oneEvent(statistic("SampleCount"), busy)).toMatchObject({ before: "ALARM", quiet: 1 });
    expect(oneEvent(alarm({ comparisonOperator: "LessThanThreshold" }), busy)).toMatchObject({ before: "ALARM" });
  });
  test("is never left where gaps are ignored", () => {
    const seen = oneEvent(alarm({ treatMissingData: "ignore" }), quiet);
    expect([seen.rings, seen.lasts]).toEqual([{ soonest: 0, latest: 60 }, undefined]);
  });
  test("in one metric of two", () => {
    const shared = {
      metrics: ["m1", "m2"].map((id) => ({ id, statistic: "Sum" })),
      expressions: { e1: "100 * m1 / m2" },
      returns: "e1",
    };
    expect(oneEvent(alarm(shared), quiet).rings).toBeUndefined();
    expect(oneEvent(alarm(shared), { ...quiet, event: ["m1", "m2"] })).toMatchObject({ value: 100 });
  });
});

describe("whether it can ring at all", () => {
  test.each<[string, Alarm, boolean | undefined]>([
    ["240 of 240 periods", alarm({ evaluationPeriods: 240, datapointsToAlarm: 240 }), true],
    ["a million in five minutes", alarm({ threshold: 1e6 }), true],
    ["an average from 1", statistic("Average"), true],
    ["an average above 1", statistic("Average", { comparisonOperator: "GreaterThanThreshold" }), false],
    ["a maximum from 2", statistic("Maximum", { threshold: 2 }), false],
    ["a sum below 0", alarm({ comparisonOperator: "LessThanThreshold", threshold: 0 }), false],
    [
      "a sum below 0, or none",
      alarm({ comparisonOperator: "LessThanThreshold", threshold: 0, treatMissingData: "breaching" }),
      true,
    ],
    ["metric math that stays below", alarm({ expressions: { e1: "m1 - m1" }, returns: "e1" }), undefined],
  ])("%s", (_, of, expected) => {
    expect(canRing(of, busy)).toBe(expected);
  });

  test("what one event rings can ring", () => {
    const settings = fc.record({
      treatMissingData: fc.constantFrom("missing", "ignore", "breaching", "notBreaching"),
      threshold: fc.constantFrom(0, 1, 2),
      comparisonOperator: fc.constantFrom("GreaterThanThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold"),
      evaluationPeriods: fc.integer({ min: 1, max: 4 }),
      metrics: fc.constantFrom("Sum", "Average", "SampleCount").map((name) => [{ id: "m1", statistic: name }]),
    }) as fc.Arbitrary<Partial<AlarmSettings>>;
    fc.assert(
      fc.property(settings, fc.constantFrom(quiet, busy), (change, scene) => {
        const { before, rings } = oneEvent(alarm(change), scene);
        if (before === "ALARM" || rings) expect(canRing(alarm(change), scene)).toBe(true);
      }),
    );
  });
});

describe("silence", () => {
  test.each([
    ["missing", undefined, "INSUFFICIENT_DATA", "INSUFFICIENT_DATA"],
    ["ignore", undefined, "OK", "ALARM"],
    ["breaching", undefined, "ALARM", "ALARM"],
    ["notBreaching", undefined, "OK", "OK"],
    ["breaching", "FILL(m1, 0)", "OK", "OK"],
    ["notBreaching", "FILL(m1, 1)", "ALARM", "ALARM"],
    ["ignore", "FILL(m1, REPEAT)", "OK", "ALARM"],
  ] as const)("%s, %s: from OK to %s, from ALARM to %s", (treatMissingData, e1, fromOk, fromAlarm) => {
    const of = alarm({ treatMissingData, ...(e1 ? { expressions: { e1 }, returns: "e1" } : {}) });
    expect([silence(of, "OK"), silence(of, "ALARM")]).toEqual([fromOk, fromAlarm]);
  });
});
