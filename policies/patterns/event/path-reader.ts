/** Stands for what needs all leaves of the event to be weighed against each other. */
export const ENTANGLED = Symbol("entangled");

/**
 * Reads the one leaf, or the list of leaves, at a path; `undefined` where there is none. ENTANGLED where a list of objects
 * or lists is on the way, or a property whose name has a dot may be meant.
 */
export function pathReader(path: string): (event: unknown) => unknown {
  const names = path.split(".");
  const steps = names.map((name, at) => ({
    read: readProperty(name),
    dotted: names.slice(at + 1).map((_, more) => names.slice(at, at + more + 2).join(".")),
  }));
  return (event) => {
    let value = event;
    for (const { read, dotted } of steps) {
      if (typeof value !== "object" || value === null) return undefined;
      if (Array.isArray(value)) return isFlat(value) ? undefined : ENTANGLED;
      for (const name of dotted) if ((value as Record<string, unknown>)[name] !== undefined) return ENTANGLED;
      value = read(value);
    }
    if (typeof value !== "object" || value === null) return value;
    if (!Array.isArray(value) || value.length === 0) return undefined;
    return isFlat(value) ? value : ENTANGLED;
  };
}

function isFlat(list: readonly unknown[]): boolean {
  for (const element of list) if (typeof element === "object" && element !== null) return false;
  return true;
}

function readProperty(name: string): (parent: object) => unknown {
  if (!(name in Object.prototype)) return (parent) => (parent as Record<string, unknown>)[name];
  return (parent) => (Object.hasOwn(parent, name) ? (parent as Record<string, unknown>)[name] : undefined);
}
