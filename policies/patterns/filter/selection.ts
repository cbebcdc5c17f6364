import type { Selector, Step } from "./ast";
import type { Test } from "./expression";

export type JsonObject = { [name: string]: unknown };

/** Whether what a selector points at, or with a wildcard one of the things, passes the test. */
export function selected(selector: Selector, test: Test<unknown>): Test<JsonObject> {
  const wildcard = selector.findIndex((step) => "each" in step);
  if (wildcard < 0) {
    const read = reader(selector);
    return (event) => test(read(event));
  }
  const readHead = reader(selector.slice(0, wildcard));
  const readTail = reader(selector.slice(wildcard + 1));
  const list = membersOf(selector[wildcard]);
  return (event) => {
    for (const member of list(readHead(event))) if (test(readTail(member))) return true;
    return false;
  };
}

/** All that a selector points at. */
export function allSelected(selector: Selector, event: JsonObject): unknown[] {
  const found: unknown[] = [];
  const collect = selected(selector, (value) => {
    if (value !== undefined) found.push(value);
    return false;
  });
  collect(event);
  return found;
}

function membersOf(step: Step): (parent: unknown) => Iterable<unknown> {
  const lists = "each" in step && step.each === "element";
  return (parent) => {
    if (typeof parent !== "object" || parent === null || Array.isArray(parent) !== lists) return [];
    return Object.values(parent) as unknown[];
  };
}

function reader(selector: Selector): (from: unknown) => unknown {
  const steps = selector.map(stepReader);
  const [first, second] = steps;
  if (steps.length === 0) return (from) => from;
  if (steps.length === 1) return first;
  if (steps.length === 2) return (from) => second(first(from));
  return (from) => {
    let value = from;
    for (let i = 0; i < steps.length && value !== undefined; i++) value = steps[i](value);
    return value;
  };
}

function stepReader(step: Step): (from: unknown) => unknown {
  if ("index" in step) {
    const { index } = step;
    return (from) => (Array.isArray(from) ? (from as unknown[])[index] : undefined);
  }
  const { name } = step as { name: string };
  if (isPlain(name))
    return (from) => (typeof from === "object" && from !== null ? (from as JsonObject)[name] : undefined);
  return (from) => (isJsonObject(from) && Object.hasOwn(from, name) ? from[name] : undefined);
}

/** Whether no object or list has such a property of its own accord, as lists have `length` and `0`. */
function isPlain(name: string): boolean {
  return !(name in Array.prototype) && !/^\d+$/.test(name);
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
