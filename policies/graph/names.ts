import { Multimap } from "./multimap";
import type { Kind, Resource } from "./resource";

/** Resources of a kind by their names, ids and ARNs, as far as these are known. */
export function byName<P>(resources: readonly Resource<P>[], kind: Kind<P>): Multimap<string, Resource<P>> {
  const index = new Multimap<string, Resource<P>>();
  for (const resource of resources) {
    const { values } = resource.record;
    const names = ["arn", "id", ...(kind.names ?? ["name"])].map((property) => values[property]);
    for (const name of new Set(names)) if (typeof name === "string" && name !== "") index.add(name, resource);
  }
  return index;
}
