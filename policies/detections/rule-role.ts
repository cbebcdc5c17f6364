import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Unknown } from "../graph/value";
import { accountOf, nameOf, partitionOf, regionOf } from "../iam/arns";
import { segment, text, textOf, type Text } from "../iam/text";
import { keptFrom } from "../identities/service-role";
import { EventBus, type EventRuleProps } from "../kinds/cloudwatch";
import { Role } from "../kinds/iam";
import type { Target } from "./rule-targets";

type Rule = Resource<EventRuleProps>;

/** The ARN of a rule has the name of its bus in it, unless that is the default one. */
export function ruleArn(rule: Rule, graph: Graph): Text {
  const { eventBusName: bus = "default" } = rule.record.values;
  const place = text`arn:${partitionOf(rule, graph)}:events:${regionOf(rule, graph)}:${accountOf(graph, rule)}:rule`;
  if (bus === "default" || bus === "") return text`${place}/${nameOf(rule, "name")}`;
  const name = typeof bus === "string" ? bus.replace(/^.*event-bus\//, "") : new Unknown();
  return text`${place}/${segment(name)}/${nameOf(rule, "name")}`;
}

/**
 * Why EventBridge cannot put events on the bus in the name of the target's role. Without a role, the policy of the bus decides,
 * which stands elsewhere.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
 */
export function keptFromBus(target: Target, rule: Rule, graph: Graph): string | undefined {
  const [role] = graph.follow(target, "roleArn", Role).known;
  if (!role || role.record.external) return undefined;
  return keptFrom(
    role,
    {
      ...{ service: "events.amazonaws.com", name: "EventBridge", deed: "put events on the bus" },
      context: { "aws:SourceArn": ruleArn(rule, graph), "aws:SourceAccount": accountOf(graph, rule) },
      requests: [{ action: "events:PutEvents", resource: busArn(target, graph) }],
    },
    graph,
  );
}

function busArn(target: Target, graph: Graph): Text {
  const { known, elsewhere } = graph.follow(target, "arn", EventBus);
  const [bus] = known;
  if (!bus) return textOf(elsewhere[0]);
  const place = text`arn:${partitionOf(bus, graph)}:events:${regionOf(bus, graph)}:${accountOf(graph, bus)}`;
  return text`${place}:event-bus/${nameOf(bus, "name")}`;
}
