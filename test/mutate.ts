import type { ResourceRecord } from "../policies/graph/resource";
import { Unknown, type Values } from "../policies/graph/value";

/** Changes a stack in place. */
export type Edit = (stack: Stack) => void;

interface Statement extends Record<string, unknown> {
  Sid?: string;
  Effect: string;
}

/** The records of a stack, with the few changes that mutations make to them. */
export class Stack {
  constructor(public records: ResourceRecord[]) {}

  /** The resources of a type, such as `cloudtrail/trail:Trail`, whose name fits. */
  find(type: string, name = /.*/): ResourceRecord[] {
    const found = this.records.filter((record) => record.type === `aws:${type}` && name.test(record.name));
    if (found.length === 0) throw new Error(`the stack has no ${type} named ${name}`);
    return found;
  }

  drop(type: string, name?: RegExp): void {
    const gone = new Set(this.find(type, name));
    this.records = this.records.filter((record) => !gone.has(record));
  }

  /** Adds a resource like another one, under a name of its own. */
  add(like: ResourceRecord, name: string, values: Values): void {
    const urn = `${like.urn.slice(0, like.urn.lastIndexOf("::"))}::${name}`;
    this.records.push({ ...like, urn, name, values: { ...like.values, ...values } });
  }

  /** Sets properties of each resource found; `undefined` removes one. What a property came from goes with its value. */
  set(type: string, values: Values, name?: RegExp): void {
    for (const record of this.find(type, name)) {
      for (const [property, value] of Object.entries(values)) {
        if (value === undefined) delete record.values[property];
        else record.values[property] = value;
        if (record.propertyDependencies) delete record.propertyDependencies[property];
      }
    }
  }

  /** Rewrites the statements of a policy document. */
  statements(type: string, change: (statements: Statement[]) => Statement[], name?: RegExp, property = "policy"): void {
    for (const record of this.find(type, name)) {
      const document = JSON.parse(record.values[property] as string) as { Statement: Statement[] };
      record.values[property] = JSON.stringify({ ...document, Statement: change(document.Statement) });
    }
  }

  /** Takes the statement with this id out of a document. */
  without(type: string, sid: string, name?: RegExp): void {
    this.statements(
      type,
      (statements) => {
        const rest = statements.filter(({ Sid }) => Sid !== sid);
        if (rest.length === statements.length) throw new Error(`no statement ${sid} in ${type}`);
        return rest;
      },
      name,
    );
  }
}

export function edited(records: readonly ResourceRecord[], edit: Edit): ResourceRecord[] {
  const stack = new Stack(records.map((record) => copy(record) as ResourceRecord));
  edit(stack);
  return stack.records;
}

function copy(value: unknown): unknown {
  if (value instanceof Unknown || typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, copy(field)]));
}
