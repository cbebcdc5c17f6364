import type { Edit } from "../mutate";

/** What breaks a stack: a value, a resource or a statement that is not as it was. */

export const set =
  (type: string, values: Record<string, unknown>, name?: RegExp): Edit =>
  (stack) =>
    stack.set(type, values, name);
export const drop =
  (type: string, name?: RegExp): Edit =>
  (stack) =>
    stack.drop(type, name);
export const without =
  (type: string, sid: string, name?: RegExp): Edit =>
  (stack) =>
    stack.without(type, sid, name);
/** Changes one statement of a document. */
export const statement =
  (type: string, sid: string | undefined, change: object, name?: RegExp, property?: string): Edit =>
  (stack) =>
    stack.statements(type, (all) => all.map((one) => (one.Sid === sid ? { ...one, ...change } : one)), name, property);
