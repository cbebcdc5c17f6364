import { partial, supporting } from "../frameworks/controls";
import { Unknown } from "../graph/value";
import { accountOf, logGroupArn, partitionOf, regionOf } from "../iam/arns";
import { segment, text } from "../iam/text";
import { keptFrom } from "../identities/service-role";
import { LogGroup } from "../kinds/cloudwatch";
import { FlowLog } from "../kinds/ec2";
import { Role } from "../kinds/iam";
import { evidence, fail, notApplicable, pass, policy } from "../policy";

export default policy({
  id: "flow-log-role-delivers",
  title: "The role of a flow log may write to its log group",
  severity: "high",
  description:
    "The network writes flow logs in the name of a role. Without the trust or the permission the flow log exists, says so in its status only, and records nothing.",
  remediation:
    "Trust `vpc-flow-logs.amazonaws.com` and allow `logs:CreateLogStream` and `logs:PutLogEvents` on the streams of the group.",
  controls: [partial("nist-800-53-r5/AU-12"), supporting("nist-800-53-r5/AU-5"), supporting("soc2-2017/CC7.2")],
  pages: ["https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html"],
  about: FlowLog,
  check(log, graph) {
    const [group] = ["logDestination", "logGroupName"].flatMap(
      (property) => graph.follow(log, property, LogGroup).known,
    );
    if (!group) return notApplicable("it delivers to no log group of this stack");
    const [role] = graph.follow(log, "iamRoleArn", Role).known;
    if (!role || role.record.external) return notApplicable("its role is not part of this stack");
    const account = accountOf(graph, log);
    const place = text`arn:${partitionOf(log, graph)}:ec2:${regionOf(log, graph)}:${account}`;
    const requests = ["logs:CreateLogStream", "logs:PutLogEvents"].map((action) => ({
      action,
      resource: text`${logGroupArn(group, graph)}:log-stream:eni-0a1b2c3d4e5f60718-all`,
    }));
    const own = text`${place}:vpc-flow-log/${segment(new Unknown())}`;
    const kept = keptFrom(
      role,
      {
        ...{ service: "vpc-flow-logs.amazonaws.com", name: "VPC flow logs", deed: "write to the log group", requests },
        context: { "aws:SourceArn": own, "aws:SourceAccount": account },
      },
      graph,
    );
    return kept ? fail(kept, evidence(role, "name")) : pass(evidence(log, "iamRoleArn", `role ${role.name}`));
  },
});
