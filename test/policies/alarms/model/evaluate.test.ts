import fc from "fast-check";
import { Alarm, type AlarmSettings } from "../../../../policies/alarms/model/alarm";
import { transitions, type Span, type Transition } from "../../../../policies/alarms/model/evaluate";
import { stateAfter, type AlarmState, type TreatMissingData } from "../../../../policies/alarms/model/missing-data";
import { FilterMetric, type Sample, type Series } from "../../../../policies/alarms/model/series";
import { statistic } from "../../../../policies/alarms/model/statistic";

const TREATMENTS: TreatMissingData[] = ["missing", "ignore", "breaching", "notBreaching"];

const settings = (change: Partial<AlarmSettings> = {}): AlarmSettings => ({
  period: 300,
  evaluationPeriods: 1,
  datapointsToAlarm: 1,
  treatMissingData: "notBreaching",
  threshold: 1,
  comparisonOperator: "GreaterThanOrEqualToThreshold",
  metrics: [{ id: "m1", statistic: "Sum" }],
  ...change,
});

const run = (change: Partial<AlarmSettings>, series: Series, span: Partial<Span> = {}): Transition[] => [
  ...transitions(new Alarm(settings(change)), new Map([["m1", series]]), { from: 0, until: 86_400, ...span }),
];

/** Minutes at which one event matches. */
const events = (...minutes: number[]): Series => {
  const metric = new FilterMetric();
  for (const minute of minutes) metric.matched(minute * 60);
  return metric.series();
};

const OK = { at: 0, from: "INSUFFICIENT_DATA", to: "OK" };

describe("through time", () => {
  test("one event rings at the end of its minute and is forgotten with its range", () => {
    expect(run({}, events(100))).toEqual([
      OK,
      { at: 6060, from: "OK", to: "ALARM" },
      { at: 6060 + 3 * 300, from: "ALARM", to: "OK" },
    ]);
  });
  test("with other data after it, an event is forgotten with its period", () => {
    const zeros: Sample[] = Array.from({ length: 60 }, (_, minute) => ({ at: minute * 60, counts: new Map([[0, 1]]) }));
    zeros[30] = { at: 1800, counts: new Map([[1, 1]]) };
    expect(run({}, zeros).slice(1)).toEqual([
      { at: 1860, from: "OK", to: "ALARM" },
      { at: 2160, from: "ALARM", to: "OK" },
    ]);
  });
  test("the window moves with the minute: two events ring across what a clock would part", () => {
    expect(run({ threshold: 2 }, events(4, 6))[1]).toEqual({ at: 420, from: "OK", to: "ALARM" });
    expect(run({ threshold: 2 }, events(4, 9))).toEqual([OK]);
  });
  test("an event soon after the first changes nothing; a later one rings again", () => {
    const rings = (...minutes: number[]) => run({}, events(...minutes)).filter(({ to }) => to === "ALARM").length;
    expect([rings(100), rings(100, 114), rings(100, 116)]).toEqual([1, 1, 2]);
  });
  test("240 periods of 240 never ring for one event that zeros follow", () => {
    const zeros: Sample[] = Array.from({ length: 1440 }, (_, minute) => ({
      at: minute * 60,
      counts: new Map([[minute === 700 ? 1 : 0, 1]]),
    }));
    expect(run({ evaluationPeriods: 240, datapointsToAlarm: 240 }, zeros)).toEqual([OK]);
  });
  test("more than a day of periods is looked at by the hour", () => {
    const change = { period: 3600, evaluationPeriods: 48, datapointsToAlarm: 1 };
    expect(run(change, events(61))[1]).toEqual({ at: 7200, from: "OK", to: "ALARM" });
  });
  test("breaching without data rings at the first look", () => {
    expect(run({ treatMissingData: "breaching" }, [])).toEqual([{ at: 0, from: "INSUFFICIENT_DATA", to: "ALARM" }]);
  });
  test("ignored gaps keep ALARM for ever", () => {
    expect(run({ treatMissingData: "ignore" }, events(100))).toEqual([
      { at: 6060, from: "INSUFFICIENT_DATA", to: "ALARM" },
    ]);
  });
  test("a thousand years with one event each, whose minutes nobody could walk through", () => {
    const metric = new FilterMetric();
    for (let year = 0; year < 1000; year++) metric.matched(year * 31_536_000);
    const rings = run({}, metric.series(), { until: 31_536_000 * 1001 }).filter(({ to }) => to === "ALARM");
    expect(rings).toHaveLength(1000);
  });
  test("periods that are not whole minutes, and bands that CloudWatch learns, are not understood", () => {
    expect(() => run({ period: 10 }, [])).toThrow("a period of 10 seconds is not whole minutes");
    expect(() => run({ comparisonOperator: "GreaterThanUpperThreshold" }, events(1))).toThrow("compares with a band");
  });
});

/** Each look of each minute worked out from nothing. */
function naive(change: Partial<AlarmSettings>, series: Series, { from, until }: Span): Transition[] {
  const alarm = new Alarm(settings(change));
  const { period, metrics } = alarm.settings;
  const result: Transition[] = [];
  let state: AlarmState = "INSUFFICIENT_DATA";
  for (let at = Math.ceil(from / alarm.step) * alarm.step; at <= until; at += alarm.step) {
    const breaches = Array.from({ length: alarm.range }, (_, index) => {
      const end = at - (alarm.range - 1 - index) * period;
      const counts = new Map<number, number>();
      for (const sample of series)
        if (sample.at >= end - period && sample.at < end)
          for (const [value, count] of sample.counts) counts.set(value, (counts.get(value) ?? 0) + count);
      return counts.size === 0 ? undefined : alarm.breaches(statistic(metrics[0].statistic)(counts));
    });
    const to = stateAfter(breaches, alarm.settings, state);
    if (to !== state) result.push({ at, from: state, to });
    state = to;
  }
  return result;
}

const anySettings = fc
  .record({
    period: fc.constantFrom(60, 120, 300, 3600, 5400),
    evaluationPeriods: fc.integer({ min: 1, max: 5 }),
    needed: fc.integer({ min: 1, max: 5 }),
    treatMissingData: fc.constantFrom(...TREATMENTS),
    threshold: fc.constantFrom(0, 0.5, 1, 2, 3),
    comparisonOperator: fc.constantFrom(
      "GreaterThanOrEqualToThreshold",
      "GreaterThanThreshold",
      "LessThanThreshold",
      "LessThanOrEqualToThreshold",
    ),
    statistic: fc.constantFrom("Sum", "SampleCount", "Average", "Minimum", "Maximum", "p50", "p90", "tm90", "IQM"),
    days: fc.boolean(),
  })
  .map(({ needed, statistic: name, days, ...rest }) => ({
    ...rest,
    // Some are looked at by the hour.
    ...(days && rest.period >= 3600 ? { evaluationPeriods: 26 } : {}),
    datapointsToAlarm: Math.min(needed, rest.evaluationPeriods),
    metrics: [{ id: "m1", statistic: name }],
  }));

/** Few minutes close together, some far apart. */
const anySeries = fc
  .array(
    fc.record({
      gap: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 12 }) }, fc.integer({ min: 100, max: 600 })),
      counts: fc.dictionary(fc.constantFrom("0", "1", "3"), fc.integer({ min: 1, max: 3 }), { minKeys: 1 }),
    }),
    { maxLength: 20 },
  )
  .map((samples) => {
    let at = 0;
    return samples.map(({ gap, counts }): Sample => {
      at += gap * 60;
      return { at, counts: new Map(Object.entries(counts).map(([value, count]) => [Number(value), count])) };
    });
  });

const SPAN = { from: 0, until: 3 * 86_400 };

describe("properties", () => {
  test("skipping quiet time changes nothing", () => {
    fc.assert(
      fc.property(anySettings, anySeries, (change, series) => {
        expect(run(change, series, SPAN)).toEqual(naive(change, series, SPAN));
      }),
      { numRuns: 150 },
    );
  });

  test("each transition leaves the state that the last one entered, later than it", () => {
    fc.assert(
      fc.property(anySettings, anySeries, (change, series) => {
        let last: Transition = { at: -1, from: "OK", to: "INSUFFICIENT_DATA" };
        for (const transition of run(change, series, SPAN)) {
          expect(transition.from).toBe(last.to);
          expect(transition.to).not.toBe(transition.from);
          expect(transition.at).toBeGreaterThan(last.at);
          last = transition;
        }
      }),
    );
  });

  test("more events never make the sum of one period ring later", () => {
    const counted = fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 30 });
    fc.assert(
      fc.property(counted, counted, fc.integer({ min: 1, max: 4 }), anySettings, (some, more, threshold, change) => {
        const rings = (minutes: number[]): number =>
          run(
            // Of several periods, few events in one can push many in another out of what is evaluated.
            { period: change.period, threshold },
            events(...minutes),
          ).find(({ to }) => to === "ALARM")?.at ?? Infinity;
        expect(rings([...some, ...more])).toBeLessThanOrEqual(rings(some));
      }),
    );
  });

  test("breaching rings for silence and notBreaching never does, whatever came before", () => {
    fc.assert(
      fc.property(anySettings, anySeries, (change, series) => {
        const end = (treatMissingData: TreatMissingData) =>
          run({ ...change, treatMissingData }, series, { from: 0, until: 86_400 * 30 }).at(-1)?.to;
        expect(end("breaching")).toBe("ALARM");
        expect(end("notBreaching")).toBe("OK");
        expect(end("missing") ?? "INSUFFICIENT_DATA").toBe("INSUFFICIENT_DATA");
      }),
    );
  });
});
