/** A value of the event, and which element of which of the event's lists it is in. */
export interface Leaf {
  value: unknown;
  elements: Elements;
}

/** By list, numbered as they are met: the position of the element. */
export type Elements = ReadonlyMap<number, number>;

export const NOWHERE: Elements = new Map();

/**
 * The leaves of an event at some paths. A path is the names of the properties joined by dots, lists left out: neither
 * event-ruler nor this tells `{"a.b": 1}` from `{"a": {"b": 1}}`. An object, an empty list and an empty object are no leaf.
 */
export function leavesAt(paths: ReadonlySet<string>, event: unknown): ReadonlyMap<string, readonly Leaf[]> {
  const parents = new Set([...paths].flatMap(prefixes));
  const leaves = new Map<string, Leaf[]>();
  let lists = 0;
  const visit = (value: unknown, path: string, elements: Elements): void => {
    if (Array.isArray(value)) {
      const list = lists++;
      for (const [position, element] of value.entries()) {
        const nested = typeof element === "object" && element !== null;
        // Values that stand in a list themselves are not told apart by their position, as event-ruler has it.
        visit(element, path, nested ? new Map(elements).set(list, position) : elements);
      }
    } else if (typeof value === "object" && value !== null) {
      if (path !== "" && !parents.has(path)) return;
      for (const [name, child] of Object.entries(value)) visit(child, path === "" ? name : `${path}.${name}`, elements);
    } else if (value !== undefined && paths.has(path)) {
      const known = leaves.get(path);
      if (known) known.push({ value, elements });
      else leaves.set(path, [{ value, elements }]);
    }
  };
  visit(event, "", NOWHERE);
  return leaves;
}

function prefixes(path: string): string[] {
  const dots = [...path].flatMap((character, at) => (character === "." ? [at] : []));
  return dots.map((dot) => path.slice(0, dot));
}

/** Both together, or `undefined` if they are different elements of one list. */
export function together(left: Elements, right: Elements): Elements | undefined {
  if (right.size === 0) return left;
  const both = new Map(left);
  for (const [list, position] of right) {
    if ((both.get(list) ?? position) !== position) return undefined;
    both.set(list, position);
  }
  return both;
}
