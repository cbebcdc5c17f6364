import { supporting } from "../frameworks/controls";
import { Multimap } from "../graph/multimap";
import { once } from "../graph/once";
import type { Resource } from "../graph/resource";
import { CompositeAlarm, MetricAlarm } from "../kinds/cloudwatch";
import { evidence, fail, names, pass, policy } from "../policy";

/** All alarms of a region by their name: metric alarms and composite ones share their names. */
const namesakes = once((graph) => {
  const byName = new Multimap<string, Resource<unknown>>();
  const alarms = [...graph.all(MetricAlarm), ...graph.all(CompositeAlarm)] as Resource<unknown>[];
  for (const alarm of alarms) {
    const name = alarm.record.values[alarm.kind?.names?.[0] ?? "name"];
    if (typeof name === "string" && name !== "") byName.add(`${graph.place(alarm)} ${name}`, alarm);
  }
  return byName;
});

export default policy({
  id: "alarm-names-unique",
  title: "No alarm overwrites another",
  severity: "high",
  description:
    "Creating an alarm under a name that exists replaces that alarm, and no error says so: of two alarms one is left.",
  remediation: "Give each alarm a `name` of its own, or none: Pulumi makes one up.",
  controls: [supporting("nist-800-53-r5/SI-4(5)"), supporting("nist-800-53-r5/SI-4(12)")],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"],
  about: MetricAlarm,
  check(alarm, graph) {
    const { name } = alarm.props;
    const others = namesakes(graph)
      .get(`${graph.place(alarm)} ${name}`)
      .filter(({ urn }) => urn !== alarm.urn);
    const seen = evidence(alarm, "name");
    return name && others.length > 0 ? fail(`${names(others)} has the same name`, seen) : pass(seen);
  },
});
