import type { Branch, EventPattern } from "./ast";
import { leavesAt, NOWHERE, together, type Elements, type Leaf } from "./leaves";
import { leafTest, type LeafTest } from "./leaf-test";
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
    return branches.some((branch) => meets(branch, leaves));
  };
}

function meets(branch: readonly Condition[], leaves: ReadonlyMap<string, readonly Leaf[]>): boolean {
  let settled: Elements[] = [NOWHERE];
  for (const [at, { path, takes, takesAbsence }] of branch.entries()) {
    const found = (leaves.get(path) ?? []).map((leaf) => ({ ...leaf, taken: takes(leaf.value) }));
    const ahead = listsOf(branch.slice(at + 1), leaves);
    // Ways that differ only in lists that no later path meets are one way, or there would be too many to follow.
    const ways = new Map<string, Elements>();
    const goOn = (elements: Elements) => {
      const kept = [...elements].filter(([list]) => ahead.has(list));
      ways.set(kept.join(" "), new Map(kept));
    };
    for (const elements of settled) {
      let absent = true;
      for (const leaf of found) {
        const both = together(elements, leaf.elements);
        if (both) absent = false;
        if (both && leaf.taken) goOn(both);
      }
      if (absent && takesAbsence) goOn(elements);
    }
    settled = [...ways.values()];
  }
  return settled.length > 0;
}

/** The lists that leaves of these conditions are in. */
function listsOf(conditions: readonly Condition[], leaves: ReadonlyMap<string, readonly Leaf[]>): Set<number> {
  return new Set(
    conditions.flatMap(({ path }) => leaves.get(path) ?? []).flatMap(({ elements }) => [...elements.keys()]),
  );
}
