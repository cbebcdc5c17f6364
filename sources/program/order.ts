import type { ResourceRecord } from "../../policies/graph/resource";

/**
 * Parents before their children, and siblings in the order of the program's text: the order in which resources are
 * registered is another one in each run.
 */
export function inOrder(records: readonly ResourceRecord[]): ResourceRecord[] {
  const known = new Set(records.map(({ urn }) => urn));
  const families = new Map<string | undefined, ResourceRecord[]>();
  for (const record of [...records].sort(byPosition)) {
    const parent = record.parent !== undefined && known.has(record.parent) ? record.parent : undefined;
    const siblings = families.get(parent);
    if (siblings) siblings.push(record);
    else families.set(parent, [record]);
  }
  const below = (parent?: string): ResourceRecord[] =>
    (families.get(parent) ?? []).flatMap((record) => [record, ...below(record.urn)]);
  return below();
}

function byPosition(a: ResourceRecord, b: ResourceRecord): number {
  const places = [
    [a.position?.file ?? "", b.position?.file ?? ""],
    [a.position?.line ?? 0, b.position?.line ?? 0],
    [a.position?.column ?? 0, b.position?.column ?? 0],
    [a.urn, b.urn],
  ];
  const [one, other] = places.find(([one, other]) => one !== other) ?? [0, 0];
  return one < other ? -1 : Number(one > other);
}
