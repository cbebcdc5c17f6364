import type { ResourceRecord } from "../../policies/graph/resource";

/**
 * In the order of the program's text, but each after its parent and after what it depends on. The order in which resources are
 * registered is another one in each run.
 */
export function inOrder(records: readonly ResourceRecord[]): ResourceRecord[] {
  const byText = [...records].sort(byPosition);
  const byUrn = new Map(byText.map((record) => [record.urn, record]));
  const ordered = new Set<ResourceRecord>();
  const begun = new Set<ResourceRecord>();
  const place = (record: ResourceRecord | undefined): void => {
    if (!record || begun.has(record)) return;
    begun.add(record);
    for (const urn of [record.parent ?? "", ...[...(record.dependencies ?? [])].sort()]) place(byUrn.get(urn));
    ordered.add(record);
  };
  byText.forEach(place);
  return [...ordered];
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
