import type { SourcePosition as WirePosition, StackTrace } from "@pulumi/pulumi/proto/source_pb";
import resproto = require("@pulumi/pulumi/proto/resource_pb");
import type { SourcePosition } from "../../policies/graph/resource";
import { isRecord } from "../../policies/graph/value";
import { userPosition } from "../position";
import { parseUrn, providerPackage } from "../urn";
import { decode, decodeProperties, SECRET, SIGNATURE, UNKNOWN_TEXT } from "../wire";
import { aliasUrns } from "./aliases";
import type { Goal, Transform } from "./callbacks";
import type { Monitor } from "./monitor";
import { attachDependencies, dependenciesOf, downgrade, upgrade } from "./output-values";
import { effectiveOptions, providersOf } from "./options";
import { plain, struct } from "./struct";

type Wire = Record<string, unknown>;

const STACK_REFERENCE = "pulumi:pulumi:StackReference";

/**
 * Registers a resource as the engine does before it turns to the provider: inheritance from the parent, transforms,
 * providers, dependencies. The order of the steps is the engine's
 * (https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/source_eval.go, RegisterResource).
 */
export async function register(
  monitor: Monitor,
  request: resproto.RegisterResourceRequest,
): Promise<resproto.RegisterResourceResponse> {
  const { registry, projectFolder } = monitor.options;
  const type = request.getType();
  const custom = request.getCustom();
  const parent = request.getParent();
  const transforms = request.getTransformsList().map((callback) => monitor.callbacks.transform(callback));
  const { inputs, options, edges } = await transformed(monitor, request, transforms);

  if (isProvider(type) && options.getVersion() !== "") inputs.version = options.getVersion();
  const provider = providerOf(monitor, request, options);
  const { urn, name } = registry.identify(parent, type, request.getName());
  if (request.getRemote()) {
    const text = `Component ${name} (${type}) is created by a plugin; the resources inside it were not seen.`;
    monitor.assume("remote-component", `${type}::${name}`, text);
  }
  const aliases = aliasUrns({ ...registry.stack, parent, type, name }, options.getAliasesList());
  // What is renamed in the program keeps the name that it was made with.
  const stem = aliases.every((alias) => parseUrn(alias)?.name === name) ? request.getName() : undefined;
  const imported = options.getImport();
  const identity = custom && !imported ? monitor.identify({ urn, type, stem }, inputs, provider) : {};
  const { id = imported, ...named } = identity;
  const outputs = custom ? markSecrets({ ...inputs, ...named }, options.getAdditionalSecretOutputsList()) : {};
  const protect = options.hasProtect() ? options.getProtect() : undefined;
  const retainOnDelete = options.hasRetainOnDelete() ? options.getRetainOnDelete() : undefined;
  registry.add({
    record: {
      urn,
      type,
      name,
      values: { ...decodeProperties(custom ? outputs : inputs), ...(id ? { id } : {}) },
      custom: custom ? undefined : false,
      unseen: request.getRemote() || undefined,
      parent: parent || undefined,
      provider: provider || undefined,
      dependencies: nonEmpty([...options.getDependsOnList(), ...Object.values(edges).flat()]),
      propertyDependencies: withoutEmpty(edges),
      protect: protect || undefined,
      retainOnDelete: retainOnDelete || undefined,
      ignoreChanges: nonEmpty(options.getIgnoreChangesList()),
      aliases: nonEmpty(aliases),
      position: position(request, projectFolder),
    },
    parent,
    protect,
    retainOnDelete,
    provider,
    providers: custom ? {} : { ...registry.get(parent)?.providers, ...providersOf(options) },
    transforms,
    outputs,
  });

  const response = new resproto.RegisterResourceResponse();
  response.setUrn(urn);
  response.setId(id || (isProvider(type) ? UNKNOWN_TEXT : ""));
  response.setObject(struct(outputs));
  return response;
}

interface Transformed {
  inputs: Wire;
  options: resproto.TransformResourceOptions;
  /** Property → URNs that its value came from. */
  edges: Record<string, string[]>;
}

/** The resource after its own transforms, those of its ancestors and those of the stack. */
async function transformed(
  { options: { registry }, stackTransforms }: Monitor,
  request: resproto.RegisterResourceRequest,
  own: Transform[],
): Promise<Transformed> {
  const parent = registry.get(request.getParent());
  const all = [...own, ...registry.inheritedTransforms(parent), ...stackTransforms];
  const given = propertyDependencies(request);
  let goal: Goal = { properties: plain(request.getObject()), options: effectiveOptions(request, parent, registry) };
  if (all.length > 0) {
    const properties = upgrade(goal.properties) as Wire;
    goal.properties = own.length > 0 ? attachDependencies(properties, given) : properties;
    const [type, name] = [request.getType(), request.getName()];
    const subject = { type, name, custom: request.getCustom(), parent: request.getParent() };
    for (const transform of all) goal = await transform(subject, goal);
  }
  // Only a resource's own transforms make the engine read the dependencies anew.
  const edges = own.length > 0 ? {} : given;
  if (own.length === 0) goal.options.setDependsOnList(request.getDependenciesList());
  for (const [key, value] of Object.entries(goal.properties))
    edges[key] = [...new Set([...(edges[key] ?? []), ...dependenciesOf(value)])];
  return { inputs: downgrade(goal.properties) as Wire, options: goal.options, edges };
}

/** The reference of the resource's provider; components and providers have none. */
function providerOf(
  monitor: Monitor,
  request: resproto.RegisterResourceRequest,
  options: resproto.TransformResourceOptions,
): string {
  const type = request.getType();
  if (isProvider(type) || !(request.getCustom() || request.getRemote())) return "";
  const [version, url] = [options.getVersion(), options.getPluginDownloadUrl()];
  return monitor.provider(type, options.getProvider(), version, url, request.getPackageref());
}

/** Reads a resource that exists outside the stack (`.get`). What its id does not tell stays unknown. */
export function read(monitor: Monitor, request: resproto.ReadResourceRequest): resproto.ReadResourceResponse {
  const { registry, projectFolder } = monitor.options;
  const type = request.getType();
  const parent = request.getParent();
  const properties = plain(request.getProperties());
  const outputs = type === STACK_REFERENCE ? monitor.stackReference(properties) : properties;
  const [version, url] = [request.getVersion(), request.getPlugindownloadurl()];
  const provider = monitor.provider(type, request.getProvider(), version, url, request.getPackageref());
  const { urn, name } = registry.identify(parent, type, request.getName());
  registry.add({
    record: {
      urn,
      type,
      name,
      values: { ...decodeProperties(outputs), id: decode(request.getId()) },
      external: true,
      unread: type !== STACK_REFERENCE || undefined,
      parent: parent || undefined,
      provider,
      dependencies: nonEmpty(request.getDependenciesList()),
      position: position(request, projectFolder),
    },
    parent,
    provider,
    providers: {},
    transforms: [],
    outputs,
  });
  const response = new resproto.ReadResourceResponse();
  response.setUrn(urn);
  response.setProperties(struct(outputs));
  return response;
}

/** In a preview the outputs of a new resource are its inputs; the SDK makes the rest unknown. */
function markSecrets(inputs: Wire, keys: string[]): Wire {
  const outputs = { ...inputs };
  for (const key of keys) {
    const value = outputs[key];
    const marked = value === undefined || value === UNKNOWN_TEXT || (isRecord(value) && value[SIGNATURE] === SECRET);
    if (!marked) outputs[key] = { [SIGNATURE]: SECRET, value };
  }
  return outputs;
}

function isProvider(type: string): boolean {
  return providerPackage(type) !== undefined;
}

/** Which resources each property's value came from. */
function propertyDependencies(request: resproto.RegisterResourceRequest): Record<string, string[]> {
  const given: Record<string, string[]> = {};
  request.getPropertydependenciesMap().forEach((list, key) => (given[key] = list.getUrnsList()));
  if (Object.keys(given).length > 0 || request.getRemote()) return given;
  // An SDK that does not tell them apart: each property may depend on everything that the resource depends on.
  const all = request.getDependenciesList();
  return Object.fromEntries(Object.keys(plain(request.getObject())).map((key) => [key, all]));
}

interface Located {
  getSourceposition(): WirePosition | undefined;
  getStacktrace(): StackTrace | undefined;
}

function position(request: Located, projectFolder: string): SourcePosition | undefined {
  const trace = request.getStacktrace()?.getFramesList() ?? [];
  const frames = [request.getSourceposition(), ...trace.map((frame) => frame.getPc())].flatMap((at) =>
    at ? [{ uri: at.getUri(), line: at.getLine(), column: at.getColumn() }] : [],
  );
  return userPosition(frames, projectFolder);
}

function nonEmpty(urns: string[]): string[] | undefined {
  return urns.length > 0 ? [...new Set(urns)] : undefined;
}

function withoutEmpty(edges: Record<string, string[]>): Record<string, string[]> | undefined {
  const kept = Object.entries(edges).filter(([key, urns]) => urns.length > 0 && !key.startsWith("__"));
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}
