import { Found } from "./found";
import { parseArn, Resource, type Kind, type ResourceRecord } from "./resource";
import { attempt, isRecord, Secret, Unknown, UnknownValue, type Values } from "./value";

/** What a source knows about the stack besides its resources. */
export interface StackFacts {
  project: string;
  stack: string;
  /** Region of the default provider (`aws:region`). */
  region?: string;
  /** The account that the stack is deployed to. */
  account?: string;
}

/**
 * All resources of one stack and three ways to walk them: `all`, `follow` (what does this property point at?) and `into`
 * (who points at me through it?). A value that is known decides by itself; where it is not known yet, the property
 * dependency that the engine recorded decides; where there is neither, the answer stays open (see {@link Found}).
 */
export class Graph {
  #secrets: (string | number)[] | undefined;
  readonly #byType = new Map<string, ResourceRecord[]>();
  readonly #byKind = new Map<string, readonly Resource<never>[]>();
  readonly #byUrn = new Map<string, ResourceRecord>();
  readonly #resources = new Map<ResourceRecord, Resource<never>>();
  readonly #names = new Map<string, Map<string, Resource<never>[]>>();
  readonly #pointers = new Map<string, { to: Map<Resource<never>, Resource<never>[]>; open?: UnknownValue }>();

  constructor(
    readonly facts: StackFacts,
    readonly records: readonly ResourceRecord[],
  ) {
    for (const record of records) {
      this.#byUrn.set(record.urn, record);
      const ofType = this.#byType.get(record.type);
      if (ofType) ofType.push(record);
      else this.#byType.set(record.type, [record]);
    }
  }

  /**
   * Known secret texts and numbers, and the words of such texts, since a document or a pattern is quoted in part. No message
   * may carry them.
   */
  get secrets(): readonly (string | number)[] {
    if (!this.#secrets) {
      this.#secrets = [];
      for (const { values } of this.records) collectSecrets(values, false, this.#secrets);
    }
    return this.#secrets;
  }

  /** Every resource of the kind, in program order. */
  all<P>(kind: Kind<P>): readonly Resource<P>[] {
    let all = this.#byKind.get(kind.tokens[0]) as readonly Resource<P>[] | undefined;
    if (!all) {
      const records = kind.tokens.flatMap((token) => this.#byType.get(token) ?? []);
      all = records.map((record) => this.#resource(record, kind));
      this.#byKind.set(kind.tokens[0], all as readonly unknown[] as readonly Resource<never>[]);
    }
    return all;
  }

  /** The resource with this URN, whatever it is. */
  get(urn: string): Resource | undefined {
    const record = this.#byUrn.get(urn);
    return record && new Resource(record);
  }

  /** The resources of `kind` that the value at `path` (`alarmActions`, `rules.targetBucket`) names. */
  follow<P>(from: Resource<unknown>, path: string, kind: Kind<P>): Found<Resource<P>> {
    const found = new Set<Resource<P>>();
    const elsewhere: string[] = [];
    let unknowns: Unknown[] = [];
    for (const value of valuesAt(from.record.values, path.split("."))) {
      if (value instanceof Unknown) unknowns.push(value);
      else if (typeof value === "string" && value !== "") {
        const named = this.#named(value, kind);
        named.known.forEach((resource) => found.add(resource));
        if (named.open) unknowns.push(new Unknown(named.open.why));
        else if (named.known.length === 0) elsewhere.push(value);
      }
    }
    if (unknowns.length > 0) {
      const sources = this.#sources(from, path.split(".")[0]);
      const reached = sources.flatMap((source) => this.#reach(source, kind));
      reached.forEach((resource) => found.add(resource));
      // An unknown that came from another AWS resource is that resource's name; one that came from nowhere could be anything.
      if (sources.length > 0 && (reached.length > 0 || sources.every((source) => !carriesNamesOfOthers(source))))
        unknowns = [];
    }
    const open = unknowns[0] && new UnknownValue(`${from.name}.${path}`, unknowns[0].why);
    return new Found([...found], elsewhere, open);
  }

  /** The resources of `kind` whose property at `path` names `to`, which a lookup by kind has found. */
  into<P, T>(to: Resource<T>, kind: Kind<P>, path: string): Found<Resource<P>> {
    const toKind = to.kind;
    if (!toKind) throw new Error(`${to.urn} was not looked up by kind`);
    const key = `${kind.tokens[0]} ${path} ${toKind.tokens[0]}`;
    let pointers = this.#pointers.get(key);
    if (!pointers) {
      pointers = { to: new Map<Resource<never>, Resource<never>[]>() };
      for (const from of this.all(kind)) {
        const found = this.follow(from, path, toKind);
        pointers.open ??= found.open;
        for (const target of found.known as Resource<never>[]) {
          const list = pointers.to.get(target);
          if (list) list.push(from as Resource<never>);
          else pointers.to.set(target, [from as Resource<never>]);
        }
      }
      this.#pointers.set(key, pointers);
    }
    const known = (pointers.to.get(to as Resource<never>) ?? []) as unknown as Resource<P>[];
    return new Found(known, [], pointers.open);
  }

  /** The region a resource lives in: its own `region`, its provider's, the default provider's. Throws when not known. */
  region(of: Resource<unknown>): string {
    const own = of.record.values.region;
    if (typeof own === "string") return own;
    if (own instanceof Unknown) throw new UnknownValue(`${of.name}.region`, own.why);
    const provider = of.record.provider;
    const region = provider && this.#byUrn.get(provider.slice(0, provider.lastIndexOf("::")))?.values.region;
    if (typeof region === "string") return region;
    if (region instanceof Unknown) throw new UnknownValue(`the region of ${of.name}`, region.why);
    if (this.facts.region) return this.facts.region;
    throw new UnknownValue(`the region of ${of.name}`, "not configured (aws:region)");
  }

  /** The region; where none is configured, a text that is the same for all resources of one provider. Never throws. */
  place(of: Resource<unknown>): string {
    const region = attempt(() => this.region(of));
    return typeof region === "string" ? region : `the region of ${of.record.provider ?? "the default provider"}`;
  }

  #resource<P>(record: ResourceRecord, kind: Kind<P>): Resource<P> {
    let resource = this.#resources.get(record) as Resource<P> | undefined;
    if (!resource) this.#resources.set(record, (resource = new Resource(record, kind)) as Resource<never>);
    return resource;
  }

  /** The resources that a property's value came from. */
  #sources(from: Resource<unknown>, property: string): ResourceRecord[] {
    return (from.record.propertyDependencies?.[property] ?? []).flatMap((urn) => this.#byUrn.get(urn) ?? []);
  }

  #reach<P>(source: ResourceRecord, kind: Kind<P>): Resource<P>[] {
    if (kind.tokens.includes(source.type)) return [this.#resource(source, kind)];
    const others = [...(kind.aliases ?? []), ...(kind.standIns ?? [])];
    const other = others.find(({ kind: { tokens } }) => tokens.includes(source.type));
    return other ? [...this.follow(this.#resource(source, other.kind), other.path, kind).known] : [];
  }

  /** The resources of a kind that answer to a known name, id or ARN. */
  #named<P>(text: string, kind: Kind<P>): Found<Resource<P>> {
    const names = this.#index(kind);
    const exact = names.get(text);
    if (exact) return new Found(exact as unknown as Resource<P>[]);
    const arn = parseArn(text);
    const name = arn && kind.nameInArn?.(arn);
    if (name !== undefined) {
      const byName = (names.get(name) ?? []).filter(
        (resource) =>
          !((resource as Resource).record.values.arn as string)?.startsWith?.("arn:") ||
          sameArn((resource as Resource).record.values.arn as string, text),
      );
      if (byName.length > 0) return new Found(byName as unknown as Resource<P>[]);
    }
    for (const alias of kind.aliases ?? []) {
      const found = this.#named(text, alias.kind);
      if (found.known.length > 0) return found.flatMap((resource) => this.follow(resource, alias.path, kind));
    }
    return new Found<Resource<P>>([]);
  }

  #index<P>(kind: Kind<P>): Map<string, Resource<never>[]> {
    let index = this.#names.get(kind.tokens[0]);
    if (!index) {
      this.#names.set(kind.tokens[0], (index = new Map()));
      for (const resource of this.all(kind)) {
        const { values } = resource.record;
        const names = ["arn", "id", ...(kind.names ?? ["name"])].map((property) => values[property]);
        for (const name of new Set(names)) {
          if (typeof name !== "string" || name === "") continue;
          const list = index.get(name);
          if (list) list.push(resource as unknown as Resource<never>);
          else index.set(name, [resource as unknown as Resource<never>]);
        }
      }
    }
    return index;
  }
}

/** Types whose outputs can hold the name of any other resource: references, stores, generators, components, scripts. */
function carriesNamesOfOthers(source: ResourceRecord): boolean {
  return (
    source.custom === false ||
    !source.type.startsWith("aws:") ||
    /^aws:(ssm\/parameter|secretsmanager|cloudformation\/stack|lambda\/invocation):?/.test(source.type)
  );
}

/** Every value that a path reaches; lists are walked through. */
function valuesAt(value: unknown, path: readonly string[], step = 0, into: unknown[] = []): unknown[] {
  if (value instanceof Secret) valuesAt(value.value, path, step, into);
  else if (value instanceof Unknown) into.push(value);
  else if (Array.isArray(value)) for (const element of value) valuesAt(element, path, step, into);
  else if (step === path.length) into.push(value);
  else if (isRecord(value)) valuesAt((value as Values)[path[step]], path, step + 1, into);
  return into;
}

/** Gathers the texts and numbers inside of secrets. */
function collectSecrets(value: unknown, secret: boolean, into: (string | number)[]): void {
  if (secret && typeof value === "number") into.push(value);
  if (secret && typeof value === "string")
    for (const part of [value, ...value.split(/[\s"'{}()[\],;=!<>|&]+/)]) if (part !== "") into.push(part);
  if (typeof value !== "object" || value === null) return;
  if (value instanceof Secret) collectSecrets(value.value, true, into);
  else for (const key in value) collectSecrets((value as Values)[key], secret, into);
}

function sameArn(a: string, b: string): boolean {
  const strip = (arn: string): string => arn.replace(/:\*$/, "");
  return strip(a) === strip(b);
}
