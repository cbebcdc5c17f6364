import { direct, partial } from "../frameworks/controls";
import { Found } from "../graph/found";
import { decide } from "../iam/decide";
import { readDocument } from "../iam/document";
import { Trail } from "../kinds/cloudtrail";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { assumption, groupArnOf, roleOf, writing } from "./log-delivery";
import { permissionsOf } from "./role-permissions";

export default policy({
  id: "trail-role-delivers",
  title: "The role of a trail may write to its log group",
  severity: "critical",
  description:
    "CloudTrail takes on a role to write events. A trust or a permission that does not fit stops the events, and with them every alarm, and nobody is told.",
  remediation:
    "Trust `cloudtrail.amazonaws.com` without conditions and allow `logs:CreateLogStream` and `logs:PutLogEvents` on the streams of the group. `AuditTrail` makes that role.",
  controls: [
    direct("nist-800-53-r5/SI-4(2)"),
    partial("cis-aws-1.4.0/3.4"),
    partial("aws-security-hub/CloudTrail.5"),
    partial("pci-dss-4.0.1/10.4.1.1"),
    partial("nist-800-53-r5/AU-6(1)"),
  ],
  pages: [
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html",
  ],
  about: Trail,
  check(trail, graph) {
    const group = groupArnOf(trail, graph);
    const role = group && roleOf(trail, graph);
    if (!role) return notApplicable("delivers to no log group with a role");
    const { documents, boundary, open } = permissionsOf(role, graph);
    const trust = decide([readDocument(role.record.values.assumeRolePolicy, "trust")], assumption(role, graph));
    const layers = boundary ? [documents, boundary] : [documents];
    const requests = writing(trail, role, group, documents, graph);
    const writes = layers.flatMap((layer) => requests.map((request) => decide(layer, request)));
    const refused = new Found([trust, ...writes]).find(({ allowed }) => !allowed);
    const trusted = evidence(role, "assumeRolePolicy");
    if (!refused) return pass(trusted, evidence(trail, "cloudWatchLogsRoleArn", `role ${role.name}`));
    if (refused === trust) return fail(`role ${role.name} does not trust CloudTrail: ${trust.why}`, trusted);
    // A policy that is not known could still allow it, unless a statement denies it.
    if (open && !refused.by) throw open;
    return fail(`role ${role.name} may not write to the log group: ${refused.why}`, evidence(role, "name"));
  },
});
