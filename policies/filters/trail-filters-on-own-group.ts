import { partial, supporting } from "../frameworks/controls";
import { oncePerAccount } from "../graph/once";
import { parseArn, type Resource } from "../graph/resource";
import { Trail, type TrailProps } from "../kinds/cloudtrail";
import { LogGroup, MetricFilter } from "../kinds/cloudwatch";
import { broken, evidence, link, notApplicable, pass, policy, unknown } from "../policy";
import { looksForCloudTrail } from "./cloudtrail-pattern";

/** The trails that deliver to CloudWatch Logs, and those of them whose group is not part of the stack, by its name. */
const deliveries = oncePerAccount((graph) => {
  const trails = graph.nearby(Trail).filter((trail) => trail.has("cloudWatchLogsGroupArn"));
  const byGroupName = new Map<string, Resource<TrailProps>>();
  for (const trail of trails)
    for (const arn of graph.follow(trail, "cloudWatchLogsGroupArn", LogGroup).elsewhere) {
      const parsed = parseArn(arn);
      const name = parsed && LogGroup.nameInArn?.(parsed);
      if (name) byGroupName.set(name, trail);
    }
  return { trails, byGroupName };
});

export default policy({
  id: "trail-filters-on-own-group",
  title: "Filters on CloudTrail events sit where the trail delivers",
  severity: "high",
  description:
    "A filter sees only the events of its own log group. On another group, or in another region than the trail's home region, it never matches and nothing says so.",
  remediation:
    "Set `logGroupName` of the filter to the group that the trail names in `cloudWatchLogsGroupArn`, and create it in the trail's region. `TrailDetections` takes the group from `AuditTrail`.",
  controls: [
    partial("nist-800-53-r5/SI-4(12)"),
    partial("pci-dss-4.0.1/10.4.1.1"),
    supporting("nist-800-53-r5/AU-6(1)"),
    supporting("soc2-2017/CC7.2"),
    supporting("iso-27001-2022/A.8.16"),
  ],
  pages: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html"],
  about: MetricFilter,
  check(filter, graph) {
    if (!looksForCloudTrail(filter.props.pattern ?? "")) return notApplicable("it does not look for CloudTrail events");
    const seen = evidence(filter, "logGroupName");
    const groups = graph.follow(filter, "logGroupName", LogGroup);
    const own = groups.flatMap((group) => graph.into(group, Trail, "cloudWatchLogsGroupArn"));
    const { trails, byGroupName } = deliveries(graph);
    const delivering = [...own.known, ...groups.elsewhere.flatMap((name) => byGroupName.get(name) ?? [])];
    const place = graph.place(filter);
    const trail = delivering.find((each) => graph.place(each) === place);
    if (trail) return pass(seen, evidence(trail, "cloudWatchLogsGroupArn"));
    const chain = (to: Resource<TrailProps>) =>
      [to, ...graph.follow(to, "cloudWatchLogsGroupArn", LogGroup).known, filter].map(link);
    const [away] = delivering;
    if (away) {
      const home = graph.region(away);
      return broken(chain(away), `it is in ${graph.region(filter)}; ${away.name} delivers in ${home}`, seen);
    }

    if (own.open) throw own.open;
    const [group] = groups.known;
    const isOwn = group !== undefined && !group.record.external;
    const sits = group?.name ?? groups.elsewhere[0] ?? "no log group";
    if (isOwn && trails.length === 0) return notApplicable("no trail of this stack delivers to CloudWatch Logs");
    if (trails.length === 0 || group?.record.external)
      return unknown(`${sits} is not part of this stack; nobody here knows which trail delivers to it`);
    return broken(chain(trails[0]), `it sits on ${sits}, to which no trail of this stack delivers`, seen);
  },
});
