import { Found } from "./found";
import { Graph, type StackFacts } from "./graph";
import { STACK_REFERENCE } from "./origin";
import { parseArn, sameArn, type Kind, type Resource, type ResourceRecord } from "./resource";
import { attempt } from "./value";

/** One stack of an estate, as a source read it. */
export interface Member {
  facts: StackFacts;
  records: readonly ResourceRecord[];
  /** The stack as it was last deployed. */
  before?: Graph;
}

type Sources = Map<Resource<never>, Resource<never>[]>;

/**
 * Several stacks that are judged together. Each keeps a graph of its own, whose `follow` and `into` go on into the others:
 * an ARN says itself where it leads; a name leads into another stack only where both are certain to be in the same account
 * and region, because two stacks of one program have the same names and nothing to do with each other.
 */
export class Estate {
  readonly graphs: readonly Graph[];
  readonly #homes = new Map<ResourceRecord, Graph>();
  readonly #byStack = new Map<string, Graph>();
  readonly #byAccount = new Map<string, Graph[]>();
  readonly #nearby = new Map<string, readonly Resource<never>[]>();
  readonly #indexes = new Map<string, Map<string, Resource<never>[]>>();
  readonly #pointers = new Map<string, Sources>();

  constructor(members: readonly Member[]) {
    this.graphs = members.map((member) => this.#admit(member));
  }

  /** A stack that was read twice is judged twice, and the second time alone: its URNs are taken. */
  #admit({ facts, records, before }: Member): Graph {
    const name = `${facts.stack}::${facts.project}`;
    if (this.#byStack.has(name)) return new Graph(facts, records, { before });
    const graph = new Graph(facts, records, { estate: this, before });
    this.#byStack.set(name, graph);
    for (const record of graph.records) this.#homes.set(record, graph);
    const { account } = facts;
    if (account && !facts.accountIsAssumed)
      this.#byAccount.set(account, [...(this.#byAccount.get(account) ?? []), graph]);
    return graph;
  }

  homeOf(record: ResourceRecord): Graph | undefined {
    return this.#homes.get(record);
  }

  /** The stack that the resource with this URN belongs to. */
  graphOf(urn: string): Graph | undefined {
    const [stack, project] = urn.slice("urn:pulumi:".length).split("::", 2);
    return this.#byStack.get(`${stack}::${project}`);
  }

  /** What stacks of the same account share; a stack of which the account is not certain shares with none. */
  neighbours(graph: Graph): readonly Graph[] {
    const { account, accountIsAssumed } = graph.facts;
    return (!accountIsAssumed && account && this.#byAccount.get(account)) || [graph];
  }

  nearby<P>(graph: Graph, kind: Kind<P>): readonly Resource<P>[] {
    const neighbours = this.neighbours(graph);
    if (neighbours.length === 1) return graph.all(kind);
    const key = `${graph.facts.account} ${kind.tokens[0]}`;
    let nearby = this.#nearby.get(key) as readonly Resource<P>[] | undefined;
    if (!nearby) {
      nearby = neighbours.flatMap((each) => each.all(kind));
      this.#nearby.set(key, nearby as readonly unknown[] as readonly Resource<never>[]);
    }
    return nearby;
  }

  /**
   * The resources of other stacks that a name or an ARN in this stack leads to.
   * @param sources what the text came from: a name that another stack hands out is that of something in it
   */
  named<P>(
    text: string,
    kind: Kind<P>,
    from: Resource<unknown>,
    graph: Graph,
    sources: readonly ResourceRecord[],
  ): Found<Resource<P>> {
    const arn = parseArn(text);
    const referred = sources.map((source) => source.type === STACK_REFERENCE && this.#referred(source, graph));
    const found = this.#candidates(arn ? (kind.nameInArn?.(arn) ?? text) : text, text, kind).filter((resource) => {
      const home = this.homeOf(resource.record);
      if (!home || home === graph) return false;
      if (kind.isGlobal) return true;
      if (!arn)
        return (
          referred.includes(home) ||
          (this.#certainPlace(resource, home) !== undefined &&
            this.#certainPlace(resource, home) === this.#certainPlace(from, graph))
        );
      if (standsIn(arn.account, graph) || standsIn(arn.account, home)) return false;
      const own = resource.record.values.arn;
      if (typeof own === "string") return sameArn(own, text);
      return this.#certainPlace(resource, home) === `${arn.account} ${arn.region}`;
    });
    if (found.length > 0) return new Found(found);
    for (const alias of kind.aliases ?? []) {
      const named = this.named(text, alias.kind, from, graph, sources);
      if (named.known.length > 0) return named.flatMap((resource) => graph.follow(resource, alias.path, kind));
    }
    return new Found<Resource<P>>([]);
  }

  /** The resource that a stack reference stands for, where the other stack is one of these and hands out only one such. */
  exported<P>(reference: ResourceRecord, kind: Kind<P>, graph: Graph): Resource<P>[] {
    const other = this.#referred(reference, graph);
    return other ? [other.exported(kind) ?? []].flat() : [];
  }

  /** In all stacks: which resources of `kind` name which others through the property at `path`. */
  pointers<P, T>(kind: Kind<P>, path: string, toKind: Kind<T>): Sources {
    const key = `${kind.tokens[0]} ${path} ${toKind.tokens[0]}`;
    let all = this.#pointers.get(key);
    if (!all) {
      this.#pointers.set(key, (all = new Map()));
      for (const graph of this.graphs)
        if (graph.estate)
          for (const [target, sources] of graph.pointers(kind, path, toKind).to) append(all, target, sources);
    }
    return all;
  }

  /** `organization/project/stack`; a self-managed backend may leave out what comes before the stack. */
  #referred({ name, values }: ResourceRecord, from: Graph): Graph | undefined {
    const reference = typeof values.name === "string" ? values.name : name;
    const [stack, project = from.facts.project] = reference.split("/").reverse();
    return this.#byStack.get(`${stack}::${project}`);
  }

  #candidates<P>(name: string, text: string, kind: Kind<P>): Resource<P>[] {
    let index = this.#indexes.get(kind.tokens[0]);
    if (!index) {
      this.#indexes.set(kind.tokens[0], (index = new Map()));
      for (const graph of this.graphs)
        if (graph.estate)
          for (const [each, resources] of graph.index(kind))
            append(index, each, resources as unknown as Resource<never>[]);
    }
    const named = [...(index.get(text) ?? []), ...(name === text ? [] : (index.get(name) ?? []))];
    return [...new Set(named)] as unknown[] as Resource<P>[];
  }

  #certainPlace(resource: Resource<unknown>, home: Graph): string | undefined {
    const account = home.facts.accountIsAssumed ? undefined : home.account(resource);
    const region = attempt(() => home.region(resource));
    return account && typeof region === "string" ? `${account} ${region}` : undefined;
  }
}

function append<K, V>(lists: Map<K, V[]>, key: K, values: readonly V[]): void {
  const list = lists.get(key);
  if (list) list.push(...values);
  else lists.set(key, [...values]);
}

/** Whether the account is one that was only made up for this stack. */
const standsIn = (account: string, { facts }: Graph): boolean =>
  facts.accountIsAssumed === true && facts.account === account;
