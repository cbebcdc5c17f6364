import { all, ComponentResource, CustomResource, output, secret, type Output, type Resource } from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import type { ResourceRecord } from "../../policies/graph/resource";
import { isRecord, Secret, Unknown } from "../../policies/graph/value";
import { identifying } from "../../sources/program/identity";
import { providerPackage } from "../../sources/urn";

/**
 * A program that registers what an offline preview recorded: the same names, types, parents, options and inputs. A value that
 * was unknown, and came from other resources, comes from their ids: as unknown in a preview, with the same dependencies.
 */
export function replay(records: readonly ResourceRecord[]): PulumiFn {
  const version = records.map(({ name }) => /^default_(\d+)_(\d+)_(\d+)$/.exec(name)?.slice(1).join(".")).find(Boolean);
  return async () => {
    const made = new Map<string, Resource>();
    for (const record of records)
      if (!providerPackage(record.type)) made.set(record.urn, register(record, made, version));
  };
}

class Component extends ComponentResource {}
class Custom extends CustomResource {}

function register(record: ResourceRecord, made: ReadonlyMap<string, Resource>, version?: string): Resource {
  const { type, name, custom, parent, protect, ignoreChanges, dependencies = [], propertyDependencies = {} } = record;
  const resources = (urns: readonly string[]): Resource[] => urns.flatMap((urn) => made.get(urn) ?? []);
  const ofProperties = new Set(Object.values(propertyDependencies).flat());
  const options = { parent: made.get(parent ?? ""), protect, ignoreChanges };
  if (custom === false) return new Component(type, name, {}, options);
  // The provider works out all tags again, and what AWS will call the resource.
  const decided = Object.fromEntries(["tagsAll", ...identifying(type)].map((output) => [output, undefined]));
  const properties = Object.entries({ ...record.values, ...decided }).map(([property, value]) => [
    property,
    from(resources(propertyDependencies[property] ?? []), value),
  ]);
  const dependsOn = resources(dependencies.filter((urn) => !ofProperties.has(urn)));
  return new Custom(type, name, Object.fromEntries(properties), { ...options, version, dependsOn });
}

/** The value, coming from these resources. */
function from(sources: readonly Resource[], value: unknown): unknown {
  if (sources.length === 0) return restored(value, output(undefined));
  // The URN of a resource is known in a preview, its id is not.
  const known = all(sources.map(({ urn }) => urn));
  const unknown = all(sources.flatMap((source) => (source instanceof CustomResource ? source.id : [])));
  return known.apply(() => restored(value, unknown));
}

function restored(value: unknown, unknown: Output<unknown>): unknown {
  if (value instanceof Unknown) return unknown;
  if (value instanceof Secret) return secret(restored(value.value, unknown));
  if (Array.isArray(value)) return value.map((element) => restored(element, unknown));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, restored(field, unknown)]));
}
