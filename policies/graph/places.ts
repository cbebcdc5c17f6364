import type { Estate } from "./estate";
import type { StackFacts } from "./facts";
import { accountOfProvider, providerOf } from "./provider";
import { parseArn, type Resource, type ResourceRecord } from "./resource";
import { attempt, opened, Unknown, UnknownValue } from "./value";

/** Where the resources of one stack live: what they say themselves, what their provider says, what the stack says. */
export class Places {
  #own?: { account?: string };
  readonly #told = new Map<ResourceRecord, string>();
  readonly #accounts = new Map<ResourceRecord, { account?: string }>();
  /** By what refers to them: a URN that is cut out of that anew has to be hashed anew. */
  readonly #providers = new Map<string, { record?: ResourceRecord }>();

  constructor(
    private readonly facts: StackFacts,
    private readonly byUrn: ReadonlyMap<string, ResourceRecord>,
    private readonly estate?: Estate,
  ) {}

  /** The region: the resource's own `region`, its provider's, the default provider's. Throws when not known. */
  region(of: Resource<unknown>): string {
    const home = this.#home(of);
    if (home !== this) return home.region(of);
    const own = opened(of.record.values.region);
    if (typeof own === "string") return own;
    if (own instanceof Unknown) throw new UnknownValue(`${of.name}.region`, own.why);
    const region = opened(this.#provider(of)?.values.region);
    if (typeof region === "string") return region;
    if (region instanceof Unknown) throw new UnknownValue(`the region of ${of.name}`, region.why);
    if (this.facts.region) return this.facts.region;
    throw new UnknownValue(`the region of ${of.name}`, "not configured (aws:region)");
  }

  /** The account, as the resource's ARN, its provider or the stack says. */
  account(of: Resource<unknown>): string | undefined {
    const home = this.#home(of);
    if (home !== this) return home.account(of);
    let known = this.#accounts.get(of.record);
    if (!known) this.#accounts.set(of.record, (known = { account: this.#account(of) }));
    return known.account;
  }

  #account(of: Resource<unknown>): string | undefined {
    const { arn } = of.record.values;
    const provider = this.#provider(of);
    return (
      (typeof arn === "string" && parseArn(arn)?.account) ||
      (provider && accountOfProvider(provider)) ||
      this.facts.account
    );
  }

  /**
   * The region, and the account where it is not the stack's. Where no region is configured, a text that is the same for all
   * resources of one provider. Never throws.
   */
  place(of: Resource<unknown>): string {
    let place = this.#told.get(of.record);
    if (place === undefined) this.#told.set(of.record, (place = this.#place(of)));
    return place;
  }

  /** The same region in another account. */
  placeIn(account: string, of: Resource<unknown>): string {
    return this.#place(of, account);
  }

  #place(of: Resource<unknown>, account = this.#home(of).#configuredAccount(of)): string {
    const home = this.#home(of);
    const own = home.#ownAccount();
    const elsewhere = account && own && account !== own ? ` of account ${account}` : "";
    const region = attempt(() => this.region(of));
    if (typeof region === "string") return `${region}${elsewhere}`;
    const stack = this.estate ? ` of stack ${home.facts.stack}` : "";
    return `the region of ${of.record.provider ?? `the default provider${stack}`}`;
  }

  /** The account of the resource's provider, or of the stack, where it is certain. */
  #configuredAccount(of?: Resource<unknown>): string | undefined {
    const provider = of && this.#provider(of);
    return (provider && accountOfProvider(provider)) ?? (this.facts.accountIsAssumed ? undefined : this.facts.account);
  }

  /** The stack's account. Where nobody tells it and every provider has one of its own, the first of those stands for it. */
  #ownAccount(): string | undefined {
    this.#own ??= { account: this.#configuredAccount() ?? this.#firstOfAll() };
    return this.#own.account;
  }

  #firstOfAll(): string | undefined {
    let first: string | undefined;
    for (const { type, provider, custom } of this.byUrn.values()) {
      if (custom === false || !type.startsWith("aws:")) continue;
      const record = provider === undefined ? undefined : this.byUrn.get(providerOf(provider));
      const account = record && accountOfProvider(record);
      if (!account) return undefined;
      first ??= account;
    }
    return first;
  }

  #home(of: Resource<unknown>): Places {
    return this.estate?.homeOf(of.record)?.places ?? this;
  }

  #provider(of: Resource<unknown>): ResourceRecord | undefined {
    const { provider } = of.record;
    if (provider === undefined) return undefined;
    let known = this.#providers.get(provider);
    if (!known) this.#providers.set(provider, (known = { record: this.byUrn.get(providerOf(provider)) }));
    return known.record;
  }
}
