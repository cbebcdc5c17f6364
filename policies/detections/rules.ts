import type { Graph } from "../graph/graph";
import { Multimap } from "../graph/multimap";
import { oncePerAccount } from "../graph/once";
import { parseArn, type Resource } from "../graph/resource";
import { attempt, UnknownValue } from "../graph/value";
import { EventBus, EventRule, type EventRuleProps } from "../kinds/cloudwatch";
import type { Route } from "./read-rule";
import { targetsOf, topicOf, otherTarget, type Target } from "./rule-targets";

type Rule = Resource<EventRuleProps>;

/** An enabled rule that events of CloudTrail come to. */
export interface ReachedRule {
  rule: Rule;
  pattern: string;
  routes: readonly Route[];
}

interface EnabledRule {
  rule: Rule;
  pattern: string;
  reads: boolean;
  bus: string;
}

/** A rule whose pattern is known and to which no event of CloudTrail comes. */
export interface IdleRule {
  rule: Rule;
  pattern: string;
  why: string;
}

export const DISABLED = "it is disabled";

/** Rules that hand events on to a bus whose rules hand them on: AWS stops them somewhere, and so do we. */
const MOST_STEPS = 5;

/** The rules of a stack that match event patterns, and how events of CloudTrail come to them. */
class Rules {
  readonly reached: readonly ReachedRule[];
  readonly idle: readonly IdleRule[];
  /** Why nobody can say that no other rule sees an event. */
  readonly open?: UnknownValue;

  constructor(readonly graph: Graph) {
    const onBus = new Multimap<string, EnabledRule>();
    const enabled: EnabledRule[] = [];
    const idle: IdleRule[] = [];
    for (const rule of graph.nearby(EventRule)) {
      const read = attempt(() => enabledRule(rule, graph));
      if (read instanceof UnknownValue) {
        // Many a rule is about something else; one that tells somebody may be about this.
        if (targetsOf(rule, graph).known.some((target) => mayTell(target, graph))) this.open ??= read;
      } else if (read && "why" in read) idle.push(read);
      else if (read) {
        enabled.push(read);
        onBus.add(read.bus, read);
      }
    }
    const routes = new Multimap<EnabledRule, Route>();
    const follow = (step: EnabledRule, before: Route): void => {
      const patterns = [...before.patterns, step.pattern];
      const route = { region: before.region, patterns, reads: before.reads && step.reads };
      routes.add(step, route);
      if (patterns.length < MOST_STEPS)
        for (const bus of busesBehind(step.rule, graph)) for (const next of onBus.get(bus)) follow(next, route);
    };
    // No other bus gets events of AWS by itself.
    for (const step of enabled) {
      const region = graph.place(step.rule);
      if (step.bus === defaultBus(region)) follow(step, { region, patterns: [], reads: true });
    }
    this.reached = [...routes].map(([{ rule, pattern }, ways]) => ({ rule, pattern, routes: ways }));
    for (const step of enabled)
      if (routes.get(step).length === 0)
        idle.push({ ...step, why: `no rule hands events of CloudTrail on to its bus ${shownBus(step.rule, graph)}` });
    this.idle = idle;
  }
}

export const rules = oncePerAccount((graph) => new Rules(graph));

const defaultBus = (place: string): string => `default ${place}`;

function enabledRule(rule: Rule, graph: Graph): EnabledRule | IdleRule | undefined {
  const { eventPattern: pattern, state = "ENABLED", isEnabled } = rule.props;
  if (!pattern) return undefined;
  if (state === "DISABLED" || isEnabled === false) return { rule, pattern, why: DISABLED };
  const reads = state === "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";
  return { rule, pattern, reads, bus: busOf(rule, graph) };
}

const shownBus = (rule: Rule, graph: Graph): string =>
  graph.follow(rule, "eventBusName", EventBus).known[0]?.name ?? String(rule.shown("eventBusName"));

function busOf(rule: Rule, graph: Graph): string {
  const place = graph.place(rule);
  if (!rule.has("eventBusName")) return defaultBus(place);
  const { known, elsewhere, open } = graph.follow(rule, "eventBusName", EventBus);
  const own = known.find((bus) => graph.place(bus) === place);
  if (own) return own.urn;
  if (elsewhere.length === 0)
    throw open ?? new UnknownValue(`${rule.name}.eventBusName`, "not known before deployment");
  return busNamed(elsewhere[0], place);
}

/** @param name a name, or an ARN */
function busNamed(name: string, place: string): string {
  const arn = parseArn(name);
  return arn ? `${arn.resource.replace(/^event-bus\//, "")} ${arn.region}` : `${name} ${place}`;
}

function busesBehind(rule: Rule, graph: Graph): string[] {
  return targetsOf(rule, graph).known.flatMap((target) => {
    const { known, elsewhere } = graph.follow(target, "arn", EventBus);
    const others = elsewhere.filter((name) => /^event-bus\//.test(parseArn(name)?.resource ?? ""));
    return [...known.map(({ urn }) => urn), ...others.map((name) => busNamed(name, graph.place(target)))];
  });
}

const mayTell = (target: Target, graph: Graph): boolean =>
  topicOf(target, graph) !== undefined || otherTarget(target, graph).tells === true;
