import fc from "fast-check";
import {
  alarmsAskedFor,
  compositeTransitions,
  holds,
  parseRule,
  type Rule,
} from "../../../../policies/alarms/model/composite";
import type { Transition } from "../../../../policies/alarms/model/evaluate";
import { compileMath, type Points } from "../../../../policies/alarms/model/metric-math";
import type { AlarmState } from "../../../../policies/alarms/model/missing-data";
import { NotUnderstood } from "../../../../policies/alarms/model/not-understood";

const _ = undefined;

const METRICS: Record<string, Points> = {
  metric1: [1, 1, 0, 0, _],
  metric2: [30, _, 0, 0, 30],
  metric3: [0, 0, 20, _, 20],
  left: [30, 20, 0, 0],
  right: [20, _, 20, _],
  m1: [_, 1, _, 4, 0],
  m2: [_, _, 2, 2, 0],
  none: [_, _, _],
};

const math = (expression: string, metrics = METRICS): Readonly<Points> =>
  compileMath({ metrics: Object.keys(metrics), expressions: { e1: expression }, returns: "e1", period: 300 })(
    (id) => metrics[id],
    Object.values(metrics)[0].length,
  );

describe("metric math", () => {
  test.each<[string, Points]>([
    // The tables of AWS's page on metric math.
    ["left < right", [0, 0, 1, 0]],
    ["left >= 30", [1, 0, 0, 0]],
    ["left > 15 AND right > 15", [1, 0, 0, 0]],
    ["IF(metric1, metric2, metric3)", [30, 0, 20, _, _]],
    ["IF(metric1, 5, metric3)", [5, 5, 20, _, _]],
    ["IF(metric1, metric2, 5)", [30, 0, 5, 5, _]],
    // And what it says in words.
    ["m1 + m2", [_, 1, 2, 6, 0]],
    ["m1 / m2", [_, _, 0, 2, _]],
    ["m1 * 100", [_, 100, _, 400, 0]],
    ["-m1 + 1", [_, 0, _, -3, 1]],
    ["1 + 2 * m1 - (m1 - 1)", [_, 3, _, 6, 2]],
    ["m1 == 4 || m2 != 0", [_, 0, 1, 1, 0]],
    ["FILL(m1, 0)", [0, 1, 0, 4, 0]],
    ["FILL(m1, REPEAT)", [_, 1, 1, 4, 0]],
    ["FILL(m1, m2)", [_, 1, 2, 4, 0]],
    ["IF(m1 > 0, 1, 0)", [_, 1, _, 1, 0]],
    ["IF(m1 > 0, m1)", [_, 1, _, 4, _]],
    ["IF(1, m1, m2)", [_, 1, _, 4, 0]],
    ["IF(0, m1)", [_, _, _, _, _]],
    ["SUM([m1, m2])", [_, 1, 2, 6, 0]],
    ["SUM([m1, m2] * 2)", [_, 2, 4, 12, 0]],
    ["AVG([m1, m2])", [_, 0.5, 1, 3, 0]],
    ["MAX([m1, m2])", [_, 1, 2, 4, 0]],
    ['SUM(METRICS("m1"))', [_, 1, _, 4, 0]],
    ["SUM(FILL([m1, m2], 1))", [2, 2, 3, 6, 0]],
    ["m1 / PERIOD(m1) * 300", [_, 1, _, 4, 0]],
    ["CEIL(m1 / 3) + FLOOR(m1 / 3) + ABS(-m1)", [_, 2, _, 7, 0]],
  ])("%s", (expression, expected) => {
    expect(math(expression)).toEqual(expected);
  });

  test("an expression in terms of another", () => {
    const expressions = { e1: "e2 + 1", e2: "FILL(m1, 0)" };
    const sum = compileMath({ metrics: ["m1"], expressions, returns: "e1", period: 60 });
    expect(sum(() => [_, 2], 2)).toEqual([1, 3]);
  });
  test("expressions in terms of each other", () => {
    const expressions = { e1: "e2 + 1", e2: "e1 + 1" };
    expect(() => compileMath({ metrics: ["m1"], expressions, returns: "e1", period: 60 })).toThrow(NotUnderstood);
  });

  test.each([
    "RATE(m1)",
    "SUM(m1)",
    "AVG(m1)",
    "MIN([m1, m2])",
    "RUNNING_SUM(m1)",
    "FILL(m1, LINEAR)",
    "ANOMALY_DETECTION_BAND(m1)",
    "SEARCH('x', 'Sum', 300)",
    "m9",
    "m1 ^ 2",
    "m1 +",
    "(m1",
    "m1)",
    "m1 m2",
    "sum([m1, m2])",
    "IF(m1)",
    "IF([m1, m2], 1, 0)",
    "[1, m1]",
    "FILL(1, 0)",
    "METRICS()",
    "[m1, m2] + [m1]",
    "5",
    "1 + 2",
    "constructor(m1)",
    "'m1'",
    "@",
    "",
    "-".repeat(50_000) + "m1",
    "(".repeat(50_000) + "m1" + ")".repeat(50_000),
  ])("%.40s is not understood", (expression) => {
    expect(() => math(expression)).toThrow(NotUnderstood);
  });

  test("whatever is written, it is understood or refused", () => {
    const piece = fc.constantFrom(
      ...'m1 m2 FILL IF SUM METRICS ( ) [ ] , + - * / < >= == AND || 0 2.5 REPEAT "m"'.split(" "),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          expect(math(pieces.join(" "))).toHaveLength(5);
        } catch (error) {
          if (!(error instanceof NotUnderstood)) throw error;
        }
      }),
      { numRuns: 5000 },
    );
  });
});

const STATES: AlarmState[] = ["OK", "ALARM", "INSUFFICIENT_DATA"];
const inAlarm =
  (...names: string[]) =>
  (name: string): AlarmState =>
    names.includes(name) ? "ALARM" : "OK";

describe("rules of composite alarms", () => {
  test.each([
    ["ALARM(a)", ["a"], true],
    ["ALARM(a)", ["b"], false],
    ['ALARM("an alarm (of 2)") OR FALSE', ["an alarm (of 2)"], true],
    ['ALARM("say \\"hello\\"")', ['say "hello"'], true],
    [
      "ALARM(arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a)",
      ["arn:aws:cloudwatch:eu-west-1:123456789012:alarm:a"],
      true,
    ],
    ["OK(a) AND INSUFFICIENT_DATA(b)", [], false],
    ["ALARM(a) OR ALARM(b) AND ALARM(c)", ["a"], true],
    ["(ALARM(a) OR ALARM(b)) AND ALARM(c)", ["a"], false],
    ["NOT ALARM(a) AND ALARM(b)", ["b"], true],
    ["NOT (ALARM(a) OR ALARM(b))", ["b"], false],
    ["TRUE AND NOT NOT ALARM(a)", ["a"], true],
    ["AT_LEAST(2, ALARM, (a, b, c))", ["a", "c"], true],
    ["AT_LEAST(2, ALARM, (a, b, c))", ["c"], false],
    ["AT_LEAST(60%, NOT OK, (a, b, c))", ["a", "b"], true],
    ["AT_LEAST(67%, ALARM, (a, b, c))", ["a", "b"], false],
  ])("%s with %j in ALARM: %s", (rule, alarms, expected) => {
    expect(holds(parseRule(rule), inAlarm(...alarms))).toBe(expected);
  });

  test.each([
    "",
    "ALARM",
    "ALARM()",
    "ALARM(a",
    "ALARM(a) ALARM(b)",
    "ALARM(a) AND",
    "alarm(a)",
    "RUNNING(a)",
    "AT_LEAST(two, ALARM, (a))",
    "AT_LEAST(2, ALARM, a)",
    'ALARM("a)',
    "(".repeat(5000),
    "NOT ".repeat(2500) + "ALARM(a)",
    "ALARM(a) OR ".repeat(1000) + "ALARM(a)",
  ])("%.40s cannot be read", (rule) => {
    expect(() => parseRule(rule)).toThrow(/^the rule .* cannot be read$/);
  });

  test.each([
    ["ALARM(a) AND NOT ALARM(b)", ["a"]],
    ["NOT (OK(a) OR ALARM(b))", ["a"]],
    ["OK(a) OR INSUFFICIENT_DATA(b)", []],
    ["AT_LEAST(1, NOT OK, (a, b))", ["a", "b"]],
    ["NOT AT_LEAST(1, ALARM, (a, b)) OR ALARM(c)", ["c"]],
    ["TRUE", []],
  ])("%s asks for the ALARM of %j", (rule, expected) => {
    expect(alarmsAskedFor(parseRule(rule))).toEqual(expected);
  });

  const NAMES = ["a", "b", "c"];
  const { rule: anyRule } = fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { maxDepth: 4 },
      fc.record({ type: fc.constant("state"), state: fc.constantFrom(...STATES), alarm: fc.constantFrom(...NAMES) }),
      fc.record({ type: fc.constant("not"), of: tie("rule") }),
      fc.record({ type: fc.constantFrom("and", "or"), of: fc.array(tie("rule"), { minLength: 2, maxLength: 3 }) }),
      fc.record({
        type: fc.constant("at-least"),
        threshold: fc.integer({ min: 1, max: 3 }),
        percent: fc.constant(false),
        state: fc.constantFrom(...STATES),
        negated: fc.boolean(),
        alarms: fc.constant(NAMES),
      }),
    ) as fc.Arbitrary<Rule>,
  }));
  const written = (rule: Rule): string => {
    switch (rule.type) {
      case "constant":
        return rule.value ? "TRUE" : "FALSE";
      case "state":
        return `${rule.state}("${rule.alarm}")`;
      case "not":
        return `NOT (${written(rule.of)})`;
      case "at-least":
        return `AT_LEAST(${rule.threshold}, ${rule.negated ? "NOT " : ""}${rule.state}, (${rule.alarms.join(", ")}))`;
      default:
        return `(${rule.of.map(written).join(rule.type === "and" ? " AND " : " OR ")})`;
    }
  };

  test("what is written is what is read", () => {
    fc.assert(fc.property(anyRule, (rule) => expect(parseRule(written(rule))).toEqual(rule)));
  });

  test("an alarm that no rule asks for never makes it true by going to ALARM", () => {
    const states = fc.tuple(...NAMES.map(() => fc.constantFrom(...STATES)));
    fc.assert(
      fc.property(anyRule, states, fc.constantFrom(...NAMES), (rule, given, name) => {
        const before = (each: string): AlarmState => given[NAMES.indexOf(each)];
        const after = (each: string): AlarmState => (each === name ? "ALARM" : before(each));
        if (!holds(rule, before) && holds(rule, after)) expect(alarmsAskedFor(rule)).toContain(name);
      }),
      { numRuns: 2000 },
    );
  });

  const to = (at: number, from: AlarmState, state: AlarmState): Transition => ({ at, from, to: state });

  test("a composite alarm follows its alarms", () => {
    const alarms = new Map([
      ["a", [to(0, "INSUFFICIENT_DATA", "OK"), to(60, "OK", "ALARM"), to(300, "ALARM", "OK")]],
      ["b", [to(0, "INSUFFICIENT_DATA", "OK"), to(120, "OK", "ALARM"), to(300, "ALARM", "OK")]],
    ]);
    expect(compositeTransitions(parseRule("ALARM(a) AND ALARM(b)"), alarms, 0)).toEqual([
      to(0, "INSUFFICIENT_DATA", "OK"),
      to(120, "OK", "ALARM"),
      to(300, "ALARM", "OK"),
    ]);
  });
  test("alarms that trade states at the same moment do not make it flicker", () => {
    const alarms = new Map([
      ["a", [to(0, "INSUFFICIENT_DATA", "ALARM"), to(60, "ALARM", "OK")]],
      ["b", [to(0, "INSUFFICIENT_DATA", "OK"), to(60, "OK", "ALARM")]],
    ]);
    expect(compositeTransitions(parseRule("ALARM(a) OR ALARM(b)"), alarms, 0)).toEqual([
      to(0, "INSUFFICIENT_DATA", "ALARM"),
    ]);
  });
  test("alarms without a history have INSUFFICIENT_DATA", () => {
    expect(compositeTransitions(parseRule("ALARM(a)"), new Map(), 30)).toEqual([to(30, "INSUFFICIENT_DATA", "OK")]);
    expect(compositeTransitions(parseRule("INSUFFICIENT_DATA(a)"), new Map(), 30)).toEqual([
      to(30, "INSUFFICIENT_DATA", "ALARM"),
    ]);
  });
});
