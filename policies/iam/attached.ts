import type { Graph } from "../graph/graph";
import type { Kind, Resource } from "../graph/resource";
import { evidence, type Evidence } from "../policy";
import { readDocument, type PolicyDocument } from "./document";

/**
 * The policy of a resource, inside of it or in a resource of its own that points at it. `undefined` where the stack only reads
 * the resource, and nothing here says what its policy is.
 * @param apart the kind that holds the policy apart, whose property `path` names the resource
 */
export function attachedPolicy<P>(
  subject: Resource<P>,
  graph: Graph,
  apart: Kind<unknown>,
  path: string,
): { document: PolicyDocument; seen: Evidence } | undefined {
  const owner: Resource<unknown> = graph.into(subject, apart, path).first ?? subject;
  if (subject.record.external && owner === subject) return undefined;
  return { document: readDocument(owner.record.values.policy, "resource"), seen: evidence(owner, "policy") };
}
