import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";

/** Whether two resources live in one region. Where no region is configured, one provider is one region. */
export function sameRegion(graph: Graph, a: Resource<unknown>, b: Resource<unknown>): boolean {
  const [one, other] = [a.record, b.record];
  if (one.provider === other.provider && one.values.region === other.values.region) return true;
  return graph.region(a) === graph.region(b);
}
