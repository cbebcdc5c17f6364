import type { ResourceRecord } from "../../policies/graph/resource";
import { isRecord, Unknown } from "../../policies/graph/value";
import { identifying } from "../../sources/program/identity";

/** One change to one resource, of the kind that a person makes by mistake and an attacker on purpose. */
export interface Weakening {
  /** `Trail audit.enableLogging: flipped` */
  what: string;
  records: ResourceRecord[];
}

type Step = string | number;
/** What becomes of a value: `undefined` takes it out. */
type Change = [path: readonly Step[], what: string, value: unknown];

/** Every way to weaken a resource: it goes, or an input of it does, at any depth, or says the opposite, or another thing. */
export function* weakeningsOf(record: ResourceRecord, records: readonly ResourceRecord[]): Generator<Weakening> {
  const subject = `${record.type.replace(/^.*:/, "")} ${record.name}`;
  const others = records.filter((each) => each !== record);
  yield { what: `${subject}: deleted`, records: others };
  // What AWS calls a resource is nobody's to set, and follows from its name.
  const decided = identifying(record.type);
  for (const [property, value] of Object.entries(record.values).filter(([property]) => !decided.includes(property)))
    for (const [path, what, changed] of changesOf(value)) {
      const at = [subject, property, ...path.map((step) => (typeof step === "number" ? "[]" : step))].join(".");
      const propertyDependencies = { ...record.propertyDependencies };
      // A value that is written out has come from nowhere; what is left of a list still comes from where it came from.
      if (path.length === 0) delete propertyDependencies[property];
      const values = { ...record.values, [property]: replaced(value, path, changed) };
      if (values[property] === undefined) delete values[property];
      if (["name", "bucket"].includes(property)) for (const output of decided) delete values[output];
      // In the same place, because policies look at resources in the order of the program.
      const weakened = { ...record, values, propertyDependencies };
      yield { what: `${at}: ${what}`, records: records.map((each) => (each === record ? weakened : each)) };
    }
}

function* changesOf(value: unknown, path: readonly Step[] = []): Generator<Change> {
  yield [path, "dropped", undefined];
  if (value instanceof Unknown) yield [path, "elsewhere", "arn:aws:other:eu-west-1:000000000001:elsewhere"];
  else if (typeof value === "boolean") yield [path, "flipped", !value];
  else if (typeof value === "number")
    yield* [10, 0.1].map((by): Change => [path, `times ${by}`, Math.floor(value * by)]);
  else if (typeof value === "string") yield* ofText(value, path);
  else if (Array.isArray(value) || isRecord(value))
    for (const [key, each] of Object.entries(value)) {
      const step = Array.isArray(value) ? Number(key) : key;
      for (const [deeper, what, changed] of changesOf(each)) yield [[...path, step, ...deeper], what, changed];
    }
}

interface Statement extends Record<string, unknown> {
  Sid?: string;
  Effect: string;
}

function* ofText(text: string, path: readonly Step[]): Generator<Change> {
  if (!text.startsWith('{"Version"')) {
    yield [path, "other", `${text}-other`];
    return;
  }
  const document = JSON.parse(text) as { Statement: Statement[] };
  for (const [index, statement] of document.Statement.entries()) {
    const { Sid = "its statement", Effect } = statement;
    const write = (now?: Partial<Statement>): string =>
      JSON.stringify({
        ...document,
        Statement: (document.Statement as Partial<Statement>[]).toSpliced(index, 1, ...(now ? [now] : [])),
      });
    yield [path, `without ${Sid}`, write()];
    yield [path, `${Sid} reversed`, write({ ...statement, Effect: Effect === "Allow" ? "Deny" : "Allow" })];
    yield [path, `${Sid} about something else`, write({ ...statement, Resource: "arn:aws:other:::elsewhere" })];
    yield [path, `${Sid} on another action`, write({ ...statement, Action: "iam:GetUser" })];
    if (statement.Principal)
      yield [path, `${Sid} for somebody else`, write({ ...statement, Principal: { Service: "ec2.amazonaws.com" } })];
    if (statement.Principal && Effect === "Allow")
      yield [path, `${Sid} for everybody`, write({ ...statement, Principal: "*", Condition: undefined })];
  }
}

function replaced(value: unknown, [step, ...rest]: readonly Step[], changed: unknown): unknown {
  if (step === undefined) return changed;
  const now = replaced((value as Record<Step, unknown>)[step], rest, changed);
  if (Array.isArray(value)) return value.toSpliced(Number(step), 1, ...(now === undefined ? [] : [now]));
  const others = Object.fromEntries(Object.entries(value as object).filter(([key]) => key !== step));
  return now === undefined ? others : { ...others, [step]: now };
}
