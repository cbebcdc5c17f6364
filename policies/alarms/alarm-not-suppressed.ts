import { supporting } from "../frameworks/controls";
import { CompositeAlarm, MetricAlarm } from "../kinds/cloudwatch";
import { evidence, fail, pass, policy } from "../policy";
import { acts, compositesOver } from "./actions";
import { matches } from "./matches";

export default policy({
  id: "alarm-not-suppressed",
  title: "Nothing silences a composite alarm that speaks for an audit alarm",
  severity: "medium",
  description:
    "While its suppressor is in ALARM, a composite alarm does nothing. Where the alarms below it leave the telling to it, whoever sets off the suppressor is not heard.",
  remediation:
    "Take `actionsSuppressor` off the composite alarm, or give the audit alarms `alarmActions` of their own.",
  controls: [supporting("nist-800-53-r5/SI-4(5)"), supporting("nist-800-53-r5/AU-5")],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Composite_Alarm_Suppression.html"],
  about: CompositeAlarm,
  check(composite, graph) {
    const seen = evidence(composite, "actionsSuppressor");
    if (!composite.props.actionsSuppressor) return pass(seen);
    const silenced = graph
      .all(MetricAlarm)
      .filter((alarm) => compositesOver(alarm, graph).known.includes(composite) && !acts(alarm))
      .find((alarm) => matches(graph).isOfAudit(alarm));
    return silenced ? fail(`its suppressor keeps ${silenced.name} from being heard`, seen) : pass(seen);
  },
});
