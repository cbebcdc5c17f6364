import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { roleArn } from "../iam/arns";
import { decide } from "../iam/decide";
import { readDocument } from "../iam/document";
import type { Request } from "../iam/request";
import type { RoleProps } from "../kinds/iam";
import { permissionsOf } from "../trail/role-permissions";

/** What a service does in the name of a role. */
export interface Errand {
  /** `events.amazonaws.com` */
  service: string;
  /** What people call the service. */
  name: string;
  /** What is known of the one who takes on the role. */
  context: Request["context"];
  /** In words, after "may not". */
  deed: string;
  requests: readonly Pick<Request, "action" | "resource">[];
}

/** Why the service cannot do it with this role; `undefined` where it can. Throws where an unknown value decides. */
export function keptFrom(role: Resource<RoleProps>, errand: Errand, graph: Graph): string | undefined {
  const arn = roleArn(role, graph);
  const trust = decide([readDocument(role.record.values.assumeRolePolicy, "trust")], {
    ...{ principal: { service: errand.service }, action: "sts:AssumeRole", resource: arn, context: errand.context },
  });
  if (!trust.allowed) return `role ${role.name} does not trust ${errand.name}: ${trust.why}`;
  const { documents, boundary, open } = permissionsOf(role, graph);
  const refused = [documents, ...(boundary ? [boundary] : [])]
    .flatMap((layer) => errand.requests.map((request) => decide(layer, { principal: { aws: arn }, ...request })))
    .find(({ allowed }) => !allowed);
  // A policy that is not known could still allow it, unless a statement denies it.
  if (refused && open && !refused.by) throw open;
  return refused && `role ${role.name} may not ${errand.deed}: ${refused.why}`;
}
