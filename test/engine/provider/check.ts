import { createHash } from "node:crypto";
import { isRecord } from "../../../policies/graph/value";
import { SECRET, SIGNATURE, UNKNOWN_TEXT } from "../../../sources/wire";
import type { Computed, Place } from "./kind";
import { kindOf } from "./kinds";

/** Properties in the engine's JSON form: unknowns are a marker text, secrets are wrapped. */
export type Properties = Record<string, unknown>;

/** What the AWS provider was configured with. */
export interface Settings {
  region: string;
  defaultTags: Properties;
}

const digits = (urn: string): string => createHash("sha256").update(urn).digest("hex");

const typeIn = (urn: string): string => urn.split("::")[2].replace(/^.*\$/, "");

export const isSecret = (value: unknown): value is { value: unknown } => isRecord(value) && value[SIGNATURE] === SECRET;

const holds = (value: unknown, wanted: (value: unknown) => boolean): boolean =>
  wanted(value) || (typeof value === "object" && value !== null && Object.values(value).some((v) => holds(v, wanted)));

/** What the provider makes of a program's inputs, as `Check` of the bridge does. */
export function check(urn: string, news: Properties, olds: Properties, { region, defaultTags }: Settings): Properties {
  const kind = kindOf(typeIn(urn));
  const inputs: Properties = { ...news };
  const { named, defaults = {}, regional = true, taggable = "tags" in news } = kind;
  if (named && inputs[named] === undefined && inputs[`${named}Prefix`] === undefined)
    inputs[named] = olds[named] ?? autoname(urn);
  const missing = Object.keys(defaults).filter((key) => inputs[key] === undefined);
  for (const key of missing) inputs[key] = defaults[key];
  for (const key of kind.documents ?? []) if (inputs[key] !== undefined) inputs[key] = document(inputs[key]);
  if (regional && typeIn(urn).startsWith("aws:")) inputs.region ??= region;
  const tags = taggable ? tagsAll(inputs.tags, defaultTags) : undefined;
  if (tags) inputs.tagsAll = tags;
  // The bridge's list of what it made up, which engines and SDKs pass over.
  inputs.__defaults = [...missing, ...(named && news[named] === undefined ? [named] : [])].sort();
  return inputs;
}

/** The provider appends seven random digits; these are the same in every run. Buckets have no capital letters. */
function autoname(urn: string): string {
  const name = `${urn.split("::").slice(3).join("::")}-${digits(urn).slice(0, 7)}`;
  if (typeIn(urn).startsWith("aws:s3/")) return name.toLowerCase();
  return typeIn(urn) === "aws:kms/alias:Alias" ? `alias/${name}` : name;
}

/** A document with an unknown anywhere in it is unknown as a whole: nobody can write its text yet. */
function document(value: unknown): unknown {
  if (typeof value === "string") return value;
  if (isSecret(value)) return { ...value, value: document(value.value) };
  return holds(value, (part) => part === UNKNOWN_TEXT) ? UNKNOWN_TEXT : JSON.stringify(value);
}

function tagsAll(tags: unknown, defaults: Properties): unknown {
  if (isSecret(tags)) return { ...tags, value: tagsAll(tags.value, defaults) };
  if (holds([tags, defaults], (part) => part === UNKNOWN_TEXT)) return UNKNOWN_TEXT;
  const all = { ...defaults, ...(isRecord(tags) ? tags : {}) };
  return Object.keys(all).length > 0 ? all : undefined;
}

/** The outputs of a resource that exists, or in a preview will: then what AWS would make up is unknown. */
export function outputs(urn: string, inputs: Properties, place: Omit<Place, "digits">, exists: boolean): Properties {
  const region = typeof inputs.region === "string" ? inputs.region : place.region;
  const opened = Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [key, isSecret(value) ? value.value : value]),
  );
  const computed: Computed = kindOf(typeIn(urn)).computed(opened, { ...place, region, digits: digits(urn) });
  const made: Properties = exists
    ? computed
    : Object.fromEntries(Object.keys(computed).map((key) => [key, UNKNOWN_TEXT]));
  const state = { ...made, ...inputs };
  delete state.__defaults;
  return state;
}

/** The inputs of a resource that is only read, as far as its id tells. */
export function inputsFromId(urn: string, id: string): Properties {
  const { named = "name" } = kindOf(typeIn(urn));
  return { [named]: id.replace(/^.*[:/]/, "") };
}

/** Whether a change of this input makes a new resource. */
export const replaces = (urn: string, property: string): boolean =>
  [kindOf(typeIn(urn)).named ?? "bucket", "region"].includes(property);

/** What is found of whatever a program looks up in its account. */
export const lookedUp = (token: string): Properties => {
  const id = `found-by-${token.replace(/^.*\//, "")}`;
  return { id, arn: id, ids: [id], zoneId: id };
};
