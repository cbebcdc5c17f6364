import type { Transition } from "./evaluate";
import type { AlarmState } from "./missing-data";
import { parseRule, type Rule } from "./rule-syntax";

export { parseRule, type Rule };

/** Whether the rule holds, given the state of each alarm by the name or ARN that the rule calls it. */
export function holds(rule: Rule, stateOf: (alarm: string) => AlarmState): boolean {
  switch (rule.type) {
    case "constant":
      return rule.value;
    case "state":
      return stateOf(rule.alarm) === rule.state;
    case "not":
      return !holds(rule.of, stateOf);
    case "and":
      return rule.of.every((each) => holds(each, stateOf));
    case "or":
      return rule.of.some((each) => holds(each, stateOf));
    case "at-least": {
      const matching = rule.alarms.filter((alarm) => (stateOf(alarm) === rule.state) !== rule.negated).length;
      return rule.percent ? matching * 100 >= rule.threshold * rule.alarms.length : matching >= rule.threshold;
    }
  }
}

/** Every alarm that the rule names, in whatever state, as the rule calls it. */
export function alarmsNamed(rule: Rule): string[] {
  switch (rule.type) {
    case "constant":
      return [];
    case "state":
      return [rule.alarm];
    case "not":
      return alarmsNamed(rule.of);
    case "at-least":
      return rule.alarms;
    default:
      return rule.of.flatMap(alarmsNamed);
  }
}

/** The alarms whose change to ALARM can make the rule true, as the rule calls them. */
export function alarmsAskedFor(rule: Rule, negated = false): string[] {
  switch (rule.type) {
    case "constant":
      return [];
    case "state":
      // Not to be in another state is to be in ALARM, among others.
      return (rule.state === "ALARM") !== negated ? [rule.alarm] : [];
    case "not":
      return alarmsAskedFor(rule.of, !negated);
    case "at-least":
      return (rule.state === "ALARM") !== (rule.negated !== negated) ? rule.alarms : [];
    default:
      return rule.of.flatMap((each) => alarmsAskedFor(each, negated));
  }
}

/**
 * What happens to a composite alarm: in ALARM while its rule holds, otherwise OK.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-combining.html
 *
 * @param alarms the transitions of the alarms that the rule names, by the name or ARN that it calls them
 * @param from seconds since the epoch at which the composite alarm is made
 */
export function compositeTransitions(
  rule: Rule,
  alarms: ReadonlyMap<string, readonly Transition[]>,
  from: number,
): Transition[] {
  const current = new Map<string, AlarmState>();
  const changes = [...alarms].flatMap(([alarm, all]) => all.map(({ at, to }) => ({ at, alarm, to })));
  for (const [alarm, [first]] of alarms) if (first) current.set(alarm, first.from);
  changes.sort((a, b) => a.at - b.at);

  const transitions: Transition[] = [];
  let state: AlarmState = "INSUFFICIENT_DATA";
  const look = (at: number): void => {
    const to = holds(rule, (alarm) => current.get(alarm) ?? "INSUFFICIENT_DATA") ? "ALARM" : "OK";
    if (to !== state) transitions.push({ at, from: state, to });
    state = to;
  };
  if (!changes.some(({ at }) => at <= from)) look(from);
  for (const [index, { at, alarm, to }] of changes.entries()) {
    current.set(alarm, to);
    // What changes at once is looked at once.
    if (changes[index + 1]?.at !== at) look(Math.max(at, from));
  }
  return transitions;
}
