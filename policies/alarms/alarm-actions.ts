import { direct, partial, supporting } from "../frameworks/controls";
import { MetricAlarm, type AlarmProps } from "../kinds/cloudwatch";
import { evidence, fail, pass, policy, type Answer } from "../policy";
import { Topic } from "../kinds/sns";
import type { Graph } from "../graph/graph";
import { parseArn, type Resource } from "../graph/resource";
import { attempt } from "../graph/value";
import { acts, compositesOver, hasActions, ringsAlone } from "./actions";
import { matches } from "./matches";

export default policy({
  id: "alarm-actions",
  title: "Alarms act when they enter the ALARM state",
  severity: "high",
  description: "An alarm without an action, or with its actions switched off, changes colour in a console.",
  remediation:
    "Name a topic in `alarmActions` and leave `actionsEnabled` on, or let a composite alarm with actions watch the alarm. `AlertRouter.actionsFor` gives the actions.",
  controls: [
    direct("aws-security-hub/CloudWatch.15"),
    direct("aws-security-hub/CloudWatch.17"),
    partial("pci-dss-4.0.1/10.4.1.1"),
    partial("pci-dss-4.0.1/10.7.2"),
    partial("nist-800-53-r5/AU-5"),
    partial("nist-800-53-r5/SI-4(5)"),
    partial("nist-800-53-r5/SI-4(12)"),
    supporting("nist-800-53-r5/IR-4(1)"),
    supporting("hipaa/164.308(a)(6)(ii)"),
    supporting("soc2-2017/CC7.2"),
    supporting("iso-27001-2022/A.8.16"),
  ],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-actions.html"],
  about: MetricAlarm,
  check(alarm, graph) {
    if (acts(alarm)) return actsOutside(alarm, graph) ?? pass(evidence(alarm, "alarmActions"));
    const composites = compositesOver(alarm, graph).filter(acts);
    // Of a machine several signs together may be meant; one event of an account stands for itself.
    const composite = composites.find((each) => ringsAlone(each, alarm) || !matches(graph).isOfAudit(alarm));
    if (composite) return pass(evidence(composite, "alarmRule"), evidence(composite, "alarmActions"));
    const [together] = composites.known;
    if (together)
      return fail(`${together.name} rings only when others are in ALARM as well`, evidence(together, "alarmRule"));
    return hasActions(alarm)
      ? fail("its actions are switched off", evidence(alarm, "actionsEnabled"))
      : fail("it has no action for the ALARM state", evidence(alarm, "alarmActions"));
  },
});

/** PutMetricAlarm refuses a topic of another region. */
function actsOutside(alarm: Resource<AlarmProps>, graph: Graph): Answer | undefined {
  const here = attempt(() => graph.region(alarm));
  if (typeof here !== "string") return undefined;
  const { known, elsewhere } = graph.follow(alarm, "alarmActions", Topic);
  const topics = [
    ...known.map((topic) => ({ name: topic.name, region: attempt(() => graph.region(topic)) })),
    ...elsewhere.map((arn) => ({ name: arn, region: topicRegion(arn) })),
  ];
  const outside = topics.find(({ region }) => typeof region === "string" && region !== here);
  return (
    outside && fail(`topic ${outside.name} is not in ${here}, where the alarm is`, evidence(alarm, "alarmActions"))
  );
}

function topicRegion(text: string): string | undefined {
  const arn = parseArn(text);
  return arn?.service === "sns" && arn.region !== "" ? arn.region : undefined;
}
