import { stateAfter, type AlarmState, type TreatMissingData } from "../../../../policies/alarms/model/missing-data";
import { FilterMetric } from "../../../../policies/alarms/model/series";
import { statistic } from "../../../../policies/alarms/model/statistic";

const TREATMENTS: TreatMissingData[] = ["missing", "ignore", "breaching", "notBreaching"];

/** `0 - X`, oldest first, as AWS writes data points. */
const points = (text: string): (boolean | undefined)[] =>
  text.split(" ").map((point) => (point === "-" ? undefined : point === "X"));

const KEEP = "keeps its state";

/** Data points, then the state by treatment: missing, ignore, breaching, notBreaching. */
type Row = [string, ...(AlarmState | typeof KEEP)[]];

const threeOfThree: Row[] = [
  ["0 - X - X", "OK", "OK", "OK", "OK"],
  ["0 - - - -", "OK", "OK", "OK", "OK"],
  ["- - - - -", "INSUFFICIENT_DATA", KEEP, "ALARM", "OK"],
  ["0 X X - X", "ALARM", "ALARM", "ALARM", "ALARM"],
  ["- - X - -", "ALARM", KEEP, "ALARM", "OK"],
];
const twoOfThree: Row[] = [
  ["0 - X - X", "ALARM", "ALARM", "ALARM", "ALARM"],
  ["0 0 X 0 X", "ALARM", "ALARM", "ALARM", "ALARM"],
  ["0 - X - -", "OK", "OK", "ALARM", "OK"],
  ["- - - - 0", "OK", "OK", "ALARM", "OK"],
  ["- - - X -", "ALARM", KEEP, "ALARM", "OK"],
];
/** From the text around the tables, and the row that an earlier edition of the page had. */
const besideTheTables: Row[] = [
  ["- - - - X", "OK", KEEP, "ALARM", "OK"],
  ["- - - X -", "OK", KEEP, "ALARM", "OK"],
  ["- - - X 0", "OK", "OK", "OK", "OK"],
  ["- - X - 0", "OK", "OK", "OK", "OK"],
  ["X - - - -", "ALARM", KEEP, "ALARM", "OK"],
  ["0 X X - -", "OK", "OK", "OK", "OK"],
];

describe("the tables of AWS on missing data", () => {
  const rows = (datapointsToAlarm: number, table: Row[]) =>
    table.flatMap(([data, ...states]) =>
      TREATMENTS.map((treatment, index) => [datapointsToAlarm, data, treatment, states[index]] as const),
    );
  test.each([...rows(3, threeOfThree), ...rows(2, twoOfThree), ...rows(3, besideTheTables)])(
    "%i of 3, %s, %s: %s",
    (datapointsToAlarm, data, treatMissingData, expected) => {
      for (const state of ["OK", "ALARM", "INSUFFICIENT_DATA"] as const)
        expect(stateAfter(points(data), { evaluationPeriods: 3, datapointsToAlarm, treatMissingData }, state)).toBe(
          expected === KEEP ? state : expected,
        );
    },
  );
});

describe("what a filter publishes", () => {
  const published = (metric: FilterMetric) => metric.series().map(({ at, counts }) => [at, ...counts]);

  test("each match, by minute", () => {
    const metric = new FilterMetric();
    for (const at of [130, 60, 119]) metric.matched(at);
    metric.received(240);
    expect(published(metric)).toEqual([
      [60, [1, 2]],
      [120, [1, 1]],
    ]);
  });
  test("the default value in minutes with log events and no match", () => {
    const metric = new FilterMetric(0);
    metric.received(10);
    metric.received(70);
    metric.matched(80, 5);
    metric.received(90);
    expect(published(metric)).toEqual([
      [0, [0, 1]],
      [60, [5, 1]],
    ]);
  });
});

describe("statistics", () => {
  const nine = new Map([
    [1, 1],
    [0, 8],
  ]);
  test.each([
    ["Sum", 1],
    ["SampleCount", 9],
    ["Average", 1 / 9],
    ["Minimum", 0],
    ["Maximum", 1],
    ["p100", 1],
    ["p90", 1],
    ["p88", 0],
    ["p0", 0],
    ["tm50", 0],
    ["TM(:50%)", 0],
    ["TM(80%:)", 0.5],
    ["WM(80%:)", 1 / 9],
    ["wm50", 0],
    ["IQM", 0],
  ])("%s of eight times 0 and once 1 is %d", (name, expected) => {
    expect(statistic(name)(nine)).toBeCloseTo(expected, 10);
  });
  test.each(["PR(1:10)", "TC(2%:98%)", "TM(150:1000)", "p101", "tm0", "TM(:)", "TM(9%:3%)", "sum", "toString", ""])(
    "%s is not worked out",
    (name) => expect(() => statistic(name)).toThrow("is not worked out"),
  );
});
