import { accountIn } from "./graph/account";
import { Graph } from "./graph/graph";
import type { Kind, ResourceRecord } from "./graph/resource";
import { Secret, UNKNOWN, type Values } from "./graph/value";
import * as cloudtrail from "./kinds/cloudtrail";
import * as cloudwatch from "./kinds/cloudwatch";
import * as iam from "./kinds/iam";
import * as kms from "./kinds/kms";
import * as s3 from "./kinds/s3";
import * as sns from "./kinds/sns";
import { markSecrets, type SecretPaths } from "./secrets";

/**
 * What the Pulumi engine hands to a policy, as far as this pack reads it. The shapes of `@pulumi/policy`, said again so that
 * only `index.ts` imports that package.
 */
export interface EngineResource {
  type: string;
  name: string;
  urn: string;
  props: Values;
  opts: { protect: boolean; ignoreChanges: string[]; aliases: string[] };
  provider?: EngineProvider;
  parent?: { urn: string };
  dependencies?: { urn: string }[];
  propertyDependencies?: Record<string, { urn: string }[]>;
}

export interface EngineProvider {
  type: string;
  name: string;
  urn: string;
  props: Values;
}

const decidedByAws = new Map<string, readonly string[]>(
  [cloudtrail, cloudwatch, iam, kms, s3, sns]
    .flatMap((kinds): Kind<unknown>[] => Object.values(kinds))
    .flatMap(({ tokens, decidedByAws = [] }) => tokens.map((token) => [token, decidedByAws] as const)),
);

/** The root of every stack; it carries nothing to judge. */
const STACK = "pulumi:pulumi:Stack";

export function graphOf(resources: readonly EngineResource[], secrets: SecretPaths): Graph {
  const records = resources.filter(({ type }) => type !== STACK).map((resource) => recordOf(resource, secrets));
  const seen = new Set(records.map(({ urn }) => urn));
  for (const { provider } of resources) {
    if (!provider || seen.has(provider.urn)) continue;
    seen.add(provider.urn);
    records.push({
      urn: provider.urn,
      type: provider.type,
      name: provider.name,
      values: markSecrets(known(provider.props) as Values, secrets.get(provider.urn)),
    });
  }
  const [stack = "", project = ""] = (resources[0]?.urn ?? "")
    .split("::")
    .map((part) => part.replace("urn:pulumi:", ""));
  return new Graph({ project, stack, account: accountIn(records) }, records);
}

export function recordOf(
  { type, name, urn, props, opts, provider, ...rest }: EngineResource,
  secrets: SecretPaths,
): ResourceRecord {
  const urns = (list: { urn: string }[] = []): string[] => list.map((resource) => resource.urn);
  const propertyDependencies = Object.entries(rest.propertyDependencies ?? {}).map(([key, list]) => [key, urns(list)]);
  const values = markSecrets(known(props) as Values, secrets.get(urn));
  // Of a stack the engine hands out what the provider will make of it: what the program left to AWS is not known yet there. A
  // property that came from another resource is named in the dependencies, even where that resource is not handed out.
  // One resource by itself, without dependencies, comes as the program wrote it.
  for (const key of (rest.propertyDependencies && decidedByAws.get(type)) ?? [])
    if (values[key] !== undefined && !rest.propertyDependencies?.[key]) values[key] = withoutUnknowns(values[key]);
  return {
    urn,
    type,
    name,
    values,
    custom: !isComponent(type),
    provider: provider && `${provider.urn}::id`,
    parent: rest.parent?.urn,
    dependencies: urns(rest.dependencies),
    propertyDependencies: Object.fromEntries(propertyDependencies) as Record<string, string[]>,
    protect: opts.protect,
    ignoreChanges: opts.ignoreChanges,
    aliases: opts.aliases,
  };
}

/** The engine does not say which resources are components; a provider's token has a module with a slash in it. */
const isComponent = (type: string): boolean =>
  !type.startsWith("pulumi:") && !type.includes("/") && type.split(":").length === 3;

/** The SDK's proxy throws on reading an unknown, wherever it lies; here it becomes the marker that the graph knows. */
function known(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const copy: unknown[] | Values = Array.isArray(value) ? [] : {};
  for (const key of Object.keys(value)) {
    let field: unknown;
    try {
      field = (value as Values)[key];
    } catch {
      field = UNKNOWN;
    }
    (copy as Values)[key] = field === UNKNOWN ? field : known(field);
  }
  return copy;
}

function withoutUnknowns(value: unknown): unknown {
  if (value === UNKNOWN) return undefined;
  if (Array.isArray(value)) return value.filter((element) => element !== UNKNOWN).map(withoutUnknowns);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Secret) return new Secret(withoutUnknowns(value.value));
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withoutUnknowns(field)]));
}
