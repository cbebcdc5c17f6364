import { partial, supporting } from "../frameworks/controls";
import { LogGroup, LogSubscriptionFilter, MetricFilter } from "../kinds/cloudwatch";
import { evidence, fail, names, pass, policy } from "../policy";

/** The classes whose groups take neither metric filters nor subscription filters. */
const WITHOUT_FILTERS = ["INFREQUENT_ACCESS", "DELIVERY"];

export default policy({
  id: "log-group-class",
  title: "Log groups with filters are of the standard class",
  severity: "high",
  description:
    "A group of the class for infrequent access takes no metric filter and no subscription filter, and its class cannot be changed: no alarm can watch it.",
  remediation: "Leave out `logGroupClass`, or set it to `STANDARD`. `ManagedLogGroup` does so.",
  controls: [partial("nist-800-53-r5/SI-4(5)"), supporting("nist-800-53-r5/AU-6(1)")],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html"],
  about: LogGroup,
  check(group, graph) {
    const seen = evidence(group, "logGroupClass");
    // What AWS decides is STANDARD, whether the source knows it or not.
    const given =
      group.knows("logGroupClass") || group.record.unread ? (group.props.logGroupClass ?? "STANDARD") : "STANDARD";
    if (!WITHOUT_FILTERS.includes(given)) return pass(seen);
    const filters = graph.into(group, MetricFilter, "logGroupName").known;
    const subscriptions = graph.into(group, LogSubscriptionFilter, "logGroup").known;
    const refused = names([...filters, ...subscriptions] as (typeof filters)[number][]);
    return refused ? fail(`its class is ${given}, which takes no filter: ${refused}`, seen) : pass(seen);
  },
});
