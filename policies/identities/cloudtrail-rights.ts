import { partial, supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { UnknownValue } from "../graph/value";
import { accountOf, partitionOf, regionOf, roleArn } from "../iam/arns";
import { decide } from "../iam/decide";
import { readDocument, type PolicyDocument } from "../iam/document";
import { ANYTHING, text, type Text } from "../iam/text";
import { IdentityPolicy, Role, RolePolicy } from "../kinds/iam";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { permissionsOf } from "../trail/role-permissions";

const SOMEBODY = "arn:aws:iam::000000000000:role/somebody";

/** What it takes to blind a trail, together. */
const BLINDING = ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail"];

/** What removes traces, one by one. */
const TAMPERING = [...BLINDING, "cloudtrail:PutEventSelectors", "logs:DeleteLogGroup", "ec2:DeleteFlowLogs"];

/** Any trail, group or flow log of the account, whatever its name. */
function anyOf(action: string, near: Resource<unknown>, graph: Graph): Text {
  const [service] = action.split(":");
  const what = { cloudtrail: "trail/", logs: "log-group:", ec2: "vpc-flow-log/" }[service] ?? "";
  const place = text`arn:${partitionOf(near, graph)}:${service}:${regionOf(near, graph)}:${accountOf(graph, near)}`;
  return text`${place}:${what}${ANYTHING}`;
}

const allows = (documents: readonly PolicyDocument[], action: string, near: Resource<unknown>, graph: Graph): boolean =>
  decide(documents, { principal: { aws: SOMEBODY }, action, resource: anyOf(action, near, graph) }).permission.truth ===
  true;

/** Who may switch off what watches them. */
export default [
  policy({
    id: "identity-cloudtrail-rights",
    title: "No policy hands out all of CloudTrail",
    severity: "medium",
    description: "Who may stop, delete and change every trail can work unseen; that is for few, and for no workload.",
    remediation: "List the actions that are needed in place of `cloudtrail:*`, or name the trail in `Resource`.",
    controls: [partial("nist-800-53-r5/AU-9(4)"), supporting("pci-dss-4.0.1/10.3.2"), supporting("soc2-2017/CC6.3")],
    pages: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html"],
    about: IdentityPolicy,
    check(subject, graph) {
      const document = readDocument(subject.record.values.policy, "identity");
      const seen = evidence(subject, "policy");
      if (BLINDING.every((action) => allows([document], action, subject, graph)))
        return fail("it allows to stop, to delete and to change every trail", seen);
      if (document.open) throw new UnknownValue(`policy ${subject.name}`, document.open.why);
      return pass(seen);
    },
  }),
  policy({
    id: "instance-role-leaves-logs",
    title: "Instances cannot remove traces",
    severity: "high",
    description: "Who breaks into an instance acts in the name of its role, and first of all removes what shows that.",
    remediation: "Take the actions that delete trails, log groups and flow logs out of the policies of the `Role`.",
    controls: [partial("nist-800-53-r5/AU-9(4)"), supporting("pci-dss-4.0.1/10.3.2"), supporting("soc2-2017/CC6.3")],
    pages: ["https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html"],
    about: Role,
    check(role, graph) {
      if (role.record.external) return notApplicable("this stack only reads it");
      const trust = readDocument(role.record.values.assumeRolePolicy, "trust");
      const assumed = decide([trust], {
        principal: { service: "ec2.amazonaws.com" },
        action: "sts:AssumeRole",
        resource: roleArn(role, graph),
      });
      if (assumed.permission.truth !== true) return notApplicable("no instance takes it on");
      const { documents, boundary } = permissionsOf(role, graph);
      const tampers = TAMPERING.find(
        (action) => allows(documents, action, role, graph) && (!boundary || allows(boundary, action, role, graph)),
      );
      if (tampers) return fail(`an instance may call ${tampers} on anything`, evidence(role, "name"));
      // Policies of AWS that are not known here delete no logs; one of the stack that is not known yet may.
      for (const own of graph.into(role, RolePolicy, "role").known) void own.props.policy;
      return pass(evidence(role, "name"));
    },
  }),
];
