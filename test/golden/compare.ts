import { isDeepStrictEqual } from "node:util";
import type { ResourceRecord } from "../../policies/graph/resource";
import { isRecord, Secret, Unknown, type Values } from "../../policies/graph/value";
import { decodeProperties } from "../../sources/wire";
import type { Golden, Message, Registered } from "../engine/golden";

/** One place where the offline preview and the engine do not say the same of a resource. `undefined` says nothing. */
export interface Difference {
  urn: string;
  /** `parent`, `inputs.tagsAll` … */
  what: string;
  engine: unknown;
  offline: unknown;
  /** Type of the resource. */
  type?: string;
  /** Whether the resource, or the one that the value came from, is read by the program and not managed. */
  wasRead?: boolean;
}

/** How often the two said the same, and where they did not. */
export interface Comparison {
  same: number;
  differences: Difference[];
}

/** What both sides know of a resource. */
interface Facts {
  options: Record<string, unknown>;
  /** Of a component also what it hands out. */
  inputs: Values;
}

const ROOT_STACK = /::pulumi:pulumi:Stack::/;

export function compare({ resources, read }: Golden, records: readonly ResourceRecord[]): Comparison {
  const engine = new Map([
    ...resources
      .filter(({ urn }) => !ROOT_STACK.test(urn))
      .map((resource) => [resource.urn, registered(resource)] as const),
    ...read.map((message) => [String(message.urn), wasRead(message)] as const),
  ]);
  const offline = new Map(records.map((record) => [record.urn, recorded(record)]));
  const outside = new Set(read.map(({ urn }) => urn));
  const comparison: Comparison = { same: 0, differences: [] };
  for (const urn of new Set([...engine.keys(), ...offline.keys()])) {
    const [theirs, ours] = [engine.get(urn), offline.get(urn)];
    if (!theirs || !ours) {
      comparison.differences.push({ urn, what: "resource", engine: theirs && "there", offline: ours && "there" });
      continue;
    }
    for (const part of ["options", "inputs"] as const) {
      for (const key of new Set([...Object.keys(theirs[part]), ...Object.keys(ours[part])])) {
        const [engine, offline] = [theirs[part][key], ours[part][key]];
        if (isDeepStrictEqual(engine, offline)) comparison.same++;
        else {
          const sources = (ours.options.propertyDependencies as Record<string, string[]> | undefined)?.[key] ?? [];
          const wasRead = [urn, ...sources].some((source) => outside.has(source));
          const what = part === "inputs" ? `inputs.${key}` : key;
          comparison.differences.push({ urn, what, engine, offline, type: ours.options.type as string, wasRead });
        }
      }
    }
  }
  return comparison;
}

/** A resource as policies see it in the engine: each stage over the one before it. */
function registered({ urn, registered = {}, checked, outputs, options }: Registered): Facts {
  const last = (key: string): unknown => (key in options ? (options[key] ?? undefined) : registered[key]);
  const inputs = { ...outputs, ...(registered.object as Message), ...checked };
  return {
    options: {
      type: registered.type ?? urn.split("::")[2],
      custom: registered.custom ?? (urn.includes("::pulumi:providers:") || undefined),
      parent: parentOf(last("parent")),
      provider: providerOf(last("provider")),
      protect: last("protect"),
      ignoreChanges: last("ignoreChanges"),
      dependencies: sorted(last("dependencies")),
      propertyDependencies: edges(last("propertyDependencies")),
    },
    inputs: comparable(
      decodeProperties(Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== null))),
    ),
  };
}

/** `.get` reaches no policy; what the program asked for is all there is. */
function wasRead({ urn, type, parent, provider, properties, id, dependencies }: Message): Facts {
  const options = {
    type: type ?? String(urn).split("::")[2].replace(/^.*\$/, ""),
    custom: true,
    parent: parentOf(parent),
    provider: providerOf(provider),
    protect: undefined,
    ignoreChanges: undefined,
    dependencies: sorted(dependencies),
    propertyDependencies: undefined,
  };
  return { options, inputs: comparable({ ...decodeProperties(properties), id }) };
}

function recorded({ type, custom = true, parent, provider, protect, ignoreChanges, ...record }: ResourceRecord): Facts {
  return {
    options: {
      type,
      custom: custom || undefined,
      parent,
      provider: providerOf(provider),
      protect,
      ignoreChanges,
      dependencies: sorted(record.dependencies),
      propertyDependencies: edges(record.propertyDependencies),
    },
    inputs: comparable(record.values),
  };
}

const parentOf = (urn: unknown): unknown => (ROOT_STACK.test(String(urn)) || urn === "" ? undefined : urn);

/** `urn::id`, the URN alone: ids are made up in a preview. */
const providerOf = (reference: unknown): unknown =>
  typeof reference === "string" && reference !== "" ? reference.split("::").slice(0, 4).join("::") : undefined;

const sorted = (urns: unknown): unknown =>
  Array.isArray(urns) && urns.length > 0 ? [...new Set(urns)].sort() : undefined;

function edges(given: unknown): unknown {
  const lists = Object.entries((given ?? {}) as Record<string, string[]>).filter(([, urns]) => urns.length > 0);
  return lists.length > 0 ? Object.fromEntries(lists.map(([key, urns]) => [key, sorted(urns)])) : undefined;
}

/** Recordings hold no secrets, so one secret is as good as another. */
function comparable<T>(value: T): T {
  if (value instanceof Unknown) return "<unknown>" as T;
  if (value instanceof Secret) return "<secret>" as T;
  if (Array.isArray(value)) return value.map(comparable) as T;
  if (!isRecord(value)) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.map(([key, field]) => [key, comparable(field)])) as T;
}
