import type { ResourceRecord } from "../../policies/graph/resource";
import { composeUrn, packageOf, parseUrn, ROOT_STACK } from "../urn";
import { decodeProperties, UNKNOWN_TEXT } from "../wire";
import type { Transform } from "./callbacks";
import type { Configuration } from "./configuration";
import {
  defaultProviderInputs,
  defaultProviderName,
  providerReference,
  providerUrn,
  type ProviderRequest,
} from "./providers";
import { allTags } from "./tags";

/** A resource that the program has registered or read, with what the engine remembers of it for its children. */
export interface Registered {
  record: ResourceRecord;
  /** URN of the parent as the program gave it, the root stack included. */
  parent: string;
  protect?: boolean;
  retainOnDelete?: boolean;
  /** Provider reference, empty for a component. */
  provider: string;
  /** Package → provider reference, of a component. */
  providers: Record<string, string>;
  transforms: Transform[];
  /** In the engine's JSON form, as handed back to the program. */
  outputs: Record<string, unknown>;
}

/** All resources of one run, in the order in which the engine would have seen them. */
export class Registry {
  /** Without the root stack. */
  readonly records: ResourceRecord[] = [];
  readonly #byUrn = new Map<string, Registered>();
  #root?: Registered;
  readonly #defaultProviders = new Map<string, string>();

  constructor(
    readonly stack: { stack: string; project: string },
    readonly configuration: Configuration,
    readonly onRegistered: (count: number) => void = () => undefined,
  ) {}

  get(urn: string): Registered | undefined {
    return this.#byUrn.get(urn);
  }

  /** The URN of a resource to be registered; two resources cannot share one. */
  identify(parent: string, type: string, given: string): { urn: string; name: string } {
    // A name made of an unknown answer; several such names may well differ once the answers are known.
    const unknown = given.includes(UNKNOWN_TEXT);
    const stem = given.replaceAll(UNKNOWN_TEXT, "unknown");
    for (let count = 1; ; count++) {
      const name = count === 1 ? stem : `${stem}-${count}`;
      const urn = composeUrn(this.stack, parent, type, name);
      if (!this.#byUrn.has(urn)) return { urn, name };
      if (!unknown) throw new Error(`two resources have the name '${name}' and the type ${type} (${urn})`);
    }
  }

  add(resource: Registered): void {
    const { record } = resource;
    if (record.type.startsWith("aws:") && record.custom !== false && !record.external) {
      const provider = this.get(providerUrn(resource.provider))?.record.values ?? {};
      const tags = allTags(record.values, provider);
      if (tags !== undefined) record.values.tagsAll = tags;
    }
    if (parseUrn(record.parent ?? "")?.type === ROOT_STACK) record.parent = undefined;
    this.#byUrn.set(record.urn, resource);
    if (record.type === ROOT_STACK) {
      this.#root = resource;
      return;
    }
    this.records.push(record);
    this.onRegistered(this.records.length);
  }

  /** What the stack hands out. */
  get stackOutputs(): Record<string, unknown> {
    return decodeProperties(this.#root?.outputs);
  }

  /** What a component hands out, known only after its children. */
  addOutputs(urn: string, outputs: Record<string, unknown>): void {
    const resource = this.get(urn);
    if (!resource) return;
    resource.outputs = outputs;
    resource.record.values = { ...decodeProperties(outputs), ...resource.record.values };
  }

  /** The provider reference for a request that names no provider; the default provider comes to life on first use. */
  defaultProvider(request: ProviderRequest): string {
    const type = `pulumi:providers:${request.package}`;
    const name = defaultProviderName(request);
    const urn = composeUrn(this.stack, "", type, name);
    if (!this.#defaultProviders.has(urn)) {
      this.#defaultProviders.set(urn, urn);
      const inputs = defaultProviderInputs(request, this.configuration);
      this.add({
        record: { urn, type, name, values: decodeProperties(inputs) },
        parent: "",
        provider: "",
        providers: {},
        transforms: [],
        outputs: inputs,
      });
    }
    return providerReference(urn);
  }

  /** The provider of a resource that names none; `own` is a component's map of providers. */
  inheritedProvider(parent: Registered | undefined, type: string, own: Record<string, string>): string {
    const name = packageOf(type);
    const fromParent = parent?.provider ?? "";
    if (parseUrn(providerUrn(fromParent))?.type === `pulumi:providers:${name}`) return fromParent;
    return own[name] ?? parent?.providers[name] ?? "";
  }

  /** The transforms that apply to every child of `parent`, nearest ancestor first. */
  inheritedTransforms(parent: Registered | undefined): Transform[] {
    const transforms: Transform[] = [];
    for (let at = parent; at; at = this.get(at.parent)) transforms.push(...at.transforms);
    return transforms;
  }

  /** What `pulumi:pulumi:getResource` answers: the state of a resource of this same run. */
  state(urn: string): Record<string, unknown> {
    const resource = this.get(urn);
    if (!resource) throw new Error(`unknown resource ${urn}`);
    const { id } = resource.record.values;
    return { urn, id: typeof id === "string" ? id : "", state: resource.outputs };
  }
}
