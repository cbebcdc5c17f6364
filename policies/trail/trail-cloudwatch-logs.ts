import { direct, partial, supporting } from "../frameworks/controls";
import { attempt } from "../graph/value";
import { Trail } from "../kinds/cloudtrail";
import { LogGroup } from "../kinds/cloudwatch";
import { Role } from "../kinds/iam";
import { evidence, fail, pass, policy } from "../policy";
import { coveringTrails } from "./coverage";

export default policy({
  id: "trail-cloudwatch-logs",
  title: "A trail delivers to CloudWatch Logs",
  severity: "high",
  description: "Metric filters and alarms read a log group; what a trail only puts into a bucket raises no alarm.",
  remediation:
    "Set `cloudWatchLogsGroupArn`, to the ARN of the group followed by `:*`, and `cloudWatchLogsRoleArn` on one trail. `AuditTrail` makes both and sets them.",
  controls: [
    direct("cis-aws-1.4.0/3.4"),
    direct("aws-security-hub/CloudTrail.5"),
    direct("nist-800-53-r5/SI-4(2)"),
    direct("nist-800-53-r5/AU-6(1)"),
    partial("pci-dss-4.0.1/10.3.3"),
    partial("pci-dss-4.0.1/10.4.1.1"),
    partial("nist-800-53-r5/AU-6(4)"),
    partial("nist-800-53-r5/AU-7(1)"),
    supporting("hipaa/164.308(a)(1)(ii)(D)"),
    supporting("soc2-2017/CC7.2"),
    supporting("iso-27001-2022/A.8.15"),
    partial("nist-800-53-r5/AU-4(1)"),
    partial("nist-800-53-r5/AU-7"),
    supporting("soc2-2017/CC7.3"),
    supporting("pci-dss-4.0.1/A3.5.1"),
  ],
  pages: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html"],
  about: Trail,
  holds: "some",
  elsewhere: coveringTrails,
  check(trail, graph) {
    const groups = graph.follow(trail, "cloudWatchLogsGroupArn", LogGroup);
    const roles = graph.follow(trail, "cloudWatchLogsRoleArn", Role);
    const seen = evidence(trail, "cloudWatchLogsGroupArn");
    if (groups.elsewhere.length === 0 && groups.isEmpty) return fail("delivers to no log group", seen);
    if (roles.elsewhere.length === 0 && roles.isEmpty)
      return fail("has a log group and no role to write to it", seen, evidence(trail, "cloudWatchLogsRoleArn"));
    const arn = attempt(() => trail.props.cloudWatchLogsGroupArn);
    if (typeof arn === "string" && !arn.endsWith(":*"))
      return fail('CloudTrail refuses the ARN of a log group that does not end with ":*"', seen);
    const [group] = groups.known;
    if (!group) return pass(seen);
    const [place, home] = [graph.place(group), graph.place(trail)];
    return place === home
      ? pass(evidence(trail, "cloudWatchLogsGroupArn", `log group ${group.name}`))
      : fail(`log group ${group.name} is in ${place}, the trail in ${home}`, seen);
  },
});
