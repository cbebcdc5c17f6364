import type { Graph } from "../graph/graph";
import { parseArn, type Resource } from "../graph/resource";
import { UnknownValue } from "../graph/value";
import type { PolicyDocument } from "../iam/document";
import type { Request } from "../iam/request";
import { text, textOf, type Text } from "../iam/text";
import type { TrailProps } from "../kinds/cloudtrail";
import { LogGroup } from "../kinds/cloudwatch";
import { Role, type RoleProps } from "../kinds/iam";
import { accountOf, logGroupArn, regionOf, roleArn } from "../iam/arns";
import { organizationIn } from "./organization";

/** The ARN of the log group that the trail delivers to, without the `:*` that stands for its streams. */
export function groupArnOf(trail: Resource<TrailProps>, graph: Graph): Text | undefined {
  const groups = graph.follow(trail, "cloudWatchLogsGroupArn", LogGroup);
  if (groups.elsewhere.length > 0) return textOf(groups.elsewhere[0].replace(/:\*$/, ""));
  const group = groups.first;
  return group && logGroupArn(group, graph);
}

/** The role that CloudTrail takes on to deliver. Throws {@link UnknownValue} where the stack does not make it. */
export function roleOf(trail: Resource<TrailProps>, graph: Graph): Resource<RoleProps> | undefined {
  const roles = graph.follow(trail, "cloudWatchLogsRoleArn", Role);
  const [elsewhere] = roles.elsewhere;
  if (elsewhere) throw new UnknownValue(parseArn(elsewhere)?.resource ?? elsewhere, "not in this stack");
  const role = roles.first;
  if (role?.record.external) throw new UnknownValue(`role ${role.name}`, "only read, not made, by this stack");
  return role;
}

/** How CloudTrail takes on the role. It does not say on behalf of which trail or account. */
export const assumption = (role: Resource<RoleProps>, graph: Graph): Request => ({
  principal: { service: "cloudtrail.amazonaws.com" },
  action: "sts:AssumeRole",
  resource: roleArn(role, graph),
  context: { "aws:SourceArn": null, "aws:SourceAccount": null },
});

/**
 * What CloudTrail does with the role: it makes a stream for the account, for a busy one further streams, for a trail of an
 * organization one for each member, and puts events there.
 */
export function writing(
  trail: Resource<TrailProps>,
  role: Resource<RoleProps>,
  group: Text,
  permissions: readonly PolicyDocument[],
  graph: Graph,
): Request[] {
  const account = accountOf(graph, trail);
  const region = regionOf(trail, graph);
  const principal = { aws: roleArn(role, graph) };
  const owners = trail.props.isOrganizationTrail
    ? [account, text`${organizationIn(permissions)}_${account}`]
    : [account];
  const streams = owners.flatMap((owner) =>
    ["", "_2"].map((suffix) => text`${group}:log-stream:${owner}_CloudTrail_${region}${suffix}`),
  );
  return streams.flatMap((resource) =>
    ["logs:CreateLogStream", "logs:PutLogEvents"].map((action) => ({ principal, action, resource })),
  );
}
