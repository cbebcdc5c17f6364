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

/** What is worked out of one thing and asked for by many: found the first time that a graph is asked for it. */
export function oncePer<K, V>(find: (of: K, graph: Graph) => V): (of: K, graph: Graph) => V {
  const found = once(() => new Map<K, V>());
  return (of, graph) => {
    const known = found(graph);
    let value = known.get(of);
    if (value === undefined && !known.has(of)) known.set(of, (value = find(of, graph)));
    return value as V;
  };
}

/**
 * An index of what an account has, over all stacks of the estate that are in it: built once for all of them, from what
 * `nearby` finds.
 */
export function oncePerAccount<T extends object>(build: (graph: Graph) => T): (graph: Graph) => T {
  const built = new WeakMap<object, T>();
  return (graph) => {
    const neighbours = graph.estate?.neighbours(graph) ?? [graph];
    const owner = neighbours.length === 1 ? graph : neighbours;
    let index = built.get(owner);
    if (!index) built.set(owner, (index = build(graph)));
    return index;
  };
}
