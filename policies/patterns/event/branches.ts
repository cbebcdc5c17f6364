import type { Branch, Fields, Matcher } from "./ast";
import type { Problems } from "./pattern-error";

type Conditions = Map<string, readonly Matcher[]>;

/**
 * The pattern without `$or`. A condition on a field that already has one replaces it, as in event-ruler, even where one is
 * in a `$or` and the other is not: they are not both asked.
 */
export function branchesOf(fields: Fields, most: number, problems: Problems): Branch[] {
  const overwritten = new Set<string>();
  const count = combinations(fields);
  if (count > most) {
    problems.add("", `at most ${most} combinations of the alternatives in $or`, count);
    return [];
  }
  const branches = expand([new Map()], fields, "", overwritten);
  for (const path of overwritten) problems.warn(path, "has two conditions of which EventBridge keeps only the last");
  return branches.map((branch) => new Map([...branch].sort(([left], [right]) => (left < right ? -1 : 1))));
}

function combinations(fields: Fields): number {
  return fields.reduce((product, entry) => {
    if ("or" in entry) return product * entry.or.reduce((sum, alternative) => sum + combinations(alternative), 0);
    return "fields" in entry ? product * combinations(entry.fields) : product;
  }, 1);
}

function expand(branches: Conditions[], fields: Fields, parent: string, overwritten: Set<string>): Conditions[] {
  return fields.reduce((current, entry) => {
    if ("or" in entry)
      return entry.or.flatMap((alternative) => expand(copies(current), alternative, parent, overwritten));
    const path = parent === "" ? entry.name : `${parent}.${entry.name}`;
    if ("fields" in entry) return expand(current, entry.fields, path, overwritten);
    for (const branch of current) {
      if (branch.has(path)) overwritten.add(path);
      branch.set(path, entry.values);
    }
    return current;
  }, branches);
}

function copies(branches: readonly Conditions[]): Conditions[] {
  return branches.map((branch) => new Map(branch));
}
