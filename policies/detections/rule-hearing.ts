import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { attempt, UnknownValue } from "../graph/value";
import type { EventRuleProps } from "../kinds/cloudwatch";
import { evidence } from "../policy";
import { silenceOf, subscribersOf } from "../topics/subscribers";
import { best, type Hearing } from "./heard";
import { isBus, otherTarget, shutOut, targetsOf, topicOf, type Target } from "./rule-targets";
import { keptFromBus } from "./rule-role";

type Rule = Resource<EventRuleProps>;

export const NO_TARGET = "it has no target that tells anybody";

/** Whether a target tells somebody: a topic with a subscriber that lets EventBridge in, or a function. */
export function hearing(rule: Rule, graph: Graph): Hearing {
  const targets = targetsOf(rule, graph);
  const heard = targets.known.map((target) => ofTarget(target, rule, graph));
  if (targets.open) heard.push({ status: "unknown", message: targets.open.message });
  return best(heard, NO_TARGET);
}

export function ofTarget(target: Target, rule: Rule, graph: Graph): Hearing {
  const topic = topicOf(target, graph);
  if (!topic) {
    const { name, tells } = otherTarget(target, graph);
    if (tells) return { status: "heard", evidence: [evidence(target, "arn")] };
    return tells === undefined
      ? { status: "unknown", message: `nobody here knows who hears of what ${rule.name} sends to ${name}` }
      : { status: "unheard", message: `${name} tells nobody` };
  }
  const subscribers = subscribersOf(topic, graph);
  const [subscriber] = subscribers.known;
  if (!subscriber && (topic.record.external || subscribers.open))
    return { status: "unknown", message: `${topic.name} is not part of this stack; nobody here knows who hears it` };
  if (!subscriber) return { status: "unheard", message: silenceOf([topic], graph) };
  const refused = attempt(() => shutOut(rule, topic, graph));
  if (refused instanceof UnknownValue) return { status: "unknown", message: refused.message };
  if (refused !== undefined) return { status: "unheard", message: refused };
  return { status: "heard", evidence: [evidence(subscriber.resource, subscriber.property)] };
}

/** Whether the events come to the bus that a rule hands them on to; its own rules say what becomes of them there. */
export function handedOn(target: Target, rule: Rule, graph: Graph): Hearing | undefined {
  if (!isBus(target, graph)) return undefined;
  const kept = attempt(() => keptFromBus(target, rule, graph));
  if (kept instanceof UnknownValue) return { status: "unknown", message: kept.message };
  return kept === undefined
    ? { status: "heard", evidence: [evidence(target, "arn")] }
    : { status: "unheard", message: kept };
}
