import type { Alias } from "@pulumi/pulumi/proto/alias_pb";
import { composeUrn } from "../urn";

/** A resource as its aliases start from it. */
export interface Aliased {
  stack: string;
  project: string;
  parent: string;
  type: string;
  name: string;
}

/** The URNs that a resource's `aliases` option stands for; what an alias leaves out is as in the resource itself. */
export function aliasUrns(resource: Aliased, aliases: Alias[]): string[] {
  const urns = aliases.map((alias) => {
    const spec = alias.getSpec();
    if (!spec) return alias.getUrn();
    const at = { stack: spec.getStack() || resource.stack, project: spec.getProject() || resource.project };
    const parent = spec.getNoparent() ? "" : spec.getParenturn() || resource.parent;
    return composeUrn(at, parent, spec.getType() || resource.type, spec.getName() || resource.name);
  });
  return [...new Set(urns)];
}
