import type { Graph } from "../graph/graph";
import type { Kind, Resource } from "../graph/resource";

/**
 * What became of each resource of a kind: itself under its URN, one that has its URN as an alias, one with the same ARN or
 * name. Where one is left over on either side, it was renamed.
 */
export function successors<P>(kind: Kind<P>, before: Graph, after: Graph): Map<Resource<P>, Resource<P> | undefined> {
  const free = new Set(after.all(kind));
  const became = new Map<Resource<P>, Resource<P> | undefined>();
  const byUrn = new Map(after.all(kind).map((now) => [now.urn, now]));
  const lost = new Set(before.all(kind));
  for (const was of [...lost]) {
    const now = byUrn.get(was.urn);
    if (!now) continue;
    became.set(was, now);
    free.delete(now);
    lost.delete(was);
  }
  const rules: ((was: Resource<P>, now: Resource<P>) => boolean)[] = [
    (was, now) => now.record.aliases?.includes(was.urn) ?? false,
    (was, now) => namesOf(was).some((name) => namesOf(now).includes(name)),
  ];
  for (const rule of rules)
    for (const was of lost) {
      const now = [...free].find((each) => rule(was, each));
      if (!now) continue;
      became.set(was, now);
      free.delete(now);
      lost.delete(was);
    }
  for (const was of lost) became.set(was, lost.size === 1 && free.size === 1 ? [...free][0] : undefined);
  return became;
}

function namesOf({ record: { values }, kind }: Resource<unknown>): unknown[] {
  const names = ["arn", "id", ...(kind?.names ?? ["name"])].map((property) => values[property]);
  return names.filter((name) => typeof name === "string" && name !== "");
}
