import { Unknown, UnknownValue, guard, guarded, isRecord, shown, type Values } from "./value";

/** Where a resource was written, relative to the project's folder, as the SDK's stack trace gives it. */
export interface SourcePosition {
  file: string;
  line: number;
  column?: number;
}

/** One resource as a source read it: from a program, a state or a preview of the engine. Plain data, no behaviour. */
export interface ResourceRecord {
  urn: string;
  /** The type token, such as `aws:cloudtrail/trail:Trail`. */
  type: string;
  name: string;
  /** Inputs, with computed outputs beside them where the source knows them. Inputs win: they say what is wanted. */
  values: Values;
  /** `false` for a component. @default true */
  custom?: boolean;
  /** `true` for a resource read with `.get`: it exists, this stack does not manage it. @default false */
  external?: boolean;
  /** `true` where AWS was not asked for an external resource: what `values` lacks is not known. @default false */
  unread?: boolean;
  /** `true` for a component that a plugin makes and no plugin ran: the resources inside it are not known. @default false */
  unseen?: boolean;
  parent?: string;
  /** `urn::id` of the provider resource. */
  provider?: string;
  dependencies?: string[];
  /** For each property, the URNs that its value came from. Present even where the value itself is unknown. */
  propertyDependencies?: Record<string, string[]>;
  protect?: boolean;
  retainOnDelete?: boolean;
  ignoreChanges?: string[];
  aliases?: string[];
  position?: SourcePosition;
}

/**
 * A type of resource as policies see it: its tokens in every provider generation, and how other resources name it.
 * `P` lists the properties that policies read, all optional because a program may leave any of them out.
 */
export interface Kind<P> {
  /** What people call it: "trail", "log group". */
  noun: string;
  /** Type tokens, newest first. */
  tokens: readonly string[];
  /** Properties besides `arn` and `id` whose value names the resource. @default ["name"] */
  names?: readonly string[];
  /** A name of this kind is taken by one resource in all of AWS, whatever its account and region. @default false */
  isGlobal?: boolean;
  /** Recognises an ARN of this kind and returns the name in it: `arn:aws:sns:eu-west-1:1:alerts` → `alerts`. */
  nameInArn?: (arn: Arn) => string | undefined;
  /** Kinds that stand for this one: a key is also named by the aliases whose `targetKeyId` points at it. */
  aliases?: readonly { kind: Kind<unknown>; path: string }[];
  /** Kinds whose own property names one of this kind: programs write `policy.bucket` to have the policy made first. */
  standIns?: readonly { kind: Kind<unknown>; path: string }[];
  /** Properties that AWS decides where the program does not, so that a preview of the engine shows them as not known yet. */
  decidedByAws?: readonly string[];
  /** Properties that say nothing yet in the run that makes the resource: nobody can confirm a subscription before it is there. */
  settledLater?: readonly string[];
  /** Never set; carries `P` for the compiler. */
  readonly props?: P;
}

/** The six parts of `arn:partition:service:region:account:resource`. */
export interface Arn {
  partition: string;
  service: string;
  region: string;
  account: string;
  resource: string;
}

export function parseArn(text: string): Arn | undefined {
  if (!text.startsWith("arn:")) return undefined;
  const parts = text.split(":");
  if (parts.length < 6) return undefined;
  return {
    partition: parts[1],
    service: parts[2],
    region: parts[3],
    account: parts[4],
    resource: parts.slice(5).join(":"),
  };
}

/** The ARN of a log group also comes with `:*` for its streams. */
export const sameArn = (a: string, b: string): boolean => a.replace(/:\*$/, "") === b.replace(/:\*$/, "");

/** A resource with its properties ready to be read: secrets opened, unknowns throwing {@link UnknownValue}. */
export class Resource<P = Values> {
  #props: P | undefined;

  constructor(
    readonly record: ResourceRecord,
    /** The kind it was looked up as. */
    readonly kind?: Kind<P>,
  ) {}

  get urn(): string {
    return this.record.urn;
  }
  get type(): string {
    return this.record.type;
  }
  get name(): string {
    return this.record.name;
  }
  get props(): P {
    return (this.#props ??= (this.record.unread ? guarded : guard)(this.record.values, this.name) as P);
  }

  /** Whether the property is given at all, known or not. Never throws. */
  has(property: keyof P & string): boolean {
    return this.record.values[property] !== undefined && this.record.values[property] !== null;
  }

  /** Whether the property can be read. An absent property is known to be absent. Never throws. */
  knows(property: keyof P & string): boolean {
    return !(this.record.values[property] instanceof Unknown);
  }

  /** What may be shown of the value at `path` (`a.b[0].c`): masked where secret, named where unknown. Never throws. */
  shown(path: string): unknown {
    let value: unknown = this.record.values;
    if (!/[.[]/.test(path)) return shown(this.record.values[path]);
    for (const step of path.match(/[^.[\]]+/g) ?? []) {
      if (!isRecord(value) && !Array.isArray(value)) return undefined;
      value = (value as Values)[step];
    }
    return shown(value);
  }

  /** Of a resource that this stack only reads: what is beside it elsewhere was not seen. Throws {@link undecided}. */
  undecidedIfRead(): void {
    if (this.record.external) this.undecided("only read, not made, by this stack");
  }

  /** Throws what a policy throws when it cannot decide for a reason of its own. */
  undecided(why: string): never {
    throw new UnknownValue(this.name, why);
  }
}
