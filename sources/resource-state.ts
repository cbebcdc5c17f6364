import type { ResourceRecord, SourcePosition } from "../policies/graph/resource";
import { isRecord } from "../policies/graph/value";
import { userPosition, type Frame } from "./position";
import { parseUrn, providerPackage, ROOT_STACK } from "./urn";
import { decode, decodeProperties } from "./wire";

/**
 * A resource in the engine's JSON: `ResourceV3` of state files and previews
 * (https://github.com/pulumi/pulumi/blob/master/sdk/go/common/apitype/core.go). Anything in it may be missing.
 */
export type ResourceState = Record<string, unknown>;

/** The record of one resource; `undefined` for the root stack and for what is no resource at all. */
export function recordOf(state: ResourceState): ResourceRecord | undefined {
  const { urn, type, custom, id } = state;
  if (typeof urn !== "string" || typeof type !== "string" || type === ROOT_STACK) return undefined;
  const values = { ...decodeProperties(state.outputs), ...decodeProperties(state.inputs) };
  if (typeof id === "string" && id !== "") values.id = decode(id);
  const parent = typeof state.parent === "string" && parseUrn(state.parent)?.type !== ROOT_STACK ? state.parent : "";
  return {
    urn,
    type,
    name: parseUrn(urn)?.name ?? urn,
    values,
    custom: custom === false || custom === undefined ? false : undefined,
    external: state.external === true || undefined,
    parent: parent || undefined,
    provider: typeof state.provider === "string" && state.provider !== "" ? state.provider : undefined,
    dependencies: strings(state.dependencies),
    propertyDependencies: propertyDependencies(state.propertyDependencies),
    protect: state.protect === true || undefined,
    retainOnDelete: state.retainOnDelete === true || undefined,
    ignoreChanges: strings(state.ignoreChanges),
    aliases: strings(state.aliases),
    position: position(state),
  };
}

/** The region that the stack's default AWS provider was configured with. */
export function defaultRegion(resources: ResourceRecord[]): string | undefined {
  const provider = resources.find(
    ({ type, name }) => providerPackage(type) === "aws" && (name === "default" || name.startsWith("default_")),
  );
  return typeof provider?.values.region === "string" ? provider.values.region : undefined;
}

/** The account in the first ARN that was assigned to a resource of this stack; an explicit provider may work in another. */
export function accountInArns(resources: ResourceRecord[]): string | undefined {
  let first: string | undefined;
  for (const { values, external, provider } of resources) {
    const arn = typeof values.arn === "string" && !external && /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(values.arn);
    if (arn && (!provider || provider.includes("::default"))) return arn[1];
    if (arn) first ??= arn[1];
  }
  return first;
}

function strings(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.length > 0
    ? value.filter((entry): entry is string => typeof entry === "string")
    : undefined;
}

function propertyDependencies(value: unknown): Record<string, string[]> | undefined {
  let edges: Record<string, string[]> | undefined;
  if (!isRecord(value)) return undefined;
  for (const property in value) {
    const list = property.startsWith("__") ? undefined : strings(value[property]);
    if (list) (edges ??= {})[property] = list;
  }
  return edges;
}

function position({ sourcePosition, stackTrace }: ResourceState): SourcePosition | undefined {
  if (sourcePosition === undefined && stackTrace === undefined) return undefined;
  const callers = Array.isArray(stackTrace) ? stackTrace.map((frame) => isRecord(frame) && frame.sourcePosition) : [];
  const frames = [sourcePosition, ...callers].map(frameOf).filter((frame) => frame !== undefined);
  return userPosition(frames, "/");
}

/** `project:///stacks/account.ts#41,7` */
function frameOf(text: unknown): Frame | undefined {
  if (typeof text !== "string") return undefined;
  const end = text.lastIndexOf("#");
  const [line, column] = text
    .slice(end + 1)
    .split(",", 2)
    .map(Number);
  return end > 0 && line > 0 ? { uri: text.slice(0, end), line, column: column || undefined } : undefined;
}
