import type { Member } from "./graph/estate";
import { inClassicWords } from "./graph/native";
import { STACK_REFERENCE } from "./graph/origin";
import { accountOfProvider } from "./graph/provider";
import { parseArn, type ResourceRecord } from "./graph/resource";
import type { StackFacts } from "./graph/facts";
import { opened, Secret } from "./graph/value";
import { allKinds } from "./kinds/all";
import { Trail } from "./kinds/cloudtrail";

/** Stacks that are judged together, by their numbers, and others that only have to be there. */
export interface Group {
  judged: readonly number[];
  /** Both, in the order in which they came. */
  all: readonly number[];
}

/** By type: the properties that name a resource whose name is the only one in all of AWS. */
const globalNames = new Map(
  allKinds.flatMap(({ isGlobal, tokens, names = ["name"] }) =>
    isGlobal ? tokens.map((token): [string, string[]] => [token, ["id", ...names]]) : [],
  ),
);

/**
 * Which stacks of an estate can have to do with each other at all: one holds an account, a bucket, an ARN or a name that the
 * other one has or mentions. Judging such a group by itself gives what judging the whole estate gives, and needs the memory of
 * the group. What is mentioned is kept as hashes: two texts of the same hash make a group larger, and no verdict wrong.
 */
export class Relations {
  readonly #owners = new Map<number, number>();
  readonly #mentions: Uint32Array[] = [];
  /** For each stack one of its group, or itself. */
  readonly #joined: number[] = [];
  /** Whose trails may record any account. */
  readonly #everywhere = new Set<number>();
  readonly #withoutAccount: number[] = [];
  #firstTrail?: number;

  /** The next stack. */
  add({ facts, records }: Member): void {
    const stack = this.#joined.push(this.#joined.length) - 1;
    const mentions = new Set<number>();
    const account = facts.accountIsAssumed ? undefined : facts.account;
    this.#own(stack, `${facts.stack}::${facts.project}`);
    if (account) this.#own(stack, account);
    else this.#withoutAccount.push(stack);
    for (const record of inClassicWords(records)) {
      this.#ownNamesOf(record, stack, facts);
      mention(record.values, mentions);
      if (Trail.tokens.includes(record.type)) this.#noteTrail(record, stack, facts);
      if (record.type !== STACK_REFERENCE) continue;
      const name = typeof record.values.name === "string" ? record.values.name : record.name;
      const [other, project = facts.project] = name.split("/").reverse();
      mentions.add(hash(`${other}::${project}`));
    }
    this.#mentions.push(Uint32Array.from(mentions));
  }

  /** In the order in which the first stack of each came. */
  get groups(): readonly Group[] {
    this.#mentions.forEach((mentions, stack) => {
      for (const name of mentions) {
        const owner = this.#owners.get(name);
        if (owner !== undefined) this.#join(owner, stack);
      }
    });
    for (const stack of this.#withoutAccount) if (this.#firstTrail !== undefined) this.#join(this.#firstTrail, stack);
    const groups = new Map<number, number[]>();
    this.#joined.forEach((_, stack) => {
      const group = groups.get(this.#firstOf(stack));
      if (group) group.push(stack);
      else groups.set(stack, [stack]);
    });
    const wanted = new Set([...this.#everywhere].map((stack) => this.#firstOf(stack)));
    const beside = [...wanted].flatMap((first) => groups.get(first) ?? []);
    for (const first of wanted) groups.delete(first);
    const judged = beside.length > 0 ? [beside, ...largeGroups([...groups.values()], beside.length)] : groups.values();
    return Array.from(judged, (group) => ({ judged: group, all: [...new Set([...group, ...beside])].sort(ascending) }));
  }

  /** What stacks hear of trails in other accounts. */
  #noteTrail({ values }: ResourceRecord, stack: number, { account, accountIsAssumed }: StackFacts): void {
    if ((opened(values.enableLogging) ?? true) !== true) return;
    // An ARN that was made up with the account that stands in tells as little as that account.
    const recorded = accountIsAssumed
      ? undefined
      : (account ?? (typeof values.arn === "string" && parseArn(values.arn)?.account));
    if (opened(values.isOrganizationTrail) === true || !recorded) this.#everywhere.add(stack);
    else this.#firstTrail ??= stack;
  }

  #ownNamesOf(record: ResourceRecord, stack: number, { account, accountIsAssumed }: StackFacts): void {
    const { type, values } = record;
    if (type.startsWith("pulumi:providers:")) this.#own(stack, accountOfProvider(record));
    for (const property of globalNames.get(type) ?? []) this.#own(stack, values[property]);
    if (typeof values.arn !== "string") return;
    const owner = parseArn(values.arn)?.account;
    this.#own(stack, owner && !(accountIsAssumed && owner === account) ? owner : values.arn);
  }

  #own(stack: number, name: unknown): void {
    if (typeof name !== "string" || name === "") return;
    const owner = this.#owners.get(hash(name));
    if (owner === undefined) this.#owners.set(hash(name), stack);
    else this.#join(owner, stack);
  }

  #join(a: number, b: number): void {
    const [first, second] = [this.#firstOf(a), this.#firstOf(b)].sort((x, y) => x - y);
    this.#joined[second] = first;
  }

  #firstOf(stack: number): number {
    let first = stack;
    while (this.#joined[first] !== first) first = this.#joined[first];
    return (this.#joined[stack] = first);
  }
}

const ascending = (a: number, b: number): number => a - b;

/** So few that those who have to be there every time are read seldom enough. */
function largeGroups(groups: readonly (readonly number[])[], size: number): number[][] {
  const large: number[][] = [];
  for (const group of groups) {
    const last = large.at(-1);
    if (last && last.length < size) last.push(...group);
    else large.push([...group]);
  }
  return large;
}

/** Gathers what the texts in a value could lead to: each as a whole, and of an ARN its account, or what it names without one. */
function mention(value: unknown, into: Set<number>): void {
  if (typeof value === "string") {
    into.add(hash(value));
    const arn = value.startsWith("arn:") ? parseArn(value) : undefined;
    if (arn) into.add(hash(arn.account || arn.resource.replace(/\/.*$/, "")));
  } else if (value instanceof Secret) mention(value.value, into);
  else if (typeof value === "object" && value !== null)
    for (const key in value) mention((value as Record<string, unknown>)[key], into);
}

/** FNV-1a, without the `:*` that the ARN of a log group may end with. */
function hash(text: string): number {
  const end = text.endsWith(":*") ? text.length - 2 : text.length;
  let sum = 0x811c9dc5;
  for (let i = 0; i < end; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return sum >>> 0;
}
