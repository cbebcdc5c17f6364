import { Found } from "../graph/found";
import type { Graph } from "../graph/graph";
import { Multimap } from "../graph/multimap";
import { oncePerAccount } from "../graph/once";
import { parseArn, type Resource } from "../graph/resource";
import { attempt, UnknownValue } from "../graph/value";
import { CompositeAlarm, MetricAlarm, type AlarmProps, type CompositeAlarmProps } from "../kinds/cloudwatch";
import { Topic } from "../kinds/sns";
import { alarmsAskedFor, holds, parseRule } from "./model/composite";
import { understood } from "./model/not-understood";

type Composite = Resource<CompositeAlarmProps>;

/** Whether anything is named to happen when it enters ALARM. */
export const hasActions = ({ props }: Resource<AlarmProps> | Composite): boolean =>
  (props.alarmActions ?? []).length > 0;

/** Whether anything happens when it enters ALARM. */
export const acts = (alarm: Resource<AlarmProps> | Composite): boolean =>
  alarm.props.actionsEnabled !== false && hasActions(alarm);

/** The alarm itself and the composite alarms over it, as far as they name actions. */
export function acting(alarm: Resource<AlarmProps>, graph: Graph): Found<Resource<AlarmProps> | Composite> {
  const composites = compositesOver(alarm, graph).filter(hasActions);
  return new Found([...(hasActions(alarm) ? [alarm] : []), ...composites.known], [], composites.open);
}

/** The composite alarms whose rule asks for the ALARM state of this one. */
export const compositesOver = (alarm: Resource<AlarmProps>, graph: Graph): Found<Composite> => rules(graph)(alarm);

const rules = oncePerAccount((graph) => {
  const byAlarm = new Multimap<Resource<AlarmProps>, Composite>();
  const byName = new Multimap<string, Resource<AlarmProps>>();
  let open: UnknownValue | undefined;
  for (const alarm of graph.nearby(MetricAlarm))
    if (typeof alarm.record.values.name === "string")
      byName.add(`${graph.place(alarm)} ${alarm.record.values.name}`, alarm);
  for (const composite of graph.nearby(CompositeAlarm)) {
    const rule = attempt(() => composite.props.alarmRule ?? "");
    // A rule that is not known before deployment still shows which alarms it was written from.
    const named = graph.follow(composite, "alarmRule", MetricAlarm);
    const asked = rule instanceof UnknownValue ? [] : understood(() => alarmsAskedFor(parseRule(rule)));
    if (rule instanceof UnknownValue) open ??= named.open;
    if (typeof asked === "string") open ??= new UnknownValue(`${composite.name}.alarmRule`, `not readable: ${asked}`);
    const watched =
      rule instanceof UnknownValue || typeof asked === "string"
        ? named.known
        : asked.flatMap((name) => byName.get(`${graph.place(composite)} ${nameIn(name)}`));
    for (const alarm of watched) byAlarm.add(alarm, composite);
  }
  return (alarm: Resource<AlarmProps>) => new Found(byAlarm.get(alarm), [], open);
});

/** Whether the composite alarm rings when this alarm alone is in ALARM; a rule that nobody can read yet is believed. */
export function ringsAlone(composite: Composite, { record }: Resource<AlarmProps>): boolean {
  const rule = attempt(() => composite.props.alarmRule ?? "");
  const { name } = record.values;
  if (rule instanceof UnknownValue || typeof name !== "string") return true;
  const parsed = understood(() => parseRule(rule));
  return typeof parsed === "string" || holds(parsed, (each) => (nameIn(each) === name ? "ALARM" : "OK"));
}

/** What the rule of a composite alarm calls an alarm: its name, or the name in its ARN. */
export function nameIn(text: string): string {
  const arn = parseArn(text);
  return (arn && MetricAlarm.nameInArn?.(arn)) ?? text;
}

/** Something besides a topic of this stack that an alarm acts on. */
export interface OtherAction {
  name: string;
  /** `undefined`: nobody knows. */
  tells: boolean | undefined;
}

/**
 * Whether somebody learns of it, by service; the modules of the provider are there for what is not deployed yet. A
 * function is code of the user's own: like a subscriber of a topic it counts, whatever it does.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
const TELLS: Record<string, boolean> = {
  lambda: true,
  ssm: true,
  "ssm-incidents": true,
  ssmincidents: true,
  automate: false,
  swf: false,
  ec2: false,
  autoscaling: false,
  appautoscaling: false,
};

export function otherActions(of: Resource<AlarmProps> | Composite, graph: Graph): OtherAction[] {
  const elsewhere = graph.follow(of, "alarmActions", Topic).elsewhere.map((name) => [name, parseArn(name)?.service]);
  const sources = (of.record.propertyDependencies?.alarmActions ?? []).flatMap((urn) => graph.get(urn) ?? []);
  const resources = sources
    .filter(({ type }) => !Topic.tokens.includes(type))
    .map(({ name, type }) => [name, type.split(/[:/]/)[1]]);
  return [...elsewhere, ...resources].map(([name = "", service = ""]) => ({ name, tells: TELLS[service] }));
}
