import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Key } from "../kinds/kms";

/** Whether the property names a key at all, in this stack or elsewhere. What that key allows is another question. */
export function namesKey(subject: Resource<unknown>, property: string, graph: Graph): boolean {
  const given = subject.record.values[property];
  if (given === undefined || given === null || given === "") return false;
  // A value that comes from a key is one, known or not; one that comes from nowhere could still turn out to be empty.
  const { open } = graph.follow(subject, property, Key);
  if (open) throw open;
  return true;
}
