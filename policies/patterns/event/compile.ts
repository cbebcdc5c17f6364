import type { Branch, EventPattern } from "./ast";
import { leavesAt, NOWHERE, together, type Elements, type Leaf } from "./leaves";
import { leafTest, type LeafTest } from "./matcher-test";
import { ENTANGLED, pathReader } from "./path-reader";

export interface Condition {
  path: string;
  takes: LeafTest;
  /** Whether it also holds where there is no leaf. */
  takesAbsence: boolean;
}

/** The pattern as a function that reads only what the pattern names. It takes a parsed event and never throws. */
export function compileEvent(pattern: EventPattern): (event: unknown) => boolean {
  const branches = pattern.branches.map(conditionsOf);
  const weigh = compileEntangled(branches);
  const plain = branches.map((branch) =>
    branch.map((condition) => ({ ...condition, read: pathReader(condition.path) })),
  );
  return (event) => {
    if (typeof event !== "object" || event === null || Array.isArray(event)) return false;
    next: for (const branch of plain) {
      for (const { read, takes, takesAbsence } of branch) {
        const value = read(event);
        if (value === ENTANGLED) return weigh(event);
        if (value === undefined ? !takesAbsence : !(Array.isArray(value) ? value.some(takes) : takes(value)))
          continue next;
      }
      return true;
    }
    return false;
  };
}

export function conditionsOf(branch: Branch): Condition[] {
  return [...branch].map(([path, matchers]) => ({
    path,
    takes: leafTest(matchers),
    takesAbsence: matchers.some((matcher) => matcher.op === "exists" && !matcher.exists),
  }));
}

/**
 * For events with lists of objects: the leaves that meet the conditions must not be in different elements of one list.
 *
 * The paths are taken in their order, as event-ruler takes them. That shows where `exists: false` meets such a list: absent
 * is what is absent from the elements that earlier paths have settled on.
 */
export function compileEntangled(branches: readonly (readonly Condition[])[]): (event: unknown) => boolean {
  const paths = new Set(branches.flat().map(({ path }) => path));
  return (event) => {
    const leaves = leavesAt(paths, event);
    return branches.some((branch) => meets(branch, 0, NOWHERE, leaves));
  };
}

function meets(
  branch: readonly Condition[],
  at: number,
  settled: Elements,
  leaves: ReadonlyMap<string, readonly Leaf[]>,
): boolean {
  if (at === branch.length) return true;
  const { path, takes, takesAbsence } = branch[at];
  let absent = true;
  for (const { value, elements } of leaves.get(path) ?? []) {
    const both = together(settled, elements);
    if (!both) continue;
    absent = false;
    if (takes(value) && meets(branch, at + 1, both, leaves)) return true;
  }
  return absent && takesAbsence && meets(branch, at + 1, settled, leaves);
}
