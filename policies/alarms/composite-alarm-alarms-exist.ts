import { partial, supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import { Multimap } from "../graph/multimap";
import { oncePerAccount } from "../graph/once";
import type { Resource } from "../graph/resource";
import { attempt, UnknownValue } from "../graph/value";
import { CompositeAlarm, MetricAlarm, type CompositeAlarmProps } from "../kinds/cloudwatch";
import { isMisspelt } from "../nearest";
import { evidence, fail, notApplicable, pass, policy, unknown } from "../policy";
import { nameIn } from "./actions";
import { alarmsNamed, parseRule } from "./model/composite";
import { understood } from "./model/not-understood";

type Alarm = Resource<unknown>;

const nameOf = ({ record, kind }: Alarm): unknown => record.values[kind?.names?.[0] ?? "name"];

/** The alarms of the account: by name, by name and place, and by what Pulumi calls those that have another name. */
const alarms = oncePerAccount((graph) => {
  const all = [...graph.nearby(MetricAlarm), ...graph.nearby(CompositeAlarm)] as Alarm[];
  const byName = new Multimap<string, Alarm>();
  const byLogicalName = new Multimap<string, Alarm>();
  for (const alarm of all) {
    const name = nameOf(alarm);
    if (typeof name !== "string") continue;
    byName.add(name, alarm);
    if (name !== alarm.name) byLogicalName.add(alarm.name, alarm);
  }
  const unnamed = all.find((alarm) => typeof nameOf(alarm) !== "string");
  return { byName, byLogicalName, unnamed };
});

/** The alarm that is certainly meant by a name that none has. */
function meantBy(name: string, named: ReadonlySet<string>, of: Alarm, graph: Graph): Alarm | undefined {
  const { byName, byLogicalName } = alarms(graph);
  const isHere = (alarm: Alarm): boolean => graph.place(alarm) === graph.place(of);
  const [logical] = byLogicalName.get(name).filter(isHere);
  if (logical) return logical;
  // Short names are alike without a slip.
  if (name.length < 5) return undefined;
  const near = [...byName].filter(([other]) => !named.has(other) && isMisspelt(name, other));
  return near.flatMap(([, found]) => found).find(isHere);
}

function wrongName(composite: Resource<CompositeAlarmProps>, rule: readonly string[], graph: Graph) {
  const names = rule.map(nameIn);
  const given = new Set(names);
  const here = graph.place(composite);
  const missing = names.filter(
    (name) =>
      !alarms(graph)
        .byName.get(name)
        .some((alarm) => graph.place(alarm) === here),
  );
  // What is named by its ARN may be of another region or account.
  for (const name of missing.filter((each) => rule.includes(each))) {
    const meant = meantBy(name, given, composite, graph);
    if (meant)
      return { missing, fault: `it waits for ${name}; alarm ${meant.name} is called ${String(nameOf(meant))}` };
  }
  return { missing };
}

/** Whether brackets outside of quoted names do not come in pairs. */
const isUnbalanced = (rule: string): boolean => {
  const signs = rule.replace(/"(\\.|[^"\\])*"|'[^']*'/g, "");
  return signs.split("(").length !== signs.split(")").length;
};

export default policy({
  id: "composite-alarm-alarms-exist",
  title: "Composite alarms wait for alarms that exist",
  severity: "high",
  description:
    "CloudWatch refuses a composite alarm whose rule names an alarm that does not exist, and does so only when the stack is deployed: whoever counts on its actions is not told.",
  remediation:
    'Write the `alarmRule` from the outputs of the alarms: ``pulumi.interpolate`ALARM("${alarm.name}")` ``, with brackets in pairs.',
  controls: [partial("nist-800-53-r5/SI-4(12)"), supporting("nist-800-53-r5/SI-4(5)")],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html"],
  about: CompositeAlarm,
  check(composite, graph) {
    const seen = evidence(composite, "alarmRule");
    if (composite.record.external) return notApplicable("this stack only reads it");
    const text = attempt(() => composite.props.alarmRule ?? "");
    if (text instanceof UnknownValue) {
      // What is not known before deployment was written from the alarms that it came from.
      if (graph.follow(composite, "alarmRule", MetricAlarm).known.length > 0) return pass(seen);
      throw text;
    }
    if (isUnbalanced(text)) return fail("the brackets of its rule come in no pairs", seen);
    const rule = understood(() => parseRule(text));
    if (typeof rule === "string") return unknown(rule);
    const { missing, fault } = wrongName(composite, alarmsNamed(rule), graph);
    if (fault) return fail(fault, seen);
    if (missing.length === 0) return pass(seen);
    const { unnamed } = alarms(graph);
    return unknown(
      unnamed
        ? `it waits for ${missing[0]}; what ${unnamed.name} is called is not known before deployment`
        : `nothing in this stack is called ${missing[0]}; nobody here knows whether it exists`,
    );
  },
});
