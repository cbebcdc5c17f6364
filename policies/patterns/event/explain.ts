import { allOf, anyOf, clause, shownValue, type Explanation } from "../explanation";
import type { Branch, EventPattern } from "./ast";
import { compileEntangled, conditionsOf, type Condition } from "./compile";
import { leavesAt, type Leaf } from "./leaves";
import { printMatchers } from "./print";

/** Why the pattern matches the event, or does not: the fewest conditions that settle it. */
export function explainEvent({ branches }: EventPattern, event: unknown): Explanation {
  if (typeof event !== "object" || event === null || Array.isArray(event))
    return clause("the event is an object", shownValue(event), false);
  const leaves = leavesAt(new Set(branches.flatMap((branch) => [...branch.keys()])), event);
  return anyOf(branches.map((branch) => explainBranch(branch, event, leaves)));
}

function explainBranch(branch: Branch, event: object, leaves: ReadonlyMap<string, readonly Leaf[]>): Explanation {
  const conditions = conditionsOf(branch);
  const met = compileEntangled([conditions])(event);
  const parts = conditions.map((condition) => {
    const found = leaves.get(condition.path) ?? [];
    const text = `${condition.path}: ${printMatchers(branch.get(condition.path) ?? [])}`;
    // What is absent from one element of a list may be there in another, so only all conditions together can tell.
    return clause(text, shownLeaves(found), met || holds(condition, found));
  });
  const all = allOf(parts);
  if (all.matched === met) return all;
  return clause(`${[...branch.keys()].join(", ")}: in one element of a list`, "values of different elements", false);
}

function holds({ takes, takesAbsence }: Condition, leaves: readonly Leaf[]): boolean {
  return leaves.length === 0 ? takesAbsence : leaves.some(({ value }) => takes(value));
}

function shownLeaves(leaves: readonly Leaf[]): string {
  return leaves.length === 0 ? "nothing" : [...new Set(leaves.map(({ value }) => shownValue(value)))].join(", ");
}
