import { ask } from "../policies/detections/ask";
import { looksForCloudTrailEvents } from "../policies/detections/rule-pattern";
import { readRule, type Route } from "../policies/detections/read-rule";
import { isBus, targetsOf } from "../policies/detections/rule-targets";
import { rules } from "../policies/detections/rules";
import type { Graph } from "../policies/graph/graph";
import type { Resource } from "../policies/graph/resource";
import { attempt, UnknownValue } from "../policies/graph/value";
import { Trail } from "../policies/kinds/cloudtrail";
import { EventRule, type EventRuleProps } from "../policies/kinds/cloudwatch";
import trailLogging from "../policies/trail/trail-logging";

type Rule = Resource<EventRuleProps>;

/** A rule of EventBridge that looks for CloudTrail events and hands them to more than another bus. */
export interface RuleDetection {
  kind: "event rule";
  rule: Rule;
  name: string;
  pattern: string;
  /** How events come to it; none where it is blind. */
  routes: readonly Route[];
  blind?: string;
  assumed?: string;
}

export function ruleDetectionsOf(graph: Graph): RuleDetection[] {
  return graph.all(EventRule).flatMap((rule) => detectionOf(rule, graph) ?? []);
}

function detectionOf(rule: Rule, graph: Graph): RuleDetection | undefined {
  const { name } = rule;
  const pattern = attempt(() => rule.props.eventPattern ?? "");
  if (pattern instanceof UnknownValue || !looksForCloudTrailEvents(pattern)) return undefined;
  const targets = targetsOf(rule, graph).known;
  if (targets.length > 0 && targets.every((target) => isBus(target, graph))) return undefined;
  const routes = (rules(graph).reached.find((each) => each.rule === rule)?.routes ?? []).map(inRegions);
  const detection: RuleDetection = { kind: "event rule", rule, name, pattern, routes };
  const blind = whyBlind(rule, pattern, routes, graph);
  if (blind !== undefined) return { ...detection, blind };
  const unplaced = routes.some(({ region }) => region === undefined);
  return unplaced
    ? { ...detection, assumed: "that all events come from its region, which is not configured" }
    : detection;
}

/** A rule sees the events of its own region; where nobody knows which that is, those of all. */
function inRegions(route: Route): Route {
  return /^[a-z]{2}(-[a-z]+)+-\d+$/.test(route.region ?? "") ? route : { ...route, region: undefined };
}

function whyBlind(rule: Rule, pattern: string, routes: readonly Route[], graph: Graph): string | undefined {
  const { error } = readRule(pattern);
  if (error) return `EventBridge refuses its pattern: ${error.message}`;
  const { idle, open } = rules(graph);
  if (routes.length === 0) return idle.find((each) => each.rule === rule)?.why ?? open?.message;
  // EventBridge gets what a trail records, wherever that is delivered.
  const trails = graph.all(Trail);
  const faults = trails.map((trail) => {
    const answer = ask(trailLogging, trail, graph);
    return !(answer instanceof UnknownValue) && answer.status === "fail" ? answer.message : undefined;
  });
  return trails.length > 0 && faults.every((fault) => fault !== undefined)
    ? `trail ${trails[0].name}: ${faults[0]}`
    : undefined;
}
