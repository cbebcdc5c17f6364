import type { Graph } from "./graph";

/** An index that policies share: built the first time that a graph is asked, kept as long as the graph. */
export function once<T extends object>(build: (graph: Graph) => T): (graph: Graph) => T {
  const built = new WeakMap<Graph, T>();
  return (graph) => {
    let index = built.get(graph);
    if (!index) built.set(graph, (index = build(graph)));
    return index;
  };
}
