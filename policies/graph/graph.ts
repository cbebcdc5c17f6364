import { ByThree } from "./by-three";
import type { Estate } from "./estate";
import { Found } from "./found";
import { Multimap } from "./multimap";
import { Unseen } from "./inside";
import { byName } from "./names";
import { inClassicWords } from "./native";
import { carriesNamesOfOthers, STACK_REFERENCE } from "./origin";
import { Places } from "./places";
import type { StackFacts } from "./facts";
import { parseArn, Resource, sameArn, type Arn, type Kind, type ResourceRecord } from "./resource";
import { withUnread } from "./unread";
import { attempt, Unknown, UnknownValue } from "./value";
import { collectSecrets, valuesAt } from "./walk";

export type { StackFacts };

/** What a stack is judged beside. */
export interface Surroundings {
  /** The stacks that are judged together with this one. */
  estate?: Estate;
  /** The stack as it was last deployed. */
  before?: Graph;
}

type Pointers = { to: Multimap<Resource<never>, Resource<never>>; open?: UnknownValue };

/**
 * All resources of one stack and three ways to walk them: `all`, `follow` (what does this property point at?) and `into`
 * (who points at me through it?). A value that is known decides by itself; where it is not known yet, the property
 * dependency that the engine recorded decides; where there is neither, the answer stays open (see {@link Found}).
 */
export class Graph {
  #secrets: (string | number)[] | undefined;
  readonly records: readonly ResourceRecord[];
  readonly unseen: Unseen;
  readonly places: Places;
  readonly estate?: Estate;
  readonly #given: readonly ResourceRecord[];
  readonly #byType = new Multimap<string, ResourceRecord>();
  readonly #byKind = new Map<string, readonly Resource<never>[]>();
  readonly #byUrn = new Map<string, ResourceRecord>();
  readonly #resources = new Map<ResourceRecord, Resource<never>>();
  readonly #names = new Map<string, Multimap<string, never>>();
  readonly #followed = new ByThree<string, string, ResourceRecord, Found<Resource<never>>>();
  readonly #pointers = new ByThree<string, string, string, Pointers>();

  constructor(
    readonly facts: StackFacts,
    /** As the source read them, for their secrets. */
    given: readonly ResourceRecord[],
    readonly around: Surroundings = {},
  ) {
    this.#given = given;
    this.estate = around.estate;
    this.records = inClassicWords(given).map(withUnread);
    this.unseen = new Unseen(this.records);
    this.places = new Places(facts, this.#byUrn, around.estate);
    for (const record of this.records) {
      this.#byUrn.set(record.urn, record);
      this.#byType.add(record.type, record);
    }
  }

  /**
   * Known secret texts and numbers, and the words of such texts, since a document or a pattern is quoted in part. No message
   * may carry them.
   */
  get secrets(): readonly (string | number)[] {
    if (!this.#secrets) {
      this.#secrets = [];
      for (const { values } of this.#given) collectSecrets(values, false, this.#secrets);
    }
    return this.#secrets;
  }

  get before(): Graph | undefined {
    return this.around.before;
  }

  /** `project/stack` of the resource with this URN, where that is another stack than this. */
  otherStack(urn: string): string | undefined {
    const other = this.estate?.graphOf(urn);
    return other && other !== this ? `${other.facts.project}/${other.facts.stack}` : undefined;
  }

  /** Every resource of the kind, in program order. */
  all<P>(kind: Kind<P>): readonly Resource<P>[] {
    let all = this.#byKind.get(kind.tokens[0]) as readonly Resource<P>[] | undefined;
    if (!all) {
      const records = kind.tokens.flatMap((token) => this.#byType.get(token));
      all = records.map((record) => this.#resource(record, kind));
      this.#byKind.set(kind.tokens[0], all as readonly unknown[] as readonly Resource<never>[]);
    }
    return all;
  }

  /** Every resource of the kind that shares this stack's account, those of other stacks included. */
  nearby<P>(kind: Kind<P>): readonly Resource<P>[] {
    return this.estate?.nearby(this, kind) ?? this.all(kind);
  }

  /** The resource with this URN, whatever it is. */
  get(urn: string): Resource | undefined {
    const record = this.#byUrn.get(urn) ?? (this.estate?.graphOf(urn) ?? this).#byUrn.get(urn);
    return record && new Resource(record);
  }

  /** The resources of `kind` that the value at `path` (`alarmActions`, `rules.targetBucket`) names. */
  follow<P>(from: Resource<unknown>, path: string, kind: Kind<P>): Found<Resource<P>> {
    const home = this.#homeOf(from);
    if (home !== this) return home.follow(from, path, kind);
    const token = kind.tokens[0];
    const known = this.#followed as unknown as ByThree<string, string, ResourceRecord, Found<Resource<P>>>;
    return known.get(token, path, from.record) ?? known.set(token, path, from.record, this.#found(from, path, kind));
  }

  #found<P>(from: Resource<unknown>, path: string, kind: Kind<P>): Found<Resource<P>> {
    const values = valuesAt(from.record.values, path.split("."));
    if (values.length === 1) {
      // Mostly it is the name of something here, or not given.
      const [only] = values;
      if (only === undefined) return new Found<Resource<P>>([]);
      const named = typeof only === "string" && only !== "" && this.#named(only, kind);
      if (named && named.known.length > 0 && named.elsewhere.length === 0 && !named.open) return named;
    }
    const found = new Set<Resource<P>>();
    const elsewhere: string[] = [];
    let unknowns: Unknown[] = [];
    const sources = () => this.#sources(from, path.split(".")[0]);
    for (const value of values) {
      if (value instanceof Unknown) unknowns.push(value);
      else if (typeof value === "string" && value !== "") {
        const here = this.#named(value, kind);
        const named =
          here.known.length > 0 || !this.estate ? here : this.estate.named(value, kind, from, this, sources());
        named.known.forEach((resource) => found.add(resource));
        if (named.open) unknowns.push(new Unknown(named.open.why));
        else if (named.known.length === 0) elsewhere.push(value);
      }
    }
    if (unknowns.length > 0) {
      const reached = sources().flatMap((source) => this.#reach(source, kind));
      reached.forEach((resource) => found.add(resource));
      // An unknown that came from another AWS resource is that resource's name; one that came from nowhere could be anything.
      if (sources().length > 0 && (reached.length > 0 || sources().every((source) => !carriesNamesOfOthers(source))))
        unknowns = [];
    }
    const open = unknowns[0] && new UnknownValue(`${from.name}.${path}`, unknowns[0].why);
    return new Found([...found], elsewhere, open);
  }

  /** The resources of `kind` whose property at `path` names `to`, which a lookup by kind has found. */
  into<P, T>(to: Resource<T>, kind: Kind<P>, path: string): Found<Resource<P>> {
    const toKind = to.kind;
    if (!toKind) throw new Error(`${to.urn} was not looked up by kind`);
    const own = this.pointers(kind, path, toKind);
    // What is not known in another stack is a question about that stack.
    const sources = this.estate?.pointers(kind, path, toKind) ?? own.to;
    return new Found((sources.get(to as Resource<never>) ?? []) as unknown as Resource<P>[], [], own.open);
  }

  /** Which resources of `kind` in this stack name which others through the property at `path`. */
  pointers<P, T>(kind: Kind<P>, path: string, toKind: Kind<T>): Pointers {
    const known = this.#pointers.get(kind.tokens[0], path, toKind.tokens[0]);
    if (known) return known;
    const pointers: Pointers = { to: new Multimap<Resource<never>, Resource<never>>() };
    for (const from of this.all(kind)) {
      const found = this.follow(from, path, toKind);
      pointers.open ??= found.open;
      for (const target of found.known as Resource<never>[]) pointers.to.add(target, from as Resource<never>);
    }
    return this.#pointers.set(kind.tokens[0], path, toKind.tokens[0], pointers);
  }

  /** The region a resource lives in. Throws when not known. */
  region(of: Resource<unknown>): string {
    return this.places.region(of);
  }

  /** The account a resource belongs to. */
  account(of: Resource<unknown>): string | undefined {
    return this.places.account(of);
  }

  /** A text that is the same for resources that live in one place. */
  place(of: Resource<unknown>): string {
    return this.places.place(of);
  }

  #homeOf(of: Resource<unknown>): Graph {
    return this.estate?.homeOf(of.record) ?? this;
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
    const made = this.unseen.made(source, kind);
    if (made) return [made];
    if (source.type === STACK_REFERENCE) return [...(this.estate?.exported(source, kind, this) ?? [])];
    const others = [...(kind.aliases ?? []), ...(kind.standIns ?? [])];
    const other = others.find(({ kind: { tokens } }) => tokens.includes(source.type));
    return other ? [...this.follow(this.#resource(source, other.kind), other.path, kind).known] : [];
  }

  /** The one resource of the kind that the stack's outputs came from; `undefined` where there is none, or a choice. */
  exported<P>(kind: Kind<P>): Resource<P> | undefined {
    const urns = new Set(Object.values(this.facts.outputDependencies ?? {}).flat());
    const records = [...urns].flatMap((urn) => this.#byUrn.get(urn) ?? []);
    const reached = new Set(records.flatMap((record) => this.#reach(record, kind)));
    return reached.size === 1 ? [...reached][0] : undefined;
  }

  /** The resources of a kind that answer to a known name, id or ARN. */
  #named<P>(text: string, kind: Kind<P>): Found<Resource<P>> {
    const names = this.index(kind);
    const exact = names.get(text);
    if (exact.length > 0) return new Found(exact);
    const arn = parseArn(text);
    const name = arn && kind.nameInArn?.(arn);
    if (name !== undefined) {
      const named = names.get(name).filter((resource) => {
        const own = resource.record.values.arn;
        const isOther = typeof own === "string" && own.startsWith("arn:") && !sameArn(own, text);
        return !isOther && !(this.estate && arn && this.#contradicts(resource, arn));
      });
      if (named.length > 0) return new Found(named);
    }
    for (const alias of kind.aliases ?? []) {
      const found = this.#named(text, alias.kind);
      if (found.known.length > 0) return found.flatMap((resource) => this.follow(resource, alias.path, kind));
    }
    return new Found<Resource<P>>([]);
  }

  /** Whether an ARN certainly belongs to another account or region than the resource with the same name. */
  #contradicts(resource: Resource<unknown>, arn: Arn): boolean {
    const account = this.facts.accountIsAssumed ? undefined : this.account(resource);
    const region = attempt(() => this.region(resource));
    const differs = (given: string, known: unknown): boolean =>
      given !== "" && typeof known === "string" && known !== given;
    return differs(arn.account, account) || differs(arn.region, region);
  }

  /** The stack's resources of a kind by their names, ids and ARNs, as far as these are known. */
  index<P>(kind: Kind<P>): Multimap<string, Resource<P>> {
    let index = this.#names.get(kind.tokens[0]) as Multimap<string, Resource<P>> | undefined;
    if (!index) {
      index = byName(this.all(kind), kind);
      this.#names.set(kind.tokens[0], index as Multimap<string, never>);
    }
    return index;
  }
}
